"""A citation string as the record that PubMed printed it from, so that two printings can be compared."""

from triallint.bibliography import Parsed, Part, parse
from triallint.comparing import listed
from triallint.comparing.names import is_person
from triallint.model import Author, Journal, Publication, PublicationDate
from triallint.pubmed.dates import publication_date

from .citing import Fields


def record_of(pmid: str, text: str) -> Publication:
    """The record that a citation in PubMed's own layout was printed from, as far as it shows."""
    said = parse(text)
    journal = _text(said.journal)
    return Publication(
        pmid=pmid,
        doi=_text(said.doi),
        pmcid=_text(said.pmcid),
        title=_text(said.translation) or _text(said.title),
        vernacular=_text(said.vernacular),
        journal=Journal(journal, journal, journal),
        dates=tuple(_dates(said)),
        volume=_text(said.volume),
        issue=_text(said.issue),
        pages=_text(said.pages) or _text(said.elocation),
        authors=tuple(_author(name) for name in listed(_text(said.authors)).names),
    )


def fields_of(pmid: str, text: str) -> Fields:
    """The same citation as a row with its fields in columns."""
    said = parse(text)
    columns = ("authors", "title", "journal", "year", "volume", "issue", "pages", "doi")
    return {"pmid": pmid} | {name: _text(getattr(said, name)) for name in columns}


def _text(part: Part | None) -> str:
    return part.text if part else ""


def _dates(said: Parsed) -> list[PublicationDate]:
    parts = (("print", said.date), ("electronic", said.epub), ("collection", said.collection))
    return [publication_date(kind, part.text) for kind, part in parts if part]


_SUFFIXES = ("Jr", "Sr", "2nd", "3rd", "4th")


def _author(name: str) -> Author:
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""
    if len(words) == 1 or not is_person(name):
        return Author(collective=name)
    return Author(" ".join(words[:-1]), initials=words[-1], suffix=suffix)
