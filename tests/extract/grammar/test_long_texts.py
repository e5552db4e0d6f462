"""Texts without sentences: reading them takes time in step with their length, and breaks nothing."""

import pytest

from triallint.extract.grammar import facts

from .told import holds


@pytest.mark.parametrize(
    "words",
    [
        "1 ",
        "5% ",
        "5% and ",
        "one of ",
        "(",
        "(n = 5) or ",
        "the early group and ",
        "12 patients in the late and ",
        "x",
    ],
)
def test_repetition(words: str) -> None:
    text = words * 2000
    holds(text, facts(text))
