"""The one way through: files -> read -> shape -> run. What the command and the library both call."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .answering import holds_answers
from .catalogue import Catalogue
from .checkfile import Check
from .config import UsageError
from .crosscheck import Answers, AnswerSource, merged_uses
from .model import Checked, Crash, Finding, Place, Run, Skip, Tally
from .read import Reading, Sheet, datasets_in, read, read_frames
from .run import distinct, order, run
from .shape import shape

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
class Inspection:
    """A run, and the sheets that it was about."""

    run: Run
    sheets: tuple[Sheet, ...] = ()

    def row_at(self, place: Place) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The header and the cells of the row that a place lies in, as the file has them."""
        for sheet in self.sheets:
            if sheet.file == place.file and sheet.sheet == place.sheet:
                at = bisect_left(sheet.lines, place.row or 0)
                if at < len(sheet.lines) and sheet.lines[at] == place.row:
                    return tuple(sheet.header), tuple(sheet.rows[at])
        return None


def check_paths(
    paths: Sequence[Path],
    catalogue: Catalogue,
    progress: Progress = no_progress,
    source_for: SourceFor = nobody,
) -> Inspection:
    """Check every dataset that the paths name, each once.

    Args:
        paths: dataset folders, folders above several of them, or files; a file stands for the whole
            dataset that it belongs to, because tables refer to each other.
        catalogue: the checks to ask.
        progress: wraps what is being gone through, so that a terminal can show how far it is.
        source_for: gives what answers the questions about a dataset's citations.

    Raises:
        UsageError: a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
    parts = [
        inspect(read([one]), catalogue, progress, answers=Answers(source_for(one))) for one in datasets(paths)
    ]
    sheets = tuple(sheet for part in parts for sheet in part.sheets)
    return Inspection(merged(part.run for part in parts), sheets)


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
) -> Inspection:
    """Shape what was read and ask the checks about it; `whole` expects a table of reports."""
    shaped = shape(reading.sheets, whole=whole, said=reading.findings)
    result = run(progress(catalogue.selected), shaped.tables, answers=answers)
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
    return Inspection(result, tuple(reading.sheets))


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
        ),
    )


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
