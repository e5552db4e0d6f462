"""What a row says of a record: a field read from free text accuses nobody whose own value stands there.

A citation kept as text has many layouts, and a layout that is not known may be taken for one that is. A
field that was read from text and disagrees with a record is therefore looked for once more: where the
record's own value stands in the text, and no other field has used up those words, that is what it says.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from ..bibliography import Parsed
from ..comparing.authors import compare_authors, compare_first_author
from ..comparing.dates import compare_year, read_year
from ..comparing.journals import compare_journal
from ..comparing.listed import listed
from ..comparing.locators import compare_pages_with
from ..comparing.names import is_plainly_a_person
from ..comparing.numbers import compare_numbers
from ..comparing.titles import compare_title, title_of
from ..comparing.within import (
    first_author_in,
    is_another,
    journal_in,
    lacks_authors,
    lacks_title,
    number_in,
    pages_in,
    title_in,
    words_in,
    year_in,
)
from ..model import Publication, Span
from ..tables import Citation, Report
from .cited import CitedField, said
from .fields import Given, parsed_text

__all__ = ["said_of", "says", "year_of"]


def says(row: Report | Citation, column: CitedField) -> bool:
    """Whether a row may say something in one field: in a cell or a text whose layout may be unknown."""
    text = row.raw("text")
    return said(row, column) is not None or bool(text and not parsed_text(text).kind)


def said_of(row: Report | Citation, column: CitedField, publication: Publication) -> Given | None:
    """What a row says in one field, read with a record at hand; None where it says nothing.

    Fields with cells of their own are as they are. Where no layout was recognised in the text, the
    record's value is looked for all the same, so that what stands there agrees.
    """
    given, text = said(row, column), row.raw("text")
    if not text or (given and given.has_own_cell) or column not in _LOOKS:
        return given
    if given is None and parsed_text(text).kind:
        return None
    found = _reading(text, column, publication, given.text if given else None)
    if found is None:
        return None if given and _is_quoted(text, column, publication, given.text) else given
    if given is None or given.span is None:
        return Given(found, row.cell("text"), Span(0, len(text)))
    return Given(found, given.cell, given.span)


def year_of(row: Report | Citation, publication: Publication) -> tuple[Given, int] | None:
    """The year that a row gives, read with a record at hand, and where; None where it gives none."""
    year = said_of(row, "year", publication)
    number = read_year(year.text) if year else None
    return (year, number) if year and number else None


@lru_cache(maxsize=65536)
def is_of_other(text: str, publication: Publication) -> bool:
    """Whether a text whose layout is not known has neither the title nor any author of a record."""
    parsed = parsed_text(text)
    if parsed.kind:
        return False
    bare = _blanked(text, [one.span for one in parsed.identifiers])
    return lacks_title(bare, publication) and lacks_authors(bare, publication)


@lru_cache(maxsize=65536)
def has_place_of(text: str, publication: Publication) -> bool:
    """Whether the volume and the pages of a record stand in a text."""
    looked = _Looked(text, parsed_text(text), "pages", publication, "")
    return number_in(looked.left, publication.volume) and pages_in(looked.left, publication)


@lru_cache(maxsize=65536)
def _reading(text: str, column: CitedField, publication: Publication, given: str | None) -> str | None:
    """The record's value where it stands in a text, and what was read there disagrees; else None."""
    look = _LOOKS[column]
    parsed = parsed_text(text)
    if given is not None and look.agrees(parsed, given, publication):
        return None
    return look.find(_Looked(text, parsed, column, publication, given or ""))


@lru_cache(maxsize=65536)
def _is_quoted(text: str, column: CitedField, publication: Publication, given: str) -> bool:
    """Whether what was read in a field stands only within the record's title, which quotes a citation."""
    around = words_in(text)
    title = title_in(text, publication)
    rest = words_in(" ".join(around.without(title)))
    return column != "title" and title is not None and rest.find(words_in(given).words) is None


