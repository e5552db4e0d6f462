"""What a row is about: its measure's scale and null, its level and sides, its kin. Pure.

Two rows speak of the same quantity where report, outcome, arms, subgroup, population, time and data
cut agree; only such rows are ever compared.
"""

from dataclasses import dataclass
from fractions import Fraction

from ..model import CannotLook, End, Interval
from ..tables import Continuous, Count, Estimate, Row
from ..vocabulary import DIFFERENCES, NULL, RATIOS

__all__ = [
    "ABOUT",
    "Level",
    "Measured",
    "about",
    "about_but_arm",
    "comparable",
    "has_interval",
    "is_comparison",
    "is_difference",
    "is_ratio",
    "level_of",
    "null_of",
    "short",
    "shown",
    "span_of",
]

#: The columns that say what a number is about.
ABOUT = (
    "report_id",
    "outcome_id",
    "arm_id",
    "comparator_id",
    "subgroup",
    "population",
    "time_value",
    "time_unit",
    "data_cut",
)
#: The same, whichever arm it is of: what the figures of an arm share with those of a comparison.
ABOUT_BUT_ARM = tuple(name for name in ABOUT if name not in ("arm_id", "comparator_id"))

Measured = Count | Continuous | Estimate


def about_but_arm(row: Row) -> dict[str, str]:
    """What a row's number is about, whichever arm it is of, as texts by column."""
    return {name: row.raw(name) for name in ABOUT_BUT_ARM}


def is_ratio(row: Estimate) -> bool:
    """Whether it is a ratio, which is compared on the log scale and has a null of 1."""
    return row.raw("measure") in RATIOS


def is_difference(row: Estimate) -> bool:
    """Whether it is a difference, which is compared on its own scale and has a null of 0."""
    return row.raw("measure") in DIFFERENCES


def is_comparison(row: Estimate) -> bool:
    """Whether it compares arms by a ratio or a difference."""
    return is_ratio(row) or is_difference(row)


def has_interval(row: Measured) -> bool:
    """Whether a limit of a confidence interval stands in the row."""
    return bool(row.ci_lower) or bool(row.ci_upper)


def null_of(row: Estimate) -> int:
    """The value that means no effect: 1 for ratios, 0 for differences.

    Raises:
        CannotLook: its measure has no null.
    """
    try:
        return NULL[row.raw("measure")]
    except KeyError:
        raise CannotLook("the measure has no null value") from None


@dataclass(frozen=True, slots=True)
class Level:
    """The level of an interval.

    Attributes:
        value: coverage as a fraction of 1: 19/20 for 95 %.
        sides: 2, or 1 for an interval that is open to one side.
        assumed: what was assumed because the row does not say; empty where it does.
    """

    value: Fraction
    sides: int
    assumed: tuple[str, ...] = ()

    @property
    def alpha(self) -> Fraction:
        """1 - level: the two-sided type I error of a two-sided interval."""
        return 1 - self.value


def level_of(row: Measured) -> Level:
    """The level that the row states; 95 %, marked as assumed, where it is blank.

    A finding that rests on an assumed level is at most an info.

    Raises:
        CannotLook: the level is stated and is not a percent between 50 and 100.
    """
    sides = 1 if row.raw("ci_sides") == "1" else 2
    if not row.ci_level:
        return Level(Fraction(95, 100), sides, ("a 95 % interval: the level is not stated",))
    level = row.ci_level.value
    if not 50 <= level < 100:
        raise CannotLook("ci level is not a percent between 50 and 100")
    return Level(level / 100, sides)


def about(row: Row, *but: str) -> tuple[str, ...]:
    """What a row's numbers are about, less the columns named: equal for comparable rows."""
    return tuple(row.raw(name) for name in ABOUT if name not in but)


def comparable(a: Row, b: Row, *but: str) -> bool:
    """Whether two rows are about the same quantity, less the columns named."""
    return about(a, *but) == about(b, *but)


def short(value: End, digits: int = 3) -> str:
    """A computed number for a message: three significant digits, no exponent where it can be helped."""
    number = float(value)
    if number == 0 or 1e-4 <= abs(number) < 1e6:
        text = f"{number:.{digits}g}"
        return f"{number:.0f}" if "e" in text else text
    return f"{number:.{digits - 1}e}"


def span_of(interval: Interval, digits: int = 3) -> str:
    """A computed interval for a message: "0.032 to 0.043", or one number where the ends print alike."""
    lo, hi = short(interval.lo, digits), short(interval.hi, digits)
    return lo if lo == hi else f"{lo} to {hi}"


def shown(row: Measured) -> str:
    """An estimate as a report would print it: "HR 0.70 (95 % CI 0.47 to 1.03)"."""
    name = row.raw("measure") or "estimate" if isinstance(row, Estimate) else ""
    value = row.value.text if isinstance(row, Estimate) else ""
    level = f"{row.ci_level.text} % " if row.ci_level else ""
    interval = f"({level}CI {row.ci_lower} to {row.ci_upper})" if has_interval(row) else ""
    return " ".join(part for part in (name, value, interval) if part)
