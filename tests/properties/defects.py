"""One defect planted in a true trial, and whether the oracle calls it detectable."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from random import Random

from . import oracle
from .paper import RATIOS, Tables

Row = dict[str, str]
#: Roles of arms that are no arms of their own.
TOGETHER = ("whole_trial", "pooled")


@dataclass
class Defect:
    """A damaged copy of a trial's tables.

    Attributes:
        kind: the class of defect.
        tables: the tables with the defect.
        table, index, columns: the damaged cells.
        detectable: what the oracle says.
    """

    kind: str
    tables: Tables
    table: str
    index: int
    columns: tuple[str, ...]
    detectable: bool


def swapped_digits(text: str, random: Random) -> str | None:
    """Two unlike neighbouring digits change places."""
    pairs = [
        i
        for i in range(len(text) - 1)
        if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]
    ]
    if not pairs or "x10" in text or "<" in text:
        return None
    i = random.choice(pairs)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def _rows(tables: Tables, table: str, *needed: str) -> list[int]:
    return [i for i, row in enumerate(tables[table]) if all(row.get(name) for name in needed)]


def _damaged(tables: Tables, table: str, index: int, **cells: str) -> tuple[Tables, Row]:
    copy = deepcopy(tables)
    copy[table][index].update(cells)
    return copy, copy[table][index]


def _is_ratio(row: Row) -> bool:
    return row["measure"] in RATIOS


def _symmetric(row: Row) -> bool:
    return row.get("ci_method") in ("wald", "t")


def wrong_percent(tables: Tables, random: Random) -> Iterator[Defect]:
    """A digit of a percent is another one."""
    for index in random.sample(_rows(tables, "counts", "events", "total", "percent"), 1):
        text = tables["counts"][index]["percent"]
        spots = [i for i, char in enumerate(text) if char.isdigit()]
        spot = random.choice(spots)
        digit = random.choice([d for d in "0123456789" if d != text[spot]])
        copy, row = _damaged(tables, "counts", index, percent=text[:spot] + digit + text[spot + 1 :])
        found = oracle.percent_is_impossible(row["events"], row["total"], row["percent"])
        yield Defect("wrong percent", copy, "counts", index, ("percent", "events", "total"), found)


def swapped_in_percent(tables: Tables, random: Random) -> Iterator[Defect]:
    """Digits of a percent or its events change places."""
    for index in random.sample(_rows(tables, "counts", "events", "total", "percent"), 1):
        column = random.choice(["percent", "events"])
        text = swapped_digits(tables["counts"][index][column], random)
        if text is None or (column == "events" and text.startswith("0")):
            return
        copy, row = _damaged(tables, "counts", index, **{column: text})
        found = oracle.percent_is_impossible(row["events"], row["total"], row["percent"])
        yield Defect("swapped digits, n (%)", copy, "counts", index, ("percent", "events", "total"), found)


def arm_off_by_one(tables: Tables, random: Random) -> Iterator[Defect]:
    """An arm has one participant more or fewer than were randomised to it."""
    arms = [i for i in _rows(tables, "arms", "randomised") if tables["arms"][i]["role"] not in TOGETHER]
    for index in random.sample(arms, 1):
        size = int(oracle.plain(tables["arms"][index]["randomised"])) + random.choice([-1, 1])
        copy, _ = _damaged(tables, "arms", index, randomised=str(size))
        total = next(r["n"] for r in copy["flow"] if r["stage"] == "randomised" and not r.get("arm_id"))
        found = oracle.sum_is_impossible(
            [arm["randomised"] for arm in copy["arms"] if arm["role"] not in TOGETHER], total
        )
        yield Defect("arm total off by one", copy, "arms", index, ("randomised",), found)


def swapped_bounds(tables: Tables, random: Random) -> Iterator[Defect]:
    """The limits of an interval change places."""
    # The limits of a number needed may run through infinity, and a limit may not be reached.
    rows = [
        index
        for index in _rows(tables, "estimates", "ci_lower", "ci_upper")
        if tables["estimates"][index]["measure"] not in ("NNT", "NNH", "median_survival")
    ]
    for index in random.sample(rows, 1):
        row = tables["estimates"][index]
        copy, row = _damaged(tables, "estimates", index, ci_lower=row["ci_upper"], ci_upper=row["ci_lower"])
        found = oracle.order_is_impossible(row["ci_lower"], row["ci_upper"])
        yield Defect("swapped bounds", copy, "estimates", index, ("ci_lower", "ci_upper"), found)


def _estimate_is_impossible(row: Row) -> bool:
    triple = row["value"], row["ci_lower"], row["ci_upper"]
    if oracle.place_is_impossible(*triple):
        return True
    return _symmetric(row) and oracle.middle_is_impossible(*triple, ratio=_is_ratio(row))


def lost_minus(tables: Tables, random: Random) -> Iterator[Defect]:
    """A minus sign of an estimate or a limit is lost."""
    candidates = [
        (index, column)
        for index in _rows(tables, "estimates", "value", "ci_lower", "ci_upper")
        for column in ("value", "ci_lower", "ci_upper")
        if tables["estimates"][index]["measure"] in ("RD", "MD", "RMST_difference")
        and tables["estimates"][index][column][0] in "-\u2212"
    ]
    for index, column in random.sample(candidates, min(1, len(candidates))):
        text = tables["estimates"][index][column]
        copy, row = _damaged(tables, "estimates", index, **{column: text[1:]})
        found = _estimate_is_impossible(row)
        yield Defect("lost minus", copy, "estimates", index, ("value", "ci_lower", "ci_upper"), found)


def swapped_in_estimate(tables: Tables, random: Random) -> Iterator[Defect]:
    """Digits of an estimate or a limit change places."""
    rows = [
        index
        for index in _rows(tables, "estimates", "value", "ci_lower", "ci_upper")
        if tables["estimates"][index]["measure"] in (*RATIOS, "RD", "MD", "RMST_difference")
    ]
    for index in random.sample(rows, min(1, len(rows))):
        column = random.choice(["value", "ci_lower", "ci_upper"])
        text = swapped_digits(tables["estimates"][index][column], random)
        if text is None:
            return
        copy, row = _damaged(tables, "estimates", index, **{column: text})
        found = _estimate_is_impossible(row)
        yield Defect(
            "swapped digits, estimate", copy, "estimates", index, ("value", "ci_lower", "ci_upper"), found
        )


def p_a_factor_away(tables: Tables, random: Random) -> Iterator[Defect]:
    """A Wald P is ten times too large or too small."""
    rows = [
        index
        for index in _rows(tables, "estimates", "value", "ci_lower", "p_value", "ci_level")
        if tables["estimates"][index].get("p_test") == "wald"
        and tables["estimates"][index].get("ci_method") == "wald"
        and tables["estimates"][index]["p_value"].lstrip("0").startswith(".")
    ]
    for index in random.sample(rows, min(1, len(rows))):
        text = tables["estimates"][index]["p_value"]
        value = float(text) * random.choice([10, 0.1])
        if value > 1:
            return
        places = oracle.decimals(text) + (value < float(text))
        copy, row = _damaged(tables, "estimates", index, p_value=f"{value:.{places}f}")
        found = oracle.p_is_impossible(row, ratio=_is_ratio(row))
        yield Defect("P a factor away", copy, "estimates", index, ("p_value",), found)


KINDS: tuple[Callable[[Tables, Random], Iterator[Defect]], ...] = (
    wrong_percent,
    swapped_in_percent,
    arm_off_by_one,
    swapped_bounds,
    lost_minus,
    swapped_in_estimate,
    p_a_factor_away,
)
