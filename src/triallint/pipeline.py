"""The one way through: files -> read -> shape -> run. What the command and the library both call."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .accepting import accepted
from .answering import holds_answers
from .catalogue import Catalogue
from .checkfile import Check
from .config import UsageError
from .conventions import Conventions
from .crosscheck import Answers, AnswerSource, merged_uses
from .deciding import decisions_beside
from .model import Checked, Crash, Finding, ListUsed, Place, Run, Skip, Tally
from .read import Reading, Sheet, datasets_in, is_document, read, read_frames
from .run import distinct, order, run
from .shape import shape
from .sources import SourceOfReports, Sources
from .tables import Tables

#: Where the cells of an imported dataset came from, beside its tables.
ORIGINS = "triallint-origins.json"

#: Goes through the checks, and may show how far it is.
Progress = Callable[[Sequence[Check]], Iterable[Check]]


#: What answers the questions about a dataset; None if nobody does.
SourceFor = Callable[[Path], AnswerSource | None]


def nobody(_: Path) -> None:
    """No answers."""


def no_progress(checks: Sequence[Check]) -> Iterable[Check]:
    """Go through the checks in silence."""
    return checks


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset as the checks saw it.

    Attributes:
        tables: its rows.
        answers: what was answered about its citations.
        sources: the documents that it was read from.
        path: its folder or file; None for tables in memory and for documents.
    """

    tables: Tables
    answers: Answers
    sources: Sources
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """A run, the sheets that it was about, and the documents that these were held against."""

    run: Run
    sheets: tuple[Sheet, ...] = ()
    sources: tuple[Sources, ...] = ()
    datasets: tuple[Dataset, ...] = ()

    def passage_at(self, place: Place) -> str | None:
        """The text of the document that a place lies in, where it is at hand."""
        for sources in self.sources:
            text = sources.text_of(place.file)
            if text is not None:
                return text
        for sheet in self.sheets:
            if sheet.file == place.file:
                for document in sheet.documents:
                    if document.id == place.document:
                        return document.text
        return None

    def row_at(self, place: Place) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The header and the cells of the row that a place lies in, as the file has them."""
        for sheet in self.sheets:
            if sheet.file == place.file and sheet.sheet == place.sheet and not sheet.documents:
                at = bisect_left(sheet.lines, place.row or 0)
                if at < len(sheet.lines) and sheet.lines[at] == place.row:
                    return tuple(sheet.header), tuple(sheet.rows[at])
        return None


def check_paths(
    paths: Sequence[Path],
    catalogue: Catalogue,
    progress: Progress = no_progress,
    source_for: SourceFor = nobody,
    at_hand: SourceOfReports | None = None,
) -> Inspection:
    """Check every dataset that the paths name, each once.

    Args:
        paths: dataset folders, folders above several of them, or files; a file stands for the whole
            dataset that it belongs to, because tables refer to each other.
        catalogue: the checks to ask.
        progress: wraps what is being gone through, so that a terminal can show how far it is.
        source_for: gives what answers the questions about a dataset's citations.
        at_hand: has the documents that its reports were read from.

    Raises:
        UsageError: a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
    texts = [path for path in paths if is_document(path)]
    tables = [path for path in paths if path not in texts]
    parts: list[Inspection] = []
    for one in datasets(tables) if tables or not texts else ():
        inspection = inspect(
            read([one]),
            catalogue,
            progress,
            answers=Answers(source_for(one)),
            sources=Sources(at_hand),
            decisions=decisions_beside(one),
        )
        named = tuple(replace(dataset, path=one) for dataset in inspection.datasets)
        inspection = replace(
            inspection, run=accepted(inspection.run, one, catalogue.left_out), datasets=named
        )
        parts.append(with_originals(inspection, one))
    if texts:
        parts += check_documents(texts, catalogue, progress, source_for)
    sheets = tuple(sheet for part in parts for sheet in part.sheets)
    sources = tuple(source for part in parts for source in part.sources)
    seen = tuple(dataset for part in parts for dataset in part.datasets)
    return Inspection(merged(part.run for part in parts), sheets, sources, seen)


def with_originals(inspection: Inspection, dataset: Path) -> Inspection:
    """An inspection whose findings name the cells that an imported dataset was made from."""
    if not dataset.joinpath(ORIGINS).is_file() or not (inspection.run.findings or inspection.run.accepted):
        return inspection
    from .importing.origins import load_cells, originals, traced  # only who imported pays for it

    cells = load_cells(dataset)
    found = traced(inspection.run, inspection.sheets, cells)
    return replace(inspection, run=found, sheets=(*inspection.sheets, *originals(cells)))


