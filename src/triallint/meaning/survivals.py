"""Kaplan-Meier figures as checks read them: proportions, moments, and the people behind them. Pure.

A printed 54.4 under `survival` is a percent; every function here gives proportions from 0 to 1 and times
in days. A time that a report chose ("at 3 years") is exact, whatever its decimals; one that it measured
(a median, a follow-up) is a rounding interval.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from ..arithmetic import SURVIVAL_SCALES, greenwood_floor, scales_that_fit, se_of_survival
from ..model import MISSING_WORDS, CannotLook, Interval, Reported, Rounding
from ..tables import Continuous, Curve, Estimate, Row, Tables
from ..vocabulary import DAYS
from .quantities import is_comparison, level_of
from .summaries import require_figures

__all__ = [
    "at_one_time",
    "curve_of",
    "duration",
    "earlier",
    "estimates_of_arm",
    "fewest_starters",
    "is_survival",
    "looseness",
    "moment",
    "out_of_order",
    "people_behind",
    "same_moment",
    "scales_of",
    "se_behind",
    "se_from_survival_limits",
    "share",
    "starters",
    "whole_of",
]

_PERCENT = frozenset({"percent", "%", "per cent", "percentage", "percentage points", "pct", "points"})
_PROPORTION = frozenset({"proportion", "probability", "fraction"})
_LOOSE = Fraction(3, 100)
#: Words for a method under which the scale is still open.
_OPEN = ("", "wald")
_CALENDAR = frozenset({"month", "year"})
_SAME_SET = ("subgroup", "population", "data_cut")

TimedRow = TypeVar("TimedRow", bound=Row)


def is_survival(row: Estimate) -> bool:
    """Whether it estimates one arm's survival at a time."""
    return row.raw("measure") == "survival"


def whole_of(row: Estimate) -> int:
    """What certainty is in the unit of a survival estimate: 100 for percents, 1 for proportions.

    Raises:
        CannotLook: the row does not tell which.
    """
    unit = row.raw("unit").strip().lower()
    if unit in _PERCENT:
        return 100
    if unit in _PROPORTION:
        return 1
    if unit:
        raise CannotLook("the unit of the survival is neither percent nor proportion")
    if any(cell.maybe and abs(cell.value) > 1 for cell in (row.value, row.ci_lower, row.ci_upper)):
        return 100
    raise CannotLook("whether the survival is a percent or a proportion is not stated")


def share(row: Estimate, cell: Reported, rounding: Rounding = Rounding.NEAREST) -> Interval:
    """A cell of a survival estimate as proportions. Raises `CannotLook` without a number or unit."""
    require_figures(cell)
    return cell.rounded(rounding).scaled(Fraction(1, whole_of(row)))


def moment(row: Row, column: str = "time_value") -> Interval:
    """The time that a row is about, in days; exact, because the report chose it.

    Raises:
        CannotLook: the time or its unit is missing.
    """
    unit = row.raw("time_unit")
    if unit not in DAYS:
        raise CannotLook("the time has no unit" if not unit else "the unit is not a unit of time")
    require_figures(row.cell(column))
    return Interval.exactly(row.cell(column).value * Fraction(DAYS[unit]))


def duration(row: Estimate | Continuous, cell: Reported, rounding: Rounding = Rounding.NEAREST) -> Interval:
    """A measured time (a median, a follow-up) as days, rounding included, in the row's unit.

    Raises:
        CannotLook: no number, or a unit that is not of time.
    """
    unit = row.raw("unit").strip().lower() or row.raw("time_unit")
    size = DAYS.get(unit) or DAYS.get(f"{unit}s")
    if size is None:
        raise CannotLook("the time has no unit" if not unit else "the unit is not a unit of time")
    require_figures(cell)
    return cell.rounded(rounding).scaled(Fraction(size))


def earlier(first: Row, second: Row) -> bool:
    """Whether the time of one row surely lies before that of the other. Raises `CannotLook` as `moment`."""
    loose = looseness(first.raw("time_unit"), second.raw("time_unit"))
    return moment(first).hi * (1 + loose) < moment(second).lo


def same_moment(first: Row, second: Row) -> bool:
    """Whether two rows are about one time, as printed or converted. Raises `CannotLook` as `moment`."""
    if first.raw("time_value") == second.raw("time_value") and first.raw("time_unit") == second.raw(
        "time_unit"
    ):
        return bool(first.raw("time_value"))
    return not earlier(first, second) and not earlier(second, first)


def looseness(unit: str, other: str) -> Fraction:
    """How loosely times in two units compare: a month or year is no whole number of days or weeks."""
    kinds = {one.strip().lower().rstrip("s") in _CALENDAR for one in (unit, other)}
    return _LOOSE if len(kinds) == 2 else Fraction(0)


def at_one_time(row: Row, others: Sequence[TimedRow]) -> Iterator[TimedRow]:
    """Those of `others` that are about the same time as `row`; rows without a time are left out."""
    for other in others:
        if other is not row and row.raw("time_value") and other.raw("time_value") and same_moment(row, other):
            yield other


