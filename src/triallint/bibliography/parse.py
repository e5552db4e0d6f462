"""A citation string into its fields: first its identifiers and its date, then what stands around them."""

from collections import Counter
from dataclasses import replace
from functools import lru_cache

from triallint.identifiers import Identifier, find_dois, find_pmcids, find_pmids
from triallint.model import Span, lazy

from .anchor import anchor
from .article import article
from .books import Book, book_in
from .names import end_of_authors
from .own import own_identifiers
from .record import Flag, Parsed, Part
from .tail import tail

# Its number or bullet in a list; without a mark behind it a number needs an author behind it.
_NUMBER = lazy(
    r"\s*(?:\[?\d{1,4}[.)\]]\s+(?=\D|\d+(?:st|nd|rd|th)\b)|[-\u2013\u2022*]\s+"
    r"|\d{1,4}\s+(?=[^\W\d_][\w'\u2019-]+\s+[A-Z]{1,4}[,.]))*"
)
# What lists put before a citation whose publication was retracted.
_RETRACTED = lazy(
    r"[\[(*]*(?:RETRACTED|WITHDRAWN|Retracted|Withdrawn)(?: [Aa][Rr][Tt][Ii][Cc][Ll][Ee])?[\])*]*"
    r"\s*[:.\u2013-]?\s+"
)
_IN_PRESS = lazy(r"\b(?:[Ii]n press|[Ff]orthcoming)\b")
# "K. H. Moreau, Two drugs, Acta, vol. 12, no. 3, Mar. 2021" is read so where full stops end sentences.
_LONE_INITIALS = lazy(r"(?:[A-Z]\b\.?[\s-]?)+")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_NO_JOURNAL = lazy(
    rf"\bet\.? ?al\b|[\u201c\u201d\"]|\b(?:[Vv]ol|[Nn]o|[Pp]p)\.?\s?\d|,\s*pp\b|(?:^|,\s*){_MONTH}$"
)
_NUMBER_LAST = lazy(r"[\s,]\d+(?:\s*\([^()]*\))?$")

#: Several checks ask for the same citation one after another.
_REMEMBERED = 8192


@lru_cache(_REMEMBERED)
def parse(text: str) -> Parsed:
    """Read one citation in the layout of PubMed, of its "Similar articles", or of an AMA or Vancouver list.

    Never raises. A text in no such layout gives the identifiers that stand in it, and nothing else.
    """
    identifiers = (*find_dois(text), *find_pmids(text), *find_pmcids(text))
    start = _NUMBER.match(text).end()  # type: ignore[union-attr]  # it matches nothing as well
    mark = _RETRACTED.match(text, start)
    if mark and end_of_authors(text[mark.end() :], len(text) - mark.end()):  # else it is the title's
        marked = _parsed(text, mark.end(), identifiers)
        return replace(marked, flags=marked.flags | {"retracted"})
    return _parsed(text, start, identifiers)


def _parsed(text: str, start: int, identifiers: tuple[Identifier, ...]) -> Parsed:
    """Read the citation that begins at `start`, behind its number in a list."""
    if "[Internet]" in text or ". In: " in text:
        book = book_in(text, start)
        if book is not None:
            return _of_book(text, book, identifiers)
    own = anchor(text, start)
    if own is not None:
        found = article(text, start, own, identifiers)
        return found if _is_in_its_layout(found) else _unplaced(text, identifiers)
    book = book_in(text, start) if ";" in text else None
    if book is not None:
        return _of_book(text, book, identifiers)
    return _unplaced(text, identifiers)


def _is_in_its_layout(found: Parsed) -> bool:
    """Whether what was read can be authors and a journal: in another layout other things stand there."""
    if found.authors and _LONE_INITIALS.fullmatch(found.authors.text):
        return False
    if found.journal is None:
        return True
    is_ended = found.text.startswith(".", found.journal.span.end)  # "Periodontol 2000."
    ends_in_volume = found.volume is None and not is_ended and _NUMBER_LAST.search(found.journal.text)
    return not (ends_in_volume or _NO_JOURNAL.search(found.journal.text))


def _of_book(text: str, book: Book, identifiers: tuple[Identifier, ...]) -> Parsed:
    behind = tail(text, book.end)
    year = None
    if book.date:
        begin = book.date.span.start
        year = Part(text[begin : begin + 4], Span(begin, begin + 4))
    own = own_identifiers(identifiers, book.end, behind.notes_start, book.title and book.title.span)
    flags: set[Flag] = {"et_al"} if book.authors and "et al" in book.authors.text else set()
    return Parsed(
        text=text,
        kind="book",
        authors=book.authors,
        title=book.title,
        book=book.book,
        publisher=book.publisher,
        edition=book.edition,
        date=book.date,
        year=year,
        doi=own.doi,
        pmid=own.pmid,
        pmcid=own.pmcid,
        language=behind.language,
        flags=behind.flags | flags,
        notes=behind.notes,
        labels=behind.labels,
        identifiers=identifiers,
    )


def _unplaced(text: str, identifiers: tuple[Identifier, ...]) -> Parsed:
    """What can be said of a text whose layout is not known: of two DOIs in it either may be quoted."""
    behind = tail(text, 0)
    flags: set[Flag] = {"in_press"} if _IN_PRESS.search(text) else set()
    kinds = Counter(kind for kind, _ in {(one.kind, one.key) for one in identifiers})
    alone = tuple(one for one in identifiers if kinds[one.kind] == 1 or one.span.start >= behind.notes_start)
    own = own_identifiers(alone, 0, behind.notes_start)
    return Parsed(
        text=text,
        doi=own.doi,
        pmid=own.pmid,
        pmcid=own.pmcid,
        flags=behind.flags | flags,
        identifiers=identifiers,
    )
