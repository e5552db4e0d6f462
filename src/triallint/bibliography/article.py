"""The fields of an article's citation, once its own date is known."""

import re
from typing import NamedTuple

from triallint.identifiers import Identifier
from triallint.model import Span, lazy

from .anchor import Anchor
from .opening import Opening, opening, part, translated
from .own import own_identifiers
from .record import Flag, Parsed, Part
from .tail import tail

_YEAR = lazy(r"(?:1[5-9]|20)\d\d")
# What stands in the place of pages until they are known: an item identifier (PII) or a DOI.
_ITEM = lazy(r"[SB]?\d{4}-?\d{3}[\dX]\(\d\d\)\d{5}-?[\dX]|10\.\d{4,9}/\S+")
_RANGE = lazy(r"[A-Za-z]?\d{1,6}[-\u2013][A-Za-z]?\d{1,6}")
# A number with letters, or of more digits than a page has: "e70171", "CD008814", "102315".
_ARTICLE_NUMBER = lazy(r"(?!S\d{1,4}$)(?:[A-Za-z]{1,8}[\d.]*\d[A-Za-z]?|\d{5,})")
# The number of an article that is in no volume yet, where a volume would stand: "ciac769".
_ADVANCE = lazy(r"(?!(?i:suppl?|pt|no|vol)\d)[A-Za-z]{2,8}\d{2,7}")
_SUPPLEMENT = lazy(r"[Ss]uppl|\d[Ss]\b|\b[Ss]\d+$")
_PART = lazy(r"\b[Pp](?:t|art)\b")
_RETRACTED = lazy(r"\W*(?:RETRACTED|WITHDRAWN|Retracted|Withdrawn)(?: [Aa][Rr][Tt][Ii][Cc][Ll][Ee])?\s*[:\]]")
_PREPRINT = lazy(r"\[Preprint\]|\b(?:[a-z]{2,5}R[Xx]iv|ArXiv|Research Square|SSRN|Preprints)\b")


class _Numbers(NamedTuple):
    """Where in its journal an article stands."""

    volume: Part | None
    issue: Part | None
    pages: Part | None
    elocation: Part | None


def article(text: str, start: int, anchor: Anchor, identifiers: tuple[Identifier, ...]) -> Parsed:
    """Read the citation that begins at `start` around its anchor."""
    found = anchor.found
    begin = opening(text, start, found.start(), anchor.repeated)
    behind = tail(text, found.end())
    vernacular, translation = translated(text, begin.title)
    if vernacular and not behind.language:
        vernacular = translation = None  # a remark in brackets, or an English title with one
    numbers = _numbers(found)
    title = begin.title.span if begin.title else None
    own = own_identifiers(identifiers, found.end(), behind.notes_start, title)
    flags = set(behind.flags) | _flags(begin, numbers)
    if translation:
        flags.add("translated")
    if found.re.groupindex.get("year"):
        flags.add("ahead_of_print")
    return Parsed(
        text=text,
        kind="article",
        **begin._asdict(),
        **numbers._asdict(),
        translation=translation,
        vernacular=vernacular,
        date=_group(found, "date"),
        year=year_of(text, found),
        epub=behind.epub,
        collection=behind.collection,
        language=behind.language,
        doi=own.doi or _doi(numbers.elocation),
        pmid=own.pmid,
        pmcid=own.pmcid,
        flags=frozenset(flags),
        notes=behind.notes,
        labels=behind.labels,
        identifiers=identifiers,
    )


def _doi(elocation: Part | None) -> Part | None:
    """The DOI that stands in the place of pages."""
    return elocation if elocation and elocation.text.startswith("10.") else None


def year_of(text: str, found: re.Match[str]) -> Part | None:
    """The first year of the date that a match holds."""
    year = _YEAR.search(text, *found.span("date"))
    return Part(year[0], Span(*year.span())) if year else None


def _group(found: re.Match[str], name: str) -> Part | None:
    if name not in found.re.groupindex or found[name] is None:
        return None
    return part(found.string, *found.span(name), " \t\r\n\u00a0.,;")


def _issue(found: re.Match[str]) -> Part | None:
    """The issue; a supplement in further brackets belongs to it."""
    first, further = _group(found, "issue"), _group(found, "further")
    if first is None or further is None:
        return first
    return Part(f"{first.text} {further.text}", Span(first.span.start, further.span.end))


def _numbers(found: re.Match[str]) -> _Numbers:
    """Volume, issue and pages."""
    numbers = _Numbers(_group(found, "volume"), _issue(found), *_pages(found))
    volume = numbers.volume
    if volume and not any(numbers[1:]) and _ADVANCE.fullmatch(volume.text):
        return _Numbers(None, None, None, volume)
    return numbers


def _pages(found: re.Match[str]) -> tuple[Part | None, Part | None]:
    """The pages, and what stands in their place before they are known."""
    place = _group(found, "place")
    if place:  # without a volume: only a range is one of pages
        return (place, None) if _RANGE.fullmatch(place.text) else (None, place)
    pages = _group(found, "pages")
    return (None, pages) if pages and _ITEM.fullmatch(pages.text) else (pages, None)


def _flags(begin: Opening, numbers: _Numbers) -> set[Flag]:
    flags: set[Flag] = set()
    if begin.title and _RETRACTED.match(begin.title.text):
        flags.add("retracted")
    if begin.authors and "et al" in begin.authors.text:
        flags.add("et_al")
    if begin.journal and _PREPRINT.search(begin.journal.text):
        flags.add("preprint")
    for one in (numbers.volume, numbers.issue):
        if one and _SUPPLEMENT.search(one.text):
            flags.add("supplement")
        if one and _PART.search(one.text):
            flags.add("part")
    if numbers.pages and _ARTICLE_NUMBER.fullmatch(numbers.pages.text):
        flags.add("article_number")
    return flags
