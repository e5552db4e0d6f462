"""Slips of the pen: what a printed number that misfits may have been meant to say.

Readings are offered in words, never applied. The commonest slips come first.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

_PARTS = re.compile(r"(?P<sign>[-+\u2212]?)(?P<whole>\d*)(?P<mark>[.\u00b7]?)(?P<rest>\d*)")
_MOST_DIGITS = 12
#: The words of each slip.
TRANSPOSED = "two digits transposed"
SIGN = "the sign lost"
MOVED = "the decimal point moved by one place"
MOVED_TWICE = "the decimal point moved by two places"
TOO_MANY = "a digit too many"
DROPPED = "a digit dropped"
ONE_DIGIT = "one digit different"


class Slip(NamedTuple):
    """Another number, and the slip that would have turned it into the printed one.

    Attributes:
        text: the number as it would have been printed.
        words: the slip.
    """

    text: str
    words: str


@lru_cache(maxsize=16384)
def near_slips(text: str) -> tuple[Slip, ...]:
    """Numbers that one slip turns into the printed one, likeliest first, each once.

    In order: two neighbouring digits transposed, sign lost (or added), decimal point moved by one place
    (then two), a digit too many, a digit dropped, one digit different; `words` is one of the constants
    of this module. Empty for a text that is no plain number or has more than twelve digits.
    """
    match = _PARTS.fullmatch(text.strip().replace(",", ""))
    if match is None:
        return ()
    sign, whole, mark, rest = match.groups()
    digits, places = whole + rest, len(rest)
    if not digits or len(digits) > _MOST_DIGITS:
        return ()
    seen = {_value(sign, digits, places)}
    found = []
    for new_sign, new_digits, new_places, words in _slips(sign, digits, places):
        value = _value(new_sign, new_digits, new_places)
        if value not in seen:
            seen.add(value)
            found.append(Slip(_written(new_sign, new_digits, new_places, mark or "."), words))
    return tuple(found)


def _value(sign: str, digits: str, places: int) -> Fraction:
    value = Fraction(int(digits), 10**places)
    return -value if sign in ("-", "\u2212") else value


def _written(sign: str, digits: str, places: int, mark: str) -> str:
    digits = digits.zfill(places + 1)
    whole = digits[: len(digits) - places].lstrip("0") or "0"
    return sign + whole + (mark + digits[len(digits) - places :] if places else "")


def _slips(sign: str, digits: str, places: int) -> Iterator[tuple[str, str, int, str]]:
    size = len(digits)
    for i in range(size - 1):
        other = digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        if not _bare(other, places):
            yield sign, other, places, TRANSPOSED
    if int(digits):
        yield ("" if sign in ("-", "\u2212") else "-"), digits, places, SIGN
    for shift, words in ((1, MOVED), (2, MOVED_TWICE)):
        yield sign, digits, places + shift, words
        if places >= shift:
            yield sign, digits, places - shift, words
        else:
            yield sign, digits + "0" * (shift - places), 0, words
    yield from _digit_slips(sign, digits, places)


def _digit_slips(sign: str, digits: str, places: int) -> Iterator[tuple[str, str, int, str]]:
    size = len(digits)
    whole = size - places
    for i in range(size):
        fewer, left = digits[:i] + digits[i + 1 :], places - (i >= whole)
        if fewer and not _bare(fewer, left):
            yield sign, fewer, left, TOO_MANY
    # A digit lost at the end of the decimals would only have been rounded: not offered.
    for i in range(size + (places == 0)):
        for digit in "0123456789":
            more = digits[:i] + digit + digits[i:]
            yield sign, more, places + (i > whole or (i == whole and places > 0)), DROPPED
            if i == whole and places:
                yield sign, more, places, DROPPED
    for i in range(size):
        for digit in "0123456789":
            yield sign, digits[:i] + digit + digits[i + 1 :], places, ONE_DIGIT


def _bare(digits: str, places: int) -> bool:
    # Nobody prints 05.
    return digits[0] == "0" and len(digits) - places > 1
