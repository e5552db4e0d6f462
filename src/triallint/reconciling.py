"""The way of reconciling: files -> read -> shape -> records -> groups -> merged records."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .answering import source_for
from .config import Config, UsageError
from .crosscheck import Answers
from .deciding import NAME, decisions_beside, decisions_file, text_of
from .model import Finding, Severity
from .pipeline import datasets
from .read import FORMATS, Reading, Sheet, dataset_of, is_document, is_endnote_file, read
from .reconcile import Decision, Edge, Group, Record, group
from .reconcile.decisions import complaints, with_decision, written
from .reconcile.gather import Gathered, gather
from .reconcile.merge import Reconciled, reconciled
from .reconcile.redirects import Redirects, redirects
from .reconcile.rewriting import LOG, Rewriting
from .render.words import place_in_words
from .shape import shape
from .store import write_folder, write_text

#: Formats of files that hold a bibliography and nothing else.
_BIBLIOGRAPHIES: Final = frozenset({"RIS", "nbib", "BibTeX", "EndNote XML"})

#: Told what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


#: Finds out how the pairs of some records belong together, elsewhere than here.
EdgesOf = Callable[[Sequence[Record]], Sequence[Edge]]


def no_progress(_: str, __: int, ___: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Records that are compared with each other: a dataset, or files of one kind that were named together.

    Attributes:
        paths: what is read.
        home: the folder that it lies in.
        are_documents: whether it is documents, in which the records are found sentence by sentence.
    """

    paths: tuple[Path, ...]
    home: Path
    are_documents: bool = False

    @property
    def name(self) -> str:
        """What its folder is called where several are written."""
        return self.home.resolve().name or "dataset"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one collection.

    Attributes:
        groups: in the order of their first members.
        complaints: what is odd about the decisions, in words.
        unread: errors of files of which something could not be read.
        files: those of which something could.
    """

    collection: Collection
    gathered: Gathered
    groups: tuple[Reconciled, ...]
    decisions: tuple[Decision, ...]
    complaints: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    unread: tuple[Finding, ...]
    files: tuple[str, ...]

    @property
    def conflicts(self) -> int:
        """How many values a person must decide on."""
        return sum(len(one.conflicts) for one in self.groups)


def collections(paths: Sequence[Path]) -> list[Collection]:
    """What is compared with what: each dataset within itself, bibliographies or documents with each other.

    A file of a dataset stands for all of it, as in a check; a bibliography file that lies in no dataset
    stands for itself.

    Raises:
        UsageError: a path does not exist.
    """
    kinds: dict[str, list[Path]] = {"tables": [], "bibliographies": [], "documents": []}
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
        loose = path.is_file() and _is_loose(path)
        kinds["documents" if is_document(path) else "bibliographies" if loose else "tables"].append(path)
    found = [Collection((one,), one if one.is_dir() else one.parent) for one in datasets(kinds["tables"])]
    for kind in ("bibliographies", "documents"):
        if named := tuple(dict.fromkeys(kinds[kind])):
            found.append(Collection(named, named[0].parent, are_documents=kind == "documents"))
    return found


def _is_loose(path: Path) -> bool:
    """Whether a file is a bibliography that lies in no dataset."""
    folder = dataset_of(path)
    if (folder / "datapackage.json").is_file() or any(one.stem == "reports" for one in folder.iterdir()):
        return False
    form = "EndNote XML" if is_endnote_file(path) else FORMATS.get(path.suffix.lower(), "")
    return form in _BIBLIOGRAPHIES or (form == "JSON" and _holds_citations_only(path))


def _holds_citations_only(path: Path) -> bool:
    sheets = read([path]).sheets
    return bool(sheets) and all(sheet.table == "citations" for sheet in sheets)


def reconcile(
    collection: Collection,
    settings: Config,
    progress: Progress = no_progress,
    edges_of: EdgesOf | None = None,
) -> Outcome:
    """Group the records of a collection, and merge what may be merged. Writes nothing.

    Args:
        collection: what is compared with what.
        settings: who answers for PubMed.
        progress: told how far it is.
        edges_of: compares the records elsewhere, such as on a cluster; None for here.

    Raises:
        UsageError: nothing could be read, or the decisions cannot be.
    """
    progress("reading", 0, 0)
    reading = _read(collection)
    tables = shape(reading.sheets, whole=False, said=reading.findings).tables
    tables.decisions = decisions_beside(collection.home)
    gathered = gather(tables, Answers(source_for(collection.paths[0], settings)))
    unread = tuple(one for one in reading.findings if one.severity is Severity.error)
    if not gathered.records:
        why = f": {unread[0].message}" if unread else ""
        raise UsageError(f"{collection.paths[0]}: there is no report and no citation that could be read{why}")
    decisions = tuple(tables.decisions)
    ids = [one.id for one in gathered.records]
    progress("comparing records", 0, len(ids))
    held = [one for one in decisions if {one.a, one.b} <= set(ids)]
    edges = edges_of(gathered.records) if edges_of else None
    groups = group(gathered.records, held, edges)
    without = group(gathered.records, (), edges) if held else groups
    return Outcome(
        collection,
        gathered,
        tuple(_merged(groups, gathered, progress)),
        decisions,
        tuple(complaints(decisions, ids, groups, without)),
        tuple(reading.sheets),
        unread,
        tuple(dict.fromkeys(sheet.file for sheet in reading.sheets)),
    )


def _read(collection: Collection) -> Reading:
    """The tables of a collection, taken from its files or found in its documents."""
    if not collection.are_documents:
        return read(collection.paths)
    from .extract.reading import read_documents

    whole = next(read_documents(collection.paths, batch=sys.maxsize), None)  # records of all are compared
    return whole.reading() if whole else Reading()


def _merged(groups: Sequence[Group], gathered: Gathered, progress: Progress) -> Iterator[Reconciled]:
    for done, one in enumerate(groups):
        progress("merging groups", done, len(groups))
        yield reconciled(one, gathered)


def decide(outcome: Outcome, decision: Decision) -> Path:
    """Keep a decision beside the data, and say in which file.

    Raises:
        UsageError: an id names no record, the pair is decided already, or it could not be written.
    """
    path = decisions_file(outcome.collection.home)
    known = [one.id for one in outcome.gathered.records]
    write_text(path, with_decision(text_of(path), decision, known, str(path)), overwrite=True)
    return path


def write(outcome: Outcome, folder: Path) -> Redirects:
    """Write the merged tables, the log and the decisions that still say something to a new folder.

    Raises:
        UsageError: something could not be read in full, and would be missing in the new folder.
        StoreError: the folder is there already, or could not be written. Nothing changed.
    """
    if outcome.unread:
        at = outcome.unread[0]
        raise UsageError(
            f"{place_in_words(at.place)}: {at.message}; a merged folder would lack it, so nothing was written"
        )
    plan = redirects(outcome.groups, outcome.gathered)
    files = Rewriting(outcome.gathered, plan, outcome.sheets).files()
    if decisions := plan.renamed(outcome.decisions):
        files[NAME] = written(decisions)
    write_folder(folder, files)
    return plan


def folders(outcomes: Iterable[Outcome], folder: Path) -> list[Path]:
    """Where each of several collections is written: the folder itself for one, else one below it for each."""
    names = [one.collection.name for one in outcomes]
    if len(names) == 1:
        return [folder]
    return [folder / (name if names.count(name) == 1 else f"{name}-{n}") for n, name in enumerate(names, 1)]


__all__ = [
    "LOG",
    "Collection",
    "Outcome",
    "collections",
    "decide",
    "folders",
    "no_progress",
    "reconcile",
    "write",
]
