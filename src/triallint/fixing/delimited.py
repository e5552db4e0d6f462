"""A cell of a delimited text rewritten where it stands: its quotation marks and blanks are kept."""

import re
from itertools import accumulate
from typing import NamedTuple

from ..read.delimited import physical_lines
from ..read.dialect import dialect_of
from ..read.source import Source
from .rewrite import LeftAlone, Rewrite, core
from .text import same


class _Cell(NamedTuple):
    """A cell between two delimiters; `opened` and `closed` are those of its quoted part, if any."""

    start: int
    end: int
    opened: int = -1
    closed: int = -1


def rewrite_delimited(source: Source, text: str, line: int, column: int, old: str, new: str) -> Rewrite:
    """How to write `new` into the cell `column` (0-based) of the row that begins on `line` (1-based).

    Raises:
        LeftAlone: `old` does not stand there.
    """
    lines = physical_lines(text)
    dialect = dialect_of(source, lines)
    at = list(accumulate(map(len, lines), initial=0))[line - 1]
    spaced = '"' in text  # the reader passes over blanks before a quotation mark only where there is one
    for quoting in (True, False):
        cells = _row(text, at, dialect.delimiter, spaced=spaced, quoting=quoting)
        if column < len(cells) and same(_content(text, cells[column]), old):
            return _rewrite(text, cells[column], new, dialect.delimiter, quoting=quoting)
    raise LeftAlone("the old text does not stand there")


def _row(text: str, at: int, delimiter: str, *, spaced: bool, quoting: bool) -> list[_Cell]:
    """The cells of the row that begins at a position."""
    stop = re.compile(f"[{re.escape(delimiter)}\r\n]|\\Z")
    cells: list[_Cell] = []
    while True:
        inside = at
        while spaced and text.startswith(" ", inside):
            inside += 1
        opened = closed = -1
        if quoting and text.startswith('"', inside):
            opened, closed = inside, _closing(text, inside)
            if closed < 0:
                return cells
            inside = closed + 1
        end = stop.search(text, inside).start()  # type: ignore[union-attr]
        cells.append(_Cell(at, end, opened, closed))
        if not text.startswith(delimiter, end):
            return cells
        at = end + 1


def _closing(text: str, opened: int) -> int:
    """The quotation mark that closes the one at `opened`; doubled ones are text. -1 if none does."""
    at = text.find('"', opened + 1)
    while at >= 0 and text.startswith('""', at):
        at = text.find('"', at + 2)
    return at


def _content(text: str, cell: _Cell) -> str:
    if cell.opened < 0:
        return text[cell.start : cell.end]
    return text[cell.opened + 1 : cell.closed].replace('""', '"') + text[cell.closed + 1 : cell.end]


def _rewrite(text: str, cell: _Cell, new: str, delimiter: str, *, quoting: bool) -> Rewrite:
    doubled = new.replace('"', '""')
    if cell.opened >= 0:
        if text[cell.closed + 1 : cell.end].strip():  # text goes on after the closing mark
            return Rewrite(cell.opened, cell.end, f'"{doubled}"')
        start, end = core(text[cell.opened + 1 : cell.closed])
        return Rewrite(cell.opened + 1 + start, cell.opened + 1 + end, doubled)
    raw = text[cell.start : cell.end]
    start, end = core(raw)
    if any(mark in new for mark in (delimiter, '"', "\r", "\n")):
        if not quoting:
            raise LeftAlone("the marks of its row are not closed, and the new text needs some")
        return Rewrite(cell.start, cell.end, f'"{raw[:start]}{doubled}{raw[end:]}"')
    return Rewrite(cell.start + start, cell.start + end, new)
