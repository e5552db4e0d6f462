"""Shares as prose prints them: n/N (x%), n (x%), x% (n of N) and their kin, from each percent outwards."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...model import Span
from ..document import Quote
from .crossing import crossed
from .numbers import value
from .passage import Passage
from .people import PEOPLE
from .percents import Percent, percents

# What stands between a count and its total.
_OF = re.compile(r"\s?/\s?|\s(?:out\s)?of\s(?:the\s|a\stotal\sof\s|all\s|these\s)?")
_WORDS = r"[^\d()\[\]{};:]"
# Between the numbers before a percent and the percent: words, and the bracket or comma that joins them.
_TO_PERCENT = re.compile(
    rf"(?P<words>{_WORDS}*?)"
    r"(?:(?P<open>\s?[(\[{]\s?)(?:i\.e\.,?\s|[A-Za-z][\w -]{0,28}[:,=]?\s?)?|\s?,\s|\s?;\s|\s=\s|\sor\s|:\s)"
)
# Between a percent and a fraction behind it.
_TO_FRACTION = re.compile(
    rf"(?P<words>{_WORDS}{{0,70}}?)\s?[(\[{{,:;]\s?(?:[nN]\s?[=:]\s?|[A-Za-z]{{2,12}}[:,]?\s)?"
)
# Between a percent and a count alone behind it.
_TO_COUNT = re.compile(rf"(?P<words>{_WORDS}{{0,60}}?)\s?[(\[{{]\s?(?P<equals>[nN]\s?[=:]\s?)?")
_COUNT_END = re.compile(r"\s?[,;)\]}]|\s(?:patients|women|cases|subjects|participants|events)\b")
_OF_BEHIND = re.compile(r"\s?[)\]]\s(?:out\s)?of\s(?:the\s|all\s)?")
_FRACTION_END = re.compile(r"\s?%|/|[.,]?\d")
_SPLIT = re.compile(r"[^()\[\];.]{0,60}?(?:\band\b|,|;)\s[^()\[\];.]{0,40}?\d+(?:/|\sof\s)\d")

# What stands before "3/4" and makes it no fraction of people; what stands behind.
_NOT_FRACTION = re.compile(
    r"\b(?:grades?|gr|stages?|phases?|types?|ratio|weeks?|days?|cycles?|ctc|toxicity|levels?|doses?|scores?|"
    r"page|her|cd|kinases?|ca|bp|version|vision|grade\s\d\sto|\d\sor)\s?[(-]?$|[A-Za-z/]$|\d\s?[/-]$",
    re.IGNORECASE,
)
_UNIT_BEHIND = re.compile(
    r"\s?(?:(?:mg|g|kg|mcg|µg|ml|mm|cm|mmhg|min)\b|(?:\w+\s){0,4}?(?:groups|arms|cohorts|regimens|treatments|schedules|"
    r"strategies|components|domains|scales|subscales|items|measures|doses)\b|weeks?|days?|months?|years?|"
    r"hours?|"
    r"schedule|[x×]|ratio|positive|negative|toxicit|neutropeni)",
    re.IGNORECASE,
)
# What stands before a number that is no count; the words behind it that make it none.
_NOT_COUNT = re.compile(
    r"(?:grade|stage|phase|group|arm|level|day|week|month|year|\bp\s?=|[<>≥≤±/\d-]|"
    r"\b(?:grades?|stages?|days?|weeks?|months?|years?)\s\d{1,2}\s?(?:or|to|and))\s?$",
    re.IGNORECASE,
)
_UNIT_WORDS = re.compile(
    r"[\s-]?(?:years?|months?|weeks?|days?|mg|mm|cm|kg|g|hours?|ml|min|h|gy|points?|cycles?|times|-|"
    r"st\b|nd\b|rd\b|th\b)|.*\b(?:than|compared|versus|vs)\b",
    re.IGNORECASE,
)
# Before and behind a count that a percent behind a comma is not of: "of 396 women, 8%", "90 were seen, 24%".
_OF_THEM = re.compile(r"\b(?:[Aa]mong|[Oo]f|[Ii]n|[Ff]rom|[Ff]or)\s(?:the\s|all\s|these\s)?$")
_FINITE = re.compile(r"\b(?:were|was)\b")
# Behind a percent in a bracket with one for each arm: the count before is of both, "38 (57% on A, 88% on B)".
_OF_EACH = re.compile(r"\s(?:on|in|with|for)\s[^()%\d]{1,50}[,;]\s\d+(?:\.\d+)?\s?%\s(?:on|in|with|for)\b")
# Behind the label of an arm, which is no figure: "in the drug group 69 (50%)".
_NAMED = re.compile(r"[a-z-]\s(?:groups?|arms?)\s?$")
# A month of a year: "from 1/2011".
_DATE = re.compile(r"(?:0?\d|1[0-2])/(?:19|20)\d\d")
#: Among how many numbers on either side of a percent its counts are looked for.
_NEAREST = 8
#: How many points a percent may be off a fraction with words between them, and without.
_NEAR, _FAR = 3, 25


#: Nothing, or a noun for participants: "4 of 19 patients (21%)".
_PEOPLE_ONLY = re.compile(rf"\s*|(?:\s(?!of\b|in\b|with\b|and\b)[\w-]+){{0,2}}?\s{PEOPLE}\s?")


@dataclass
class Share:
    """The numbers that one printing of a share gives.

    Attributes:
        start: first character.
        end: one after the last.
        events: how many, where printed.
        total: of how many, where printed.
        percent: the percent, where printed.
    """

    start: int
    end: int
    events: Quote | None = None
    total: Quote | None = None
    percent: Quote | None = None


def shares(passage: Passage) -> list[Share]:
    """Every share of a text, in order; none uses a number that another uses."""
    places = list(percents(passage.text))
    passage.claimed.update(place.number.start for place in places)
    counts = dict(crossed(passage, places))
    passage.claimed.update(span.start for span in counts.values())
    found = [_Reader(passage, place, counts.get(at)).share() for at, place in enumerate(places)]
    found.extend(_bare(passage))
    return sorted(found, key=lambda share: share.start)


class _Reader:
    """Reads the counts that belong to one percent."""

    def __init__(self, passage: Passage, percent: Percent, events: Span | None) -> None:
        self._passage, self._percent, self._events = passage, percent, events
        sentence = passage.sentence(percent.number.start)
        numbers = passage.numbers(sentence)
        at = bisect_left(numbers, percent.number)
        near = [
            [span for span in part if span.start not in passage.claimed]
            for part in (numbers[max(0, at - _NEAREST) : at], numbers[at : at + _NEAREST])
        ]
        self._before: Sequence[Span] = near[0][-2:]
        self._behind: Sequence[Span] = near[1][:2]
        self._share = Share(percent.number.start, percent.end, percent=passage.number(*percent.number))

    def share(self) -> Share:
        """The percent with whatever counts belong to it: a fraction behind or before it, or one count."""
        if self._events:
            self._share.events = self._passage.number(*self._events)
            return self._share
        _ = self._fraction_behind() or self._fraction_before() or self._count_before() or self._count_behind()
        return self._share

    def _take(self, events: Span, total: Span | None, start: int, end: int) -> bool:
        number, share = self._passage.number, self._share
        share.events = number(*events)
        share.total = number(*total) if total else None
        share.start, share.end = min(share.start, start), max(share.end, end)
        self._passage.claimed.update(span.start for span in (events, total) if span)
        return True

    def _fraction_behind(self) -> bool:
        if len(self._behind) < 2:
            return False
        text, (events, total) = self._passage.text, self._behind
        lead = _TO_FRACTION.fullmatch(text, self._percent.end, events.start)
        if lead is None or not self._fits(events, total, apart=bool(lead["words"].strip())):
            return False
        if _SPLIT.match(text, total.end, total.end + 120):  # the percent is that of both together
            return False
        return self._take(events, total, events.start, total.end)

    def _fraction_before(self) -> bool:
        if len(self._before) < 2:
            return False
        text, (events, total) = self._passage.text, self._before
        start = self._percent.number.start
        lead = _TO_PERCENT.fullmatch(text, total.end, start) if start - total.end < 120 else None
        if lead is None or not self._fits(events, total, apart=not _PEOPLE_ONLY.fullmatch(lead["words"])):
            return False
        return self._take(events, total, events.start, total.end)

    def _fits(self, events: Span, total: Span, apart: bool) -> bool:
        """Whether a fraction may be that of the percent; `apart` when words stand between them."""
        if not _is_fraction(self._passage, events, total):
            return False
        percent = value(self._share.percent.text) if self._share.percent else None
        n, of = _value(self._passage, events), _value(self._passage, total)
        off = abs(100 * n / of - (percent or 0))
        return off <= _NEAR if apart else off <= _FAR or of > 9

    def _count_before(self) -> bool:
        if not self._before:
            return False
        text, events, start = self._passage.text, self._before[-1], self._percent.number.start
        lead = _TO_PERCENT.fullmatch(text, events.end, start) if start - events.end < 90 else None
        if lead is None or (lead["open"] is None and _is_apart(text, events.start, lead["words"])):
            return False
        if lead["open"] and _OF_EACH.match(text, self._percent.end):
            return False
        if _UNIT_WORDS.match(lead["words"]) or _is_no_count(text, events):
            return False
        of = _OF_BEHIND.match(text, self._percent.end)
        if of and self._behind and self._behind[0].start == of.end():
            total = self._behind[0]
            if not _FRACTION_END.match(text, total.end):
                return self._take(events, total, events.start, total.end)
        return self._take(events, None, events.start, events.end)

    def _count_behind(self) -> bool:
        if not self._behind:
            return False
        text, events = self._passage.text, self._behind[0]
        lead = _TO_COUNT.fullmatch(text, self._percent.end, events.start)
        if lead is None or not _COUNT_END.match(text, events.end):
            return False
        if lead["words"].strip() and not lead["equals"]:
            return False
        return self._take(events, None, events.start, events.end)


def _is_apart(text: str, start: int, words: str) -> bool:
    """Whether a percent behind a comma is of something else than the count that begins at `start`."""
    before = _OF_THEM.search(text, max(0, start - 16), start)
    return len(words) > 40 or before is not None or _FINITE.search(words) is not None


def _is_no_count(text: str, events: Span) -> bool:
    """Whether a number is a grade, a time, a limit or the name of a group."""
    low = max(0, events.start - 16)
    if not _NOT_COUNT.search(text, low, events.start):
        return False
    return events.end - events.start < 2 or _NAMED.search(text, low, events.start) is None


def _value(passage: Passage, span: Span) -> float:
    return value(passage.number(*span).text) or 0


def _is_fraction(passage: Passage, events: Span, total: Span) -> bool:
    """Whether two numbers are joined as "n/N" or "n of N" and may count participants."""
    text = passage.text
    if not _OF.fullmatch(text, events.end, total.start) or _FRACTION_END.match(text, total.end):
        return False
    n, of = _value(passage, events), _value(passage, total)
    if (
        n > of
        or of < 2
        or _DATE.fullmatch(text, events.start, total.end)
        or _NOT_FRACTION.search(text, max(0, events.start - 16), events.start)
    ):
        return False
    return not _UNIT_BEHIND.match(text, total.end)


def _bare(passage: Passage) -> Iterator[Share]:
    """Fractions without a percent: "5/20", "nine out of 13 patients"."""
    for sentence in passage.numbered:
        numbers = passage.numbers(sentence)
        for events, total in pairwise(numbers):
            if total.start - events.end > 14 or events.start in passage.claimed:
                continue
            if total.start not in passage.claimed and _is_fraction(passage, events, total):
                passage.claimed |= {events.start, total.start}
                yield Share(events.start, total.end, passage.number(*events), passage.number(*total))
