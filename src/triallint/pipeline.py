"""The one way through: files -> read -> shape -> run. What the command and the library both call."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .catalogue import Catalogue
from .model import Checked, Crash, Finding, Run, Skip, Tally
from .read import Reading, datasets_in, read, read_frames
from .run import distinct, order, run
from .shape import shape

Frames = Mapping[str, Any]


def check_paths(paths: Sequence[Path], catalogue: Catalogue) -> Run:
    """Check every dataset that the paths name, each once.

    Args:
        paths: dataset folders, folders above several of them, or files; a file stands for the whole
            dataset that it belongs to, because tables refer to each other.
        catalogue: the checks to ask.
    """
    return merged(check_reading(read([dataset]), catalogue) for dataset in datasets(paths))


def datasets(paths: Sequence[Path]) -> list[Path]:
    """The datasets that paths name, each once, in order."""
    return list(dict.fromkeys(dataset for path in paths for dataset in datasets_in(path)))


def check_frames(frames: Frames, catalogue: Catalogue) -> Run:
    """Check tables in memory: table name -> data frame, or list of records."""
    return check_reading(read_frames(frames), catalogue)


def check_reading(reading: Reading, catalogue: Catalogue) -> Run:
    """Shape what was read and ask the checks about it."""
    shaped = shape(reading.sheets)
    result = run(catalogue.selected, shaped.tables)
    findings = [
        finding
        for finding in (*reading.findings, *shaped.findings, *result.findings)
        if finding.check not in catalogue.ignored
    ]
    broken = tuple(Crash("checks folder", None, str(bad)) for bad in catalogue.broken)
    return replace(
        result,
        findings=tuple(distinct(sorted(findings, key=order))),
        crashes=(*broken, *shaped.crashes, *result.crashes),
        checked=replace(result.checked, files=reading.files),
    )


def merged(runs: Iterable[Run]) -> Run:
    """Several datasets' runs as one."""
    parts = list(runs)
    if len(parts) == 1:
        return parts[0]
    skips: dict[tuple[str, str], int] = {}
    for skip in (skip for part in parts for skip in part.skips):
        skips[skip.check, skip.reason] = skips.get((skip.check, skip.reason), 0) + skip.count
    return Run(
        findings=tuple(distinct(sorted(_findings(parts), key=order))),
        skips=tuple(Skip(*key, count) for key, count in sorted(skips.items())),
        crashes=tuple(dict.fromkeys(crash for part in parts for crash in part.crashes)),
        accepted=tuple(finding for part in parts for finding in part.accepted),
        checked=Checked(
            files=tuple(file for part in parts for file in part.checked.files),
            rows=_sums(part.checked.rows for part in parts),
            tallies=_tallies(parts),
            untouched=_sums(part.checked.untouched for part in parts),
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
