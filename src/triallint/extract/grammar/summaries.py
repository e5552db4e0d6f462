"""Summaries of a variable in a group: medians with range or quartiles, means with deviation or error."""

import re
from collections.abc import Iterator

from ...model import Span
from ..document import Quote
from ..facts import Fact
from .attribution import attribute
from .claims import Claim, is_signed
from .effects import interval_cells
from .matching import last_match
from .numbers import DECIMAL
from .outcomes import TIME_TO_EVENT
from .passage import Passage
from .people import PEOPLE
from .quick import quick

_UNITS = r"(?:years?|yrs?|months?|mos?|weeks?|days?|hours?|min(?:utes)?|kg|g|mg|cm|mm|mL|ml|L|points?)"
_UNIT = rf"(?:\s?(?P<unit>{_UNITS})\b|\s?%)?"
_WORDS = r"(?P<words>[^.;:()\[\]\d,]{0,60}?)"
_VERB = r"(?<!\bat)(?<!\bafter)(?:\s(?:was|were|is|of|about|approximately)|\s?[,:=])*(?:\s|(?<=[=:]))"
#: What a median is given with: the extremes, or the quartiles.
_SPREAD = (
    rf"(?:\s?[(\[,;]\s?(?:(?P<iqr>IQR|[Ii]nter-?quartile\s(?:ranges?|interval)|[Qq]uartiles?)|(?P<range>[Rr]anged?))"
    rf"(?:\s?\(IQR\))?(?:[\s,:=]+(?:was|of|from)?\s?)(?P<low>[+-]?{DECIMAL})(?:\s?{_UNITS}\b)?\s?(?:-|\u2014|to|,|and)\s?"
    rf"(?P<high>[+-]?{DECIMAL})(?![\d%]|\.\d))"
)
_HEADED = r"(?:\s?[(\[](?:(?P<headed_iqr>IQR|[Ii]nter-?quartile\srange)|(?P<headed_range>[Rr]ange))[)\]])"
_IN_ORDER = rf"(?:\s?[(\[](?P<first>{DECIMAL})\s?(?:-|\u2014|to|,)\s?(?P<second>{DECIMAL})[)\]])"
_MEDIAN = re.compile(
    rf"[Mm]edian{_HEADED}?{_WORDS}{_VERB}(?P<value>{DECIMAL})(?![\d]|\.\d|\s?%|-\w){_IN_ORDER}?{_UNIT}{_SPREAD}?"
)
#: Behind a number that counts those whom the median is of.
_OF_PEOPLE = re.compile(rf"\s(?:[a-z-]+\s){{0,2}}?{PEOPLE}\b")
#: The number stands before: "2.9 years of median follow-up", "37-month median follow-up".
_MEDIAN_BEHIND = re.compile(
    rf"(?<![\w.-])(?P<value>{DECIMAL})[\s-](?P<unit>{_UNITS})\s(?:of\s)?[Mm]edian\s(?P<words>follow[\s-]?up|age)"
)
_MEAN_HEADED = quick(
    rf"[Mm]eans?\s?[(\[](?:\u00b1\s?)?(?:(?P<sd>SDs?|standard\sdeviation)|(?P<se>SEs?M?|standard\serrors?))[)\]]{_WORDS}{_VERB}"
    rf"(?P<value>-?{DECIMAL})(?:\s?{_UNITS})?\s?[(\[](?:\u00b1\s?)?(?P<spread>{DECIMAL})(?:\s?{_UNITS})?[)\]]{_UNIT}"
)
_MEAN_EQUALS = quick(
    rf"\bM\s?=\s?(?P<value>-?{DECIMAL})[,;]\s(?:(?P<sd>SD)|(?P<se>SEM?))\s?=\s?(?P<spread>{DECIMAL})"
)
_PLUS_MINUS = re.compile(
    rf"\s?(?P<unit>{_UNITS}|%)?\s?(?:\u00b1|\+/-|\+-)\s?(?P<spread>{DECIMAL})(?P<behind>\s?%)?(?!\d)"
)
_AGAINST = re.compile(
    r"(?:[^.;\d]{0,50}\b)?(?:vs?|versus|and|compared\s(?:with|to)|than)\b[^.;\d]{0,40}", re.IGNORECASE
)
_NUMBER_ENDS = re.compile(rf"(?<![\w.,<>=\u2264\u2265/])(?P<value>-?{DECIMAL})$")
_SD_SAID = quick(r"\bS\.?D\.?s?\b|\b[Ss]tandard\s[Dd]eviations?\b")
_SE_SAID = quick(r"\bS\.?E\.?M?\.?s?\b|\b[Ss]tandard\s[Ee]rrors?\b")
_FOLLOW_UP = re.compile(r"\bfollow(?:ed)?[\s-]?up\b|\bobservation\b", re.IGNORECASE)
_AGE = re.compile(r"\b[Aa]ges?\b")
_CHANGE = re.compile(r"\b(?:[Cc]hange[sd]?|[Dd]ecrease[sd]?|[Ii]ncrease[sd]?|[Rr]eduction)\b")
_MEAN = re.compile(r"\b(?:[Mm]eans?|[Aa]verages?)\b")
_OPENS = re.compile(r"\s*(?:At|After|With|Over|During|Following)\s(?:an?\s|the\s)?$")
_TIMES = {"y": "years", "mo": "months", "w": "weeks", "d": "days", "h": "hours", "min": "minutes"}


