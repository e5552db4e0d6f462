"""The scale of a report's survival intervals is inferred from all of them, or stays open."""

from tests.sample import tables
from triallint.conventions import Conventions, Inferred
from triallint.tables import Estimate, Report

# Four intervals that fit the log-log scale and no other.
LOG_LOG = ("81.6 | 60.8 | 92.0", "49.4 | 42.5 | 56.0", "93.3 | 75.9 | 98.3", "65.8 | 58.9 | 71.8")


def scales(*rows: str, columns: str = "value | ci_lower | ci_upper") -> Inferred[tuple[str, ...]] | None:
    header = f"report_id | measure | unit | {columns}"
    made = tables("\n".join(["estimates", header, *(f"R1 | survival | percent | {row}" for row in rows)]))
    return Conventions(made).of(made.rows(Estimate)[0]).survival_scales


def test_four_intervals_prove_their_one_scale() -> None:
    found = scales(*LOG_LOG)
    assert found is not None
    assert found.value == ("log-log",)
    assert found.evidence == "4 of 4 survival intervals of this report fit the log-log scale"
    assert [cell.text for cell in found.cells] == ["81.6", "49.4", "93.3", "65.8"]


def test_three_are_enough_and_two_are_not() -> None:
    found = scales(*LOG_LOG[:3])
    assert found is not None
    assert found.value == ("log-log",)
    assert scales(*LOG_LOG[:2]) is None


def test_one_interval_printed_twice_counts_once() -> None:
    assert scales(*LOG_LOG[:2], LOG_LOG[0], LOG_LOG[1]) is None


def test_a_scale_of_the_minority_is_no_convention() -> None:
    misfits = ("81.6 | 61.8 | 92.0", "81.6 | 62.0 | 92.0", "81.6 | 62.2 | 92.0")
    assert scales(*LOG_LOG[:3], *misfits) is None
    found = scales(*LOG_LOG, *misfits)
    assert found is not None
    assert found.evidence.startswith("4 of 7")


def test_coarse_figures_leave_several_scales() -> None:
    found = scales("70 | 60 | 80", "60 | 50 | 70", "50 | 40 | 60")
    assert found is not None
    assert "plain" in found.value
    assert len(found.value) > 1


def test_intervals_that_cannot_tell_are_left_out() -> None:
    columns = "value | ci_lower | ci_upper | ci_method | ci_sides | origin"
    told = [f"{row} | | | " for row in LOG_LOG[:2]]
    silent = (
        "93.3 | 75.9 | 98.3 | bootstrap | |",
        "93.3 | 75.9 | 98.3 | | 1 |",
        "93.3 | 75.9 | 98.3 | | | digitised",
        "100 | 88.4 | 100 | | |",
        "not_estimable | 75.9 | 98.3 | | |",
    )
    assert scales(*told, *silent, columns=columns) is None
    assert scales(*told, "93.3 | 75.9 | 98.3 | log-log | |", columns=columns) is not None


def test_a_report_without_survival_has_no_scale() -> None:
    made = tables("reports\nreport_id | title\nR1 | A trial")
    assert Conventions(made).of(made.rows(Report)[0]).survival_scales is None
