"""The estimate that an interval belongs to: the number before it, or the one that its words point at."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .intervals import LIMITS, SIGNED, UNIT, Header, Interval, limits_of, worded
from .measures import RATIO_WORD
from .numbers import DECIMAL
from .sentences import Sentences

_WORDS_OF_UNIT = (
    r"(?:\s?%|\s?per\s?cent(?:age)?(?:\s?points?)?\b"
    r"|\s?[A-Za-z\u00b5\u03bc][\w/\u00b2^.-]{0,14}(?:\s[a-z]{1,9}){0,2})"
)
#: The number right before the interval, its unit, and what stands between.
_NEAR = re.compile(
    rf"(?<![\w.\u00b1/])(?P<value>{SIGNED})(?P<unit>{_WORDS_OF_UNIT})?"
    r"(?:[\s,;:(\[=)\]]|\b(?:and|with|an?|estimated|respective|corresponding)\b)*$"
)
#: What a number that is no estimate stands behind.
_NO_ESTIMATE = re.compile(
    r"(?:\b(?:at|age[ds]?|per|from|since|within|over|after|every|through|until|weeks?|months?|years?|days?|cycles?|"
    r"grades?|stages?|time|range|T|than|steps?|groups?|arms?|tables?|phase)\s?[=<>\u2264\u2265]?"
    r"|\b(?:SDs?|SEs?|SEM|IQR|n|N|[Pp](?:[\s-]?values?)?)\s?[=<>\u2264\u2265:]?\s?[(\[]?"
    r"|[<>\u2264\u2265\u00b1/^]|\b\d+\s?-|\bto)\s?$"
)
_SKIP = re.compile(
    r"(?:[,;(\[]\s*(?:SDs?|SEs?|SEM|n|N|[Pp])\s?[=<>:]?\s?[\d.,]+\)?\s*[,;]?\s*|\s[(\[][^()\[\]%]{1,50}[)\]],\s)$"
)
#: A number with words but no other number between it and the interval.
_FAR = re.compile(rf"(?<![\w.\u00b1/<>=-])(?P<value>{SIGNED})(?P<unit>{UNIT})?(?=[\s,)][^\d;]*$)", re.DOTALL)
#: The number right behind the word for a ratio.
_NAMED = re.compile(rf"[^.;\d%]{{0,60}}?(?<![\w.])(?P<value>{DECIMAL})(?![\w%]|\s%|\.\d)")
#: Two shares compared: the interval behind them is of their difference.
_PAIR = re.compile(rf"{DECIMAL}\s?%[^.;\d]{{0,40}}\b(?:vs?|versus)\b[^;\d]{{0,30}}$")
_LOWER = re.compile(
    r"\b(?:lower|less|fewer|shorter|smaller|reduc\w*|decreas\w*|declin\w*|drop\w*|fall|fell|loss|lost|favou?r\w*|improve\w*)\b",
    re.IGNORECASE,
)

#: An estimate with its limits in brackets, without the words for an interval.
_ITEM = rf"(?<![\w.,/-])(?P<value>{SIGNED})(?P<unit>{UNIT})?\s?[(\[]\s?{LIMITS}(?=\s?[\])\u2013;,])"
_IN_BRACKETS = re.compile(_ITEM)
#: The same where limits stand behind a comma: both numbers have decimals.
_BEHIND_COMMA = re.compile(
    rf"(?<![\w.,/-])(?P<value>{SIGNED}(?<=\.\d|\d\d))(?P<unit>{UNIT})?[,;]\s(?=\d*\.\d+-\d*\.\d){LIMITS}(?=\s?[\]);,])"
)
_OTHER_SPREAD = re.compile(r"\b(?:range[ds]?|IQRs?|interquartile|quartiles?|SDs?|min|max)\b")
_RATIO_ITEM = re.compile(
    rf"(?:\s?[\[(](?:HR|OR|RR|IRR)s?[\])])?(?:\s(?:of|was|were)\s|\s?[=:,]\s?|\s)(?P<value>{DECIMAL})(?:\s?[(\[]\s?|[,;]\s(?=\d*\.\d+\s?-\s?\d*\.\d)){LIMITS}(?=\s?[\]);,])"
)


class Valued(NamedTuple):
    """An interval with its estimate.

    Attributes:
        interval: its limits.
        value: first character of the estimate and one after its last; None where it is not plain.
        unit: the characters of its unit.
        start: where the phrase begins.
        floor: before this place the words belong to something else: the sentence's or another estimate's.
        unsigned: whether the direction is said in words, so that the estimate has no sign to compare.
        difference: whether two shares stand before it, of whose difference it is.
        after: the one before it in the same sentence.
    """

    interval: Interval
    value: tuple[int, int] | None
    unit: tuple[int, int]
    start: int
    floor: int
    unsigned: bool = False
    difference: bool = False


def valued(text: str, sentences: Sentences) -> list[Valued]:
    """Every interval in a text, with its estimate, in order."""
    found: list[Valued] = []
    for one in worded(text):
        begin, close = sentences.around(one.start)
        floor = max(begin, found[-1].interval.end if found else 0)
        if isinstance(one, Header):
            found.extend(_under(text, one, close, begin))
            continue
        if found and one.start < found[-1].interval.end:
            continue
        found.append(_with_estimate(text, one, floor))
        found.extend(_alike(text, found[-1], one.end, close))
    found.extend(_behind_ratio_words(text, found, sentences))
    found.sort(key=lambda one: one.start)
    return found


def _with_estimate(text: str, interval: Interval, floor: int) -> Valued:
    low = max(floor, interval.start - 130)
    none = (interval.start, interval.start)
    pair = _PAIR.search(text, low, interval.start)
    end = interval.start
    while skip := _SKIP.search(text, low, end):
        end = skip.start()
    near = _NEAR.search(text, max(low, end - 60), end)
    if near and not _NO_ESTIMATE.search(text, low, near.start("value")):
        paired = pair is not None or _is_second_of_pair(text, low, near)
        if paired and not _holds(text, interval, near.span("value")):
            return Valued(interval, None, none, interval.start, floor, difference=True)
        return _judged(text, interval, near, floor)
    return _from_afar(text, interval, low, floor) or Valued(interval, None, none, interval.start, floor)


def _is_second_of_pair(text: str, low: int, near: re.Match[str]) -> bool:
    return "%" in (near["unit"] or "") and bool(_PAIR.search(text, low, near.start("value")))


def _from_afar(text: str, interval: Interval, low: int, floor: int) -> Valued | None:
    """An estimate with words between it and its interval: only one that lies in it, so that it is plain."""
    named = None
    for word in RATIO_WORD.finditer(text, low, interval.start):
        named = _NAMED.match(text, word.end(), interval.start) or named
    far = _FAR.search(text, low, interval.start)
    for match in (named, far):
        if match is None or _NO_ESTIMATE.search(text, low, match.start("value")):
            continue
        exact = "." in match["value"] or "%" in (match.groupdict().get("unit") or "")
        if exact and _holds(text, interval, match.span("value")):
            unit = match.span("unit") if match is far and match["unit"] else (match.end("value"),) * 2
            return Valued(interval, match.span("value"), unit, match.start("value"), floor)
        mirrored = exact and _holds(text, interval, match.span("value"), mirrored=True)
        if mirrored and _LOWER.search(text, low, interval.end + 40):
            end = match.end("value")
            return Valued(interval, None, (end, end), match.start("value"), floor, unsigned=True)
    return None


def _judged(text: str, interval: Interval, near: re.Match[str], floor: int) -> Valued:
    """The number right before the interval; without its sign where the direction is said in words."""
    span = near.span("value")
    unit = near.span("unit") if near["unit"] else (span[1], span[1])
    unsigned = (
        text[span[0]] not in "+-"
        and not _holds(text, interval, span)
        and _holds(text, interval, span, mirrored=True)
        and bool(_LOWER.search(text, max(floor, span[0] - 130), min(len(text), interval.end + 60)))
    )
    return Valued(interval, None if unsigned else span, unit, span[0], floor, unsigned)


def number(text: str) -> float:
    """The value of a number in plain characters, blanks and thousands marks apart."""
    return float(text.replace(" ", "").replace(",", "").replace("+", ""))


def _holds(text: str, interval: Interval, span: tuple[int, int], *, mirrored: bool = False) -> bool:
    """Whether a number, or its negative, lies in an interval."""
    value = number(text[slice(*span)]) * (-1 if mirrored else 1)
    lower = number(text[slice(*interval.lower)])
    upper = float("inf") if interval.missing else number(text[slice(*interval.upper)])
    return min(lower, upper) <= value <= max(lower, upper)


def _under(text: str, header: Header, close: int, begin: int) -> Iterator[Valued]:
    """The estimates below a header: `risk ratios (95% CIs) were 1.75 (0.44 to 8.13) and …`."""
    floor = begin
    stop = text.find("CI", header.end, close)
    for item in _IN_BRACKETS.finditer(text, header.end, close if stop < 0 else stop):
        interval = limits_of(item, start=item.start("lower"), level=header.level, bare=True)
        if interval.missing or _holds(text, interval, item.span("value")):
            yield _item(item, interval, floor)
            floor = interval.end


def _alike(text: str, first: Valued, end: int, close: int) -> Iterator[Valued]:
    """Estimates of the same sentence without the words: `3.0% (95% CI 1.9-4.0) and 2.8% (1.8-3.9)`."""
    if first.value is None or (text.find("(", end, close) < 0 and text.find(", ", end, close) < 0):
        return
    stop = text.find("CI", end, close)
    stop = close if stop < 0 else stop
    if _OTHER_SPREAD.search(text, end, stop):
        return
    floor = end
    for pattern in (_IN_BRACKETS, _BEHIND_COMMA):
        for item in pattern.finditer(text, floor, stop):
            interval = limits_of(item, start=item.start("lower"), level=first.interval.level, bare=True)
            alike = ("%" in (item["unit"] or "")) == ("%" in text[slice(*first.unit)])
            if alike and "." in item["lower"] + item["value"] and _holds(text, interval, item.span("value")):
                yield _item(item, interval, floor)
                floor = interval.end


def _behind_ratio_words(text: str, found: list[Valued], sentences: Sentences) -> Iterator[Valued]:
    """Ratios with limits and no word for an interval: `HR 2.17 [1.35-3.45]`."""
    taken = [(one.start, one.interval.end) for one in found]
    for word in ("HR", "OR", "RR", "TER", "atio"):
        at = text.find(word)
        while at >= 0:
            item = _RATIO_ITEM.match(text, at + len(word))
            if item and not any(start < item.end() and item.start() < end for start, end in taken):
                interval = limits_of(item, start=item.start("lower"), bare=True)
                if not interval.percent:
                    taken.append(item.span())
                    yield _item(item, interval, sentences.around(at).start)
            at = text.find(word, at + 2)


def _item(item: re.Match[str], interval: Interval, floor: int) -> Valued:
    unit = item.span("unit") if item.groupdict().get("unit") else (item.end("value"),) * 2
    return Valued(interval, item.span("value"), unit, item.start("value"), floor)
