"""A dataset with its merged records: its tables as CSV, and the log of what became of each row. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ..meaning.printings import MEASURED, printed_in_both
from ..read.sheet import Sheet
from ..tables import ROWS, Arm, Citation, Report, Row
from .fields import RULES
from .gather import Gathered
from .redirects import Redirects
from .wording import origin

#: The name of the log; as that of a file of the user's own it is passed over where the folder is read.
LOG: Final = "x_redirects.csv"
#: The columns of the log. Columns of ours in the tables begin with `x_`, which marks a user's own.
LOGGED: Final = ("what", "table", "old_id", "new_id", "row", "column", "old", "new")
MERGED_FROM: Final = "x_merged_from"
ORIGINS: Final = "x_origins"

#: Columns that are no part of what a row says: they name it, or say where it was read.
_NAMING: Final = frozenset({"row_id", "report_id", "position", "relation", "at", "source"})
_APART: Final = frozenset({*RULES, *_NAMING, "note", MERGED_FROM, ORIGINS})


class Entry(NamedTuple):
    """One line of the log.

    Attributes:
        what: "merged" (a record gave way), "field" (a cell of the record that stays was filled or changed),
            "moved" (a row now belongs to another record), "joined" (a row said what another says already),
            "dropped" (a text that stands in no cell any more).
        old: the text before; `new` the text now.
    """

    what: str
    table: str
    old_id: str
    new_id: str
    row: str = ""
    column: str = ""
    old: str = ""
    new: str = ""


@dataclass(slots=True)
class _Line:
    """A row on its way to the new table: its cells by header."""

    row: Row
    cells: dict[str, str]


@dataclass(slots=True)
class Rewriting:
    """The tables of one dataset as they are written, and the log."""

    gathered: Gathered
    redirects: Redirects
    sheets: Sequence[Sheet]
    log: list[Entry] = field(default_factory=list)

    def files(self) -> dict[str, str]:
        """File name -> its text: one CSV for each table, and the log."""
        owners = {id(cells): sheet for sheet in self.sheets for cells in sheet.rows}
        tables = self.gathered.tables
        files: dict[str, str] = {}
        for name, kind in ROWS.items():
            if rows := tables.rows(kind):
                headers, lines = _lines(rows, owners)
                files[f"{name}.csv"] = _written(headers, self._table(kind, lines))
        files[LOG] = _written(LOGGED, [*self._logged_before(), *(entry._asdict() for entry in self.log)])
        return files

    def _logged_before(self) -> Iterator[dict[str, str]]:
        """The lines of the log of an earlier writing, which the dataset brings with it."""
        for sheet in self.sheets:
            if sheet.name == LOG.removesuffix(".csv") and tuple(sheet.header) == LOGGED:
                yield from (dict(zip(LOGGED, row, strict=False)) for row in sheet.rows)

    def _table(self, kind: type[Row], lines: dict[tuple[int, int], _Line]) -> list[dict[str, str]]:
        names = {row.identity: name for name, row in self.gathered.rows.items()}
        gone = self._joined(kind, lines)
        for identity, line in lines.items():
            name = names.get(identity, "")
            if name in self.redirects.to:
                gone.add(identity)
                new = self.redirects.to[name]
                self.log.append(Entry("merged", kind.table, name, new, line.row.key))
            elif name in self.redirects.kept:
                self._merge(name, line, lines)
            if identity not in gone and kind is not Report:
                self._move(kind, line)
        return [line.cells for identity, line in lines.items() if identity not in gone]

    def _merge(self, name: str, line: _Line, lines: dict[tuple[int, int], _Line]) -> None:
        """Give the record that stays what its group comes to."""
        one = self.redirects.kept[name]
        others = dict(one.merged.others)
        table, before = line.row.table, dict(line.cells)
        members = [lines[self.gathered.rows[other].identity] for other in self.redirects.members(name)]
        said: list[str] = []
        for column, value in one.merged.fields:
            if column in line.row.columns:
                self._put(line, column, value.text, value.record_id, name)
                said.append(f"{column}: {origin(column, value, others.get(column, ()))}")
                for other in others.get(column, ()):
                    if other.text not in (value.text, before.get(column)):
                        what = Entry("dropped", table, other.record_id, name, "", column, other.text)
                        self.log.append(what)
        self._fill(name, line, members)
        notes = [member.cells.get("note", "") for member in members]
        self._put(line, "note", "; ".join(dict.fromkeys(filter(None, notes))), name, name)
        merged_from = [other for other in self.redirects.members(name) if other != name]
        line.cells[MERGED_FROM] = "; ".join(filter(None, [line.cells.get(MERGED_FROM, ""), *merged_from]))
        line.cells[ORIGINS] = "; ".join(said)
        _keep_spans(line, before)

    def _fill(self, name: str, line: _Line, members: Sequence[_Line]) -> None:
        """Take the first text of every column that no rule is for; the places of the others are of no use."""
        table = line.row.table
        for other, member in zip(self.redirects.members(name), members, strict=True):
            for column, text in member.cells.items():
                if other == name or not text or (column in _APART and column != "at"):
                    continue
                if column == "at" or line.cells.get(column, text) not in ("", text):
                    self.log.append(Entry("dropped", table, other, name, member.row.key, column, text))
                elif column != "at":
                    self._put(line, column, text, other, name)

    def _put(self, line: _Line, column: str, text: str, source: str, name: str) -> None:
        """Write a cell, and log it where that changes it."""
        old = line.cells.get(column, "")
        if text and text != old:
            line.cells[column] = text
            self.log.append(Entry("field", line.row.table, source, name, line.row.key, column, old, text))

    def _move(self, kind: type[Row], line: _Line) -> None:
        """Redirect a row to the record that its own was merged into."""
        old = line.row.raw("report_id")
        new = self.redirects.to.get(old)
        if new is None:
            return
        self.log.append(Entry("moved", kind.table, old, new, line.row.key))
        if not line.row.raw("row_id"):
            line.cells["row_id"] = line.row.key
        line.cells["report_id"] = new
        if spans := line.row.raw("at"):  # they are places in the document of the record that gave way
            line.cells["at"] = ""
            self.log.append(Entry("dropped", kind.table, old, new, line.row.key, "at", spans))

    def _joined(self, kind: type[Row], lines: dict[tuple[int, int], _Line]) -> set[tuple[int, int]]:
        """The rows that say what one of the record that stays says; its blanks are filled from them."""
        gone: set[tuple[int, int]] = set()
        for old, new in self.redirects.to.items():
            for stays, goes in self._pairs(kind, new, old):
                if goes.identity not in gone:
                    gone.add(goes.identity)
                    self._join(lines[stays.identity], lines[goes.identity], old, new)
        return gone

    def _pairs(self, kind: type[Row], new: str, old: str) -> Iterator[tuple[Row, Row]]:
        """Rows of the record that stays, each with the row of the other that says the same."""
        tables, rows = self.gathered.tables, self.gathered.rows
        if not isinstance(rows[old], Report) or kind is Report:
            return
        ours, theirs = (tables.like(rows[name], kind, "report_id") for name in (new, old))
        if kind is Arm:
            by_name = {arm.raw("arm_id"): arm for arm in ours}
            yield from ((by_name[one.raw("arm_id")], one) for one in theirs if one.raw("arm_id") in by_name)
        elif kind is Citation:
            yield from self._cited_in_both(ours, theirs)
        elif kind in MEASURED:
            yield from printed_in_both(ours, theirs)

    def _cited_in_both(self, ours: Iterable[Row], theirs: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
        """Citations of one work in the same kind of list."""
        keys = ("relation", "doi", "pmid", "title", "text")
        found = {tuple(row.raw(name) for name in keys): row for row in ours}
        yield from ((found[key], one) for one in theirs if (key := tuple(one.raw(n) for n in keys)) in found)

    def _join(self, stays: _Line, goes: _Line, old: str, new: str) -> None:
        table = stays.row.table
        self.log.append(Entry("joined", table, old, new, goes.row.key, "", "", stays.row.key))
        for column, text in goes.cells.items():
            if not text or column in _NAMING:
                continue
            if not stays.cells.get(column):
                stays.cells[column] = text
                self.log.append(Entry("field", table, old, new, stays.row.key, column, "", text))
            elif stays.cells[column] != text:
                self.log.append(Entry("dropped", table, old, new, goes.row.key, column, text))


def _lines(rows: Sequence[Row], owners: dict[int, Sheet]) -> tuple[list[str], dict[tuple[int, int], _Line]]:
    """The headers of a table over all its sheets, and its rows by what no other row has."""
    headers: dict[str, None] = {}
    lines: dict[tuple[int, int], _Line] = {}
    for row in rows:
        texts = row.grid.texts[row.index]
        names = {at: name for name, at in row.grid.columns.items()}
        printed = [text or f"x_column_{at}" for at, text in enumerate(owners[id(texts)].header, 1)]
        cells = {names.get(at) or printed[at]: text for at, text in enumerate(texts) if at < len(printed)}
        lines[row.identity] = _Line(row, cells)
        headers |= dict.fromkeys(names.get(at) or header for at, header in enumerate(printed))
    return list(headers), lines


def _keep_spans(line: _Line, before: dict[str, str]) -> None:
    """Leave the places of those cells alone that are still what was read there."""
    spans = (entry.partition("=") for entry in line.cells.get("at", "").split())
    kept = [f"{name}={span}" for name, _, span in spans if line.cells.get(name) == before.get(name)]
    if "at" in line.cells:
        line.cells["at"] = " ".join(kept)


def _written(headers: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """A table as CSV with LF line ends, columns that some row has beside the header at its end."""
    rows = list(rows)
    columns = list(dict.fromkeys([*headers, *(name for row in rows for name in row if name)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
