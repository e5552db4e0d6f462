"""Documents at hand: what the source of a row says, so that checks can hold a cell against it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

from .model import CannotLook, Place, Point, Span
from .tables import Report, Tables

#: The columns of the table `documents` in the example of a check's page.
COLUMNS: Final = ("report_id", "text", "sha256")


@dataclass(frozen=True)
class Source:
    """One document.

    Attributes:
        file: the path as the user named it.
        text: the characters that spans count in.
        sha256: of its bytes, as 64 hexadecimal digits.
        read: extracts it.
        locate: the 1-based line in the file, and the column where it has one, of a character.
    """

    file: str
    text: str
    sha256: str = ""
    read: Callable[[], Tables] = lambda: Tables({})
    locate: Callable[[int], tuple[int, int | None]] = lambda _: (1, None)

    @cached_property
    def reading(self) -> Tables:
        """What the program itself reads in it, as tables."""
        return self.read()

    def quoted(self, span: Span, words: str = "") -> Point:
        """Some of its characters, as a point of a finding."""
        line, column = self.locate(span.start)
        place = Place(self.file, line, column, document=self.file, span=span, in_text=True)
        return Point(place, self.text[span.start : span.end], words)


class SourceOfReports(Protocol):
    """Who has the documents."""

    def of(self, report: Report) -> Source | None:
        """The document that a report was read from; None where it is not at hand."""


class Sources:
    """The documents of the reports of one run, each looked for once."""

    def __init__(self, holder: SourceOfReports | None = None) -> None:
        self._holder = holder
        self._found: dict[tuple[int, int], Source | None] = {}

    def text_of(self, file: str) -> str | None:
        """The text of a document that was looked at, by the path that findings name it by."""
        return next((one.text for one in self._found.values() if one and one.file == file), None)

    @property
    def wanted(self) -> bool:
        """Whether anybody said where documents are."""
        return self._holder is not None

    def of(self, report: Report) -> Source:
        """The document that a report was read from.

        Raises:
            CannotLook: it is not at hand.
        """
        if self._holder is not None and report.identity not in self._found:
            self._found[report.identity] = self._holder.of(report)
        source = self._found.get(report.identity)
        if source is None:
            if self._holder is None:
                raise CannotLook("nobody said where its document is: name the folder with --documents")
            raise CannotLook("its document is not in the folder of documents, or no text could be read in it")
        return source


class GivenSources:
    """Documents by report id, as the examples of a page give them."""

    def __init__(self, rows: Mapping[str, Source]) -> None:
        self._rows = rows

    def of(self, report: Report) -> Source | None:
        """The one given for the report."""
        return self._rows.get(report.report_id.text)