def summaries(passage: Passage) -> Iterator[Fact]:
    """Each mean or median that the text prints of a variable; survival times are not among them."""
    text = passage.text
    if "edian" in text:
        yield from _medians(passage)
    if "ean" in text or "M =" in text:
        for pattern in (_MEAN_HEADED, _MEAN_EQUALS):
            for match in pattern.finditer(text):
                yield _mean(passage, match)
        yield from _with_intervals(passage)
    yield from _with_plus_minus(passage)


def _medians(passage: Passage) -> Iterator[Fact]:
    text = passage.text
    at = text.find("edian")
    while at >= 0:
        match = _MEDIAN.match(text, at - 1)
        if match is None:
            match = _behind(text, at)
        if match and _OF_PEOPLE.match(text, match.end("value")):
            match = None  # "median age of the 120 patients"
        if match and not TIME_TO_EVENT.search(text, match.start(), match.start("value")):
            yield _median(passage, match)
        at = text.find("edian", at + 5)


def _behind(text: str, at: int) -> re.Match[str] | None:
    """The number that stands before the word: of a follow-up or an age."""
    return last_match(_MEDIAN_BEHIND, text, max(0, at - 30), at + 20)


def _median(passage: Passage, match: re.Match[str]) -> Fact:
    groups = match.groupdict()
    cells = {"median": passage.number(*match.span("value"))}
    spread = ("low", "high") if groups.get("low") else ("first", "second")
    quartiles, extremes = (
        groups.get("iqr") or groups.get("headed_iqr"),
        groups.get("range") or groups.get("headed_range"),
    )
    if groups.get(spread[0]) and (quartiles or extremes):
        names = ("q1", "q3") if quartiles else ("min", "max")
        for name, group in zip(names, spread, strict=True):
            cells[name] = passage.number(*match.span(group))
    return _fact(passage, match, cells)


def _mean(passage: Passage, match: re.Match[str]) -> Fact:
    cells = {"mean": passage.number(*match.span("value"))}
    cells["sd" if match["sd"] else "se"] = passage.number(*match.span("spread"))
    return _fact(passage, match, cells)


def _fact(passage: Passage, match: re.Match[str], cells: dict[str, Quote]) -> Fact:
    words, place = match.groupdict().get("words") or "", match.start("value")
    said = {"statistic": "baseline"} if _AGE.search(words) else {}
    unit = _unit(match.groupdict().get("unit") or "")
    if unit:
        said["unit"] = unit
    sentence = passage.sentence(place)
    arm = attribute(passage, sentence, [Span(place, match.end())])[0]
    if arm and arm.start > place and _OPENS.match(passage.text, sentence.start, match.start()):
        arm = None  # "At a median follow-up of 3 years, ... in the A group": the words behind are not its
    label = passage.quote(arm.start, arm.end) if arm else None
    return Fact(
        "summary", cells, match.start(), match.end(), said, arm=label, outcome=_variable(passage, match)
    )


