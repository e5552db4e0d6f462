"""Slips of the pen that would make a row agree, put into words: offered, never applied. Pure."""

from collections.abc import Callable, Iterable

from ..arithmetic.readings import MOVED, MOVED_TWICE, ONE_DIGIT, near_slips
from ..model import Interval, Reported, parse
from ..tables import Continuous, Estimate
from ..vocabulary import DERIVED, DIFFERENCES

__all__ = ["slips_that_fit"]

#: Columns that may be below zero whatever their row is about.
_SIGNED = frozenset({"o_minus_e", "mean", "median", "q1", "q3", "min", "max", "scale_min", "scale_max"})
_SIGNED_MEASURES = frozenset({*DIFFERENCES, *DERIVED, "correlation", "mean"})
_SIGNED_STATISTICS = frozenset({"", "z", "t", "r"})


def slips_that_fit(cells: Iterable[tuple[Reported, Callable[[Interval], bool]]], most: int = 2) -> str | None:
    """The first slips that would make a row agree: "1.06 for 1.60 (two digits transposed)".

    Only numbers with as many decimals as the printed one are offered, for a report prints its column
    alike; but for a decimal point that moved.

    Args:
        cells: each cell with the test that another number in its place would have to pass.
        most: how many to offer.
    """
    found: list[str] = []
    for cell, fits in cells:
        comma = cell.row.decimal_comma
        for text, words in near_slips(cell.text.replace(",", ".") if comma else cell.text):
            if words == ONE_DIGIT:  # that would explain nearly anything
                continue
            number = parse(text)
            if number is None:
                continue
            if number.value < 0 and not _may_be_negative(cell):
                continue
            alike = number.decimals == cell.decimals or words in (MOVED, MOVED_TWICE)
            if alike and fits(number.interval()):
                found.append(f"{cell.label} {text} for {cell} ({words})")
                break
    return " or ".join(found[:most]) or None


def _may_be_negative(cell: Reported) -> bool:
    """Whether a number below zero makes sense there: differences and means have some, ratios and P none."""
    row, column = cell.row, cell.column
    if isinstance(row, Estimate) and column in ("value", "ci_lower", "ci_upper", "margin"):
        return row.raw("measure") in _SIGNED_MEASURES
    if isinstance(row, Estimate) and column == "statistic":
        return row.raw("statistic_name") in _SIGNED_STATISTICS
    limit_of_mean = isinstance(row, Continuous) and column in ("ci_lower", "ci_upper")
    return column in _SIGNED or limit_of_mean
