"""What a report does with its percents and their denominators."""

import math
import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from tests.sample import tables_of
from triallint.conventions import Conventions
from triallint.model import Rounding
from triallint.tables import Count

Rows = Sequence[Mapping[str, object]]


def percents(*cells: tuple[int, int, str], **more: object) -> Rows:
    return [
        {"report_id": "R", "outcome_id": f"o{i}", "events": a, "total": n, "percent": p, **more}
        for i, (a, n, p) in enumerate(cells)
    ]


OF_21 = ((4, 26, "19.0"), (5, 26, "23.8"), (13, 26, "61.9"))
CUT = ((40, 450, "8.8"), (3, 450, "0.6"), (25, 450, "5.5"))


def rounding_of(rows: Rows) -> Rounding | None:
    tables = tables_of(counts=rows)
    found = Conventions(tables).of(tables.rows(Count)[0]).rounding
    return found.value if found else None


def test_three_percents_that_can_tell_prove_cutting_off() -> None:
    tables = tables_of(counts=percents(*CUT, (45, 450, "10.0")))
    found = Conventions(tables).of(tables.rows(Count)[0]).rounding
    assert found is not None
    assert found.value is Rounding.TRUNCATED
    assert found.evidence == "3 of 3 percents that can tell are cut off, not rounded"
    assert [cell.text for cell in found.cells] == ["8.8", "0.6", "5.5"]


def test_two_percents_prove_nothing() -> None:
    assert rounding_of(percents(*CUT[:2], (45, 450, "10.0"))) is None


def test_one_rounded_percent_breaks_the_proof() -> None:
    assert rounding_of(percents(*CUT, (31, 450, "6.9"))) is None


def test_a_tie_tells_nothing() -> None:
    assert rounding_of(percents(*CUT, (1, 8, "12"))) is Rounding.TRUNCATED


@pytest.mark.parametrize(
    "more",
    [{"percent_kind": "km"}, {"origin": "calculated"}, {"origin": "digitised"}],
)
def test_only_printed_crude_percents_are_evidence(more: dict[str, object]) -> None:
    assert rounding_of(percents(*CUT, **more)) is None


def test_percents_of_survival_are_no_evidence_unless_labelled_crude() -> None:
    outcomes = [{"outcome_id": f"o{i}", "type": "time_to_event"} for i in range(3)]
    for kind, expected in (("", None), ("crude", Rounding.TRUNCATED)):
        tables = tables_of(counts=percents(*CUT, percent_kind=kind), outcomes=outcomes)
        found = Conventions(tables).of(tables.rows(Count)[0]).rounding
        assert (found.value if found else None) is expected


def test_evidence_is_kept_by_source() -> None:
    rows = [*percents(*CUT, source="table 1"), *percents((40, 450, "8.9"), source="table 2")]
    tables = tables_of(counts=rows)
    conventions = Conventions(tables).of(tables.rows(Count)[0])
    assert conventions.rounding is None
    assert conventions.rounding_evidence["table 1"].proves_truncation
    assert not conventions.rounding_evidence["table 2"].proves_truncation


def test_conventions_of_a_report_are_inferred_once() -> None:
    tables = tables_of(counts=percents(*CUT))
    conventions = Conventions(tables)
    first, second = (conventions.of(row) for row in tables.rows(Count)[:2])
    assert first is second
    assert first.denominators is second.denominators


def test_declared_denominators_come_with_words() -> None:
    tables = tables_of(
        arms=[
            {"report_id": "R", "arm_id": "A", "label": "one", "randomised": "1,042", "analysed": 940},
            {"report_id": "R", "arm_id": "B", "label": "two", "randomised": 1000, "analysed": ""},
            {"report_id": "R", "arm_id": "H", "label": "old", "role": "historical_control", "randomised": 7},
        ],
        flow=[
            {"report_id": "R", "arm_id": "A", "stage": "treated", "n": 1040},
            {"report_id": "R", "arm_id": "A", "stage": "lost", "n": 5},
            {"report_id": "R", "arm_id": "A", "stage": "treated", "n": 3, "reason": "late"},
            {"report_id": "R", "arm_id": "", "stage": "enrolled", "n": 3000},
        ],
        counts=[
            {"report_id": "R", "arm_id": "A", "outcome_id": "x", "total": 900},
            {"report_id": "R", "arm_id": "A", "outcome_id": "y", "total": "", "subgroup": "young"},
            {"report_id": "R", "arm_id": "", "outcome_id": "x", "total": ""},
            {"report_id": "S", "arm_id": "A", "outcome_id": "x", "total": 1.5},
        ],
        continuous=[{"report_id": "R", "arm_id": "A", "outcome_id": "age", "n": 1039}],
    )
    in_arm, young, whole, elsewhere = tables.rows(Count)
    denominators = Conventions(tables).of(in_arm).denominators
    assert denominators.of_arm(in_arm) == {
        1042: "the 1042 randomised",
        940: "the 940 analysed",
        1040: "the 1040 received the allocated intervention",
    }
    assert set(denominators.declared(in_arm)) == {1042, 940, 1040, 900, 1039}
    assert denominators.of_arm(young) == denominators.declared(young) == {}
    assert set(denominators.of_arm(whole)) == {3000, 2042}
    assert denominators.of_arm(whole)[2042] == "the 2042 randomised in all arms"
    assert Conventions(tables).of(elsewhere).denominators.declared(elsewhere) == {}


