"""Where the cells of an imported dataset came from, kept beside it, so that findings name the original."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from ..model import Finding, Place, Point, Run
from ..pipeline import ORIGINS
from ..read import read
from ..read.sheet import Sheet
from .made import Imported

#: The file, beside the tables; no table itself.
NAME: Final = ORIGINS

#: Table -> row_id -> column ("" for the row) -> the imported text and its place.
Cells = Mapping[tuple[str, str], Mapping[str, tuple[str, Place]]]


def cells_of(imported: Imported) -> Cells:
    """What an import knows of the places of its cells."""
    return {
        (row.table, row.cells["row_id"]): {"": ("", row.place)}
        | {column: (row.cells[column], place) for column, place in row.places.items()}
        for row in imported.rows
    }


def as_json(imported: Imported, folder: Path) -> str:
    """The places of an import's cells as a file of the dataset `folder`; paths are relative to it."""
    files = {file: number for number, file in enumerate(imported.files)}
    tables: dict[str, dict[str, Any]] = {}
    for (table, row_id), cells in cells_of(imported).items():
        tables.setdefault(table, {})[row_id] = {
            column: [files[at.file], at.sheet, at.row, at.column, at.name, text]
            for column, (text, at) in cells.items()
        }
    listed = [{"path": _relative(file, folder), "sha256": _digest(Path(file))} for file in files]
    rows = ",\n".join(
        f"{_line(table)}: {{\n"
        + ",\n".join(f"{_line(row_id)}: {_line(cells)}" for row_id, cells in named.items())
        + "\n}"
        for table, named in tables.items()
    )
    return f'{{"version": 1,\n"files": {_line(listed)},\n"cells": {{\n{rows}\n}}}}\n'


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _relative(file: str, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on another drive
        return Path(file).absolute().as_posix()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def load_cells(folder: Path) -> Cells:
    """The places of a dataset's cells, but for originals that have changed since or are gone."""
    try:
        kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
        files = [_at_hand(folder, one) for one in kept["files"]]
        return {
            (table, row_id): {
                column: (text, Place(name, row, at, header, sheet))
                for column, (number, sheet, row, at, header, text) in cells.items()
                if (name := files[number])
            }
            for table, rows in kept["cells"].items()
            for row_id, cells in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return {}


def _at_hand(folder: Path, file: Mapping[str, str]) -> str:
    """The name of an original that is as it was when it was imported; else nothing."""
    name = os.path.normpath(os.path.join(folder, file["path"]))
    return name if _digest(Path(name)) == file["sha256"] else ""


def traced(run: Run, sheets: Iterable[Sheet], cells: Cells) -> Run:
    """A run whose findings point at the original cells, wherever the dataset's cell still says the same.

    Fixes stay with the dataset's own files: the original is never written.
    """
    if not cells:
        return run
    rows: dict[tuple[str, int], tuple[str, str]] = {}
    for sheet in sheets:
        if "row_id" in sheet.header and not sheet.documents:
            at = sheet.header.index("row_id")
            for line, texts in zip(sheet.lines, sheet.rows, strict=True):
                if at < len(texts):
                    rows[sheet.file, line] = (sheet.table or sheet.name, texts[at])

    def moved(point: Point) -> Point:
        key = rows.get((point.place.file, point.place.row or 0))
        known = cells.get(key, {}) if key else {}
        text, place = known.get(point.place.name, ("", None))
        if place is None and "" in known and not point.text:  # blank: the row is where it would stand
            place = known[""][1]._replace(name=point.place.name)
        if place is None or not text.startswith(point.text):
            return point
        return replace(point, place=place)

    def told(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(replace(one, points=tuple(map(moved, one.points))) for one in findings)

    return replace(run, findings=told(run.findings), accepted=told(run.accepted))


def originals(cells: Cells) -> tuple[Sheet, ...]:
    """The sheets that cells came from, so that a finding can show the row that it points at."""
    files = dict.fromkeys(at.file for row in cells.values() for _, at in row.values())
    return read(file for file in files if not file.endswith(".json")).sheets
