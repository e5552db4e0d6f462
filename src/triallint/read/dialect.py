"""What separates the cells of a text file, and what separates the decimals of its numbers."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ..model import Severity, lazy
from .conditions import CELLS_ARE_SEPARATED_BY_COMMAS, DECIMALS_USE_POINTS
from .sheet import Sheet
from .source import Source

#: Delimiters that are looked for, in the order in which they win a tie.
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}

_SAMPLE_LINES = 60
_SAMPLE_CHARACTERS = 1_000_000
#: Excel's own way of naming the delimiter, in a line before the header.
_SEPARATOR_LINE = lazy(r'"?sep=([,;|:\t])"?\s*', re.IGNORECASE)

_AROUND = r"[<>=~\u2248\u2264\u2265]*\s*[-+\u2212\u2013]?{}\s*%?"
_COMMA = lazy(_AROUND.format(r"\d*,\d+"))
_POINT = lazy(_AROUND.format(r"\d*\.\d+"))
_ONE_GROUP = lazy(_AROUND.format(r"[1-9]\d{0,2}[,.]\d{3}"))
_GROUPS = lazy(_AROUND.format(r"[1-9]\d{0,2}(?:,\d{3}){2,}"))
_LONGEST_NUMBER = 24


class Dialect(NamedTuple):
    """How a text file is cut into cells.

    Attributes:
        delimiter: the character between cells.
        width: the usual number of cells of a row, at least 1.
        start: index of the first line that is part of the table.
    """

    delimiter: str
    width: int
    start: int = 0


def dialect_of(source: Source, lines: Sequence[str]) -> Dialect:
    """Find the delimiter of a file by its header and first rows, and say so where it is unusual."""
    usual = "\t" if source.extension in (".tsv", ".tab") else ","
    start = 0
    sample = _sample(lines, 0)
    if lines and (named := _SEPARATOR_LINE.fullmatch(lines[0])):
        start, sample = 1, _sample(lines, 1)
        candidates = [named[1]]
    else:
        candidates = [usual, *(one for one in DELIMITERS if one != usual)]
    found = _best(sample, candidates)
    if source.delimiter is not None:
        declared = _best(sample, [source.delimiter])
        if declared is not None or found is None:
            return Dialect(source.delimiter, declared.width if declared else 1, start)
        source.say(
            CELLS_ARE_SEPARATED_BY_COMMAS,
            f"the datapackage says that {_words(source.delimiter)} separate the cells, and "
            f"{_words(found.delimiter)} do; these were used",
            "correct `dialect` in datapackage.json, or save the file with the delimiter it names",
            severity=Severity.warning,
        )
    elif found is not None and found.delimiter != usual:
        source.say(
            CELLS_ARE_SEPARATED_BY_COMMAS,
            f"the cells are separated by {_words(found.delimiter)}, not {_words(usual)}",
            f'nothing; or say so in datapackage.json: "dialect": {{"delimiter": "{found.delimiter}"}}',
        )
    delimiter, width = (found.delimiter, found.width) if found else (candidates[0], 1)
    return Dialect(delimiter, width, start)


def _words(delimiter: str) -> str:
    return DELIMITERS.get(delimiter, repr(delimiter))


def _sample(lines: Sequence[str], start: int) -> list[str]:
    sample: list[str] = []
    characters = 0
    for line in lines[start : start + 10 * _SAMPLE_LINES]:
        if line.strip():
            sample.append(line)
            characters += len(line)
        if len(sample) >= _SAMPLE_LINES or characters > _SAMPLE_CHARACTERS:
            break
    return sample


def _best(sample: Sequence[str], candidates: Sequence[str]) -> Dialect | None:
    """The delimiter that cuts most rows alike, the first row above all; None where none cuts any."""
    best, best_rank = None, (False, False, 0, 0.0, 0)
    for delimiter in candidates:
        rows = csv.reader(sample, delimiter=delimiter, skipinitialspace=True)
        widths = [len(row) for row in rows if any(row)]
        counts = Counter(width for width in widths if width > 1)
        if not counts:
            continue
        width = max(counts, key=lambda one: (counts[one], one))
        share = counts[width] / len(widths)
        rank = (
            share >= 0.5 and widths[0] == width,
            share >= 0.5,
            min(widths[0], width),
            share,
            width,
        )
        if rank > best_rank:
            best, best_rank = Dialect(delimiter, width), rank
    return best


def settle_decimals(source: Source, sheet: Sheet, delimiter: str) -> None:
    """Find out whether a sheet writes decimals with commas, and say so where it does or might."""
    if delimiter == ",":
        return  # a comma inside a cell was put in quotation marks on purpose
    commas, either = _numbers_with_commas(sheet)
    points = _numbers_with_points(sheet) if commas or either else []
    if commas and points:
        few, mark = (commas, "comma") if len(commas) <= len(points) else (points, "point")
        sheet.decimal_comma = len(commas) > len(points)
        _say(
            source,
            sheet,
            few,
            f"decimal commas in {_counted(commas)}, decimal points in {_counted(points)}; "
            f"with a {mark}: {_listed(sheet, few)}",
            "write all decimals with the same mark",
        )
    elif commas:
        sheet.decimal_comma = True
        _say(
            source,
            sheet,
            commas,
            f"decimals are written with a comma: {_listed(sheet, commas)}",
            "nothing; numbers of this file are read so",
            Severity.info,
        )
    elif either and not points and delimiter == ";":
        _say(
            source,
            sheet,
            either,
            f"{_listed(sheet, either)} may have a decimal comma or one between thousands; read as thousands",
            "write thousands without a comma",
        )


_Cells = list[tuple[int, int]]


def _numbers_with_commas(sheet: Sheet) -> tuple[_Cells, _Cells]:
    """The cells whose numbers have a decimal comma, and those whose comma may separate thousands."""
    commas: _Cells = []
    either: _Cells = []
    for index, row in enumerate(sheet.rows):
        for column, text in enumerate(row):
            if "," in text and len(text) <= _LONGEST_NUMBER:
                if _ONE_GROUP.fullmatch(text):
                    either.append((index, column))
                elif _COMMA.fullmatch(text):
                    commas.append((index, column))
    return commas, either


def _numbers_with_points(sheet: Sheet) -> _Cells:
    """The cells whose numbers have a decimal point, or commas that can only separate thousands."""
    return [
        (index, column)
        for index, row in enumerate(sheet.rows)
        for column, text in enumerate(row)
        if ("." in text or "," in text)
        and len(text) <= _LONGEST_NUMBER
        and not _ONE_GROUP.fullmatch(text)
        and (_POINT.fullmatch(text) or _GROUPS.fullmatch(text))
    ]


def _counted(cells: _Cells) -> str:
    return "1 cell" if len(cells) == 1 else f"{len(cells):,} cells"


def _listed(sheet: Sheet, cells: _Cells) -> str:
    shown = [f"{sheet.rows[row][column]} (row {sheet.lines[row]})" for row, column in cells[:5]]
    return ", ".join(shown) + (f" and {len(cells) - 5:,} more" if len(cells) > 5 else "")


def _say(
    source: Source,
    sheet: Sheet,
    cells: _Cells,
    message: str,
    remedy: str,
    severity: Severity | None = None,
) -> None:
    index, column = cells[0]
    source.say(
        DECIMALS_USE_POINTS,
        message,
        remedy,
        row=sheet.cell_lines.get((index, column), sheet.lines[index]),
        column=sheet.first_column + column,
        name=sheet.header[column] if column < len(sheet.header) else "",
        text=sheet.rows[index][column],
        severity=severity,
    )