def test_one_smaller_denominator_explains_a_column() -> None:
    rows = percents((4, 26, "19.0"), (5, 26, "23.8"), (13, 26, "61.9"), (13, 26, "50.0"), arm_id="A")
    tables = tables_of(counts=rows)
    ((found, misfits),) = Conventions(tables).of(tables.rows(Count)[0]).denominators.undeclared
    assert found.value == 21
    assert found.evidence == "a denominator of 21 explains 3 of 3 percents that 26 does not"
    assert [misfit.row.percent.text for misfit in misfits] == ["19.0", "23.8", "61.9"]


def test_a_range_of_denominators_is_named_as_one() -> None:
    rows = percents((2, 30, "10"), (4, 30, "20"), (6, 30, "30"), arm_id="A")
    tables = tables_of(counts=rows)
    ((found, _),) = Conventions(tables).of(tables.rows(Count)[0]).denominators.undeclared
    assert found.value == 20
    assert found.evidence.startswith("a denominator of 20 explains") or " to " in found.evidence


@pytest.mark.parametrize(
    "rows",
    [
        percents((4, 26, "19.0"), (5, 26, "23.8"), arm_id="A"),
        percents((4, 26, "19.0"), (5, 26, "23.8"), (13, 26, "65.0"), arm_id="A"),
        [{**row, "outcome_id": "same"} for row in percents(*OF_21)],
        [{**row, "arm_id": f"A{i}"} for i, row in enumerate(percents(*OF_21))],
        percents(*OF_21, percent_kind="weighted"),
    ],
    ids=["too few", "nothing in common", "one outcome", "several arms", "not crude"],
)  # fmt: skip
def test_no_denominator_is_inferred_without_three_misfits_in_common(rows: Rows) -> None:
    tables = tables_of(counts=rows)
    assert Conventions(tables).of(tables.rows(Count)[0]).denominators.undeclared == ()


def test_a_report_that_cuts_off_has_no_misfits() -> None:
    tables = tables_of(counts=percents(*CUT, arm_id="A"))
    assert Conventions(tables).of(tables.rows(Count)[0]).denominators.undeclared == ()


def printed(value: Fraction, decimals: int) -> str:
    scaled = math.floor(value * 10**decimals + Fraction(1, 2))
    return f"{scaled / 10**decimals:.{decimals}f}"


def test_true_percents_never_suggest_another_convention() -> None:
    random_ = random.Random(20240601)
    for _ in range(200):
        n, decimals = random_.randint(5, 2000), random_.choice((0, 1, 2))
        cells = [(a, n, printed(Fraction(100 * a, n), decimals)) for a in random_.choices(range(n + 1), k=12)]
        tables = tables_of(counts=percents(*cells))
        conventions = Conventions(tables).of(tables.rows(Count)[0])
        assert conventions.rounding is None
        assert conventions.denominators.undeclared == ()


def test_a_smaller_denominator_is_found_in_generated_columns() -> None:
    random_ = random.Random(7)
    for _ in range(100):
        n = random_.randint(40, 400)
        used = random_.randint(int(0.8 * n), n - 1)
        cells = [(a, n, printed(Fraction(100 * a, used), 1)) for a in random_.sample(range(1, used), 12)]
        misfits = [c for c in cells if c[2] != printed(Fraction(100 * c[0], n), 1)]
        tables = tables_of(counts=percents(*cells))
        found = Conventions(tables).of(tables.rows(Count)[0]).denominators.undeclared
        if len(misfits) < 3:
            assert found == ()
        else:
            ((inferred, _),) = found
            assert all(printed(Fraction(100 * a, inferred.value), 1) == p for a, _, p in misfits)
