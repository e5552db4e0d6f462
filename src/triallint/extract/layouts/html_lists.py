"""Entries of lists on web pages: references, and PubMed's similar and citing articles."""

from typing import Any, Final

from ...model import Span
from .citing import without_links
from .html_blocks import Block
from .inline import visible
from .page import Page

#: Class of an element in PubMed's lists -> the column that it holds.
_CLASSES: Final = {
    "docsum-title": "title",
    "full-authors": "authors",
    "docsum-pmid": "pmid",
    "full-journal-citation": "journal",
}


def cite_item(page: Page, relation: str, position: int, block: Block) -> None:
    """Write one entry, without the links behind it; what the page marks is told."""
    text = block.text
    text = text[: without_links(text, 0, len(text))]
    page.cite(relation, position, text, {}, _places(block.element, text))


def _places(element: Any, text: str) -> dict[str, Span]:
    """Where in an entry its marked parts stand."""
    found: dict[str, Span] = {}
    for one in element.iterdescendants():
        for column in filter(None, map(_CLASSES.get, (one.get("class") or "").split())):
            words = visible(one)
            words = words.partition(".")[0] if column == "journal" else words.rstrip(".")
            start = text.find(words) if words else -1
            if start >= 0:
                found.setdefault(column, Span(start, start + len(words)))
    return found
