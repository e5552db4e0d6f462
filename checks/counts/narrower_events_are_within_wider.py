"""Serious and severe events befall no more participants than all events of the kind.

Everyone with a fever of grade 3 or higher had a fever; everyone with a fatal one had a serious one. In one
arm and period the narrower row (a higher grade, serious, fatal) cannot have more participants than the
wider.

events(narrower) <= events(wider), whole numbers, for one outcome, arm, subgroup, population, time and data
cut; grades are read as sets ("3 or higher" is 3 to 5, "3-4" is 3 and 4), grade 5 is fatal and therefore
serious. Where either has no count, the rounding intervals of the percents are compared.

Severity: error where the wider row says what it holds (a grade, or an outcome named "any grade" or "all
grades"; "all-cause pneumonia" says nothing of grades); a blank grade, or a `serious` in one row only, may be
an unstated restriction, and so may the totals of two percents: a warning.

Source: CTCAE v5.0 (grade 5 is death); ICH E2A (fatal is serious); INSPECT-SR check 4.10.

Bad:

    outcomes
    outcome_id | label
    any        | any adverse event
    fever      | fever
    pneumonia  | All-cause pneumonia
    rash       | rash, any grade
    nausea     | Nausea (all grades)

    counts
    report_id | outcome_id | arm_id | grade       | serious | events | percent
    R1        | fever      | A      | any         |         | 30     |
    R1        | fever      | A      | 3 or higher |         | 31     |          <- events
    R1        | fever      | A      | 3-4         |         | 32     |          <- events
    R1        | any        | A      |             |         | 30     |
    R1        | any        | A      |             | yes     | 31     |          <- events (warning)
    R1        | pneumonia  | A      |             |         | 30     |
    R1        | pneumonia  | A      | ≥3          |         | 31     |          <- events (warning)
    R1        | rash       | A      |             |         | 30     |
    R1        | rash       | A      | ≥3          |         | 31     |          <- events
    R1        | nausea     | A      |             |         | 30     |
    R1        | nausea     | A      | ≥3          |         | 31     |          <- events
    R1        | nausea     | A      |             | yes     | 32     |          <- events (warning)
    R2        | fever      | A      |             |         | 3      |
    R2        | fever      | A      | ≥3          |         | 4      |          <- events (warning)
    R3        | fever      | A      |             | yes     | 3      |
    R3        | fever      | A      | 5           |         | 4      |          <- events (warning)
    R4        | fever      | A      | 1-5         |         |        | 15
    R4        | fever      | A      | grade 3     |         |        | 17       <- percent (warning)

Good, up to the edge:

    counts
    report_id | outcome_id | arm_id | grade | serious | events | percent
    R1        | fever      | A      | any   |         | 30     |
    R1        | fever      | A      | 3+    |         | 30     |
    R1        | fever      | A      | 1-2   |         | 30     |
    R1        | fever      | A      | 5     | yes     | 30     |
    R2        | fever      | A      | 3     |         | 9      |
    R2        | fever      | A      |       | yes     | 3      |
    R2        | fever      | A      | any   |         | 9      |
    R3        | fever      | A      | any   |         |        | 9
    R3        | fever      | A      | 3     |         | 12     | 8
    R4        | fever      | A      | 1-5   |         |        | 15
    R4        | fever      | A      | 3     |         |        | 16

Skipped:

    counts
    report_id | outcome_id | arm_id | grade  | events
    R1        | fever      | A      | severe | 30
    R1        | fever      | A      | 3      | 30
"""

import re

from triallint.kit import (
    CannotLook,
    Count,
    Problem,
    Problems,
    Tables,
    check,
    counts_of,
    grades_of,
    is_crude,
    same_quantity,
)

_ANY_GRADE = re.compile(r"\b(any|all)[\s-]+(\w+[\s-]+)?grades?\b", re.I)


@check(severity="error", applies=lambda row: bool((row.grade or row.serious) and (row.events or row.percent)))
def problems(row: Count, tables: Tables) -> Problems:
    """Yield once, for the tightest wider row that does not hold this one."""
    wider = [other for other in same_quantity(row, tables, "grade", "serious") if _holds(other, row)]
    own, looked = counts_of([row], "events"), False
    broken: list[tuple[Count, bool]] = []
    for other in wider:
        counts = counts_of([other], "events")
        if own and counts:
            looked = True
            if own[0].count > counts[0].count:
                broken.append((other, True))
        elif row.percent.maybe and other.percent.maybe and is_crude(row) and is_crude(other):
            looked = True
            if row.percent.interval.wholly_above(other.percent.interval):
                broken.append((other, False))
    if not looked:
        raise CannotLook("no wider row has the same kind of number")
    for other, counted in broken[:1]:
        column = "events" if counted else "percent"
        outcome = tables.outcome_of(row)
        named = outcome is not None and bool(_ANY_GRADE.search(outcome.label.text))
        says = (other.grade or named) and other.serious.text == row.serious.text
        yield Problem(
            row.cell(column),
            f"{row.cell(column)} with {_named(row)}, and {other.cell(column)} with {_named(other)}",
            also=[other.cell(column)],
            severity=None if counted and says else "warning",
            reading=None if says else "the wider row may be restricted in a way that it does not say",
        )
    return None


def _holds(other: Count, row: Count) -> bool:
    """Whether everyone in `row` is in `other`, and `other` is another row in what it holds."""
    inner, outer = grades_of(row.grade), grades_of(other.grade)
    if not inner or not inner <= outer or (inner == outer and row.serious.text == other.serious.text):
        return False
    return other.serious.text in ("", row.serious.text) or (other.serious.text == "yes" and inner == {5})


def _named(row: Count) -> str:
    grade = row.grade.text.casefold().removeprefix("grade").strip()
    parts = (f"grade {grade}" if grade else "", "a serious event" if row.serious.text == "yes" else "")
    return " and ".join(part for part in parts if part) or "any"
