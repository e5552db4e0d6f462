"""Files to sheets: every cell's text as a file holds it, with its place, and what was odd about it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..model import Finding, fingerprint
from .conditions import CONDITIONS, FILE_HAS_ROWS
from .dataset import dataset_of, datasets_in, is_document, is_endnote_file, resource_of, sources_of
from .formats import FORMATS, READ_HERE, sheets_of
from .frames import FRAMES, sheet_of_frame
from .layout import BARE
from .sheet import Sheet
from .source import LIMITS, Limits, Source, Unreadable, load

__all__ = [
    "CONDITIONS",
    "FORMATS",
    "FRAMES",
    "LIMITS",
    "READ_HERE",
    "Limits",
    "Reading",
    "Sheet",
    "dataset_of",
    "datasets_in",
    "is_document",
    "is_endnote_file",
    "read",
    "read_frames",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        sheets: the tables, in the order of their files.
        findings: what was odd about the files.
        files: every file that gave a sheet or a finding of its own, as the user named it.
    """

    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[str, ...] = ()


def read(paths: Iterable[str | os.PathLike[str]], *, limits: Limits = LIMITS) -> Reading:
    """Read files and dataset folders. Never raises for what they hold: that becomes findings.

    A folder's files are those its datapackage.json names, or else those in it (not below it) whose
    extension is read. A file named outright is read as the datapackage of its dataset says.

    Args:
        paths: files and folders; a file that is named twice is read once.
        limits: how much of a file is read.
    """
    groups: list[list[Source]] = []
    folders: list[Source] = []
    for named in paths:
        path = os.fspath(named)
        if os.path.isdir(path):
            groups.extend(sources_of(path, limits, folders))
        else:
            groups.append([resource_of(Path(path), limits)])
    sheets: list[Sheet] = []
    findings: list[Finding] = []
    files: dict[str, str] = {}
    for group in groups:
        header: list[str] | None = None
        for source in group:
            if _is_new(source.file, files):
                source.header = header  # a later part of a resource may lack one
                part = _read_one(source)
                header = header or (part[0].header if part else None)
                sheets.extend(part)
                findings.extend(source.findings)
    for folder in folders:
        folder.close()
        findings.extend(folder.findings)
    return Reading(tuple(sheets), tuple(_folded(findings)), tuple(files.values()))


def _folded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those on tables that are still to be filled as one: a fresh dataset has ten of them."""
    found = list(findings)
    bare = [one for one in found if one.check == FILE_HAS_ROWS.name and one.message == BARE]
    if len(bare) < 2:
        yield from found
        return
    yield from (one for one in found if one not in bare)
    names = sorted(one.place.sheet or Path(one.place.file).stem for one in bare)
    yield replace(
        bare[0],
        message=f"{len(bare)} tables have a header and no rows: {', '.join(names)}",
        points=tuple(replace(point, words="no rows") for one in bare for point in one.points),
        fingerprint=fingerprint(FILE_HAS_ROWS.name, ("tables to be filled",)),
    )


def _is_new(file: str, files: dict[str, str]) -> bool:
    """Whether a file was not read yet under this or another name."""
    try:
        real = os.path.realpath(file)
    except (OSError, ValueError):
        real = file
    if real in files:
        return False
    files[real] = file
    return True


def _read_one(source: Source) -> list[Sheet]:
    try:
        return _with_table(source, sheets_of(source)) if load(source) else []
    except Unreadable as refusal:
        source.refuse(refusal)
    except MemoryError:
        source.refuse(Unreadable("the file does not fit into memory", "split it, or use a larger machine"))
    finally:
        source.data = b""  # sheets hold texts; the bytes are no longer needed
        source.close()
    return []


def _with_table(source: Source, sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of a file, named as its resource is; of several, the one with that name is meant."""
    for sheet in sheets:
        if len(sheets) > 1 and sheet.name != source.table:
            sheet.table = None
        elif source.table is not None:
            sheet.name = source.table
    return sheets


def read_frames(frames: Mapping[str, Any], *, limits: Limits = LIMITS) -> Reading:
    """Read tables in memory: table name -> data frame, dict of columns, or list of records.

    Rows are numbered as they would be in a file: the header is row 1, the first record row 2.

    Raises:
        TypeError: a value is none of these.
    """
    source = Source(FRAMES, limits=limits)
    sheets = tuple(sheet_of_frame(source, str(name), frame) for name, frame in frames.items())
    source.close()
    return Reading(sheets, tuple(source.findings), (FRAMES,) if frames else ())
