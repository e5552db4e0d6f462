"""What a report says of its trial's plan and conduct: design, sites, dates, planned events, significance."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from .document import Document, Quote
from .grammar.numbers import cell
from .grammar.plain import plain
from .grammar.quick import quick

#: Parts of a document that tell of the trial; in them the conduct is looked for.
_TOLD: Final = frozenset({"title", "methods", "results", "abstract", "key_points", "registration"})

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"


def _date(name: str) -> str:
    """A pattern for a day, a month or a year, its parts in groups that begin with a name."""
    return (
        rf"(?:(?P<{name}_month>{_MONTH})\s(?:(?P<{name}_day>\d{{1,2}}),?\s)?|"
        rf"(?P<{name}_first>\d{{1,2}})\s(?P<{name}_second>{_MONTH})\s)?(?P<{name}_year>(?:19|20)\d\d)\b"
    )


_RANDOMISED: Final = re.compile(r"\brandomi[sz](?:ed|ation)\b|\brandomly\s(?:assigned|allocated)\b")
_NOT_RANDOMISED: Final = re.compile(r"\bnon-?randomi[sz]ed\b")
_SINGLE: Final = quick(r"\bsingle[\s-](?:arm|group)\b|\bone[\s-]arm\b|\bhistorical\scontrols?\b")
_OTHER_DESIGN: Final = quick(
    r"\bcross-?over\b|\bfactorial\b|\bcluster\b|\bn-of-1\b|\bsplit-(?:mouth|face|body)\b|\bstepped\b",
)
_DESIGNS: Final = {
    _RANDOMISED: ("randomi", "randomly"),
    _NOT_RANDOMISED: ("nonrandom", "non-random"),
    _SINGLE: ("single", "one-arm", "one arm", "historical"),
    _OTHER_DESIGN: ("cross", "factorial", "cluster", "n-of-1", "split-", "stepped"),
}
_SITES: Final = re.compile(
    r"\b(?:at|in|from|across)\s(?P<n>\d{1,3}(?:,\d{3})?|[a-z]+)\s(?:(?!of\b|and\b)[A-Za-z-]+\s){0,3}?"
    r"(?:hospitals|cent(?:er|re)s|sites|clinics|institutions|practices)\b"
)
_PLANNED: Final = re.compile(
    r"\bof\s(?:the\s|an?\s)?(?P<n>\d[\d,]*)\s(?:planned|expected|required)\s(?:\w+\s)?events\b"
)
_SIDES: Final = r"(?P<sides>[Oo]ne|[Tt]wo|1|2)-(?:sided|tailed)"
_LEVEL: Final = r"(?P<alpha>0?[.\u00b7]\d+|\d(?:\.\d+)?\s?%)"
_ALPHA: Final = (
    quick(
        r"\b(?:threshold|level|statistical\ssignificance|significance)\b[^.;]{0,60}?\b(?:set\sat|was|at|of|defined\sas)\s"
        rf"(?:an?\s)?(?:{_SIDES}\s)?(?:[Pp](?:\svalues?)?\s?(?:<|less\sthan|of)?\s?=?|\u03b1\s?=?|alpha\s(?:of\s)?)?\s?{_LEVEL}"
    ),
    quick(
        rf"\b{_SIDES}\s(?:alpha|\u03b1|significance\slevel|type\s(?:I|1)\serror)(?:\s(?:rate|level|error))*\s?(?:of|was|=|at)?\s?{_LEVEL}"
    ),
)
_ENROLLED: Final = (
    quick(
        r"\b(?:enrol(?:l?ment|led)|recruit(?:ment|ed)|accru(?:al|ed)|randomi[sz](?:ation|ed))\b[^.;]{0,60}?\s(?:from|between)\s"
        rf"{_date('start')}\s?(?:to|and|through|until|-)\s?{_date('end')}"
    ),
    quick(
        rf"\b(?:From|Between)\s{_date('start')},?\s(?:to|and|through|until)\s{_date('end')},[^.;]{{0,80}}?"
        r"\b(?:enrol|recruit|randomi|randoml)"
    ),
)
_CUT: Final = quick(
    rf"\b(?:[Ff]ollow(?:ed)?[\s-]?up\s(?:until|through)|[Dd]ata[\s-]cut-?off(?:\sdate)?,?\s(?:was|of|on|is)?)\s?(?:on\s)?{_date('cut')}"
)
_INTERIM: Final = re.compile(
    r"\bresults\s(?:from|of|at)\s(?:the|this|an?)\s"
    r"(?P<words>(?:[a-z]+\s){0,2}?(?:(?:first|second|third|fourth|planned|prespecified)\s)(?:[a-z]+\s){0,2}?interim\s(?:[a-z]+\s)?analysis)"
)
_STOPPED: Final = quick(
    r"\b(?:[Rr]andomi[sz]ation|[Ee]nrol?lment|[Rr]ecruitment|[Aa]ccrual|trial|study|that|and)\s(?:was|were)\s(?:therefore\s|then\s)?"
    r"(?:(?:terminated|stopped|halted|closed|discontinued|ended)\s(?:early|prematurely)"
    r"|(?:terminated|stopped|halted)\s(?:at|on|after|following|because)\s(?:the\s)?(?:recommendation|advice|of|an?\s))"
)
#: Letters without which a pattern cannot match: looking for these is cheap.
_HINTS: Final = {
    "sites": ("ospitals", "enters", "entres", "sites", "clinics", "institutions", "practices"),
    "planned": ("planned", "expected", "required"),
    "alpha": ("ignifican", "threshold", "sided", "tailed"),
    "enrolled": ("nrol", "ecruit", "ccru", "andomi", "andoml"),
    "cut": ("ollow-up", "ollow up", "ollowup", "ollowed", "ata cut", "ata-cut"),
    "interim": ("interim",),
    "stopped": ("stopped", "terminated", "halted", "closed early", "discontinued", "ended early"),
}


def conduct(document: Document) -> tuple[Mapping[str, Quote], Mapping[str, str]]:
    """The cells of the trial's row: those that are printed, and those that the text says without printing.

    Dates stand as year, month and day; where a text says a thing in two ways, the first one is taken.
    """
    text, spans = plain(document.text), _spans(document)
    cells: dict[str, Quote] = {}
    said: dict[str, str] = {}
    for start, end in spans:
        for column, quote in _printed(text, start, end):
            cells.setdefault(column, quote)
        if _hinted("stopped", text[start:end]) and _STOPPED.search(text, start, end):
            said["stopped_early"] = "yes"
    design = design_of(document)
    return cells, said | ({"design": design} if design else {})


def _spans(document: Document) -> list[tuple[int, int]]:
    """The parts of a document that tell of the trial; all of it where it has no parts."""
    if not document.sections:
        return [(0, len(document.text))]
    return [(one.start, one.end) for one in document.sections if one.kind in _TOLD]


def _hinted(what: str, words: str) -> bool:
    return any(hint in words for hint in _HINTS[what])


def design_of(document: Document) -> str:
    """`parallel`, `single arm`, or empty where the text does not make it plain."""
    return _design(document.text, tuple(_spans(document)))


@lru_cache(4)
def _design(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    words = "\n".join(text[start:end] for start, end in spans).lower()
    randomised, single = (_says(pattern, words) for pattern in (_RANDOMISED, _SINGLE))
    if randomised == single or _says(_OTHER_DESIGN, words) or _says(_NOT_RANDOMISED, words):
        return ""
    return "parallel" if randomised else "single arm"


def _says(pattern: re.Pattern[str], words: str) -> bool:
    """Whether a pattern is in a text in small letters, looked for only where its letters are."""
    return any(hint in words for hint in _DESIGNS[pattern]) and pattern.search(words) is not None


def _printed(text: str, start: int, end: int) -> Iterator[tuple[str, Quote]]:
    words = text[start:end]
    if _hinted("sites", words) and (match := _SITES.search(text, start, end)):
        number = cell(match["n"])
        if number.replace(",", "").isdigit():
            yield "sites", Quote(number, *match.span("n"))
    if _hinted("planned", words) and (match := _PLANNED.search(text, start, end)):
        yield "planned_events", Quote(match["n"], *match.span("n"))
    if _hinted("alpha", words):
        yield from _significance(text, start, end)
    if _hinted("enrolled", words):
        for pattern in _ENROLLED:
            if match := pattern.search(text, start, end):
                yield "enrolment_start", _as_date(match, "start")
                yield "enrolment_end", _as_date(match, "end")
    if _hinted("cut", words) and (match := _CUT.search(text, start, end)):
        yield "data_cut", _as_date(match, "cut")
    if _hinted("interim", words) and (match := _INTERIM.search(text, start, end)):
        yield "data_cut", Quote(match["words"], *match.span("words"))


def _significance(text: str, start: int, end: int) -> Iterator[tuple[str, Quote]]:
    for pattern in _ALPHA:
        if match := pattern.search(text, start, end):
            yield "alpha", Quote(match["alpha"], *match.span("alpha"))
            if match["sides"]:
                sides = "1" if match["sides"].lower() in ("one", "1") else "2"
                yield "alpha_sides", Quote(sides, *match.span("sides"))
            return


def _as_date(match: re.Match[str], name: str) -> Quote:
    """A printed date as year, month and day, as far as it goes."""
    month = match[f"{name}_month"] or match[f"{name}_second"]
    day = match[f"{name}_day"] or match[f"{name}_first"]
    parts = [match[f"{name}_year"]]
    if month:
        parts.append(f"{_MONTHS.index(month[:3].lower()) + 1:02}")
        parts += [f"{int(day):02}"] if day else []
    first = min(place for part in ("month", "first", "year") if (place := match.start(f"{name}_{part}")) >= 0)
    return Quote("-".join(parts), first, match.end(f"{name}_year"))