def _variable(passage: Passage, match: re.Match[str]) -> Quote | None:
    """The words for what was summarised: follow-up, age, or those between the statistic and its number."""
    words = match.groupdict().get("words")
    if not words or not words.strip():
        return None
    begin, end = match.span("words")
    for pattern in (_FOLLOW_UP, _AGE):
        found = pattern.search(passage.text, begin, end)
        if found:
            return passage.quote(*found.span())
    begin += len(words) - len(words.lstrip(" -"))
    stop = begin + len(words.strip(" -"))
    return passage.quote(begin, stop) if any(map(str.isalpha, words)) else None


def _unit(printed: str) -> str:
    for stem, word in _TIMES.items():
        if printed.startswith(stem):
            return word
    return "percent" if printed == "%" else printed


def _with_plus_minus(passage: Passage) -> Iterator[Fact]:
    """Means with what stands behind a plus-minus: named where the text says what it is."""
    text = passage.text
    found: list[tuple[Span, dict[str, Quote], str]] = []
    for mark in ("\u00b1", "+/-", "+-"):
        at = text.find(mark)
        while at >= 0:
            one = _around(passage, at)
            if one:
                found.append(one)
            at = text.find(mark, at + len(mark))
    found.sort()
    for series in _series(text, found):
        arms = attribute(passage, passage.sentence(series[0][0].start), [span for span, _, _ in series])
        plain = len({arm.key for arm in arms if arm}) == len(series)
        for (span, cells, unit), arm in zip(series, arms, strict=True):
            label = passage.quote(arm.start, arm.end) if arm and plain else None
            yield Fact("summary", cells, *span, {"unit": unit} if unit else {}, arm=label)


_Found = tuple[Span, dict[str, Quote], str]


def _series(text: str, found: list[_Found]) -> Iterator[list[_Found]]:
    """Means that are set against each other: `1.4 ± 0.4 vs 1.8 ± 0.5`."""
    run: list[_Found] = []
    for one in found:
        if run and not _AGAINST.fullmatch(text, run[-1][0].end, one[0].start):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _around(passage: Passage, at: int) -> _Found | None:
    text = passage.text
    low, high = passage.sentence(at)
    value = _NUMBER_ENDS.search(text, max(low, at - 14), len(text[:at].rstrip(" %")))
    behind = _PLUS_MINUS.match(text, value.end()) if value else None
    if value is None or behind is None:
        return None
    if "%" in behind[0] and TIME_TO_EVENT.search(text, low, at):
        return None
    cells = {"mean": passage.number(*value.span("value"))}
    kind = _spread_kind(text, low, high)
    if kind:
        cells[kind] = passage.number(*behind.span("spread"))
    return Span(value.start("value"), behind.end()), cells, "percent" if "%" in behind[0] else ""


def _spread_kind(text: str, low: int, high: int) -> str:
    """Whether a plus-minus is of deviations or errors: as the sentence says, else as the whole text does."""
    for begin, end in ((low, high), (0, len(text))):
        sd, se = bool(_SD_SAID.search(text, begin, end)), bool(_SE_SAID.search(text, begin, end))
        if sd != se:
            return "sd" if sd else "se"
        if sd and se:
            return ""
    return ""


def _with_intervals(passage: Passage) -> Iterator[Fact]:
    """Means of one group with a confidence interval."""
    text = passage.text
    last: Claim | None = None
    for claim in passage.claims:
        one = claim.valued
        low, _ = passage.sentence(one.start)
        if claim.measure or claim.percent or one.value is None:
            continue
        before = text[max(low, one.start - 110) : one.start]
        follows = last is not None and last.valued.start >= low
        if TIME_TO_EVENT.search(before) or not (_MEAN.search(before) or follows):
            continue
        changed = is_signed(text, one)
        if changed and not _CHANGE.search(before):
            continue
        last = claim
        cells = interval_cells(passage, claim)
        cells["mean"] = cells.pop("value")
        said = {"statistic": "change"} if changed else {}
        yield Fact("summary", cells, one.start, one.interval.end, said)
