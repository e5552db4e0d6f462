"""The counts and events behind an effect, and when nothing proves that they are behind it."""

import pytest

from triallint.arithmetic import TwoByTwo
from triallint.meaning.twoarms import counts_behind, events_behind, printed_effects
from triallint.model import CannotLook
from triallint.tables import Estimate, Grid, Tables

ARMS = {"arm_id": "A", "comparator_id": "B"}


def grid(name: str, *rows: dict[str, str]) -> Grid:
    header = list(dict.fromkeys(column for row in rows for column in row))
    texts = [[row.get(column, "") for column in header] for row in rows]
    return Grid(name, {c: i for i, c in enumerate(header)}, texts, list(range(2, len(rows) + 2)))


def dataset(estimate: dict[str, str], *counts: dict[str, str]) -> tuple[Estimate, Tables]:
    tables = Tables({"estimates": [grid("estimates", estimate)], "counts": [grid("counts", *counts)]})
    return tables.rows(Estimate)[0], tables


def arm(name: str, events: str, total: str, **cells: str) -> dict[str, str]:
    return {"arm_id": name, "events": events, "total": total} | cells


def test_counts_in_the_row_come_first() -> None:
    own = {"events_1": "4", "n_1": "241", "events_2": "10", "n_2": "249"}
    assert counts_behind(*dataset(ARMS | own, arm("A", "1", "2"))).table == TwoByTwo(4, 241, 10, 249)


def test_counts_come_from_their_own_table_in_the_order_of_the_arms() -> None:
    found = counts_behind(*dataset(ARMS, arm("B", "10", "249"), arm("A", "4", "241")))
    assert found.table == TwoByTwo(4, 241, 10, 249)
    assert found.words == "4 of 241 against 10 of 249"


@pytest.mark.parametrize(
    ("estimate", "counts", "reason"),
    [
        (ARMS, [arm("A", "4", "241")], "not given"),
        ({"arm_id": "A"}, [arm("A", "4", "241"), arm("B", "10", "249")], "not given"),
        (ARMS, [arm("A", "4", "241", population="itt"), arm("B", "10", "249")], "not given"),
        (ARMS, [arm("A", "4", "241", grade="3"), arm("B", "10", "249")], "not given"),
        (ARMS, [arm("A", "4", "241", percent_kind="km"), arm("B", "10", "249")], "not given"),
        (ARMS, [arm("A", "4", "241"), arm("A", "5", "241"), arm("B", "10", "249")], "printings"),
        (ARMS, [arm("A", "400", "241"), arm("B", "10", "249")], "impossible"),
        (ARMS | {"paired": "yes"}, [arm("A", "4", "241"), arm("B", "10", "249")], "paired"),
        (ARMS | {"cluster_adjusted": "yes"}, [arm("A", "4", "241"), arm("B", "10", "249")], "clustered"),
    ],
)
def test_counts_that_are_not_proven_are_not_used(
    estimate: dict[str, str], counts: list[dict[str, str]], reason: str
) -> None:
    with pytest.raises(CannotLook, match=reason):
        counts_behind(*dataset(estimate, *counts))


CUT = {"data_cut": "2020-09-30"}


@pytest.mark.parametrize(
    ("estimate", "counts", "expected"),
    [
        ({"events_1": "34", "events_2": "46"}, [], (34, 46)),
        (ARMS | CUT, [arm("A", "34", "", **CUT), arm("B", "46", "", **CUT)], (34, 46)),
        (ARMS | CUT, [arm("", "80", "", **CUT)], (80, None)),
    ],
)
def test_events(
    estimate: dict[str, str], counts: list[dict[str, str]], expected: tuple[int, int | None]
) -> None:
    assert events_behind(*dataset(estimate, *counts or [{"arm_id": ""}]))[:2] == expected


@pytest.mark.parametrize(
    ("estimate", "counts"),
    [
        (ARMS, [arm("", "80", "", data_cut="at termination")]),
        (ARMS | CUT, [arm("", "80", "", data_cut="at termination")]),
        (ARMS, [arm("A", "34", ""), arm("B", "46", "")]),
        (ARMS | CUT, [arm("", "80", "", time_value="2", **CUT)]),
    ],
)
def test_events_of_another_or_no_data_cut_prove_nothing(
    estimate: dict[str, str], counts: list[dict[str, str]]
) -> None:
    with pytest.raises(CannotLook, match="data cut not proven"):
        events_behind(*dataset(estimate, *counts))


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"measure": "RD", "value": "10", "unit": "percent"}, [0.1]),
        ({"measure": "RD", "value": "0.10"}, [0.001, 0.1]),
        ({"measure": "RD", "value": "10"}, [0.1]),
        ({"measure": "RD", "value": "0.10", "unit": "proportion"}, [0.1]),
        ({"measure": "RR", "value": "10"}, [10]),
    ],
)
def test_a_risk_difference_may_be_a_percent_or_a_proportion(
    cells: dict[str, str], values: list[float]
) -> None:
    row, _ = dataset(cells, {"arm_id": ""})
    middles = [float(e.value.lo + e.value.hi) / 2 for e in printed_effects(row) if e.value]
    assert middles == pytest.approx(values)
