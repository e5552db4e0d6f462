"""A percent of participants lies between 0 and 100.

A share of the participants below none or above all of them is a slip of a digit, of the decimal point, or
of the line; or the column holds something else: a change, compliance, a percent of the normal value.
Full texts of trials print such things as 34/232 (154 %).

The rounding interval of the printed percent must meet 0 to 100, whichever way it was rounded.

Benign reading: where neither a count nor a total stands beside it and its kind is blank, the percent may
be of something that can exceed 100; that is a warning, and nothing at all where the outcome's unit, label
or definition says that it is a change, a ratio or compliance.

Source: definition of a proportion; example from PMC5124485.

Bad:

    outcomes
    outcome_id | label
    sepsis     | sepsis
    dose       | doses taken

    counts
    report_id | outcome_id | events | total | percent | percent_kind
    R1        | sepsis     | 34     | 232   | 154     |               <- percent
    R2        | sepsis     |        |       | 101     | km            <- percent
    R3        | sepsis     |        |       | -0.1    | crude         <- percent
    R4        | sepsis     |        |       | >100    | crude         <- percent
    R5        | dose       |        |       | 104.2   |               <- percent (warning)

Good, up to the edge of rounding in either direction:

    outcomes
    outcome_id | label
    change     | change in weight from baseline
    sepsis     | sepsis

    counts
    report_id | outcome_id | total | percent
    R1        | sepsis     | 232   | 100
    R2        | sepsis     | 232   | 100.0
    R3        | sepsis     | 232   | -0
    R4        | sepsis     | 232   | >=100
    R5        | sepsis     | 232   | 1e2
    R6        | change     |       | 120

Skipped:

    counts
    report_id | outcome_id | percent
    R1        | sepsis     | some
"""

import re

from triallint.kit import (
    NOT_APPLICABLE,
    Count,
    Interval,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    units_off,
)

_ALL = Interval.exactly(0).hull(Interval.exactly(100))
_MAY_EXCEED = re.compile(
    r"chang|reduc|increas|declin|ratio|complian|adheren|of (the )?normal|predicted", re.I
)


@check(severity="error", applies=lambda row: bool(row.percent))
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where no rounding of a share prints like this."""
    if row.percent.rounded(Rounding.ROBUST).meets(_ALL):
        return None
    of_participants = bool(row.events or row.total or row.percent_kind)
    outcome = tables.outcome_of(row)
    if not of_participants and outcome is not None:
        words = " ".join((outcome.label.text, outcome.unit.text, outcome.definition.text))
        if _MAY_EXCEED.search(words):
            return NOT_APPLICABLE
    yield Problem(
        row.percent,
        f"printed {row.percent.text.rstrip(' %')} %, where a percent of participants is 0 to 100",
        also=[cell for cell in (row.events, row.total) if cell],
        severity=None if of_participants else "warning",
        reading=None if of_participants else "it may be of something that can exceed 100, such as doses",
        margin=units_off(row.percent.printed, _ALL),
    )
    return None
