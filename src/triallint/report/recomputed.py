"""An estimate's interval computed anew from its counts, its standard error or its P value. Pure."""

import math
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from ..arithmetic import effect_estimates, limits_from_p, limits_from_se, two_sided
from ..meaning.pvalues import p_range, tests_superiority
from ..meaning.quantities import Level, is_comparison, is_ratio, level_of
from ..meaning.twoarms import COUNTED, counts_behind
from ..model import CannotLook, End, Interval
from ..tables import Estimate, Tables


class Recomputed(NamedTuple):
    """A value with its limits, and from what they were computed, in words."""

    value: float
    lower: float
    upper: float
    source: str


def recomputed(row: Estimate, tables: Tables) -> Recomputed | None:
    """The interval that the row's other figures give; None where they give none.

    From the counts of two arms (log-Wald for ratios, Wald for differences), else the standard error, else
    the P value (Altman and Bland, BMJ 2011;343:d2090). Only comparisons are computed anew.
    """
    if not is_comparison(row):
        return None
    try:
        level = level_of(row)
    except CannotLook:
        return None
    for way in (_from_counts, _from_error, _from_p):
        try:
            found = next(way(row, tables, level), None)
        except (CannotLook, ValueError, ZeroDivisionError, OverflowError):
            continue
        if found and all(map(math.isfinite, found[:3])) and found.lower < found.upper:
            return found
    return None


_Way = Callable[[Estimate, Tables, Level], Iterator[Recomputed]]


def _from_counts(row: Estimate, tables: Tables, level: Level) -> Iterator[Recomputed]:
    measure = COUNTED.get(row.raw("measure"))
    if measure is None or row.raw("analysis") not in ("", "crude"):
        return
    behind = counts_behind(row, tables)
    scale = 100 if measure == "RD" and row.raw("unit") == "percent" else 1
    for one in islice(effect_estimates(behind.table, measure, level.value * 100, level.sides), 1):
        value, lower, upper = (_middle(x) * scale for x in one[1:])
        yield Recomputed(value, lower, upper, f"from {behind.words}")


def _from_error(row: Estimate, _: Tables, level: Level) -> Iterator[Recomputed]:
    if not row.se:
        return
    ratio = is_ratio(row)
    if ratio != (row.raw("se_scale") == "log"):
        return
    limits = limits_from_se(
        row.value.interval, row.se.interval, level.value * 100, ratio=ratio, sides=level.sides
    )
    yield _of(row, limits, f"from its standard error, {row.se}")


def _from_p(row: Estimate, _: Tables, level: Level) -> Iterator[Recomputed]:
    if not tests_superiority(row):
        return
    if row.p_value.printed.operator not in "=~":
        return
    p = p_range(row.p_value)
    if row.raw("p_sides") == "1":
        p = two_sided(p)
    limits = limits_from_p(row.value.interval, p, level.value * 100, ratio=is_ratio(row))
    yield _of(row, limits, f"from its P value, {row.p_value}")


def _of(row: Estimate, limits: tuple[Interval, Interval], source: str) -> Recomputed:
    lower, upper = limits
    return Recomputed(float(row.value.value), _middle(lower), _middle(upper), source)


def _middle(x: Interval) -> float:
    return _number((x.lo + x.hi) / 2)


def _number(x: End) -> float:
    return float(x)
