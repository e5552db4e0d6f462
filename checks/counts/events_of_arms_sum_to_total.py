"""Events, totals and event counts of the arms sum to those of the whole trial.

A table that gives a row for each arm and one for everybody says the same thing twice, and the two are
compared: same outcome, subgroup, population, time, data cut and grade.

sum of the arms' numbers = the whole trial's, in `events`, `event_count` and `total`, whole numbers, exact.
Controls from elsewhere and pooled arms are never summed. Where an arm has no row, only a sum beyond the
total is found.

Benign readings: a total of other participants than the arms' (before randomisation, another analysis),
which is possible where the denominators do not sum either and the total is the larger; a
warning. Factorial and cross-over
trials are left out.

Source: Cochrane Handbook for Systematic Reviews of Interventions, section 6.4; CONSORT 2010, item 17a.

Bad:

    arms
    report_id | arm_id | label | role
    R1        | A      | one   | experimental
    R1        | B      | two   | control

    counts
    report_id | outcome_id | arm_id | events | total | event_count
    R1        | fever      | A      | 12     | 105   | 20
    R1        | fever      | B      | 9      | 103   | 11
    R1        | fever      |        | 22     | 208   | 30            <- events, event_count
    R1        | rash       | A      | 12     | 105   |
    R1        | rash       | B      | 9      | 103   |
    R1        | rash       |        | 23     | 210   |               <- events (warning), total (warning)
    R1        | pain       | A      | 12     |       |
    R1        | pain       | B      | 9      |       |
    R1        | pain       |        | 22     |       |               <- events (warning)
    R1        | cough      | A      | 12     | 105   |
    R1        | cough      |        | 11     | 208   |               <- events

Good:

    arms
    report_id | arm_id | label  | role
    R1        | A      | one    | experimental
    R1        | B      | two    | control
    R1        | old    | before | historical_control
    R1        | all    | both   | whole_trial

    counts
    report_id | outcome_id | arm_id | subgroup | source  | events | total | event_count
    R1        | fever      | A      |          | table 2 | 12     | 105   | 20
    R1        | fever      | A      |          | text    | 13     | 105   |
    R1        | fever      | B      |          |         | 9      | 103   | 11
    R1        | fever      | old    |          |         | 90     | 100   |
    R1        | fever      | all    |          | text    | 22     | 208   | 31
    R1        | fever      |        |          | table 2 | 21     | 208   |
    R1        | fever      | A      | young    |         | 2      | 50    |
    R1        | cough      | A      |          |         | 12     | 105   |
    R1        | cough      |        |          |         | 12     | 208   |

Skipped, without rows for the arms:

    arms
    report_id | arm_id | label
    R1        | A      | one
    R1        | B      | two

    counts
    report_id | outcome_id | arm_id | events
    R1        | fever      |        | 10
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Count,
    Problem,
    Problems,
    Reported,
    Tables,
    Verdict,
    akin,
    arms_of_total,
    check,
    counts_of,
    is_whole_trial,
    joined,
    matching_sum,
)

_COLUMNS = ("total", "events", "event_count")


def _has_numbers(row: Count) -> bool:
    return bool(row.events or row.event_count or row.total) and row.raw("origin") != "digitised"


@check(severity="error", applies=_has_numbers)
def problems(row: Count, tables: Tables) -> Problems:
    """Yield for each number that the arms' numbers cannot sum to."""
    if not is_whole_trial(row, tables):
        return NOT_APPLICABLE
    arms = arms_of_total(row, tables)
    rows = [akin(row, tables, arm_id=arm.raw("arm_id")) for arm in arms]
    if not any(rows):
        raise CannotLook("no arm has a row about the same")
    same_participants = False
    for column in _COLUMNS:
        own = counts_of([row], column)
        groups = [cells for part in rows if (cells := counts_of(part, column))]
        if not own or not groups:
            continue
        total, complete = own[0].count, len(groups) == len(arms)
        found, summed = matching_sum(groups, total)
        if found == total or (found < total and not complete):
            same_participants |= column == "total" and complete
            continue
        certain = column != "total" and (same_participants or found > total)
        yield _problem(own[0], summed, found, certain)
    return Verdict(also=[other for part in rows for other in part])


def _problem(own: Reported, cells: tuple[Reported, ...], found: int, certain: bool) -> Problem:
    return Problem(
        own,
        f"{joined(cells)} {own.label} in the arms is {found:,}, and the whole trial has {own}",
        also=[(cell, "in the arm") for cell in cells],
        severity=None if certain else "warning",
        reading=None if certain else "the total may be of other participants than the arms'",
    )