def check_documents(
    paths: Sequence[Path], catalogue: Catalogue, progress: Progress, source_for: SourceFor
) -> Iterator[Inspection]:
    """Extract documents and check what they say, some hundreds at a time."""
    from .extract.reading import read_documents

    answers = Answers(source_for(paths[0].parent))
    for part in read_documents(paths):
        yield inspect(part.reading(), catalogue, progress, whole=False, answers=answers)


def datasets(paths: Sequence[Path]) -> list[Path]:
    """The datasets that paths name, each once, in order. Recorded answers beside one are none.

    Raises:
        UsageError: the paths name nothing else.
    """
    found = dict.fromkeys(dataset for path in paths for dataset in datasets_in(path))
    others = [dataset for dataset in found if not holds_answers(dataset)]
    if found and not others:
        raise UsageError(f"{paths[0]}: recorded answers are no dataset; name the one that they belong to")
    return others


def check_frames(frames: Mapping[str, Any], catalogue: Catalogue) -> Inspection:
    """Check tables in memory: table name -> data frame, or list of records."""
    if not frames:
        raise UsageError("no tables were given: a mapping of table names to data frames or records is needed")
    return inspect(read_frames(frames), catalogue, whole=False)


def inspect(
    reading: Reading,
    catalogue: Catalogue,
    progress: Progress = no_progress,
    *,
    whole: bool = True,
    answers: Answers | None = None,
    sources: Sources | None = None,
    decisions: Sequence[Any] = (),
) -> Inspection:
    """Shape what was read and ask the checks about it; `whole` expects a table of reports."""
    shaped = shape(reading.sheets, whole=whole, said=reading.findings)
    shaped.tables.decisions = decisions
    conventions = Conventions(shaped.tables, catalogue.doi_case)
    result = run(progress(catalogue.selected), shaped.tables, conventions, answers, sources)
    findings = [
        finding
        for finding in (*reading.findings, *shaped.findings, *result.findings)
        if finding.check not in catalogue.ignored
    ]
    broken = tuple(Crash("checks folder", None, str(bad)) for bad in catalogue.broken)
    result = replace(
        result,
        findings=tuple(distinct(sorted(findings, key=order))),
        crashes=(*broken, *shaped.crashes, *result.crashes),
        checked=replace(result.checked, files=_readable(reading)),
    )
    seen = Dataset(shaped.tables, answers or Answers(), sources or Sources())
    return Inspection(result, tuple(reading.sheets), (sources,) if sources else (), (seen,))


def _readable(reading: Reading) -> tuple[str, ...]:
    """The files in which something could be read."""
    held = {sheet.file for sheet in reading.sheets}
    return tuple(file for file in reading.files if file in held)


def merged(runs: Iterable[Run]) -> Run:
    """Several datasets' runs as one."""
    parts = list(runs)
    if len(parts) == 1:
        return parts[0]
    skips: dict[tuple[str, str], int] = {}
    for skip in (skip for part in parts for skip in part.skips):
        skips[skip.check, skip.reason] = skips.get((skip.check, skip.reason), 0) + skip.count
    return Run(
        # Not numbered again: a fingerprint must not depend on what else is checked.
        findings=tuple(sorted(_findings(parts), key=order)),
        skips=tuple(Skip(*key, count) for key, count in sorted(skips.items())),
        crashes=tuple(dict.fromkeys(crash for part in parts for crash in part.crashes)),
        accepted=tuple(finding for part in parts for finding in part.accepted),
        checked=Checked(
            files=tuple(file for part in parts for file in part.checked.files),
            rows=_sums(part.checked.rows for part in parts),
            tallies=_tallies(parts),
            untouched=_sums(part.checked.untouched for part in parts),
            answers=merged_uses(use for part in parts for use in part.checked.answers),
            untouched_rows=tuple(place for part in parts for place in part.checked.untouched_rows),
            unverified=tuple(one for part in parts for one in part.checked.unverified),
            lists=_lists(parts),
            left=_left(parts),
        ),
    )


def _left(parts: Iterable[Run]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, reports in (item for part in parts for item in part.checked.left.items()):
        found[name] = found.get(name, frozenset()) | reports
    return found


def _lists(parts: Iterable[Run]) -> tuple[ListUsed, ...]:
    """The lists that were used, each once, with all that they matched."""
    found: dict[str, ListUsed] = {}
    for one in (one for part in parts for one in part.checked.lists):
        known = found.get(one.file)
        found[one.file] = one._replace(matched=one.matched + (known.matched if known else 0))
    return tuple(found.values())


def _findings(parts: Iterable[Run]) -> Iterator[Finding]:
    for part in parts:
        yield from part.findings


def _sums(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in counts:
        for name, count in one.items():
            total[name] = total.get(name, 0) + count
    return total


def _tallies(parts: Iterable[Run]) -> dict[str, Tally]:
    total: dict[str, Tally] = {}
    for part in parts:
        for name, tally in part.checked.tallies.items():
            total[name] = total.get(name, Tally()) + tally
    return total
