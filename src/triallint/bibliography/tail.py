"""What stands behind the pages of a citation: when it came out online, and what it is tied to."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from triallint.model import lazy

from .dates import DATE
from .opening import part
from .record import Flag, Note, Part

_EPUB = lazy(rf"(?:Epub|E-?pub|Published online)\s+(?P<date>{DATE})")
_COLLECTION = lazy(rf"eCollection\s+(?P<date>{DATE})")
_NOTE = lazy(
    r"(?<![^\s.;])(?P<kind>(?:Erratum|Update|Retraction|Retracted|Comment|Expression of [Cc]oncern|Reprint"
    r"|Corrected and [Rr]epublished|Retracted and [Rr]epublished|Republished|Original [Rr]eport"
    r"|Summary for patients) (?:in|for|of|on|from)):\s*"
    r"|(?<=[\s.;])(?P<appears>[Pp]ublished (?:correction|erratum) appears in):?\s+"
)
_LANGUAGE_NAMES = """Afrikaans Albanian Arabic Armenian Azerbaijani Bosnian Bulgarian Catalan Chinese Croatian
Czech Danish Dutch English Estonian Finnish French Georgian German Greek Hebrew Hindi Hungarian Icelandic
Indonesian Italian Japanese Kazakh Korean Latin Latvian Lithuanian Macedonian Malay Modern Multiple Norwegian
Persian Polish Portuguese Romanian Russian Serbian Slovak Slovenian Spanish Swedish Thai Turkish Ukrainian
Urdu Vietnamese Welsh"""
_LANGUAGES = frozenset(_LANGUAGE_NAMES.split())
_LANGUAGE = lazy(
    r"(?:(?:(?<=[.;\d])|^)\s*|[(\[](?:[Aa]rticle )?[Ii]n )"
    r"(?P<names>[A-Z][a-z]{2,11}(?:(?:, |; | and )[A-Z][a-z]{2,11})*)(?=[.)\]])"
)
_BETWEEN = lazy(r", |; | and ")
_LABELS = lazy(
    r"\b(?:Free (?:PMC )?article|Clinical Trial(?:, Phase [IV]+)?|Review|Systematic Review|Meta-Analysis"
    r"|Randomized Controlled Trial|Preprint|Retracted Publication|No abstract available)(?=\.)"
)


class Tail(NamedTuple):
    """What was found behind the pages.

    Attributes:
        notes_start: where the notes on other publications begin; the end of the text where there are none.
    """

    epub: Part | None
    collection: Part | None
    language: Part | None
    notes: tuple[Note, ...]
    labels: tuple[str, ...]
    flags: frozenset[Flag]
    notes_start: int


def tail(text: str, start: int) -> Tail:
    """Read what stands behind position `start` of a citation."""
    behind = text[start:]
    first_note = notes_start(text, start)
    notes = tuple(_notes(text, first_note)) if first_note < len(text) else ()
    flags: set[Flag] = set()
    epub = _date(_EPUB, text, start) if "Epub" in behind or "ublished online" in behind else None
    collection = _date(_COLLECTION, text, start) if "eCollection" in behind else None
    if "ahead of p" in behind:
        flags.add("ahead_of_print")
    if "eCollection" in behind:
        flags.add("collection")
    language = None
    for found in _LANGUAGE.finditer(text, start, first_note):
        if _LANGUAGES.issuperset(_BETWEEN.split(found["names"])):
            language = part(text, *found.span("names"))
    labels = tuple(found[0] for found in _LABELS.finditer(behind)) if _has_labels(behind) else ()
    if "No abstract available" in labels:
        flags.add("no_abstract")
    return Tail(epub, collection, language, notes, labels, frozenset(flags), first_note)


def _has_labels(text: str) -> bool:
    return any(word in text for word in ("rticle.", "Trial", "eview.", "bstract", "nalysis."))


def _date(pattern: re.Pattern[str], text: str, start: int) -> Part | None:
    found = pattern.search(text, start)
    return part(text, *found.span("date")) if found else None


def notes_start(text: str, start: int) -> int:
    """Where the first note behind a position begins; the end of the text where there is none."""
    found = _NOTE.search(text, start)
    return found.start() if found else len(text)


def _notes(text: str, start: int) -> Iterator[Note]:
    """The notes from where the first begins."""
    heads = list(_NOTE.finditer(text, start))
    own = text.rfind("PMID:")
    ends = [head.start() for head in heads[1:]] + [own if own > heads[-1].end() else len(text)]
    for head, end in zip(heads, ends, strict=True):
        said = part(text, head.end(), end, " \t\r\n\u00a0.;:")
        if said:
            yield Note(head["kind"] or head["appears"], said.text, said.span)
