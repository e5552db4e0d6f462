"""Checks asked about pandas frames that somebody else's suite holds."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..catalogue import catalogue
from ..checkfile import Check
from ..config import SEVERITIES, Config, did_you_mean, find, load, one_of
from ..model import Finding, Run, Severity
from ..tables import ROWS

if TYPE_CHECKING:
    import pandas

#: Frames that were offered, by name.
_OFFERED: dict[str, Mapping[str, Any]] = {}


def offer_tables(name: str, tables: "Mapping[str, pandas.DataFrame]") -> None:
    """Offer the other tables of a dataset to `ExpectDatasetToHold`, as stored suites can hold no frames.

    Args:
        name: what the expectation's `dataset` calls them.
        tables: frames by table name, their numbers as printed text.
    """
    _OFFERED[name] = dict(tables)


def row_check(name: str, table: str) -> Check:
    """A check that needs nothing but a row of a table.

    Raises:
        ValueError: there is none of that name, or it needs more than the row.
    """
    known = {one.name: one for one in catalogue(Config(checks=())).selected}
    if name not in known:
        raise ValueError(f"no check {name!r} is known{did_you_mean(name, known)}")
    if table not in ROWS:
        raise ValueError(f"no table {table!r} is known{did_you_mean(table, ROWS)}")
    found = known[name]
    if found.wants or found.unless:
        raise ValueError(f"{name} reads more than one row: use ExpectDatasetToHold")
    if ROWS[table] not in found.kinds:
        raise ValueError(f"{name} is about {', '.join(kind.table for kind in found.kinds)}, not {table}")
    return found


def row_checks(table: str) -> list[str]:
    """The names of the checks that `ExpectRowsToHold` can ask about a table."""
    every = catalogue(Config(checks=())).selected
    return [one.name for one in every if not one.wants and not one.unless and ROWS[table] in one.kinds]


def failing_rows(check: str, table: str, frame: "pandas.DataFrame", fail_on: str) -> set[int]:
    """The positions (from 0) of the rows in which a check finds something.

    Raises:
        ValueError: the check does not fit, or a column holds floats, which have lost their decimals.
    """
    row_check(check, table)
    run = _run({table: frame}, select=(check,))
    return {position for one in _counting(run, fail_on) if (position := _position(one)) is not None}


def findings_of(dataset: str, table: str, frame: "pandas.DataFrame", fail_on: str) -> list[dict[str, Any]]:
    """What all checks find in a dataset.

    Args:
        dataset: a name that tables were offered under, or a dataset's folder; the folder is checked as it
            stands, with the recorded answers beside it.
        table: what the frame is; it takes the place of an offered one.
        frame: the batch.
        fail_on: the lowest severity that counts.

    Raises:
        ValueError: there is neither such a name nor such a folder, or nothing could be checked.
    """
    one_of("ExpectDatasetToHold", "fail_on", fail_on, SEVERITIES)
    run = _run({**_OFFERED[dataset], table: frame}) if dataset in _OFFERED else _run_folder(Path(dataset))
    return [_as_row(one) for one in _counting(run, fail_on)]


def _run_folder(path: Path) -> Run:
    from functools import partial

    from ..answering import source_for
    from ..pipeline import check_paths

    if not path.is_dir():
        raise ValueError(f"{path} is no folder, and no tables were offered under that name")
    settings = load(find(path))
    return _sound(
        check_paths([path], catalogue(settings), source_for=partial(source_for, settings=settings)).run
    )


def _run(frames: Mapping[str, Any], select: tuple[str, ...] = ()) -> Run:
    from ..pipeline import check_frames

    for table, frame in frames.items():
        floats = [
            str(name) for name, kind in frame.dtypes.items() if kind.kind == "f" and frame[name].notna().any()
        ]
        if floats:
            raise ValueError(
                f"{table}: {', '.join(floats)}: floats have lost the decimals; read them as text"
            )
    plain = {table: frame.reset_index(drop=True) for table, frame in frames.items()}
    return _sound(check_frames(plain, catalogue(Config(select=select, checks=()))).run)


def _sound(run: Run) -> Run:
    """A run in which no check crashed: what was not looked at must not pass."""
    if run.crashes:
        raise ValueError(f"{run.crashes[0].check} crashed: {run.crashes[0].error}")
    return run


def _counting(run: Run, fail_on: str) -> Iterator[Finding]:
    return (one for one in run.findings if one.severity >= Severity[fail_on])


def _position(finding: Finding) -> int | None:
    """Where in its frame, from 0, a finding stands: a table in memory counts its header as row 1."""
    row = finding.place.row
    return row - 2 if row is not None and row > 1 else None


def _as_row(finding: Finding) -> dict[str, Any]:
    return {
        "table": finding.place.file,
        "row": _position(finding),
        "column": finding.place.name,
        "report_id": finding.subject,
        "check": finding.check,
        "severity": finding.severity.name,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
    }
