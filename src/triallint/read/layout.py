"""From rows of texts to a sheet: where the header is, which rows fit it, what is too long."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ..model import Severity
from .conditions import (
    CELLS_ARE_NOT_OVERSIZED,
    FILE_HAS_ROWS,
    HEADER_IS_FIRST,
    ROWS_FIT_THE_HEADER,
)
from .sheet import Sheet
from .source import KEPT_CHARACTERS, Source

#: How many rows are looked at to find the header.
_LOOKED_AT = 60
_DIGITS = re.compile(r"[<>=]?[-+]?\d{1,4}")


@dataclass(slots=True)
class Block:
    """Rows of texts as a file holds them, its header among them.

    Attributes:
        name: what names the table.
        rows: cell texts without surrounding blanks.
        lines: 1-based line (or sheet row) of each row.
        cell_lines: (row index, column index) -> line, where a cell stands on a later line.
        sheet: worksheet title.
        delimiter: what separates the cells, where a stray one can shift a row; else empty.
        may_be_long: whether some cell may be longer than the limit.
    """

    name: str
    rows: list[list[str]]
    lines: list[int]
    cell_lines: dict[tuple[int, int], int] = field(default_factory=dict)
    sheet: str | None = None
    delimiter: str = ""
    may_be_long: bool = True


def lay_out(source: Source, block: Block) -> Sheet | None:
    """The sheet of a block; None where it holds nothing at all."""
    kept = [index for index, row in enumerate(block.rows) if any(row)]
    if not kept:
        return None
    if _goes_on(source.header, block.rows[kept[0]]):
        header_at, body = kept[0], kept
        header = list(source.header or ())
    else:
        top = _header_among([block.rows[index] for index in kept[:_LOOKED_AT]])
        header_at = kept[top]
        if top:
            _say_what_is_above(source, block, kept[: top + 1])
        header = [" ".join(text.split()) for text in block.rows[header_at]]
        body = _without_repeats(source, block, header_at, kept[top + 1 :])
    rows = [block.rows[index] for index in body]
    sheet = Sheet(
        source.file,
        block.name,
        header,
        block.lines[header_at],
        rows,
        [block.lines[index] for index in body],
        sheet=block.sheet,
        table=source.table,
    )
    if block.cell_lines:
        position = {index: i for i, index in enumerate(body)}
        sheet.cell_lines = {
            (position[row], column): line
            for (row, column), line in block.cell_lines.items()
            if row in position
        }
    _trim(sheet)
    if block.may_be_long:
        shorten(source, sheet)
    _compare_widths(source, sheet, block.delimiter)
    say_if_bare(source, sheet)
    return sheet


def _goes_on(header: Sequence[str] | None, first: Sequence[str]) -> bool:
    """Whether a part of a resource has no header of its own: its first row names no known column."""
    return bool(header) and {one.casefold() for one in header or ()}.isdisjoint(map(str.casefold, first))


#: What is said of a table that is still to be filled.
BARE = "the table has a header and no rows"


def say_if_bare(source: Source, sheet: Sheet) -> None:
    """Mention a table that has a header and no rows."""
    if not sheet.rows:
        source.say(
            FILE_HAS_ROWS,
            BARE,
            "nothing, if it is still to be filled; else export it again",
            row=sheet.header_line,
            sheet=sheet.sheet,
            severity=Severity.info,
        )


def _header_among(rows: Sequence[Sequence[str]]) -> int:
    """The index of the first row that is filled like a header: titles and notes fill one cell."""
    filled = [sum(map(bool, row)) for row in rows]
    reach = Counter(max(i for i, text in enumerate(row, 1) if text) for row in rows)
    usual = max(reach, key=lambda width: (reach[width], width))
    enough = max(2, usual / 2)
    return next((index for index, count in enumerate(filled) if count >= enough), 0)


def _say_what_is_above(source: Source, block: Block, kept: Sequence[int]) -> None:
    first, header = block.lines[kept[0]], block.lines[kept[-1]]
    text = next(text for text in block.rows[kept[0]] if text)
    source.say(
        HEADER_IS_FIRST,
        f"the header was found in row {header}; what stands above it was not read",
        "delete the rows above the header",
        row=first,
        sheet=block.sheet,
        text=text,
    )


def _without_repeats(source: Source, block: Block, header_at: int, body: list[int]) -> list[int]:
    """The rows that are not the header over again."""
    header = block.rows[header_at]
    if sum(map(bool, header)) < 2:
        return body
    repeats = [index for index in body if block.rows[index] == header]
    for index in repeats:
        source.say(
            HEADER_IS_FIRST,
            f"row {block.lines[index]} is the header of row {block.lines[header_at]} again; "
            "it was not read as a row",
            "delete it",
            row=block.lines[index],
            sheet=block.sheet,
            text=" | ".join(block.rows[index]),
        )
    dropped = set(repeats)
    return [index for index in body if index not in dropped] if dropped else body


def _trim(sheet: Sheet) -> None:
    """Leave out blank columns at both edges, which spreadsheets export by the dozen."""
    left = 0
    while left < len(sheet.header) and not sheet.header[left]:
        if any(len(row) > left and row[left] for row in sheet.rows):
            break
        left += 1
    if left:
        sheet.first_column += left
        del sheet.header[:left]
        for row in sheet.rows:
            del row[:left]
        sheet.cell_lines = {
            (row, column - left): line for (row, column), line in sheet.cell_lines.items() if column >= left
        }
    while sheet.header and not sheet.header[-1]:
        del sheet.header[-1]
    width = len(sheet.header)
    for row in sheet.rows:
        while len(row) > width and not row[-1]:
            del row[-1]


def shorten(source: Source, sheet: Sheet) -> None:
    """Cut every cell that is longer than any printed text, and say so."""
    most = source.limits.cell_characters
    for index, row in enumerate(sheet.rows):
        if not row or max(map(len, row)) <= most:
            continue
        for column, text in enumerate(row):
            if len(text) > most:
                row[column] = text[:KEPT_CHARACTERS]
                name = sheet.header[column] if column < len(sheet.header) else ""
                source.say(
                    CELLS_ARE_NOT_OVERSIZED,
                    f"the cell has {len(text):,} characters; the first {KEPT_CHARACTERS:,} were kept",
                    "take the document out of the table; "
                    "if it should be short, look for a quotation mark that is not closed",
                    row=sheet.cell_lines.get((index, column), sheet.lines[index]),
                    column=sheet.first_column + column,
                    name=name,
                    sheet=sheet.sheet,
                    text=text,
                )


def _compare_widths(source: Source, sheet: Sheet, delimiter: str) -> None:
    """Say which rows have more or fewer cells than the header: one finding for a run of equal ones."""
    width = len(sheet.header)
    odd = [
        (index, len(row))
        for index, row in enumerate(sheet.rows)
        if len(row) > width or (delimiter and len(row) < width)
    ]
    runs = groupby(enumerate(odd), key=lambda item: (item[1][0] - item[0], item[1][1]))
    for (_, cells), run in runs:
        indexes = [index for _, (index, _) in run]
        _say_misfit(source, sheet, indexes, cells, delimiter)


def _say_misfit(source: Source, sheet: Sheet, indexes: Sequence[int], cells: int, delimiter: str) -> None:
    width, row = len(sheet.header), sheet.rows[indexes[0]]
    first, last = sheet.lines[indexes[0]], sheet.lines[indexes[-1]]
    rows = f"row {first} has" if first == last else f"each of rows {first} to {last} has"
    seen = f"{rows} {_counted(cells, 'cell')} and the header has {_counted(width, 'column')}"
    if cells < width:
        source.say(
            ROWS_FIT_THE_HEADER,
            f"{seen}; the missing ones were read as blank",
            f"add the missing cells; those from {sheet.header[cells]!r} on are missing if none shifted",
            row=first,
            sheet=sheet.sheet,
            text=(delimiter or " | ").join(row),
            severity=Severity.warning,
        )
        return
    extra = next(index for index in range(width, cells) if row[index])
    source.say(
        ROWS_FIT_THE_HEADER,
        f"{seen}: {row[extra]!r} stands under no column"[:300],
        f"put quotation marks around the cell that holds a {_named(delimiter)}"
        if delimiter
        else "give the column a header, or move the note out of the table",
        row=sheet.cell_lines.get((indexes[0], extra), first),
        column=sheet.first_column + extra,
        sheet=sheet.sheet,
        text=row[extra],
        words="the cell under no column",
        reading=_split_number(row) if delimiter == "," else None,
        severity=None if delimiter else Severity.warning,
    )


def _split_number(row: Sequence[str]) -> str | None:
    """Neighbours that look like the two halves of a number with a decimal comma."""
    pairs = [
        f"{left},{right}"
        for left, right in pairwise(row)
        if _DIGITS.fullmatch(left) and right.isdecimal() and len(right) <= 3
    ]
    return f"{' or '.join(pairs[:3])} may be one number with a decimal comma" if pairs else None


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _named(delimiter: str) -> str:
    return {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}.get(delimiter, f"{delimiter!r}")
