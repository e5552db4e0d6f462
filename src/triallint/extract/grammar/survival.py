"""Survival of single groups: at a time, and as a median, in series such as `85% with A and 68% with B`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...model import Span
from ...numerals import in_words
from ..document import Quote
from ..facts import Fact
from .attribution import attribute
from .beside import labelled_alike, set_against
from .claims import Claim
from .effects import interval_cells
from .labels import Mention
from .matching import last_match
from .numbers import DECIMAL
from .outcomes import TIME_TO_EVENT
from .passage import Passage

_COUNT_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
_TIME_UNIT = r"(?:year|yr|month|mo|week|day)s?"
_UNIT = r"(?:\s?%|\sper\s?cent\b|\s(?:months?|mos?|weeks?|years?|yrs?|days?)\b)"
_JOIN = r"(?:v|vs\.?|versus|and|or|compared\s(?:with|to))"
_TOKEN = re.compile(
    rf"(?P<time>\b(?P<at>(?i:at|after)\s)?(?<![\d.]-)(?<![<>\u2264\u2265~\u223c\u2248])(?<![<>\u2264\u2265~\u223c\u2248]\s)(?P<n>(?i:{_COUNT_WORD})|\d+(?:\.\d+)?)[\s-](?P<unit>(?i:{_TIME_UNIT}))\b)"
    rf"|(?P<median>\b[Mm]edians?\b)"
    rf"|(?P<outcome>{TIME_TO_EVENT.pattern})"
    r"|(?P<again>\bcorresponding\s(?:values|figures|rates|estimates|percentages|medians?)\b)"
    r"|(?P<stop>\b(?:[Dd]ifferences?|[Hh]azards?|HRs?|[Rr]atios?|[Rr]educ\w+|[Ii]mprove(?:ment|d)\w*|[Bb]enefits?|[Ii]ncreas\w+|[Aa]bsolute"
    r"|[Ii]ncidences?|[Rr]ecurrences?(?!-)|[Mm]ortality|[Dd]eaths?|[Rr]espons\w+|[Tt]oxicit\w+|[Ff]ollow\w*|[Rr]elapses?(?!-)|[Ff]ailures?"
    r"|[Rr]isks?|[Ee]vents?(?!-)|[Aa]dverse|[Mm]etasta\w+(?!-)|age[ds]?|[Cc]ompliance|[Dd]uration\sof\s(?:treatment|therapy|use)|from"
    r"|[Aa]lpha|[Pp]ower|[Hh]ypothes\w+|[Aa]ssum\w+|[Bb]elow|[Aa]bove)\b)"
    rf"|(?P<value>(?<![\w.,/<>=\u2264\u2265~\u223c\u2248-])(?<![<>\u2264\u2265~\u223c\u2248]\s)(?P<v>{DECIMAL})(?:\s?%?\s?(?:\u00b1|\+/-|\+\s?-)\s?(?P<se>{DECIMAL}))?"
    rf"(?:(?P<u>{_UNIT})|(?=\s(?:{_JOIN})\s(?:[A-Za-z-]+\s){{0,3}}{DECIMAL}(?P<u2>{_UNIT}))))"
    r"|(?P<reach>\b(?:was|were|had|has)\s(?P<not>not\s(?:yet\s)?(?:been\s)?reached)\b)"
)
_SUBGROUP = re.compile(
    r"\b(?:among|in|for)\s(?:the\s)?(?:patients|those|women|participants|children|subgroup\sof\s\w+)\swith\s(?:an?\s|the\s)?"
    r"(?P<words>[^,;:().%\d]{3,60}?)(?=\s(?:was|were|who|had)\b|,)"
)
#: Behind a value: its standard error, in a bracket of its own; and before a number that is such a one.
_SE_BEHIND = re.compile(
    rf"\s?[(\[]\s?(?:SE|[Ss]tandard\s[Ee]rror)(?:\s?[=:,]\s?|\s(?:of\s)?)(?P<se>{DECIMAL})\s?%?\s?[)\]]"
)
_SPREAD_BEFORE = re.compile(r"(?:\bSEM?|\bSD|\b[Ee]rror|\b[Dd]eviation)(?:\s?[=:,]\s?|\s(?:of\s)?)$")
_SE_SAID = re.compile(r"\bSEs?\b|\b[Ss]tandard\serrors?\b")
#: Before an outcome: another one, so that the values are of both.
_JOINED = re.compile(r"(?:\b[Oo]verall|[Ff]ree|[Ss]pecific|[Ss]urvival|OS|FS|TTP)\)?(?:,|,?\s(?:and|or))\s$")
#: What stands in the words for a time to an event, and beside each figure of one: looked for first.
_ANCHORS = ("urviv", "FS", "OS", "ime to", "TT", "CSS", "DSS", "FI", "uration of")
_FIGURES = ("%", "cent", "month", "week", "year", " day", " mo", "reached")
#: Sentences of what was planned.
_PLANNED = re.compile(r"\b(?:[Aa]ssum\w+|[Hh]ypothes\w+|to\sdetect|powered|sample\ssize|[Ee]xpected\sto)\b")
#: Before an outcome: what follows is by how much it changed.
_CHANGED = re.compile(
    r"\b(?:[Dd]ifferences?|[Ii]mprove\w*|[Rr]educ\w+|[Bb]enefits?|[Ii]ncreas\w+|[Gg]ains?)\s(?:(?:in|of|for|the|median|\S+-(?:year|month))\s){0,3}$"
)
#: Behind a number that is no survival: more or less of it, or what participants had.
_NO_VALUE_BEHIND = re.compile(
    r"\s(?:longer|shorter|later|earlier|better|worse|had|developed|experienced|reported|received)\b"
)
_BY = re.compile(r"\bby\s(?:an?\s|about\s)?$")
_MOST_WORDS = 85
_WORDS_FOR_UNITS = {"y": "years", "m": "months", "w": "weeks", "d": "days"}


@dataclass
class _Series:
    """The values of one outcome at one time, one for each group."""

    outcome: Quote
    median: bool
    time: tuple[Quote, str] | None
    subgroup: Quote | None = None
    values: list[re.Match[str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    again: bool = False
    changed: bool = False

    @property
    def is_change(self) -> bool:
        """Whether it is one number behind the words for a change: by so much, and not at so much."""
        return self.changed and len(self.values) == 1


def survival(passage: Passage) -> Iterator[Fact]:
    """Each survival probability and median time that the text prints for one group."""
    text = passage.text
    if not any(word in text for word in _ANCHORS):
        return
    claims = {one.valued.value[0]: one for one in passage.claims if one.valued.value and not one.measure}
    taken = _taken(passage)
    for sentence in passage.sentences:
        words = text[slice(*sentence)]
        if not any(word in words for word in _ANCHORS) or not any(word in words for word in _FIGURES):
            continue
        if not TIME_TO_EVENT.search(text, *sentence):
            continue
        before: Sequence[Mention | None] = ()
        for series in _Reader(passage, sentence, taken, claims).series():
            arms = _arms(passage, sentence, series.spans)
            if series.again and not any(arms) and len(before) == len(arms):
                arms = before
            before = arms
            yield from _facts(passage, series, arms, claims)


def _arms(passage: Passage, sentence: Span, spans: Sequence[Span]) -> Sequence[Mention | None]:
    """The arm of each value: of all of them, or of none, for a series is read in one way."""
    arms: Sequence[Mention | None] = (
        labelled_alike(passage, sentence, spans)
        or set_against(passage, sentence, spans)
        or attribute(passage, sentence, spans)
    )
    plain = {one.key for one in arms if one}
    return arms if len(plain) == len(spans) else [None] * len(spans)


def _taken(passage: Passage) -> list[tuple[int, int]]:
    """Where the numbers belong to intervals or to comparisons."""
    places = []
    for one in passage.claims:
        interval = one.valued.interval
        places.append((interval.start, interval.end))
        if one.measure and one.valued.value:
            places.append(one.valued.value)
    return places


class _Reader:
    """Reads the series of one sentence, word by word."""

    def __init__(
        self,
        passage: Passage,
        sentence: Span,
        taken: Sequence[tuple[int, int]],
        claims: dict[int, Claim],
    ) -> None:
        self._passage, self._sentence = passage, sentence
        self._claims = claims
        self._taken = [place for place in taken if sentence.start <= place[0] < sentence.end]
        self._outcome: Quote | None = None
        self._time: tuple[Quote, str] | None = None
        self._median = False
        self._changed = False
        self._last = sentence.start
        self._open: _Series | None = None
        self._found: list[_Series] = []

    def series(self) -> list[_Series]:
        """The series that are plain: each has an outcome, and a time or the word median."""
        text = self._passage.text
        if _PLANNED.search(text, *self._sentence):
            return []
        parts = [match.span("words") for match in _SUBGROUP.finditer(text, *self._sentence)]
        for token in _TOKEN.finditer(text, *self._sentence):
            if any(start < token.end() and token.start() < end for start, end in self._taken):
                continue
            if not any(start <= token.start() < end for start, end in parts):
                self._take(token)
        return [one for one in self._found if one.values and (one.median or one.time) and not one.is_change]

    def _take(self, token: re.Match[str]) -> None:
        if token["time"]:
            self._read_time(token)
        elif token["median"]:
            self._median, self._open = True, None
        elif token["outcome"]:
            self._read_outcome(token)
        elif token["again"]:
            self._open, self._last = None, token.end()
            if self._found:
                self._outcome = self._outcome or self._found[-1].outcome
                self._new_series(token.start(), again=True)
        elif token["stop"]:
            self._open, self._outcome, self._median = None, None, False
        else:
            self._read_value(token)

    def _read_outcome(self, token: re.Match[str]) -> None:
        text, words, low = self._passage.text, token["outcome"], self._sentence.start
        joined = _JOINED.search(text, max(low, token.start() - 16), token.start())
        self._outcome = None if joined else self._passage.quote(*token.span("outcome"))
        self._changed = _CHANGED.search(text, max(low, token.start() - 50), token.start()) is not None
        self._median = self._median or (words[0] == "m" and words[1:2].isupper())
        self._open, self._last = None, token.end()

    def _read_time(self, token: re.Match[str]) -> None:
        digits = token["n"] if token["n"][0].isdigit() else str(in_words(token["n"]))
        unit = _WORDS_FOR_UNITS[token["unit"][0].lower()]
        hyphened = self._passage.text[token.end("n")] == "-" or bool(token["n"][0].isalpha())
        if not (hyphened or token["at"]) and self._median and self._outcome:
            self._read_value(token)  # "34.9 months" is a value where a median is spoken of
            return
        if not (hyphened or token["at"]) or unit in ("weeks", "days"):
            return
        time = (Quote(digits, *token.span("n")), unit)
        if self._open and self._open.values and self._open.time is None and not self._open.median:
            self._open.time = time  # "OS was 90% and 80% at 5 years"
        elif self._time is None or self._time[0] != time[0]:
            self._open = None
        self._time = time
        self._last = token.end()
        self._median = False

    def _read_value(self, token: re.Match[str]) -> None:
        if self._outcome is None or token.start() - self._last > _MOST_WORDS:
            self._open = None
            return
        unit = token["unit"] if token["time"] else token["u"] or token["u2"] or ""
        percent = "%" in unit or "cent" in unit
        if token["reach"] is None and percent == self._median:
            return
        if not self._median and not percent:
            return
        if self._is_no_value(token):
            self._open = None
            return
        if self._open is None:
            self._new_series(token.start())
        start = token.start("n" if token["time"] else "not" if token["reach"] else "v")
        claim = self._claims.get(start)
        self._last = claim.valued.interval.end if claim else token.end()
        if self._open is not None:
            self._open.values.append(token)
            self._open.spans.append(Span(start, self._last))

    def _is_no_value(self, token: re.Match[str]) -> bool:
        text, low = self._passage.text, max(self._sentence.start, token.start() - 14)
        ahead = (_BY.search(text, low, token.start()), _SPREAD_BEFORE.search(text, low, token.start()))
        return any(ahead) or _NO_VALUE_BEHIND.match(text, token.end()) is not None

    def _new_series(self, place: int, *, again: bool = False) -> None:
        if self._outcome is None:
            return
        last = self._found[-1].values if self._found else []
        low = last[-1].end() if last else self._sentence.start
        words = last_match(_SUBGROUP, self._passage.text, low, place)
        subgroup = self._passage.quote(*words.span("words")) if words else None
        self._open = _Series(
            self._outcome,
            self._median,
            None if self._median else self._time,
            subgroup,
            again=again,
            changed=self._changed,
        )
        self._found.append(self._open)


def _facts(
    passage: Passage, series: _Series, arms: Sequence[Mention | None], claims: dict[int, Claim]
) -> Iterator[Fact]:
    for token, arm in zip(series.values, arms, strict=True):
        yield _fact(passage, series, token, arm, claims)


def _fact(
    passage: Passage, series: _Series, token: re.Match[str], arm: Mention | None, claims: dict[int, Claim]
) -> Fact:
    said = {"measure": "median_survival" if series.median else "survival"}
    name = "n" if token["time"] else "v"
    cells: dict[str, Quote] = {}
    start, end = token.span()
    if token["reach"]:
        cells["value"], said["unit"] = Quote("not_reached", *token.span("not")), "months"
    else:
        start = token.start(name)
        cells["value"] = passage.number(*token.span(name))
        said["unit"] = _unit(token) if series.median else "percent"
        claim = claims.get(start)
        if claim:
            cells |= interval_cells(passage, claim)
            end = claim.valued.interval.end
        spread = token if token["se"] else _SE_BEHIND.match(passage.text, token.end())
        if spread and _SE_SAID.search(passage.text):
            cells["se"], said["se_scale"] = passage.number(*spread.span("se")), "natural"
    if series.time:
        cells["time_value"], said["time_unit"] = series.time
    label = passage.quote(arm.start, arm.end) if arm else None
    return Fact(
        "survival", cells, start, end, said, arm=label, outcome=series.outcome, subgroup=series.subgroup
    )


def _unit(token: re.Match[str]) -> str:
    printed = token["unit"] if token["time"] else token["u"] or token["u2"] or ""
    return _WORDS_FOR_UNITS[printed.strip()[0].lower()]
