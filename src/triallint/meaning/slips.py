"""Slips of the pen that would make a row agree, put into words: offered, never applied. Pure."""

from collections.abc import Callable, Iterable

from ..arithmetic.readings import MOVED, MOVED_TWICE, ONE_DIGIT, near_slips
from ..model import Interval, Reported, parse

__all__ = ["slips_that_fit"]


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
            number = parse(text)
            if number is None or words == ONE_DIGIT:  # that would explain nearly anything
                continue
            alike = number.decimals == cell.decimals or words in (MOVED, MOVED_TWICE)
            if alike and fits(number.interval()):
                found.append(f"{cell.label} {text} for {cell} ({words})")
                break
    return " or ".join(found[:most]) or None
