"""Runs, findings and answers over time, in one SQLite file that survives a crash and two writers."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from .config import UsageError
from .nights import Night, Seen
from .store import StoreError, make_folder

#: The file's name in the folder of a nightly job, and that of the lock beside it.
NAME: Final = "history.sqlite3"
LOCK: Final = "lock.sqlite3"

#: The layout of the tables; a file of a later one is left alone, one of an earlier one gets what it lacks.
LAYOUT: Final = 2

#: How long a writer waits for another, in seconds: a night is written in far less.
_PATIENCE: Final = 30.0

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, night TEXT NOT NULL, version TEXT NOT NULL,
    whole INTEGER NOT NULL, exit INTEGER NOT NULL, row_counts TEXT NOT NULL, files TEXT NOT NULL,
    checks TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS findings (
    run INTEGER NOT NULL REFERENCES runs (id), fingerprint TEXT NOT NULL, name TEXT NOT NULL,
    severity TEXT NOT NULL, subject TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
    cells TEXT NOT NULL, texts TEXT NOT NULL, message TEXT NOT NULL, accepted INTEGER NOT NULL,
    PRIMARY KEY (run, fingerprint)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (
    run INTEGER NOT NULL REFERENCES runs (id), fingerprint TEXT NOT NULL, name TEXT NOT NULL,
    severity TEXT NOT NULL, subject TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
    cells TEXT NOT NULL, texts TEXT NOT NULL, message TEXT NOT NULL, accepted INTEGER NOT NULL,
    PRIMARY KEY (run, fingerprint)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (
    run INTEGER NOT NULL REFERENCES runs (id), question TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (run, question)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS publications (
    run INTEGER NOT NULL REFERENCES runs (id), pmid TEXT NOT NULL, facts TEXT NOT NULL,
    PRIMARY KEY (run, pmid)) WITHOUT ROWID;
"""


class RunBefore(NamedTuple):
    """How many findings a run had, by severity, and how many of all were accepted."""

    on: date
    errors: int
    warnings: int
    infos: int
    accepted: int


class History:
    """The history of one folder of nightly runs.

    A run is written in one transaction when it is over: one that was interrupted leaves nothing behind. Two
    that end together wait for each other.

    Args:
        path: the file; made where there is none.

    Raises:
        UsageError: it is no history, a damaged one, or one of a later triallint.
        StoreError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        make_folder(path.parent)
        self._path = path
        try:
            with self._open() as connection:
                damage = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                if damage != "ok":
                    raise sqlite3.DatabaseError(damage)
                layout = connection.execute("PRAGMA user_version").fetchone()[0]
                if layout > LAYOUT:
                    raise UsageError(f"{path}: written by a later triallint; this one would spoil it")
                if layout < LAYOUT:
                    # One transaction that waits for its turn; no WAL, since a switch to it waits for nobody.
                    connection.executescript(
                        f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version={LAYOUT}; COMMIT;"
                    )
        except sqlite3.OperationalError as error:
            raise StoreError(f"{path}: {error}") from None
        except sqlite3.DatabaseError as error:
            why = " ".join(str(error).split())
            raise UsageError(
                f"{path}: cannot be read as a history: {why}; it is left as it is: move it away, and the next"
                " night begins a new one"
            ) from None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)) as connection:
            yield connection

    def add(self, night: Night, dataset: str, version: str, code: int) -> int:
        """Keep a night, whole or not at all.

        Args:
            night: what it saw.
            dataset: what was checked, in one name.
            version: of triallint.
            code: the exit code that it ended with.

        Returns:
            Its number.

        Raises:
            StoreError: the disk is full or said no; the history is as it was.
        """
        try:
            with self._open() as connection:
                connection.execute("BEGIN IMMEDIATE")  # waits for another writer here, not halfway
                number = _put(connection, night, dataset, version, code)
                connection.execute("COMMIT")  # closing without it takes all of it back
        except sqlite3.OperationalError as error:
            raise StoreError(f"{self._path}: the night could not be kept: {error}") from None
        return number

    def last(self, dataset: str) -> Night | None:
        """The latest night of a dataset; None where there was none."""
        with self._open() as connection:
            row = connection.execute(
                "SELECT id, night, whole, row_counts, files, checks FROM runs WHERE dataset = ?"
                " ORDER BY id DESC LIMIT 1",
                (dataset,),
            ).fetchone()
            return _night(connection, row) if row else None

    def past(self, dataset: str) -> list[RunBefore]:
        """How many findings every night of a dataset had, the oldest first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT night, sum(severity = 'error' AND NOT accepted),"
                " sum(severity = 'warning' AND NOT accepted), sum(severity = 'info' AND NOT accepted),"
                " sum(accepted) FROM runs LEFT JOIN findings ON run = id WHERE dataset = ?"
                " GROUP BY id ORDER BY id",
                (dataset,),
            )
            return [
                RunBefore(date.fromisoformat(on), *(count or 0 for count in counts)) for on, *counts in rows
            ]


def _put(connection: sqlite3.Connection, night: Night, dataset: str, version: str, code: int) -> int:
    run = connection.execute(
        "INSERT INTO runs (dataset, night, version, whole, exit, row_counts, files, checks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            dataset,
            night.on.isoformat(),
            version,
            night.whole,
            code,
            *map(_json, (night.rows, night.files, night.checks)),
        ),
    ).lastrowid
    for table, findings in (("findings", night.findings), ("waiting", night.waiting)):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (run, *one[:6], _json(one.cells), _json(one.values), one.message, one.accepted)
                for one in findings
            ),
        )
    connection.executemany(
        "INSERT INTO answers VALUES (?, ?, ?)", ((run, *one) for one in night.answers.items())
    )
    connection.executemany(
        "INSERT INTO publications VALUES (?, ?, ?)",
        ((run, pmid, _json(facts)) for pmid, facts in night.publications.items()),
    )
    return int(run or 0)


def _night(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Night:
    run, on, whole, rows, files, checks = row
    answers = connection.execute("SELECT question, state FROM answers WHERE run = ?", (run,))
    known = connection.execute("SELECT pmid, facts FROM publications WHERE run = ?", (run,))
    return Night(
        on=date.fromisoformat(on),
        findings=_findings(connection, "findings", run),
        waiting=_findings(connection, "waiting", run),
        publications={pmid: json.loads(facts) for pmid, facts in known},
        answers=dict(answers),
        rows=json.loads(rows),
        files=tuple(json.loads(files)),
        checks=tuple(json.loads(checks)),
        whole=bool(whole),
    )


def _findings(connection: sqlite3.Connection, table: str, run: int) -> tuple[Seen, ...]:
    rows = connection.execute(
        "SELECT fingerprint, name, severity, subject, file, line, cells, texts, message, accepted"
        f" FROM {table} WHERE run = ?",
        (run,),
    )
    return tuple(
        Seen._make((*one, tuple(json.loads(cells)), tuple(json.loads(texts)), message, bool(accepted)))
        for *one, cells, texts, message, accepted in rows
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other nightly runs out of a folder; the system lets go of it even where a run is killed.

    Raises:
        UsageError: another run is under way there.
    """
    make_folder(folder)
    with closing(sqlite3.connect(folder / LOCK, timeout=0.2, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise StoreError(f"{folder / LOCK}: {error}") from None
            raise UsageError(
                f"another nightly run is under way in {folder}: wait for it, or give this one an --output"
                " of its own"
            ) from None
        except sqlite3.DatabaseError as error:
            raise UsageError(f"{folder / LOCK}: {error}; it holds nothing and can be deleted") from None
        yield
