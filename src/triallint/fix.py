"""Safe fixes applied to files: only where the old text still stands, every other byte as it was."""

import difflib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from .fixable import format_of, is_written
from .fixing import LeftAlone, Rewrite, Text, rewrite_delimited, rewrite_scalar, text_of
from .model import Edit, Finding, Fix
from .read import LIMITS, Sheet
from .read.dataset import resource_of
from .read.formats import sheets_of
from .read.source import Source, Unreadable
from .store import write_bytes


@dataclass(slots=True)
class Changed:
    """What becomes of one file: its bytes before and after, how many fixes that takes, and its codec."""

    file: str
    before: bytes
    after: bytes
    fixes: int
    codec: str

    def diff(self) -> bytes:
        """A unified diff in the file's own bytes, so that it can be applied; empty where nothing changes.

        Of text in UTF-16 or UTF-32, whose lines no tool for diffs can tell apart, it shows the characters.
        """
        before, after = (_lines(one, self.codec) for one in (self.before, self.after))
        name, lines = os.fsencode(self.file), []
        for line in difflib.diff_bytes(difflib.unified_diff, before, after, name, name):
            lines.append(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n")
        return b"".join(lines)

    def write(self) -> None:
        """Write the file anew.

        Raises:
            LeftAlone: it is no longer what it was when the change was planned.
        """
        path = Path(self.file)
        try:
            now = path.read_bytes()
        except OSError:
            now = b""
        if now != self.before:
            raise LeftAlone("the file was changed meanwhile; run again")
        write_bytes(path, self.after, overwrite=True)


@dataclass(slots=True)
class Plan:
    """What the safe fixes of a run come to: changed files, and (file, reason) -> fixes left alone."""

    changes: list[Changed] = field(default_factory=list)
    left: Counter[tuple[str, str]] = field(default_factory=Counter)


def _lines(data: bytes, codec: str) -> list[bytes]:
    """The lines of a file as tools for diffs take them: a line feed ends one, and nothing else does."""
    if codec.startswith(("utf-16", "utf-32")):
        data = data.decode(codec, "replace").encode()
    return re.findall(rb"[^\n]*\n|[^\n]+", data)


#: A cell: index of its sheet in the file, of its row, of its column.
_Cell = tuple[int, int, int]


def plan(findings: Iterable[Finding], sheets: Sequence[Sheet]) -> Plan:
    """What the safe fixes among findings would change. Touches no file.

    A fix is applied whole or not at all. Where two would write different texts into one cell, the
    first is applied and the other left alone. A file is changed only if, read again, it differs from
    what was checked in the mended cells and in nothing else.

    Args:
        findings: of a run; suggestions among them are passed over.
        sheets: what that run read.
    """
    made = Plan()
    by_file: dict[str, list[Fix]] = {}
    for finding in findings:
        if finding.fix and finding.fix.safe and finding.fix.edits:
            by_file.setdefault(finding.fix.edits[0].place.file, []).append(finding.fix)
    for file, fixes in by_file.items():
        try:
            desk = _Desk(file, [sheet for sheet in sheets if sheet.file == file])
            desk.take(fixes)
            made.left.update({(file, why): count for why, count in desk.left.items()})
            if desk.applied:
                made.changes.append(
                    Changed(file, desk.data, desk.written(), len(desk.applied), desk.text.codec)
                )
        except LeftAlone as reason:
            made.left[file, str(reason)] += len(fixes)
    return made


class _Desk:
    """One file on the desk, with the fixes that were accepted so far."""

    def __init__(self, file: str, checked: Sequence[Sheet]) -> None:
        self.file = file
        self.kind = format_of(file)
        if not is_written(file):
            raise LeftAlone(f"{self.kind or 'this format'} is not written; mend it in its own program")
        try:
            self.data = Path(file).read_bytes()
        except OSError as error:
            raise LeftAlone(f"the file cannot be read: {error.strerror}") from None
        self.header = checked[0].header if checked else None
        self.sheets = self._read(self.data)
        if _shown(self.sheets) != _shown(checked):
            raise LeftAlone("the file was changed meanwhile; run again")
        self.text: Text = text_of(self.data, self._source(b"").encoding)
        self.applied: list[dict[_Cell, tuple[Rewrite, str]]] = []
        self.left: Counter[str] = Counter()

    def take(self, fixes: Sequence[Fix]) -> None:
        """Accept the fixes that can be applied together, all at once or, where that fails, one by one."""
        times = Counter(edit for fix in fixes for edit in fix.edits)
        taken: dict[_Cell, tuple[Rewrite, str]] = {}
        ready = []
        for fix in fixes:
            try:
                rewrites = self._rewrites(fix, times)
                if any(cell in taken and taken[cell] != rewrites[cell] for cell in rewrites):
                    raise LeftAlone("another fix changes the same cell")
                taken.update(rewrites)
                ready.append(rewrites)
            except LeftAlone as reason:
                self.left[str(reason)] += 1
        if self._holds(ready):
            self.applied = ready
            return
        for one in ready:
            if self._holds([*self.applied, one]):
                self.applied.append(one)
            else:
                self.left["written there, it would change how other cells are read"] += 1

    def written(self) -> bytes:
        """The file's bytes with the accepted fixes."""
        return self.text.rewritten(_all(self.applied))

    def _source(self, data: bytes) -> Source:
        source = resource_of(Path(self.file), LIMITS)
        source.data = data
        return source

    def _read(self, data: bytes) -> list[Sheet]:
        source = self._source(data)
        source.header = self.header  # a later part of a resource may lack one
        try:
            return sheets_of(source)
        except Unreadable as refusal:
            raise LeftAlone(str(refusal)) from None

    def _rewrites(self, fix: Fix, times: Counter[Edit]) -> dict[_Cell, tuple[Rewrite, str]]:
        found: dict[_Cell, tuple[Rewrite, str]] = {}
        for edit in fix.edits:
            if edit.place.file != self.file:
                raise LeftAlone("it changes several files")
            cells = list(self._cells(edit))
            if len(cells) > times[edit]:
                raise LeftAlone("several records on its line say the same")
            rewrites = self._located(edit, cells)
            if not cells or len(rewrites) != len(cells):
                raise LeftAlone("the old text does not stand there")
            for cell, rewrite in zip(cells, rewrites, strict=True):
                found[cell] = rewrite, edit.new.strip()
        return found

    def _cells(self, edit: Edit) -> Iterator[_Cell]:
        """The cells that a place means: several where records share a line."""
        for number, sheet in enumerate(self.sheets):
            column = (edit.place.column or 0) - sheet.first_column
            for index, row in enumerate(sheet.rows):
                line = sheet.cell_lines.get((index, column), sheet.lines[index])
                if line == edit.place.row and 0 <= column < len(row) and row[column] == edit.old:
                    yield number, index, column

    def _located(self, edit: Edit, cells: Sequence[_Cell]) -> list[Rewrite]:
        text = self.text.characters
        if self.kind == "delimited text":
            return [
                rewrite_delimited(
                    self._source(b""),
                    text,
                    self.sheets[sheet].lines[row],
                    column + self.sheets[sheet].first_column - 1,
                    edit.old,
                    edit.new,
                )
                for sheet, row, column in cells
            ]
        keys = {(self.sheets[sheet].header[column], column) for sheet, _, column in cells}
        if len(keys) != 1:
            raise LeftAlone("the old text does not stand there")
        return rewrite_scalar(self.kind, text, edit.place.row or 0, keys.pop(), edit.old, edit.new)

    def _holds(self, fixes: Sequence[dict[_Cell, tuple[Rewrite, str]]]) -> bool:
        """Whether the file, with these fixes, is read as before but for the mended cells."""
        rewrites = _all(fixes)
        if any(one.end > two.start for one, two in pairwise(rewrites)):
            return False
        expected = _shown(self.sheets)
        for fix in fixes:
            for (sheet, row, column), (_, new) in fix.items():
                expected[sheet][1][row][column] = new
        try:
            return _shown(self._read(self.text.rewritten(rewrites))) == expected
        except LeftAlone:
            return False


def _all(fixes: Iterable[dict[_Cell, tuple[Rewrite, str]]]) -> list[Rewrite]:
    return sorted({rewrite for fix in fixes for rewrite, _ in fix.values()})


def _shown(sheets: Sequence[Sheet]) -> list[tuple[list[str], list[list[str]], list[int]]]:
    """What was read, to be compared."""
    return [(list(one.header), [list(row) for row in one.rows], list(one.lines)) for one in sheets]
