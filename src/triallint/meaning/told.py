"""What the source of a row tells: its document, and whether a cell says what stands in it."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

from ..identifiers import read_doi, read_pmcid, read_pmid, read_registry_numbers
from ..model import CannotLook, Reported, Span, lazy
from ..model.printed import parse
from ..numerals import TEENS, TENS, UNITS, in_words
from ..sources import Source, Sources
from ..tables import Report, Row, Tables

__all__ = [
    "Sameness",
    "document_as_read",
    "elsewhere",
    "places_of",
    "printings_of",
    "says_what_is_printed",
]

#: How a cell and the characters it was read from compare: word for word; another way of writing the same;
#: the same number at another precision; something else.
Sameness = Literal["same", "same number", "other"]

_SPOKEN: Final = lazy(r"report (\S+)")
_DATE: Final = lazy(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IDENTIFIERS: Final = {"doi": read_doi, "pmid": read_pmid, "pmcid": read_pmcid}
_IN_WORDS: Final = lazy(
    rf"(?i)\b(?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(UNITS)}))?"
    rf"|{'|'.join((*TEENS, *UNITS))}|zero|none|no)\b"
)
_AROUND: Final = " \t\r\n.,;:()[]"


def document_as_read(row: Row, tables: Tables, sources: Sources) -> Source:
    """The document that a row was read from, where it is the same one still.

    Raises:
        CannotLook: the row belongs to no report, or its document is not at hand, or is another one by now.
    """
    report = row if isinstance(row, Report) else tables.report_of(row)
    if report is None:
        said = _SPOKEN.search(row.raw("source"))
        report = tables.first(Report, report_id=said[1]) if said else None
    if report is None:
        raise CannotLook("it does not say which report it was read from")
    source = sources.of(report)
    if report.document_sha256 and source.sha256 and report.document_sha256.text.lower() != source.sha256:
        raise CannotLook("its document is not the one that was read")
    return source


def places_of(row: Row) -> Iterator[tuple[Reported, Span]]:
    """The cells of a row that say where they were read, each with its span."""
    for cell in row.cells():
        span = row.span(cell.column)
        if span is not None:
            yield cell, span


def says_what_is_printed(column: str, cell: str, printed: str) -> Sameness:
    """How a cell compares with the characters that it was read from.

    The same are: words that differ in blanks, in kinds of dashes and quotes, and in punctuation around them;
    a number in digits and in words; a date in figures and with the name of its month; two ways of writing
    one identifier.
    """
    if _plain(cell) == _plain(printed) or _squeezed(cell) == _squeezed(printed):
        return "same"
    if column in _IDENTIFIERS or column == "registry_ids":
        return "same" if _identifiers(column, cell) & _identifiers(column, printed) else "other"
    if _spoken(printed) == cell or _date(cell) == _date_words(printed) != ():
        return "same"
    first, second = parse(_plain(cell)), parse(_plain(printed))
    if first and second and first.operator == second.operator and first.value == second.value:
        return "same number"
    return "other"


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("·", ".")
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    return " ".join(re.sub("[\u2018\u2019]", "'", text).split()).strip(_AROUND).casefold()


def _squeezed(text: str) -> str:
    """Without blanks: a page's white space stands where its markup stood."""
    return re.sub(r"\s", "", _plain(text))


def _identifiers(column: str, text: str) -> set[str]:
    if column == "registry_ids":
        return {one.key for one in read_registry_numbers(text).found}
    one = _IDENTIFIERS[column](text).one
    return {one.key} if one else {_plain(text)}


def _spoken(printed: str) -> str:
    """A number in words as digits; anything else is empty."""
    value = 0 if _plain(printed) in ("no", "none") else in_words(printed)
    return "" if value is None or any(map(str.isdigit, printed)) else str(value)


def _date(cell: str) -> tuple[int, ...]:
    found = _DATE.fullmatch(cell)
    return tuple(int(part) for part in found.groups() if part) if found else ()


def _date_words(printed: str) -> tuple[int, ...]:
    """Year, month and day of a date in words, as far as it gives them."""
    year = month = day = 0
    for word in re.findall(r"[A-Za-z]+|\d+", printed):
        if word.isdigit() and len(word) == 4:
            year = int(word)
        elif word.isdigit():
            day = int(word)
        elif word[:3].casefold() in _MONTHS:
            month = 1 + _MONTHS.index(word[:3].casefold())
    return tuple(part for part in (year, month, day) if part) if year and (month or not day) else ()


def elsewhere(cell: Reported, source: Source) -> str | None:
    """Where else a document prints what a cell says, in words; None where it does not."""
    places = list(printings_of(cell.text, source.text))
    if not places or parse(_plain(cell.text)) is None:
        return None
    first = ", ".join(f"{span.start}:{span.end}" for span in places[:3])
    more = f" and {len(places) - 3} more" if len(places) > 3 else ""
    return f"{cell} stands at characters {first}{more} of the document: the span may be the wrong one"


def printings_of(cell: str, text: str) -> Iterator[Span]:
    """Where a document prints a number as a cell has it, not as part of another; small ones in words too."""
    digits = re.escape(cell.strip()).replace(r"\.", "[.·]")
    for found in re.finditer(rf"(?<![\d.,·]){digits}(?![\d]|[.,·]\d)", text):
        yield Span(found.start(), found.end())
    if cell.isdigit() and len(cell) < 3:
        for found in _IN_WORDS.finditer(text):
            if _spoken(found[0]) == cell:
                yield Span(found.start(), found.end())
