"""Participants with an event are no more than the participants they are counted among.

More events than participants is a slip of a digit, two cells that changed places, or a count of events
(one participant may have several) in the column of participants; such counts belong in `event_count`, which
may be as large as it likes. "110/98 (52.9 %/47.1 %)" in a report is a split by sex and no fraction.

events <= total, as whole numbers. Where no total is stated, the arm's randomised, analysed or treated
number stands in, the largest of them, and then it is a warning: the row may be about something else.

Benign readings: events counted instead of participants, eyes or lesions instead of patients; the two numbers
in each other's cells, if their percent says so, or the arm may have that many.

Source: Cochrane Handbook for Systematic Reviews of Interventions, section 6.4; ClinicalTrials.gov results
review criteria.

Bad:

    arms
    report_id | arm_id | label | randomised | analysed
    R1        | A      | one   | 30         | 29

    counts
    report_id | outcome_id | arm_id | events | total | event_count
    R1        | fever      | B      | 41     | 40    |              <- events
    R1        | infection  | A      | 31     |       |              <- events (warning)
    R1        | rash       | A      | 30     | 12    |              <- events

Good, up to all of them:

    arms
    report_id | arm_id | label | randomised | analysed
    R1        | A      | one   | 30         | 29

    counts
    report_id | outcome_id | arm_id | subgroup | events | total | event_count
    R1        | fever      | A      |          | 40     | 40    |
    R1        | infection  | A      |          | 30     |       |
    R1        | vomiting   | A      |          | 1,440  | 1440  | 2000

Skipped, where nothing can be compared:

    counts
    report_id | outcome_id | arm_id | subgroup | events | total
    R1        | fever      | B      |          | 40     |
    R1        | fever      | A      | young    | 40     |
    R1        | fever      | A      |          | 4.5    | 3
"""

from triallint.kit import (
    CannotLook,
    Conventions,
    Count,
    Problem,
    Problems,
    check,
    near_slips,
    percent_of,
)


@check(severity="error", applies=lambda row: bool(row.events))
def problems(row: Count, conventions: Conventions) -> Problems:
    """Yield where the events exceed the total, or in its place every declared size of the arm."""
    events = row.events.count
    if row.total:
        total, words = row.total.count, f"{row.total} participants"
    else:
        sizes = conventions.of(row).denominators.of_arm(row)
        if not sizes:
            raise CannotLook("total is blank, and the size of the arm is not given")
        total = max(sizes)
        words = sizes[total]
    if events <= total:
        return None
    fits = [slip for slip in near_slips(str(events)) if slip.text.isdigit() and int(slip.text) <= total]
    slips = "".join(f", or {slip.text} ({slip.words})" for slip in fits[:1])
    swapped = "the two may have changed places; or " if _swapped(row, total, conventions) else ""
    yield Problem(
        row.events,
        f"{row.events} participants with an event among {words}",
        also=[row.total] if row.total else [],
        severity=None if row.total else "warning",
        reading=f"{swapped}it may count events, not participants{slips}",
    )
    return None


def _swapped(row: Count, total: int, conventions: Conventions) -> bool:
    """Whether the total may be of the events: by the percent, else by the declared sizes of the arm."""
    events = row.events.count
    if not row.total:
        return False
    if row.percent.maybe:
        return row.percent.interval.contains(percent_of(total, events))
    sizes = conventions.of(row).denominators.of_arm(row)
    return not sizes or events <= max(sizes)
