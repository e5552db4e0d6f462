"""CSV, TSV and their kin: rows of texts that know their physical lines, whatever the quotes do."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain

from .conditions import FILE_HAS_ROWS, QUOTES_ARE_CLOSED
from .dialect import Dialect, dialect_of, settle_decimals
from .layout import Block, lay_out
from .sheet import Sheet
from .source import Source, Unreadable

#: What str.splitlines takes for the end of a line and text editors do not.
_NOT_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"

#: Past this many quotation marks that are never closed, marks are taken as text in the whole rest.
_MANY = 20

#: Put after the last line: a quoted cell that holds it was never closed.
_END = "\ue000"


def read_delimited(source: Source, text: str) -> list[Sheet]:
    """The sheet of a delimited text file (none where it is empty).

    Raises:
        Unreadable: it has more cells than any table.
    """
    lines = physical_lines(text)
    with _any_field_size():
        dialect = dialect_of(source, lines)
        cells = text.count(dialect.delimiter) + len(lines)
        if cells > source.limits.cells:
            raise Unreadable(
                f"the file has about {cells:,} cells; up to {source.limits.cells:,} are read",
                "split it, or check that it is the table it was meant to be",
            )
        longest = max(map(len, lines), default=0)
        block = Block(source.stem, [], [], delimiter=dialect.delimiter)
        if '"' in text:
            _Quoted(source, lines, dialect, block).read()
        else:
            rows = csv.reader(lines, delimiter=dialect.delimiter)
            block.rows = [list(map(str.strip, row)) for row in rows]
            block.lines = list(range(1, len(block.rows) + 1))
            block.may_be_long = longest > source.limits.cell_characters
            del block.rows[: dialect.start], block.lines[: dialect.start]
    sheet = lay_out(source, block)
    if sheet is None:
        source.say(FILE_HAS_ROWS, "the file is empty", "export it again, or remove it")
        return []
    settle_decimals(source, sheet, dialect.delimiter)
    return [sheet]


def physical_lines(text: str) -> list[str]:
    """The lines of a text as an editor numbers them, with their ends."""
    if any(mark in text for mark in _NOT_LINE_ENDS):
        return list(io.StringIO(text, newline=""))
    return text.splitlines(keepends=True)


@contextmanager
def _any_field_size() -> Iterator[None]:
    """Let csv read cells of any size: they are cut, with a finding, after they were read."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


class _Quoted:
    """Reads lines that hold quotation marks into a block."""

    def __init__(self, source: Source, lines: Sequence[str], dialect: Dialect, block: Block) -> None:
        self.source, self.lines, self.block = source, lines, block
        self.delimiter, self.width, self.start = dialect
        self.unclosed = 0

    def read(self) -> None:
        """Read to the end; start again below every quotation mark that was never closed."""
        at: int | None = self.start
        while at is not None:
            at = self._read_from(at)

    def _read_from(self, start: int) -> int | None:
        """Read from a line on; the line to start again from, or None at the end."""
        fresh = map(self.lines.__getitem__, range(start, len(self.lines)))
        reader = csv.reader(
            chain(fresh, (_END,)),
            delimiter=self.delimiter,
            skipinitialspace=True,
            quoting=csv.QUOTE_MINIMAL if self.unclosed < _MANY else csv.QUOTE_NONE,
        )
        line = start
        for row in reader:
            end = start + reader.line_num
            if line >= len(self.lines):
                return None
            swallowed = end > len(self.lines)
            if swallowed or (end - line > 1 and self._is_stray(line, end, row)):
                return self._take_as_text(line, min(end, len(self.lines)))
            self._add(row, line, end)
            line = end
        return None

    def _add(self, row: list[str], line: int, end: int) -> None:
        if end - line > 1:  # cells after a line break stand on later lines
            below = line + 1
            for column, text in enumerate(row):
                if below > line + 1:
                    self.block.cell_lines[len(self.block.rows), column] = below
                below += len(physical_lines(text + ".")) - 1
        self.block.rows.append(list(map(str.strip, row)))
        self.block.lines.append(line + 1)

    def _is_stray(self, line: int, end: int, row: Sequence[str]) -> bool:
        """Whether a row of several lines looks like one whose quotation mark is only text."""
        if len(self._as_text(line)) != self.width:
            return False  # its first line is no row on its own
        if len(row) != self.width and all(
            len(self._as_text(below)) == self.width for below in range(line + 1, end)
        ):
            return True
        try:
            strict = csv.reader(
                self.lines[line:end], delimiter=self.delimiter, skipinitialspace=True, strict=True
            )
            return len(list(strict)) != 1
        except csv.Error:  # text follows the closing mark
            return True

    def _as_text(self, line: int) -> list[str]:
        quiet = csv.reader([self.lines[line]], delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        return next(quiet, [])

    def _take_as_text(self, line: int, end: int) -> int:
        """Read one line as if its quotation marks were text, and go on below it."""
        self.unclosed += 1
        row = [text.strip() for text in self._as_text(line)]
        column = next((i for i, text in enumerate(row) if text.startswith('"')), 0)
        message = f"a quotation mark opens on line {line + 1} and "
        message += "is never closed" if end == len(self.lines) else f"swallows text up to line {end}"
        if self.unclosed == _MANY:
            message += "; from here on quotation marks were read as text"
        self.source.say(
            QUOTES_ARE_CLOSED,
            f"{message}; the line was read as if the mark were text",
            'close the mark, or double it ("") where it belongs to the text',
            row=line + 1,
            column=column + 1,
            text=row[column] if row else "",
            words="the mark that opens",
        )
        self.block.rows.append(row)
        self.block.lines.append(line + 1)
        return line + 1
