"""Documents of the tests: where they are, and what a layout makes of them."""

from pathlib import Path

from triallint.extract.document import Document
from triallint.extract.layouts import documents
from triallint.model import Finding

DOCUMENTS = Path(__file__).parent / "documents"


def read(path: Path) -> tuple[list[Document], list[Finding]]:
    """Every document of a file, and what was found about it."""
    findings: list[Finding] = []
    return list(documents(path, findings)), findings


def only(name: str) -> Document:
    """The one document of a test file that nothing is wrong with."""
    found, findings = read(DOCUMENTS / name)
    assert findings == []
    (document,) = found
    return document


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def parts(document: Document) -> list[tuple[str, str, str]]:
    """Kind, heading and text of each part."""
    return [(one.kind, one.heading, document.text[one.start : one.end]) for one in document.sections]


def fields(document: Document) -> dict[str, str]:
    """What it says of itself."""
    return {column: quote.text for column, quote in document.fields.items()}


def must_stand_where_it_says(document: Document) -> None:
    """Every place holds what was read from it, and no part overlaps another."""
    quotes = [*document.fields.values(), *(q for one in document.citations for q in one.fields.values())]
    quotes += [cell.quote for table in document.tables for cell in table.cells]
    for quote in quotes:
        if quote.start < quote.end:
            printed = document.text[quote.start : quote.end]
            assert "".join(quote.text.split()) == "".join(printed.split())
    at = 0
    for section in document.sections:
        assert at <= section.start < section.end <= len(document.text), section
        at = section.end
