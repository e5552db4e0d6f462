"""Books and their chapters as PubMed and AMA lists cite them: a publisher and a year, but no journal."""

import re
from bisect import bisect_left
from typing import NamedTuple

from triallint.model import lazy

from .dates import DATE
from .names import end_of_authors
from .opening import authors_part, part, title_part
from .record import Part

# "Treasure Island (FL): StatPearls Publishing; 2023 Jan-": the semicolon follows no journal.
_PUBLISHED = lazy(
    rf"(?P<publisher>[^\s.;][^;]{{2,160}});\s*(?P<date>{DATE})\s*[-\u2013]?(?:{DATE})?\s*(?=[.:,]|$)"
)
_BEHIND = lazy(rf"\s*\.\s+(?P<title>\S[^;]*?[.?!])\s+(?P<date>{DATE})\.")
_SENTENCE = lazy(r"(?<=[.?!\]])\s+")
_IN = lazy(r"\.\s+In:\s+")
_EDITORS = lazy(r"^(?P<editors>.*?),?\s+(?:editors?|eds?)\b\.?,?\s*", re.DOTALL)
_CHAPTER_DATE = lazy(rf"[.?!]\s+(?P<date>{DATE})(?:\s+\[[^\]]*\])?\.?\s*$")
_EDITION = lazy(r"[.;]\s+(?P<edition>\S+\s+ed(?:ition|n)?)\.?\s*$")


class Book(NamedTuple):
    """The fields of a citation of a book, or of a part of one.

    Attributes:
        end: where they end.
    """

    authors: Part | None
    title: Part | None
    book: Part | None
    publisher: Part | None
    edition: Part | None
    date: Part | None
    end: int


def book_in(text: str, start: int) -> Book | None:
    """Read a citation as that of a book; None where it names no publisher."""
    published = _publisher(text, start)
    if published is None:
        return None
    publisher_start, found = published
    publisher = part(text, publisher_start, found.end("publisher"))
    within = _IN.search(text, start, publisher_start)
    if within:
        return _chapter(text, start, within, publisher_start, found, publisher)
    authors_end = start + end_of_authors(text[start:publisher_start], publisher_start - start)
    authors = authors_part(text, start, authors_end)
    edition = _EDITION.search(text, authors_end, publisher_start)
    title = title_part(text, authors_end, edition.start() if edition else publisher_start)
    printed = part(text, *edition.span("edition")) if edition else None
    behind = _chapter_behind(text, found.end())
    if behind and title and "[Internet]" in title.text:
        chapter, date, end = behind
        return Book(authors, chapter, title, publisher, printed, date, end)
    return Book(authors, title, None, publisher, printed, part(text, *found.span("date")), found.end())


def _publisher(text: str, start: int) -> tuple[int, re.Match[str]] | None:
    """Where the publisher begins, and what stands from there on."""
    sentences = [boundary.end() for boundary in _SENTENCE.finditer(text, start)]
    semicolon = text.find(";", start)
    while semicolon >= 0:
        before = bisect_left(sentences, semicolon)
        found = _PUBLISHED.match(text, sentences[before - 1]) if before else None
        if found and found.end("publisher") == semicolon:
            return found.start(), found
        semicolon = text.find(";", semicolon + 1)
    return None


def _chapter(
    text: str, start: int, within: re.Match[str], end: int, found: re.Match[str], publisher: Part | None
) -> Book:
    """A chapter: its own authors, title and date stand before "In:"."""
    authors_end = start + end_of_authors(text[start : within.start()], within.start() - start)
    own_date = _CHAPTER_DATE.search(text, authors_end, within.start())
    title = title_part(text, authors_end, own_date.start() + 1 if own_date else within.start())
    editors = _EDITORS.match(text[within.end() : end])
    book_start = within.end() + (editors.end() if editors else 0)
    edition = _EDITION.search(text, book_start, end)
    date = part(text, *(own_date or found).span("date"))
    return Book(
        authors_part(text, start, authors_end),
        title,
        title_part(text, book_start, edition.start() if edition else end),
        publisher,
        part(text, *edition.span("edition")) if edition else None,
        date,
        found.end(),
    )


def _chapter_behind(text: str, start: int) -> tuple[Part | None, Part | None, int] | None:
    """A chapter and its date behind the book, as PubMed cites parts that have no authors."""
    found = _BEHIND.match(text, start)
    if found is None:
        return None
    return title_part(text, *found.span("title")), part(text, *found.span("date")), found.end()
