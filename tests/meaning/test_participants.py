"""Participants who may have moved between arms: what the sums over a trial's arms permit."""

import pytest

from triallint.meaning.participants import arm_sums, is_of_participants
from triallint.tables import Arm, Count, Flow

from ..sample import tables

ARMS = "arms\nreport_id | arm_id | label | role | randomised | treated"


@pytest.mark.parametrize(
    ("others", "permit"),
    [
        ("R | B | two | | 103 | 102", True),  # 106 + 102 of 208
        ("R | B | two | | 103 | 103", False),
        ("R | B | two | | 103 |", None),  # unknown is not disproven
        ("R | B | two | | | 99", None),
        ("R | H | old | historical_control | 500 | 500", None),
        ("R | B | two | | 103 | 103\nR | all | all | whole_trial | 209 |", True),
        ("R | all | all | whole_trial | 105 |", False),
        ("R | B | two | | 103 | 102\nR | C | three | | 100 |", None),
    ],
)
def test_the_sums_over_the_arms_permit_that_some_moved(others: str, permit: bool | None) -> None:
    rows = tables(f"{ARMS}\nR | A | one | | 105 | 106\n{others}")
    assert arm_sums(rows.rows(Arm)[0], 106, rows, "treated").permit is permit


@pytest.mark.parametrize(("untreated", "permit"), [("2", True), ("3", False), ("", True)])
def test_the_other_half_of_the_other_arms_is_added(untreated: str, permit: bool) -> None:
    boxes = ["allocated | 105 | A", "allocated | 103 | B", "treated | 101 | A", "treated | 100 | B"]
    boxes += [f"not_treated | {untreated} | B"] if untreated else []
    rows = tables("\n".join(["flow", "report_id | stage | n | arm_id", *(f"R | {box}" for box in boxes)]))
    assert arm_sums(rows.rows(Flow)[0], 106, rows, "treated", "not_treated").permit is permit


@pytest.mark.parametrize(("unit", "of"), [("", True), ("Patients", True), ("eyes", False), ("mm", None)])
def test_a_unit_says_what_is_counted(unit: str, of: bool | None) -> None:
    rows = tables(
        f"outcomes\noutcome_id | unit | label\nX | {unit} | x\n\ncounts\nreport_id | outcome_id\nR | X"
    )
    assert is_of_participants(rows.rows(Count)[0], rows) is of
