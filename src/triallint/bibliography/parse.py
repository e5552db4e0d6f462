"""A citation string into its fields: first its identifiers and its date, then what stands around them."""

from functools import lru_cache

from triallint.identifiers import Identifier, find_dois, find_pmcids, find_pmids
from triallint.model import Span, lazy

from .anchor import anchor
from .article import article
from .books import Book, book_in
from .own import own_identifiers
from .record import Flag, Parsed, Part
from .tail import tail

# Its number or bullet in a list; without a mark behind it a number needs an author behind it.
_NUMBER = lazy(
    r"\s*(?:\[?\d{1,4}[.)\]]\s+(?=\D|\d+(?:st|nd|rd|th)\b)|[-\u2013\u2022*]\s+"
    r"|\d{1,4}\s+(?=[^\W\d_][\w'\u2019-]+\s+[A-Z]{1,4}[,.]))*"
)
_IN_PRESS = lazy(r"\b(?:[Ii]n press|[Ff]orthcoming)\b")

#: Several checks ask for the same citation one after another.
_REMEMBERED = 8192


@lru_cache(_REMEMBERED)
def parse(text: str) -> Parsed:
    """Read one citation in the layout of PubMed, of its "Similar articles", or of an AMA or Vancouver list.

    Never raises. A text in no such layout gives the identifiers that stand in it, and nothing else.
    """
    identifiers = (*find_dois(text), *find_pmids(text), *find_pmcids(text))
    start = _NUMBER.match(text).end()  # type: ignore[union-attr]  # it matches nothing as well
    if "[Internet]" in text or ". In: " in text:
        book = book_in(text, start)
        if book is not None:
            return _of_book(text, book, identifiers)
    own = anchor(text, start)
    if own is not None:
        return article(text, start, own, identifiers)
    book = book_in(text, start) if ";" in text else None
    if book is not None:
        return _of_book(text, book, identifiers)
    return _unplaced(text, identifiers)


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
    """What can be said of a text whose layout is not known."""
    behind = tail(text, 0)
    flags: set[Flag] = {"in_press"} if _IN_PRESS.search(text) else set()
    own = own_identifiers(identifiers, 0, behind.notes_start)
    return Parsed(
        text=text,
        doi=own.doi,
        pmid=own.pmid,
        pmcid=own.pmcid,
        flags=behind.flags | flags,
        identifiers=identifiers,
    )
