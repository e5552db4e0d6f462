"""PubMed's "Abstract (text)" export: records of paragraphs wrapped at a width, the identifiers last."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..document import Document
from .base import Given, Layout
from .citing import own_fields
from .page import Page

#: A record's first line: its number and the journal's own citation.
_FIRST: Final = re.compile(r"(?:\d{1,6}\. )?[A-Z][^\r\n]{1,120}?\. (?:19|20)\d\d\b")
_START: Final = re.compile(r"(?:\A|\n[ \t]*\n[ \t]*\n)(?=(?:\d{1,6}\. )[A-Z][^\n]{1,120}?\. (?:19|20)\d\d\b)")
_PMID: Final = re.compile(r"\nPMID: \d{1,8}\b")
_ID: Final = re.compile(r"(DOI|PMCID|PMID): (\S+)")
_BLANK: Final = re.compile(r"\n[ \t]*\n\s*")
_AUTHOR: Final = re.compile(r"\(\d+\)|^[^.]{2,60} [A-Z]{1,4}(?:, |\.$)")
_RAISED: Final = re.compile(r"\s?\(\d+(?:\)\(\d+)*\)")
_ASIDE: Final = re.compile(
    r"(?:Author information|Conflict of interest statement|Collaborators):"
    r"|(?:Comment|Erratum|Update|Republished) (?:in|on|of|from|for)\b"
)


def recognise(given: Given) -> bool:
    """The journal's citation first, and a line with the PMID behind everything else."""
    if given.is_markup:
        return False
    text = given.opening.lstrip("\ufeff \t\r\n")
    lines = text.replace("\r\n", "\n")
    return bool(_FIRST.match(lines) and _PMID.search(lines) and _BLANK.search(lines))


def read(given: Given) -> Iterator[Document]:
    """A document for each record."""
    text = given.text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [found.end() for found in _START.finditer(text)] or [0]
    line, counted = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line += text.count("\n", counted, start)
        counted = start
        yield _document(given, text[start:end], line, is_record=len(starts) > 1)


def _document(given: Given, text: str, line: int, *, is_record: bool) -> Document:
    paragraphs = [" ".join(part.split()) for part in _BLANK.split(text.strip())]
    page = Page()
    page.title(paragraphs[1] if len(paragraphs) > 1 else "")
    rest = paragraphs[2:]
    authors = rest.pop(0) if rest and _AUTHOR.search(rest[0][:200]) and not _ID.match(rest[0]) else ""
    asides = _abstract(page, rest)
    citation = re.sub(r"^\d{1,6}\. ", "", paragraphs[0])
    for column, quote in own_fields(citation, 0, len(citation)).items():
        if column not in ("title", "authors", "pmid"):
            page.field(column, quote.text, column.title())
    page.field("authors", _RAISED.sub("", authors).rstrip("."), "Authors")
    for part in asides:
        ids = _ID.findall(part) if _ID.match(part) else []
        for name, value in ids:
            page.field(name.lower(), value, name)
        if not ids:
            page.aside(part)
    name = page.fields["pmid"].text if is_record and "pmid" in page.fields else given.source.stem
    return page.document(given, LAYOUT.name, name, line=line, is_record=is_record)


def _abstract(page: Page, paragraphs: Sequence[str]) -> list[str]:
    """Write the paragraphs of the abstract; those that are none are handed back."""
    asides = []
    for part in paragraphs:
        if part.startswith(("\u00a9", "Copyright")):
            page.part("other", part)
        elif _ASIDE.match(part) or _ID.match(part):
            asides.append(part)
        else:
            page.prose(part)
    return asides


LAYOUT = Layout(
    "PubMed text", 'PubMed\'s "Abstract (text)" export (the citation first, the PMID last)', recognise, read
)
