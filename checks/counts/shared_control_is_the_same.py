"""A control that several comparisons share has one size and one number of events.

In a trial with several active arms each comparison is with the same control arm. Its participants and events
are the same in each row, or they were split between the rows so that nobody counts twice, and then the
parts sum to the arm. Anything else is a slip, or another arm.

For rows of one outcome, population, time, measure and comparator: all n_2 are equal, or they sum to the size
that the report gives for the control; likewise events_2 and its events. Halves are allowed in a split
("51.5"); whole numbers otherwise, exact.

Benign reading: participants without data in one comparison only, or periods in which only some arms were
open (a platform trial). It is a warning.

Source: Cochrane Handbook for Systematic Reviews of Interventions, sections 6.2.9 and 23.3.4.

Bad:

    arms
    report_id | arm_id | label | randomised
    R1        | C      | ctrl  | 103

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | n_2 | events_2
    R1        | fever      | RR      | A      | C             | 103 | 12
    R1        | fever      | RR      | B      | C             | 130 | 12       <- n_2
    R1        | rash       | RR      | A      | C             | 103 | 12
    R1        | rash       | RR      | B      | C             | 103 | 21       <- events_2
    R1        | pain       | RR      | A      | C             | 130 | 12       <- n_2
    R1        | pain       | RR      | B      | C             | 103 | 12

Good, the same, and split:

    arms
    report_id | arm_id | label | randomised
    R1        | C      | ctrl  | 103

    counts
    report_id | outcome_id | arm_id | events
    R1        | rash       | C      | 12

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | subgroup | n_2  | events_2
    R1        | fever      | RR      | A      | C             |          | 103  | 12
    R1        | fever      | RR      | B      | C             |          | 103  | 12
    R1        | fever      | RR      | B      | C             | young    | 50   | 6
    R1        | fever      | RR      | B      | D             |          | 99   | 8
    R1        | rash       | RR      | A      | C             |          | 51.5 | 5
    R1        | rash       | RR      | B      | C             |          | 51.5 | 7

Skipped, where only one comparison states its size:

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | n_2
    R1        | fever      | RR      | A      | C             | 103
    R1        | fever      | RR      | B      | C             |
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Count,
    Estimate,
    Problem,
    Problems,
    Reported,
    Tables,
    Verdict,
    about_but_arm,
    check,
    joined,
    same_quantity,
)


@check(severity="warning", applies=lambda row: bool(row.comparator_id and (row.n_2 or row.events_2)))
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield, at the first row of a control, for each number that the rows have otherwise."""
    siblings = same_quantity(row, tables, "arm_id")
    alike = [other for other in siblings if other.n_2 or other.events_2]
    first = min(other.identity for other in alike) == row.identity
    if not first or len({other.raw("arm_id") for other in siblings}) < 2:
        return NOT_APPLICABLE
    if len({other.raw("arm_id") for other in alike}) < 2:
        raise CannotLook("only one comparison states the size of its control")
    for column in ("n_2", "events_2"):
        # Each comparison once: two printings of one are no split.
        cells = list(
            {other.raw("arm_id"): other.cell(column) for other in alike if other.cell(column)}.values()
        )
        values = [cell.value for cell in cells]
        known = _known(row, column, tables)
        if len(set(values)) < 2 or any(sum(values) == cell.value for cell in known):
            continue
        usual = next((cell.value for cell in known if cell.value in values), max(values, key=values.count))
        odd = next(cell for cell, value in zip(cells, values, strict=True) if value != usual)
        yield Problem(
            odd,
            f"{joined(cells, ', ')} {column} for one control, neither the same nor a split",
            also=[cell for cell in cells if cell is not odd] + known[:1],
            reading="participants without data in one comparison, or arms open at different times",
        )
    return Verdict(also=alike)


def _known(row: Estimate, column: str, tables: Tables) -> list[Reported]:
    """What the report says elsewhere of the control: its sizes, or its events of the outcome."""
    arm = row.raw("comparator_id")
    counts = tables.where(Count, **about_but_arm(row), arm_id=arm)
    cells = [other.total if column == "n_2" else other.events for other in counts]
    control = tables.arm_of(row, "comparator_id")
    if control is not None and column == "n_2":
        cells += [control.randomised, control.analysed, control.treated]
    return [cell for cell in cells if cell.maybe and cell.printed.operator == "="]
