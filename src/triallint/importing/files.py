"""Files -> an import: each read for what it is, with the mapping that goes with it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ..model import Finding, Place
from ..read import LIMITS, read
from ..read.encoding import decode
from ..read.json_file import read_tree
from ..read.source import Source, Unreadable, load
from ..read.tree import Items, Node, Record
from .apply import apply
from .document import Document
from .made import Imported, Left
from .mapping import SheetMapping
from .propose import propose
from .registry import import_record

#: As what a record of ClinicalTrials.gov is spoken of.
REGISTRY: Final = "ClinicalTrials.gov"


def import_files(paths: Iterable[Path], mapping: SheetMapping | None = None) -> Imported:
    """Read files and bring what they hold into the tables.

    Args:
        paths: sheets and registry records.
        mapping: for the sheets; without one, it is proposed from the headers of each.
    """
    made = Imported()
    for path in dict.fromkeys(paths):
        before = len(made.rows)
        records = list(_records(path, made.findings)) if path.suffix.lower() == ".json" else []
        if records:
            made.kinds[str(path)] = REGISTRY
            for record in records:
                import_record(Document(str(path), record), made)
        else:
            _import_sheets(path, mapping, made)
        if len(made.rows) > before:
            made.files.append(str(path))
    return made


def _import_sheets(path: Path, mapping: SheetMapping | None, made: Imported) -> None:
    reading = read([path])
    made.findings += [one for one in reading.findings if one not in made.findings]
    for sheet in reading.sheets:
        chosen = mapping or propose(sheet.header)
        made.kinds[str(path)] = chosen.kind
        if chosen.blocks:
            apply(sheet, chosen, made)
        elif sheet.rows:
            name = f"the sheet {sheet.sheet!r}" if sheet.sheet else "the sheet"
            place = Place(sheet.file, sheet.header_line, sheet=sheet.sheet)
            remedy = "no header names a number that the tables have; write a mapping (--propose begins one)"
            made.left.append(Left(f"rows of {name}", len(sheet.rows), place, remedy))


def _records(path: Path, findings: list[Finding]) -> Iterable[Record]:
    """The records of ClinicalTrials.gov in a JSON file: one, a list, or a page of `studies`."""
    source = Source(str(path), limits=LIMITS)
    try:
        document: Node = read_tree(source, decode(source)) if load(source) else None
    except Unreadable:
        return []  # said by the reader of tables
    studies = document
    if isinstance(document, Record) and "studies" in document.keys:
        studies = document.values[document.keys.index("studies")]
    many = studies.values if isinstance(studies, Items) else [studies]
    found = [one for one in many if isinstance(one, Record) and "protocolSection" in one.keys]
    findings += source.findings if found else []
    return found
