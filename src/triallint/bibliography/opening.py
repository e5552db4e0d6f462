"""What stands before the date of a citation: its authors, title and journal, parted where sentences end."""

from typing import NamedTuple

from triallint.model import Span, lazy

from .names import end_of_authors
from .record import Part

# A sentence ends before a blank; where PubMed runs a title and its journal together, before a capital.
_BOUNDARY = lazy(
    r"[.?!][\"'\u2019\u201d)\]\u00bb]*\s+|(?:(?<=[a-z0-9)\]\"'\u2019])|(?<=[A-Z]{2}))[.?!](?=[A-Z\[])|\]\s+(?=[A-Z])"
)
_COMMAS = lazy(r"(?:\s*,)+\s*")
_LONGEST_JOURNAL = 220
# Journals that are printed with full stops ("N. Engl. J. Med."), known by words that end no sentence.
_ABBREVIATED = lazy(
    r"(?<!\w)(?:J|N|Am|Ann|Arch|Br|Can|Clin|Curr|Eur|Exp|Int|Mol|Nat|Proc|Scand|Adv|Appl|Cell|Acta)\.\s+"
    r"(?:(?:[A-Z]\w{2,15}\s+)?[A-Z]\w{0,12}\.\s+){0,5}$"
)
#: Shorter brackets at the end of a title are remarks ("[corrected]"), not its translation.
_SHORTEST_TRANSLATION = 15


class Opening(NamedTuple):
    """Authors, title and journal, as far as they are there."""

    authors: Part | None
    title: Part | None
    journal: Part | None


def part(text: str, start: int, end: int, strip: str = " \t\r\n\u00a0") -> Part | None:
    """The part of a text between two positions, without what is to be stripped; None where that is all."""
    raw = text[start:end]
    kept = raw.strip(strip)
    if not kept:
        return None
    start += raw.index(kept)
    return Part(" ".join(kept.split()), Span(start, start + len(kept)))


def opening(text: str, start: int, date: int, repeated: str = "") -> Opening:
    """Part what stands between `start` and the date of a citation.

    Args:
        text: the citation.
        start: where it begins, behind its number in a list.
        date: where its date begins.
        repeated: the journal as PubMed repeats it behind the citation, if it does.
    """
    first = journal_start(text, start, date, repeated)
    journal = part(text, first, date, " \t\r\n\u00a0.,;")
    if journal and not any(map(str.isalpha, journal.text)):
        journal = None
    # What PubMed repeats the journal of has no authors.
    authors_end = start if repeated else start + end_of_authors(text[start:first], first - start)
    return Opening(authors_part(text, start, authors_end), title_part(text, authors_end, first), journal)


def authors_part(text: str, start: int, end: int) -> Part | None:
    """The list of authors between two positions, its commas as one would write them."""
    found = part(text, start, end, " \t\r\n\u00a0.,;:")
    return found and found._replace(text=_COMMAS.sub(", ", found.text))


def journal_start(text: str, start: int, date: int, repeated: str = "") -> int:
    """Where the journal begins that ends before a date: after the last end of a sentence."""
    stop = date
    while stop > start and text[stop - 1] in " \t\r\n\u00a0.,":
        stop -= 1
    if repeated and text.endswith(repeated, start, stop):
        return stop - len(repeated)
    first = start
    for boundary in _BOUNDARY.finditer(text, max(start, stop - _LONGEST_JOURNAL), stop):
        first = boundary.end()
    colon = text.rfind(": ", first, stop)
    if colon >= 0:
        first = colon + 2  # no journal has one, but a title may end so
    if text.count(" ", first, stop) < 3 and text[stop : stop + 1] == ".":
        dotted = _ABBREVIATED.search(text, max(start, first - _LONGEST_JOURNAL), first)
        return dotted.start() if dotted else first
    return first


def title_part(text: str, start: int, end: int) -> Part | None:
    """The title between two positions, without the full stop that ends it."""
    found = part(text, start, end)
    if found is None:
        return None
    raw = text[slice(*found.span)]
    if raw.endswith(".") and not raw.endswith(".."):
        return part(text, found.span.start, found.span.end - 1)
    return found


def translated(text: str, title: Part | None) -> tuple[Part | None, Part | None]:
    """The original and the translation of a title that has its translation, or all of it, in brackets."""
    if title is None or not title.text.endswith("]"):
        return None, None
    start, end = title.span
    depth = 0
    for at in range(end - 1, start - 1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            inner = part(text, at + 1, end - 1, " \t\r\n\u00a0.")
            if inner is None or len(inner.text) < _SHORTEST_TRANSLATION:
                return None, None
            return part(text, start, at), inner
    return None, None