class _Looked(NamedTuple):
    """A text that is looked through for what a record has in one field, and what was read there."""

    text: str
    parsed: Parsed
    column: CitedField
    publication: Publication
    given: str

    @property
    def bare(self) -> str:
        """The text without its identifiers."""
        return _blanked(self.text, [one.span for one in self.parsed.identifiers])

    @property
    def left(self) -> list[str]:
        """The words of the text that are no identifiers and no title, and that no other field uses."""
        used = [span for name in _USED if (span := self._used(name))]
        rest = _blanked(self.bare, used)
        title = title_in(rest, self.publication)
        if title is None and (quoting := title_in(self.text, self.publication)):
            return words_in(self.text).without(quoting)  # it has an identifier in it
        if title is None and self.parsed.title:
            return words_in(_blanked(rest, [self.parsed.title.span])).words
        return words_in(rest).without(title)

    def _used(self, name: CitedField) -> Span | None:
        """Where another field was read that agrees, so that its words are no evidence for this one."""
        part = getattr(self.parsed, name)
        if part is None or name == self.column or self.column not in ("volume", "issue"):
            return None
        return part.span if _LOOKS[name].agrees(self.parsed, part.text, self.publication) else None


#: Fields whose numbers may look like a volume or an issue.
_USED: Final[tuple[CitedField, ...]] = ("year", "pages", "volume", "issue")


def _blanked(text: str, spans: list[Span]) -> str:
    """A text in which some spans are blank; a stop stands in their place."""
    for span in spans:
        text = f"{text[: span.start]}{';'.ljust(span.end - span.start)}{text[span.end :]}"
    return text


class _Look(NamedTuple):
    """How a field is compared, and how a record's value is found in a text."""

    agrees: Callable[[Parsed, str, Publication], bool]
    find: Callable[[_Looked], str | None]


def _title(looked: _Looked) -> str | None:
    if is_another(looked.given, looked.publication) or not title_in(looked.text, looked.publication):
        return None
    return title_of(looked.publication)


def _authors(looked: _Looked) -> str | None:
    """The first author; the others too are said to be the record's where the list cannot be split safely."""
    first = first_author_in(looked.bare, looked.publication)
    same = compare_first_author(looked.given, looked.publication).verdict == "same" if looked.given else False
    if same and all(map(is_plainly_a_person, listed(looked.given).names)):
        return None
    return f"{first}, et al" if first else None


def _authors_agree(_: Parsed, text: str, publication: Publication) -> bool:
    if compare_first_author(text, publication).verdict != "same":
        return False
    return compare_authors(text, publication).verdict in ("same", "stops", "unknown")


def _year(looked: _Looked) -> str | None:
    year = year_in(looked.left, looked.publication)
    return str(year) if year else None


def _year_agrees(_: Parsed, text: str, publication: Publication) -> bool:
    year = read_year(text)
    return year is not None and compare_year(year, publication) in ("issue", "online")


def _beside(parsed: Parsed, name: str) -> str:
    part = getattr(parsed, name)
    return part.text if part else ""


_LOOKS: Final[dict[CitedField, _Look]] = {
    "title": _Look(lambda _, text, one: compare_title(text, one).verdict in ("same", "forgiven"), _title),
    "authors": _Look(_authors_agree, _authors),
    "year": _Look(_year_agrees, _year),
    "journal": _Look(
        lambda _, text, one: compare_journal(text, one.journal) in ("same", "style"),
        lambda looked: journal_in(looked.left, looked.publication),
    ),
    "volume": _Look(
        lambda parsed, text, one: compare_numbers(text, one.volume, one.issue, _beside(parsed, "issue")),
        lambda looked: (
            looked.publication.volume if number_in(looked.left, looked.publication.volume) else None
        ),
    ),
    "issue": _Look(
        lambda parsed, text, one: compare_numbers(text, one.issue, one.volume, _beside(parsed, "volume")),
        lambda looked: looked.publication.issue if number_in(looked.left, looked.publication.issue) else None,
    ),
    "pages": _Look(
        lambda _, text, one: compare_pages_with(text, one) in ("same", "shorter"),
        lambda looked: looked.publication.pages if pages_in(looked.left, looked.publication) else None,
    ),
}
