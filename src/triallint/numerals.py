"""Whole numbers in words: forty-three, one hundred and twelve."""

from typing import Final

from .model import lazy

UNITS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS: Final = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_VALUE: Final = {
    "zero": 0,
    **{word: n for n, word in enumerate((*UNITS, *TEENS), 1)},
    **{word: 10 * n for n, word in enumerate(TENS, 2)},
}
#: The words that numbers in words are made of.
NUMBER_WORDS: Final = frozenset((*_VALUE, "hundred", "thousand"))

_WORD: Final = lazy(r"[a-z]+")


def in_words(text: str) -> int | None:
    """The value of a number in words; None where `text` is no such number."""
    total = current = 0
    words = _WORD.findall(text.lower())
    if not words:
        return None
    for word in words:
        if word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif word in _VALUE:
            current += _VALUE[word]
        elif word not in ("and", "a"):
            return None
    return total + current
