"""Where a text prints percents: in digits, in words, and with a sign that two numbers share."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...model import Span
from .numbers import WORDS

_PERCENT = re.compile(
    r"(?P<value>\d(?<!\w\d)(?<!\d\.\d)(?<![\s(=<>]\.\d)\d*(?:\. ?\d+)?)"
    r"(?:\s?%|\s?(?:per ?cent|Per ?cent|PERCENT)\b)(?![A-Za-z])"
)
_WORDED = re.compile(rf"{WORDS}$")
# Behind the level of an interval.
_LEVEL = re.compile(
    r"\s?[\])]?\s?\(?(?:(?:two|one)[\s-]sided\s)?\(?"
    r"(?:CIs?\b|C\.?I\.?\b|confiden|credib|CrI\b|prediction\sinterval|BCI)",
    re.IGNORECASE,
)
# A number before a percent that shares its sign: "41 vs. 73%", "97.6 and 96.4%", "61.2 (23/37) vs. 26.3%".
_SHARED_SIGN = re.compile(
    r"(?<![\w.,/<>-])(?P<value>\d{1,2}(?:\.\d+)?|100)(?P<box>\s?\([^()]{0,40}\))?"
    r"(?P<join>,?\s(?:vs?\.?|versus|compared\s(?:with|to)|and|or)\s|,\s)$"
)
_OTHER_UNIT = re.compile(
    r"(?:\b(?:at|after|grades?|days?|weeks?|months?|years?|stages?|arms?|groups?|hr|or|rr|p|median|mean|"
    r"of\sage)\s?[=:]?|[<>≤≥±])\s?$",
    re.IGNORECASE,
)
# In the order of groups: behind them "respectively", or the names of two groups under one noun.
_RESPECTIVELY = re.compile(
    r"[^.;]{0,140}?\brespectively\b|[^.;,()]{0,40}?\b(?:in|for|with)\s(?:the\s)?(?:[^.;,()]{1,50}?\sand\s"
    r"[^.;,()]{1,40}?\s(?:groups|arms)|(?:groups|arms)\s\w+\sand\s\w+)\b"
)


# A bracket with nothing but numbers in it: "(32, 48, and 12%)".
_OPENED = re.compile(r"[(\[]\s?(?:\d{1,2}(?:\.\d+)?(?:,\s|,?\sand\s))*$")
_CLOSED = re.compile(r"\s?[)\]]")
# Before two numbers for two groups: "in the A and B arms were 96 and 95%".
_BOTH_WERE = re.compile(r"\sand\s[^.;,()\d]{1,50}?\s(?:groups|arms)\s(?:was|were)\s$")


class Percent(NamedTuple):
    """A percent as printed.

    Attributes:
        number: its digits or words.
        end: one after its sign; after its digits where it shares the sign of the next.
    """

    number: Span
    end: int


def percents(text: str) -> Iterator[Percent]:
    """The percents of a text; levels of intervals are none."""
    if "%" in text or "ercent" in text or " cent" in text or "ERCENT" in text:
        for match in _PERCENT.finditer(text):
            if not _LEVEL.match(text, match.end()):
                yield from _sharing(text, match)
                yield Percent(Span(*match.span("value")), match.end())
    for sign in (" percent", " per cent"):
        at = text.find(sign)
        while at >= 0:
            worded = _WORDED.search(text, max(0, at - 24), at) if text[at - 1].isalpha() else None
            if worded:
                yield Percent(Span(*worded.span()), at + len(sign))
            at = text.find(sign, at + 1)


def _sharing(text: str, match: re.Match[str]) -> Iterator[Percent]:
    """The numbers before a percent that share its sign, in order."""
    found: list[Percent] = []
    start = match.start()
    while shared := _SHARED_SIGN.search(text, max(0, start - 60), start):
        if not _shares(text, shared, match):
            break
        found.append(Percent(Span(*shared.span("value")), shared.end("value")))
        start = shared.start()
    yield from reversed(found)


def _shares(text: str, shared: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a number before a percent is a percent too."""
    if _OTHER_UNIT.search(text, max(0, shared.start() - 16), shared.start()):
        return False
    if shared["join"].strip(" ,").rstrip(".") in ("v", "vs", "versus", "compared with", "compared to"):
        return True
    if _OPENED.search(text, max(0, shared.start() - 40), shared.start()) and _CLOSED.match(text, match.end()):
        return True
    if shared["join"] == " and " and _BOTH_WERE.search(text, max(0, shared.start() - 70), shared.start()):
        return True
    alike = ("." in shared["value"]) == ("." in match["value"]) or shared["join"] == " and "
    return alike and _RESPECTIVELY.match(text, match.end(), match.end() + 160) is not None
