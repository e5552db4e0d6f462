"""A document as text with named parts: what every layout yields and the grammar reads."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

from ..model import Span

#: What text editors take for the end of a line, and nothing else that Python does.
_LINE_END = re.compile(r"\r\n?|\n")

#: What a part of a document is.
SectionKind = Literal[
    "title",
    "background",
    "methods",
    "results",
    "conclusions",
    "abstract",
    "key_points",
    "registration",
    "funding",
    "body",
    "table",
    "other",
]

#: Parts of a document whose sentences are not about the trial.
NOT_TOLD: Final[frozenset[SectionKind]] = frozenset({"other", "funding", "table"})


class Quote(NamedTuple):
    """What a document prints, as a cell holds it.

    Attributes:
        text: the cell's text: the printed digits, a number word as digits, a label without its article.
        start: first character in the document, in code points from 0.
        end: one after the last; the same as `start` for what stands in the file, but not in the text.
    """

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Section(NamedTuple):
    """A part of a document that has a heading or a place of its own.

    Attributes:
        kind: what it is.
        start: first character of its text, after the heading.
        end: one after its last.
        heading: the heading as printed; empty where it has none.
    """

    kind: SectionKind
    start: int
    end: int
    heading: str = ""


class Listed(NamedTuple):
    """One citation in a document.

    Attributes:
        relation: `reference`, `similar`, `cited_by` or `comment_in`.
        position: its number in its list, from 1.
        start: first character of its text.
        end: one after its last.
        fields: column of `citations` -> what is printed, where the layout itself tells (links, XML
            elements); what it does not tell is read from the text by `bibliography`.
    """

    relation: str
    position: int
    start: int
    end: int
    fields: Mapping[str, Quote] = {}


class TableCell(NamedTuple):
    """One cell of a printed table; a merged cell stands once for each place that it covers."""

    row: int
    column: int
    quote: Quote
    is_header: bool = False


class PrintedTable(NamedTuple):
    """A table in a document, as a grid of cells."""

    label: str
    caption: str
    cells: Sequence[TableCell]


@dataclass(frozen=True)
class Document:
    """One report as a layout understood it.

    Attributes:
        file: the path as the user named it.
        id: what names the report in the tables: the id in the file, else the file's stem.
        text: the characters that spans count in. Of a plain text file, all of them as decoded from
            UTF-8 with its line ends; of a file with markup, its visible text (`is_literal` is False).
        sha256: of the file's bytes, as 64 hexadecimal digits; of one record in a file of many, of its text.
        layout: the name of the layout that recognised it.
        sections: its parts, in order, none overlapping.
        fields: column of `reports` -> what the document says of itself (title, authors, journal, doi, …).
        citations: what it cites and what cites it, in order.
        tables: the tables it prints.
        line: 1-based line of the file on which the text begins, for a record in a file of many.
        is_literal: whether `text` is the file's own text, so that a line of it is a line of the file.
        notes: what was seen and not understood, in words.
    """

    file: str
    id: str
    text: str
    sha256: str
    layout: str
    sections: tuple[Section, ...] = ()
    fields: Mapping[str, Quote] = field(default_factory=dict)
    citations: tuple[Listed, ...] = ()
    tables: tuple[PrintedTable, ...] = ()
    line: int = 1
    is_literal: bool = True
    notes: tuple[str, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def line_of(self, offset: int) -> tuple[int, int | None]:
        """The 1-based line in the file, and the 1-based column where the text is the file's own."""
        if not self.is_literal:
            return self.line, None
        at = bisect_right(self._starts, offset) - 1
        return self.line + at, offset - self._starts[at] + 1

    def quote(self, start: int, end: int) -> Quote:
        """The characters from `start` to `end`, as printed."""
        return Quote(self.text[start:end], start, end)