def estimates_of_arm(
    tables: Tables, row: Row, measure: str, column: str = "arm_id", other_outcomes: bool = False
) -> list[Estimate]:
    """Estimates of `measure` in the arm that `row` names in `column`, about the same people and data cut.

    None where it is not known whose they would be: a comparison that does not name the arm, or a part of the
    participants that is not reported.

    Args:
        tables: where to look.
        row: what to compare: a comparison, a count, another estimate.
        measure: as `survival` or `median_survival`.
        column: `arm_id`, or `comparator_id` for the other arm.
        other_outcomes: whether those of the report's other outcomes are wanted, in place of its own.
    """
    unnamed = not row.raw(column) and isinstance(row, Estimate) and is_comparison(row)
    if unnamed or row.raw("subgroup") in MISSING_WORDS:
        return []
    outcome = row.raw("outcome_id")
    wanted = {"report_id": row.raw("report_id"), "measure": measure, "arm_id": row.raw(column)}
    if other_outcomes:
        found = [one for one in tables.where(Estimate, **wanted) if one.raw("outcome_id") != outcome]
    else:
        found = tables.where(Estimate, **wanted, outcome_id=outcome)
    same = [row.raw(name) for name in _SAME_SET]
    return [other for other in found if [other.raw(name) for name in _SAME_SET] == same]


def people_behind(row: Estimate | Curve, tables: Tables) -> int:
    """The most participants that can stand behind a figure of one arm.

    Raises:
        CannotLook: neither the row nor its arm gives a number.
    """
    if isinstance(row, Estimate) and row.n_1:
        return row.n_1.count
    return max(_sizes_of_arm(row, tables))


def _sizes_of_arm(row: Estimate | Curve, tables: Tables) -> list[int]:
    if row.raw("subgroup"):
        raise CannotLook("the number of participants in the subgroup is not stated")
    arm = tables.arm_of(row)
    counts = [cell.count for cell in (arm.randomised, arm.analysed, arm.treated) if cell] if arm else []
    if not counts or max(counts) == 0:
        raise CannotLook("the arm's number of participants is not stated")
    return counts


def se_behind(row: Estimate, tables: Tables) -> Interval:
    """The standard error of a survival estimate, as a proportion: printed, from its limits, or its floor.

    Limits give the widest range over the scales that they fit. The floor, which the number of
    participants sets, is the least that the standard error can be.

    Raises:
        CannotLook: the row gives neither, and the number of participants is not known.
    """
    if row.se and row.raw("se_scale") != "log":
        return share(row, row.se)
    if row.ci_lower and row.ci_upper:
        return se_from_survival_limits(row)
    return greenwood_floor(share(row, row.value), people_behind(row, tables))


def se_from_survival_limits(row: Estimate) -> Interval:
    """The standard error behind a survival estimate's limits, over every scale that they fit.

    Raises:
        CannotLook: they fit no scale.
    """
    survival, lower, upper = (share(row, cell) for cell in (row.value, row.ci_lower, row.ci_upper))
    level = level_of(row)
    if level.sides == 1:
        raise CannotLook("the interval is one-sided")
    found: Interval | None = None
    for scale in scales_that_fit(survival, lower, upper):
        se = se_of_survival(scale, survival, lower, upper, level.value * 100)
        found = se if found is None else found.hull(se)
    if found is None:
        raise CannotLook("the survival interval fits no scale")
    return found


def scales_of(row: Estimate) -> tuple[str, ...]:
    """The scales that a survival estimate's interval fits, or its stated scale where it fits that.

    Raises:
        CannotLook: a figure is missing, the interval has one side, or its method is none of the five
            scales (likelihood, bootstrap and Rothman intervals are symmetric on none).
    """
    method = row.raw("ci_method")
    if method not in _OPEN and method not in SURVIVAL_SCALES:
        raise CannotLook("the interval was made by a method that is symmetric on no scale")
    if row.raw("ci_sides") == "1":
        raise CannotLook("the interval is one-sided")
    survival, lower, upper = (share(row, cell) for cell in (row.value, row.ci_lower, row.ci_upper))
    if survival.lo <= 0 or survival.hi >= 1:
        raise CannotLook("at 0 or 100 % survival an interval has no scale")
    return scales_that_fit(survival, lower, upper)


def curve_of(row: Curve, tables: Tables) -> list[Curve]:
    """Every row of the curve that `row` is a point of: one arm, outcome, set and data cut."""
    found = tables.like(row, Curve, "report_id", "arm_id", "outcome_id")
    same = [row.raw(name) for name in _SAME_SET]
    return [other for other in found if [other.raw(name) for name in _SAME_SET] == same]


def starters(row: Curve, tables: Tables) -> int:
    """The most participants that can have started a curve: at risk at time 0, or the arm's largest number.

    Raises:
        CannotLook: neither is given.
    """
    at_start = _at_start(row, tables)
    try:
        counts = [people_behind(row, tables)]
    except CannotLook:
        if not at_start:
            raise
        counts = []
    return max(counts + at_start)


def fewest_starters(row: Curve, tables: Tables) -> int:
    """The fewest participants that can have started a curve: at risk at time 0, else the arm's least number.

    Raises:
        CannotLook: neither is given.
    """
    return min(_at_start(row, tables) or _sizes_of_arm(row, tables))


def _at_start(row: Curve, tables: Tables) -> list[int]:
    points = [point for point in curve_of(row, tables) if point.at_risk and moment(point).hi == 0]
    return [point.at_risk.count for point in points]


def out_of_order(
    row: TimedRow, others: Sequence[TimedRow], value: Callable[[TimedRow], Interval]
) -> TimedRow | None:
    """The nearest earlier row than whose value that of `row` is wholly larger, where it is the first to be.

    Args:
        row: the later row.
        others: rows about the same people that have the value, `row` itself allowed.
        value: what must never rise over time.

    A single wrong figure thus breaks the order once, not with every row after it.
    """
    before = sorted((one for one in others if earlier(one, row)), key=lambda one: -moment(one).lo)
    own = value(row)
    for position, other in enumerate(before):
        found = value(other)
        first = not any(value(between).wholly_above(found) for between in before[:position])
        if own.wholly_above(found) and first:
            return other
    return None
