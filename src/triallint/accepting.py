"""The file of accepted findings beside a dataset: read for a run, and written by `triallint accept`."""

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from .accept import NAME, Acceptance, accept, parse_acceptances, written
from .config import UsageError
from .model import Run
from .store import write_text


def file_of(dataset: Path) -> Path:
    """Where the acceptances of a dataset are kept: beside its tables."""
    return (dataset if dataset.is_dir() else dataset.parent) / NAME


def acceptances_of(dataset: Path) -> tuple[Acceptance, ...]:
    """What was accepted of a dataset; nothing where it has no such file.

    Raises:
        UsageError: the file cannot be read, or is not of the form.
    """
    path = file_of(dataset)
    if not path.exists():
        return ()
    try:
        return parse_acceptances(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None


def accepted(run: Run, dataset: Path, left_out: Container[str] = (), today: date | None = None) -> Run:
    """A dataset's run without what was accepted of it; `left_out` names what was not asked for."""
    acceptances = acceptances_of(dataset)
    if not acceptances:
        return run
    return accept(run, acceptances, str(file_of(dataset)), today or date.today(), left_out)


def add(dataset: Path, new: Iterable[Acceptance]) -> Path:
    """Write acceptances down; a finding that was accepted before is accepted anew.

    Returns:
        The file.
    """
    kept = {one.fingerprint: one for one in acceptances_of(dataset)}
    kept |= {one.fingerprint: replace(one, line=0) for one in new}
    return _put(dataset, kept.values())


def remove(dataset: Path, fingerprints: Iterable[str]) -> Path:
    """Take acceptances out, by their whole fingerprints."""
    gone = set(fingerprints)
    return _put(dataset, (one for one in acceptances_of(dataset) if one.fingerprint not in gone))


def _put(dataset: Path, acceptances: Iterable[Acceptance]) -> Path:
    path = file_of(dataset)
    write_text(path, written(acceptances), overwrite=True)
    return path
