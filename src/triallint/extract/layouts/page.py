"""The visible text of a document with markup, as it is put together, and the place of everything in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from ...model import Span
from ..document import Document, Listed, PrintedTable, Quote, Section, SectionKind
from ..printed_tables import in_tables
from .base import Given
from .citing import listed
from .labels import sections_in
from .registered import registered


class Page:
    """A text that grows line by line.

    Attributes:
        sections: its parts so far.
        fields: column of `reports` -> what is printed of it.
        citations: the works that it lists.
        tables: the tables that it prints.
        notes: what was seen and not understood.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._size = 0
        self._tail: int | None = None  # where what stands around the report's own text begins
        self.sections: list[Section] = []
        self.fields: dict[str, Quote] = {}
        self.citations: list[Listed] = []
        self.tables: list[PrintedTable] = []
        self.notes: list[str] = []

    @property
    def size(self) -> int:
        """How many characters it has."""
        return self._size

    def write(self, text: str) -> Span:
        """Add characters; where they stand."""
        start = self._size
        self._pieces.append(text)
        self._size += len(text)
        return Span(start, self._size)

    def line(self, text: str) -> Span:
        """Add a line; where it stands, without its end."""
        span = self.write(text)
        self.write("\n")
        return span

    def title(self, text: str) -> None:
        """Add the title; the cell leaves off its full stop."""
        if text:
            start, end = self.line(text)
            self.sections.append(Section("title", start, end))
            kept = text[:-1] if text.endswith(".") and not text.endswith("...") else text
            self.fields["title"] = Quote(kept, start, start + len(kept))
            self.write("\n")

    def part(self, kind: SectionKind, text: str, heading: str = "") -> Span:
        """Add a part under its heading; where its text stands."""
        if heading:
            self.write(heading if heading.endswith((":", "?", ".")) else f"{heading}:")
            self.write(" ")
        span = self.line(text)
        self.sections.append(Section(kind, *span, heading.rstrip(":")))
        return span

    def text(self, kind: SectionKind, text: str, heading: str = "") -> Span:
        """Add a paragraph of a part whose heading stands above it already."""
        span = self.line(text)
        self.sections.append(Section(kind, *span, heading))
        return span

    def labelled(self, kind: SectionKind, text: str, label: str) -> None:
        """Add a paragraph that begins with its label."""
        end = self.line(text).end
        behind = text[len(label) :].lstrip(" :.\u00a0\u2003") if text.startswith(label) else text
        if behind:
            self.sections.append(Section(kind, end - len(behind), end, label.strip(" :.")))

    def prose(self, text: str, rest: SectionKind = "abstract") -> None:
        """Add text whose labels, if it has any, are in it."""
        start, _ = self.line(text)
        for one in sections_in(text, 0, len(text), rest):
            self.sections.append(one._replace(start=one.start + start, end=one.end + start))

    def aside(self, text: str, label: str = "") -> Span:
        """Add a line of what stands around the report's own text; where it stands, without its label."""
        if self._tail is None:
            self.write("\n")
            self._tail = self._size
        if label:
            self.write(f"{label}: ")
        return self.line(text)

    def field(self, column: str, text: str, label: str = "") -> None:
        """Add a line that says one thing of the report, unless it is known already."""
        text = " ".join(text.split())
        if text and column not in self.fields:
            self.fields[column] = Quote(text, *self.aside(text, label))

    def cite(
        self,
        relation: str,
        position: int,
        text: str,
        ids: Mapping[str, str],
        places: Mapping[str, Span] | None = None,
    ) -> None:
        """Add a citation.

        Args:
            relation: as `Listed` has it.
            position: its number in its list.
            text: the citation.
            ids: identifiers that the markup gives without printing them; they are put behind it.
            places: column -> where in `text` the markup says that it stands.
        """
        whole = "".join(
            [text, *(f" {column.upper()}: {printed}" for column, printed in ids.items() if printed)]
        )
        start, at = self.aside(whole).start, len(text)
        told = {
            column: Quote(text[place.start : place.end], start + place.start, start + place.end)
            for column, place in (places or {}).items()
        }
        for column, printed in ids.items():
            if printed:
                at += len(column) + 3
                told[column] = Quote(printed, start + at, start + at + len(printed))
                at += len(printed)
        self.citations.append(Listed(relation, position, start, start + len(text), told))

    def document(
        self, given: Given, layout: str, name: str, *, line: int = 1, is_record: bool = False
    ) -> Document:
        """The document. Citations are read now, and the registry numbers that its parts print."""
        told = self.told(given.source.file, layout, name)
        text = told.text
        return replace(
            told,
            sha256=hashlib.sha256(text.encode("utf-8")).hexdigest() if is_record else given.sha256,
            fields=registered(text, told.sections) | self.fields,
            citations=tuple(listed(text, *one) for one in self.citations),
            tables=tuple(self.tables),
            line=line,
            notes=(*self.notes, *in_tables(self.tables).notes),
        )

    def told(self, file: str, layout: str, name: str) -> Document:
        """The document with its text and its parts alone."""
        text = "".join(self._pieces).rstrip("\n")
        if self._tail is not None:
            self.sections.append(Section("other", self._tail, len(text)))
        sections = [
            one._replace(end=min(one.end, len(text))) if one.end > len(text) else one
            for one in self.sections
            if one.start < len(text)
        ]
        sections.sort(key=lambda one: one.start)
        return Document(
            file, name, text, "", layout, tuple(sections), fields=dict(self.fields), is_literal=False
        )
