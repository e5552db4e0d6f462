"""Whether a text prints no figure at all, so that the grammar need not read it."""

import re

from ...model import Span
from .numbers import words_at

_DIGIT = re.compile(r"\d")
#: Figures without a digit: "P = NS", "P less than …", a median that was not reached, numbers in words.
_IN_WORDS = (
    *("=", "<", ">", "\u2264", "\u2265", "less than", "greater than"),
    *("reached", "dverse", " percent", " per cent"),
)


def is_silent(text: str) -> bool:
    """Whether nothing in a text could be a fact: at a fraction of what reading it costs.

    Args:
        text: in plain characters.
    """
    return (
        _DIGIT.search(text) is None
        and not any(sign in text for sign in _IN_WORDS)
        and not words_at(text, Span(0, len(text)))
    )
