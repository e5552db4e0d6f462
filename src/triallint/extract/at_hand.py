"""Documents in a folder, found for the reports that were read from them: by name, by checksum, by record."""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from ..config import UsageError
from ..shape import shape
from ..sources import Source
from ..tables import Report, Tables
from .assemble import assemble
from .document import Document
from .layouts import documents
from .reading import facts_of


class DocumentsAtHand:
    """The documents below a folder.

    A report's document is the file of that name, the one with its checksum where several have the name; a
    file with the checksum where none has the name; in a file of many records, the one with its id or PMID.

    Raises:
        UsageError: the folder does not exist.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.exists():
            raise UsageError(f"{folder}: no such folder of documents")
        self._folder = folder
        self._read: dict[Path, list[Document]] = {}

    @cached_property
    def _files(self) -> list[Path]:
        if self._folder.is_file():
            return [self._folder]
        return sorted(path for path in self._folder.rglob("*") if path.is_file())

    @cached_property
    def _by_checksum(self) -> dict[str, Path]:
        return {_checksum(path): path for path in reversed(self._files)}

    def of(self, report: Report) -> Source | None:
        """The document of a report; None where it is not here."""
        for path in self._candidates(report):
            document = _record_of(report, self._documents(path))
            if document:
                return _source(str(path), document)
        return None

    def _candidates(self, report: Report) -> Iterator[Path]:
        name = report.document.text.replace("\\", "/").rpartition("/")[2]
        named = [path for path in self._files if path.name == name] if name else []
        checksum = report.document_sha256.text.lower()
        yield from sorted(named, key=lambda path: len(named) > 1 and _checksum(path) != checksum)
        if checksum and not named and checksum in self._by_checksum:
            yield self._by_checksum[checksum]

    def _documents(self, path: Path) -> list[Document]:
        if path not in self._read:
            self._read[path] = list(documents(path))
        return self._read[path]


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _record_of(report: Report, found: list[Document]) -> Document | None:
    if len(found) == 1:
        return found[0]
    names = {report.report_id.text, report.pmid.text} - {""}
    return next((one for one in found if one.id in names), None)


def source_of(report_id: str, text: str, sha256: str = "") -> Source:
    """A text as the document of a report."""
    return _source(report_id, Document(report_id, report_id, text, sha256, "text"))


def _source(file: str, document: Document) -> Source:
    return Source(file, document.text, document.sha256, lambda: reading(document), document.line_of)


def reading(document: Document) -> Tables:
    """What the program reads in a document, as tables."""
    return shape(assemble([(document, facts_of(document))]), whole=False).tables
