"""Rows that belong together: arms of a total, parts of a whole, printings of one count."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from tests.sample import tables_of
from triallint.meaning.kin import (
    akin,
    arm_pairs,
    arms_with_percent,
    counts_of,
    digits,
    exclusive_parts,
    grades_of,
    is_time_to_event,
    matching_sum,
    units_off,
)
from triallint.meaning.participants import (
    allocation_of,
    arm_size,
    arms_by_trial,
    arms_of_total,
    boxes,
    is_whole_trial,
    trial_size,
)
from triallint.model import CannotLook, Interval
from triallint.tables import Arm, Count, Estimate, Flow, Report, Trial

ARMS: list[Mapping[str, object]] = [
    {"report_id": "R", "arm_id": "A", "label": "one", "role": "experimental", "randomised": 105},
    {"report_id": "R", "arm_id": "B", "label": "two", "role": "control", "randomised": 103},
    {"report_id": "R", "arm_id": "all", "label": "all", "role": "whole_trial"},
    {"report_id": "R", "arm_id": "H", "label": "old", "role": "historical_control", "randomised": 999},
]


def test_arms_of_a_total_are_the_randomised_ones() -> None:
    tables = tables_of(arms=ARMS, counts=[{"report_id": "R", "arm_id": a} for a in ("", "all", "A", "H")])
    first, everyone, arm, old = tables.rows(Count)
    assert [a.raw("arm_id") for a in arms_of_total(first, tables)] == ["A", "B"]
    assert [is_whole_trial(row, tables) for row in (first, everyone, arm, old)] == [True, True, False, False]
    with pytest.raises(CannotLook, match="fewer than two"):
        arms_of_total(first, tables_of(arms=ARMS[:1]))


@pytest.mark.parametrize("design", ["2x2 factorial", "Cross-over", "crossover"])
def test_arms_that_share_participants_are_not_summed(design: str) -> None:
    tables = tables_of(
        arms=ARMS,
        reports=[{"report_id": "R", "trial_id": "T"}],
        trials=[{"trial_id": "T", "design": design}],
    )
    with pytest.raises(CannotLook, match="several arms"):
        arms_of_total(tables.rows(Report)[0], tables)


def test_a_trial_is_one_set_of_arms_however_many_reports() -> None:
    more: list[Mapping[str, object]] = [{**arm, "report_id": "S"} for arm in ARMS]
    tables = tables_of(
        arms=[*ARMS, *more],
        reports=[{"report_id": r, "trial_id": "T"} for r in ("Q", "R", "S")],
        trials=[{"trial_id": "T", "allocation_ratio": "2:1"}, {"trial_id": "U", "allocation_ratio": "1:1:1"}],
    )
    trial, other = tables.rows(Trial)
    arms = arms_by_trial(trial, tables)
    assert [arm.raw("report_id") for arm in arms] == ["R", "R"]
    assert allocation_of(trial, arms) == [2, 1]
    with pytest.raises(CannotLook, match="ratio"):
        allocation_of(other, arms)
    with pytest.raises(CannotLook, match="no report"):
        arms_by_trial(other, tables)


def test_sizes_are_the_largest_printing() -> None:
    tables = tables_of(
        reports=[{"report_id": "R"}],
        arms=ARMS,
        flow=[
            {"report_id": "R", "stage": "randomised", "n": 207, "arm_id": ""},
            {"report_id": "R", "stage": "allocated", "n": 106, "arm_id": "A"},
            {"report_id": "R", "stage": "analysed", "n": 500, "arm_id": "A"},
        ],
    )
    assert [arm_size(arm, tables) for arm in tables.rows(Arm)] == [106, 103, 0, 999]
    assert trial_size(tables.rows(Report)[0], tables) == 209


def test_boxes_without_a_time_are_of_every_time() -> None:
    tables = tables_of(
        flow=[
            {"report_id": "R", "stage": "completed", "n": 5, "time_value": 12, "source": "figure"},
            {"report_id": "R", "stage": "lost", "n": 1, "time_value": "", "source": "text"},
            {"report_id": "R", "stage": "lost", "n": 2, "time_value": 12, "source": "figure"},
            {"report_id": "R", "stage": "lost", "n": 3, "time_value": 24, "source": "figure"},
            {"report_id": "R", "stage": "lost", "n": 4, "time_value": 12, "reason": "moved"},
        ]
    )
    assert [box.n.text for box in boxes(tables.rows(Flow)[0], tables, "lost")] == ["2", "1"]


def test_akin_puts_the_own_source_first_and_leaves_out_what_was_read_off_a_plot() -> None:
    rows = [
        {"report_id": "R", "outcome_id": "o", "events": 1, "source": "text"},
        {"report_id": "R", "outcome_id": "o", "events": 2, "source": "table"},
        {"report_id": "R", "outcome_id": "o", "events": 3, "origin": "digitised"},
        {"report_id": "R", "outcome_id": "o", "events": 4, "grade": "3"},
    ]
    tables = tables_of(counts=rows)
    assert [row.events.text for row in akin(tables.rows(Count)[1], tables)] == ["2", "1"]
    assert [row.events.text for row in akin(tables.rows(Count)[1], tables, grade="3")] == ["4"]


def test_counts_are_whole_and_each_once() -> None:
    texts = ["1,440", "1440", "1.5", "<5", "not_reported", "", "12"]
    tables = tables_of(counts=[{"report_id": "R", "events": text} for text in texts])
    assert [cell.text for cell in counts_of(tables.rows(Count), "events")] == ["1,440", "12"]


def test_a_sum_takes_one_printing_of_each() -> None:
    tables = tables_of(counts=[{"report_id": "R", "events": n} for n in (12, 13, 9)])
    first, second, third = (row.events for row in tables.rows(Count))
    assert matching_sum([[first, second], [third]], 22) == (22, (second, third))
    assert matching_sum([[first, second], [third]], 99) == (21, (first, third))
    with pytest.raises(CannotLook):
        matching_sum([[], [third]], 9)


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("", {1, 2, 3, 4, 5}), ("any", {1, 2, 3, 4, 5}), ("1-5", {1, 2, 3, 4, 5}),
        ("3 or higher", {3, 4, 5}), ("\u22653", {3, 4, 5}), (">=3", {3, 4, 5}), ("3+", {3, 4, 5}),
        (">2", {3, 4, 5}), ("<=2", {1, 2}), ("<3", {1, 2}), ("3-4", {3, 4}), ("grade 3 or 4", {3, 4}),
        ("3\u20134", {3, 4}), ("Grade 5", {5}), ("severe", set()), ("6", set()), ("12", set()),
    ],
)  # fmt: skip
def test_grades_are_read_as_sets(text: str, grades: set[int]) -> None:
    tables = tables_of(counts=[{"report_id": "R", "grade": text}])
    assert grades_of(tables.rows(Count)[0].grade) == grades


@pytest.mark.parametrize(
    ("text", "plain"),
    [("54.4%", "54.4"), ("0.70", "0.70"), ("1,440", "1440"), ("1\u00b75", "1.5"), (".03", "0.03")],
)
def test_digits_keep_their_decimals(text: str, plain: str) -> None:
    cell = tables_of(counts=[{"report_id": "R", "percent": text}]).rows(Count)[0].percent
    assert digits(cell) == plain


def test_margin_is_counted_from_the_rounding_interval() -> None:
    cell = tables_of(counts=[{"report_id": "R", "percent": "45"}]).rows(Count)[0].percent
    assert units_off(cell.printed, Interval.exactly(Fraction(85, 2))) == "2.0 units in the last place"


@pytest.mark.parametrize(("text", "said"), [("1041", "999.0 units in the last place"), ("1042", None)])
def test_a_margin_of_a_thousand_units_is_not_said(text: str, said: str | None) -> None:
    cell = tables_of(counts=[{"report_id": "R", "percent": text}]).rows(Count)[0].percent
    assert units_off(cell.printed, Interval.exactly(Fraction(83, 2))) == said


@pytest.mark.parametrize(
    ("outcome", "measure", "expected"),
    [("time_to_event", "", True), ("binary", "", False), ("", "HR", True), ("", "RR", False)],
)
def test_a_hazard_ratio_makes_an_outcome_one_over_time(outcome: str, measure: str, expected: bool) -> None:
    tables = tables_of(
        outcomes=[{"outcome_id": "o", "type": outcome}],
        counts=[{"report_id": "R", "outcome_id": "o"}],
        estimates=[{"report_id": "R", "outcome_id": "o", "measure": measure}],
    )
    assert is_time_to_event(tables.rows(Count)[0], tables) is expected


def test_each_partition_is_looked_at_once() -> None:
    parts = [
        {"outcome_id": o, "part_of": "whole", "exclusive": "yes", "label": o} for o in ("a", "b", "missing")
    ]
    rows = [{"report_id": "R", "outcome_id": o, "events": 1} for o in ("whole", "a", "b", "missing")]
    tables = tables_of(outcomes=[{"outcome_id": "whole"}, *parts], counts=rows)
    found = [parts for row in tables.rows(Count) for parts in exclusive_parts(row, tables)]
    assert len(found) == 1
    assert (found[0].complete, found[0].has_missing, len(found[0].rows)) == (True, True, 3)


def test_pairs_of_arms_are_of_one_grade_and_never_of_baselines() -> None:
    tables = tables_of(
        estimates=[{"report_id": "R", "outcome_id": "o", "arm_id": "A", "comparator_id": "B"}],
        counts=[
            {"report_id": "R", "outcome_id": "o", "arm_id": "A", "percent": 5, "grade": "3"},
            {"report_id": "R", "outcome_id": "o", "arm_id": "A", "percent": 9},
            {"report_id": "R", "outcome_id": "o", "arm_id": "B", "percent": 4},
        ],
    )
    row = tables.rows(Estimate)[0]
    assert [(a.text, b.text) for a, b in arm_pairs(row, tables, Count, "percent")] == [("9", "4")]


def test_other_arms_that_have_the_percent_are_named() -> None:
    tables = tables_of(
        counts=[
            {"report_id": "R", "outcome_id": "o", "arm_id": "A", "events": 1, "total": 40, "percent": "45.0"},
            {"report_id": "R", "outcome_id": "o", "arm_id": "B", "events": 18, "total": 40},
            {"report_id": "R", "outcome_id": "o", "arm_id": "C", "events": 3, "total": 0},
        ]
    )
    assert list(arms_with_percent(tables.rows(Count)[0], tables)) == ["the percent of arm B (18 of 40)"]
