"""Slips of the pen that would make a row agree, put into words: offered, never applied. Pure."""

from collections.abc import Callable, Iterable

from .arithmetic import near_slips
from .model import Interval, Reported, parse

__all__ = ["slips_that_fit"]

#: A digit that is merely another one explains nearly anything: never offered.
_TOO_LOOSE = "one digit different"


def slips_that_fit(cells: Iterable[tuple[Reported, Callable[[Interval], bool]]], most: int = 2) -> str | None:
    """The first slips that would make a row agree: "1.06 for 1.60 (two digits transposed)".

    Args:
        cells: each cell with the test that another number in its place would have to pass.
        most: how many to offer.
    """
    found: list[str] = []
    for cell, fits in cells:
        comma = cell.row.decimal_comma
        for text, words in near_slips(cell.text.replace(",", ".") if comma else cell.text):
            number = parse(text)
            if number is None or words == _TOO_LOOSE or not fits(number.interval()):
                continue
            found.append(f"{cell.label} {text} for {cell} ({words})")
            break
    return " or ".join(found[:most]) or None
