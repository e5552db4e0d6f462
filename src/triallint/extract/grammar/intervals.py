"""Confidence intervals in a text: level, limits, and the estimate that each belongs to.

The words are looked for first ("CI", "onfidence"): a pattern is tried only at such a place, and a short
look back from there. What follows in the same sentence without the words is read by `bare`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .numbers import DECIMAL

#: A number that may have a sign of its own.
SIGNED = rf"(?:[+-]\s?)?{DECIMAL}"
_UNITS = (
    "months?|mos?|weeks?|wks?|days?|years?|yrs?|hours?|minutes?|min|points?|kg|cm|mm|mg|ng|pg|g|mL|ml|L|bpm"
)
UNIT = rf"(?:\s?%|\s?per\s?cent(?:age)?(?:\s?points?)?|\s?(?:{_UNITS})\b)"
#: A limit that is said in words, and the word of the vocabulary for it.
NO_LIMIT = (
    r"(?:not\s(?:yet\s)?(?:been\s)?(?:reach\w*|estimable|estimated|evaluable|calculable|available|assessable)"
    r"|N[ERAC]\b|infinity|\u221e)"
)
BETWEEN = r"(?:\s?%?\s*[-\u2014~]\s*|\s*[,;:/]\s*|\s+(?:to|and)\s+|\s*\.\.\s*)"
#: The two limits.
LIMITS = (
    rf"(?P<lower>{SIGNED})(?P<lower_unit>{UNIT})?{BETWEEN}"
    rf"(?:(?P<upper>{SIGNED})(?![\d:]|\.\d|,\d)(?P<upper_unit>{UNIT})?|(?P<open>{NO_LIMIT}))"
)

# Behind the word: what closes it, defines it or leads to the limits; the level where it comes late.
_SHORT = r"(?:\s?[\[(](?:\d\d(?:\.\d+)?\s?%\s?)?C\.?I\.?s?[\])])"
_WORD = re.compile(r"CIs?\b|CrIs?\b|(?i:confidence[\s-](?:intervals?|limits?)|credible[\s-]intervals?)")
_GLUE = (
    r"[\s,:;=\])(\[]*(?:\b(?:of|was|were|is|from|ranged?|ranging|between|limits?|CI|for\s[^.;()\d]{1,40}?)\b"
    r"[\s,:;=(\[]*){0,3}"
)
_BEHIND = re.compile(
    rf"{_SHORT}?{_GLUE}(?:(?P<level>\d\d(?:\.\d+)?)\s?(?:%|per\s?cent)[\s,:;)\]]+[\s(\[]*)?{LIMITS}"
)
_HEADER = re.compile(rf"{_SHORT}?(?:\s*[\])]+|\s+(?=(?:for|in|of|were|was|vs)\b)|\s*[:=,]\s*)")
# Before the word: the level, and how many sides it has.
_BEFORE = re.compile(
    r"(?:(?P<sides>one|two|1|2)[\s-](?:sided|tailed)[\s,]{1,2})?"
    r"(?<![\d.])(?P<level>\d\d(?:\.\d+)?|0?\.9\d*)\s?(?:%|per\s?cent)[\s-]*"
    r"(?:(?P<late>one|two|1|2)[\s-](?:sided|tailed)[\s,]{1,2})?[\[(]?$"
)


class Interval(NamedTuple):
    """A confidence interval as printed; each pair is the first character and one after the last.

    Attributes:
        lower: the lower limit, or what is printed in its place.
        upper: the upper limit; where it is said in words, those words.
        start: where the phrase begins: its level, its word or its first limit.
        end: one after its last character, unit included.
        level: the confidence level.
        sides: the word for the number of its sides.
        percent: whether a limit has a percent sign.
        missing: the word of the vocabulary for an upper limit that is no number.
        bare: whether it stands without the word for an interval.
        bayesian: whether it is called credible.
    """

    lower: tuple[int, int]
    upper: tuple[int, int]
    start: int
    end: int
    level: tuple[int, int] | None = None
    sides: tuple[int, int] | None = None
    percent: bool = False
    missing: str = ""
    bare: bool = False
    bayesian: bool = False


class Header(NamedTuple):
    """The word for an interval without limits: `OR (95% CI) 1.62 (1.15-2.30)` has them later."""

    start: int
    end: int
    level: tuple[int, int] | None


def worded(text: str) -> Iterator[Interval | Header]:
    """Every interval that is called one, and every header, in order."""
    end = 0
    for at in _anchors(text):
        if at < end:
            continue
        word = _WORD.match(text, at)
        if word is None or text[at - 1 : at].isalpha():
            continue
        before = _BEFORE.search(text, max(end, at - 26), at)
        if before and text[at - 1] in "[(" and text[word.end() : word.end() + 1] not in ("]", ")"):
            before = None  # "12% (CI 8-16)": that is the estimate, not the level
        found = _interval(text, word, before)
        if found:
            end = found.end
            yield found
        elif before and (header := _HEADER.match(text, word.end())):
            end = header.end()
            yield Header(before.start(), end, _group(before, "level"))


def _anchors(text: str) -> list[int]:
    places = []
    for word, back in (("CI", 0), ("onfidence", 1), ("CrI", 0), ("redible", 1)):
        at = text.find(word)
        while at >= 0:
            places.append(at - back)
            at = text.find(word, at + 2)
    places.sort()
    return places


def _interval(text: str, word: re.Match[str], before: re.Match[str] | None) -> Interval | None:
    behind = _BEHIND.match(text, word.end())
    if behind is None or _is_range_of_levels(behind):
        return None
    level = _group(before, "level") or _group(behind, "level")
    sides = _group(before, "sides") or _group(before, "late")
    return limits_of(
        behind,
        start=before.start() if before else word.start(),
        level=level,
        sides=sides,
        bayesian=word[0][:2].lower() == "cr",
    )


def limits_of(
    match: re.Match[str],
    *,
    start: int,
    level: tuple[int, int] | None = None,
    sides: tuple[int, int] | None = None,
    bare: bool = False,
    bayesian: bool = False,
) -> Interval:
    """The interval that a match of `LIMITS` prints."""
    words = match["open"]
    return Interval(
        lower=match.span("lower"),
        upper=match.span("open") if words else match.span("upper"),
        start=start,
        end=match.end(),
        level=level,
        sides=sides,
        percent="%" in match[0][match.start("lower") - match.start() :] or "per" in match[0],
        missing=_missing(words) if words else "",
        bare=bare,
        bayesian=bayesian,
    )


def _missing(words: str) -> str:
    return "not_reached" if "reach" in words or words == "NR" else "not_estimable"


def _group(match: re.Match[str] | None, name: str) -> tuple[int, int] | None:
    return match.span(name) if match and match[name] else None


def _is_range_of_levels(match: re.Match[str]) -> bool:
    """Whether the numbers are levels: the 90% and 95% CIs."""
    return match["lower"] in ("90", "95") and match["upper"] in ("95", "97.5", "99")
