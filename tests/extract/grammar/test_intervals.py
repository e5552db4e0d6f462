"""Intervals are found from their words: the same as a pattern over the whole text finds, in less time."""

import re
import time
from collections.abc import Callable

import pytest

from tests.conftest import Say
from tests.extract.abstracts import needed, pico
from triallint.extract.grammar.intervals import LIMITS, Interval, worded
from triallint.extract.grammar.plain import plain

#: The words, what may stand behind them, and the limits, as one pattern that is tried at every character.
_WHOLE = re.compile(
    rf"\b(?:CIs?|[Cc]onfidence [Ii]ntervals?)\b[^A-Za-z0-9+-]{{0,12}}(?:CI[\])][^A-Za-z0-9+-]{{0,6}})?"
    rf"(?:\d\d%[,;]\s)?{LIMITS}"
)


def anchored(text: str) -> set[tuple[int, int]]:
    return {one.lower for one in worded(text) if isinstance(one, Interval)}


def whole(text: str) -> set[tuple[int, int]]:
    return {match.span("lower") for match in _WHOLE.finditer(text)}


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("(95% CI, 0.52 to 0.97)", ("0.52", "0.97", "95")),
        ("95 percent confidence interval 0.52-0.97", ("0.52", "0.97", "95")),
        ("confidence interval (CI) 90%, 0.52 to 0.97", ("0.52", "0.97", "90")),
        ("12% (CI 8-16%)", ("8", "16", "")),
        ("95% CrI 0.5, 0.9", ("0.5", "0.9", "95")),
        ("99% confidence limits were 1,024 and 2,048", ("1,024", "2,048", "99")),
        ("95% CI for the difference, -2.1 to 4.5", ("-2.1", "4.5", "95")),
    ],
)
def test_limits_and_level(text: str, limits: tuple[str, str, str]) -> None:
    (found,) = (one for one in worded(text) if isinstance(one, Interval))
    level = text[slice(*found.level)] if found.level else ""
    assert (text[slice(*found.lower)], text[slice(*found.upper)], level) == limits


@pytest.mark.parametrize(
    "text",
    ["SPECIFIC 2 to 3", "CIS 2-3 cm", "self-confidence 3 to 4", "the 90% and 95% CIs", "CIN 2-3", "CI"],
)
def test_what_is_no_interval(text: str) -> None:
    assert anchored(text) == set()


def took(read: Callable[[str], object], texts: list[str]) -> float:
    """The least processor time of three, in microseconds a text."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - begun)
    return 1e6 * best / len(texts)


@needed
def test_nothing_is_lost_by_looking_for_the_words_first(say: Say) -> None:
    texts = [plain(line["text"]) for line in pico("dev.jsonl")]
    lost = sum(len(whole(text) - anchored(text)) for text in texts)
    more = sum(len(anchored(text) - whole(text)) for text in texts)
    both = sum(len(anchored(text) & whole(text)) for text in texts)
    first, plainly = took(anchored, texts), took(whole, texts)
    say(
        f"intervals in {len(texts)} abstracts: {both} found either way, {more} only from the words, {lost} lost; "
        f"{first:.0f} microseconds an abstract, a pattern over the whole text {plainly / first:.1f} times that"
    )
    assert both > 300
    assert lost == 0
