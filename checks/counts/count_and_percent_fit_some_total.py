"""A count and its percent are those of some number of participants.

"46 (93.8 %)" prints no total, and still there is one that it must be of: 46 of 49 is 93.88 %, 46 of 50 is
92 %, and no number between gives 93.8 %. One of the two figures is wrong, or the percent was not rounded to
the nearest. Of 337 counts with a percent and no total in abstracts of trials, nine fitted no total, and in
seven of the nine a figure was wrong.

Some whole n, from the count on, must have 100 count/n in the rounding interval of the percent. The larger
the count beside the decimals of the percent, the more totals there are that fit: beyond about 10^(2 + d)/2
participants with d decimals nothing can be found.

Benign readings: cut off instead of rounded; a time-to-event percent, which is of no count (a note).

Source: Georgescu & Wren, Bioinformatics 2018;34:1758; base rate measured by the project on 1,011
abstracts of trials.

Bad:

    outcomes
    outcome_id | type
    death      | time_to_event

    counts
    report_id | outcome_id | events | total | percent
    R1        | response   | 46     |       | 93.8      <- percent (warning)
    R1        | nausea     | 51     |       | 42.8      <- percent (warning)
    R1        | rash       | 3      |       | 90        <- percent (warning)
    R1        | death      | 46     |       | 93.8      <- percent (info)

Good, up to both edges of rounding, and where it is not events over total:

    counts
    report_id | outcome_id | events | total | percent | percent_kind | origin
    R1        | response   | 46     |       | 93.9    |              |
    R1        | nausea     | 1      |       | 12      |              |
    R1        | rash       | 1      |       | 13      |              |
    R1        | fever      | 0      |       | 0.0     |              |
    R1        | sepsis     | 46     | 49    | 93.8    |              |
    R1        | survival   | 46     |       | 93.8    | km           |
    R1        | read       | 46     |       | 93.8    |              | digitised
    R1        | pain       | 7      |       | <10     |              |

Skipped, where there is no count:

    counts
    report_id | outcome_id | events | total | percent
    R1        | response   | <5     |       | 93.8
"""

from triallint.kit import (
    ROUNDED,
    Count,
    Problem,
    Problems,
    Rounding,
    SeverityName,
    Tables,
    check,
    denominators_that_fit,
    is_crude,
    is_time_to_event,
    percent_of,
)


def _lacks_total(row: Count) -> bool:
    return bool(row.percent and row.events) and not row.total and row.is_printed and is_crude(row)


@check(
    severity="warning",
    applies=_lacks_total,
    unless=(
        "percents_lie_between_0_and_100",
        "percents_share_their_denominator",
        "percent_fits_a_declared_denominator",
    ),
)
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where no whole number of participants gives the percent."""
    events, share = row.events.count, row.percent.interval
    if events == 0 or row.percent.printed.operator not in "=~":
        return ROUNDED
    if denominators_that_fit(share, events):
        return ROUNDED
    near = round(100 * events / row.percent.value) or events
    tried = sorted({max(events, near - 1), max(events, near), near + 1})
    cut = denominators_that_fit(row.percent.rounded(Rounding.ROBUST), events)
    readings = [f"of {cut[0]}, the percent cut off or rounded up, not rounded to nearest"] if cut else []
    severity: SeverityName | None = None
    if not row.percent_kind and is_time_to_event(row, tables):
        severity = "info"
        readings.insert(0, "a Kaplan-Meier or cumulative-incidence percent, not a share")
    shares = ", ".join(f"{float(percent_of(events, n)):.4g} % of {n}" for n in tried)
    yield Problem(
        row.percent,
        f"{row.events} is {shares}: no total gives {row.percent.text.rstrip(' %')} %",
        also=[row.events],
        severity=severity,
        reading="; or ".join(readings) or None,
    )
    return None
