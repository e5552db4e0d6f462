"""Documents that are a whole file of plain text: what their layouts share."""

from collections.abc import Iterable, Mapping

from ..document import Document, Listed, Quote, Section
from .base import Given


def document(
    given: Given,
    layout: str,
    sections: Iterable[Section],
    fields: Mapping[str, Quote],
    citations: Iterable[Listed] = (),
    notes: Iterable[str] = (),
) -> Document:
    """The one document of a file whose own characters are its text."""
    return Document(
        file=given.source.file,
        id=given.source.stem,
        text=given.text,
        sha256=given.sha256,
        layout=layout,
        sections=tuple(sorted(sections, key=lambda section: section.start)),
        fields=dict(fields),
        citations=tuple(citations),
        notes=tuple(notes),
    )


def title_quote(text: str, start: int, end: int) -> Quote:
    """A title as a cell holds it: without its full stop."""
    if text[start:end].endswith(".") and not text[start:end].endswith("..."):
        end -= 1
    return Quote(" ".join(text[start:end].split()), start, end)
