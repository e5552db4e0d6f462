"""The mirror's file: its tables, what it says of itself, and how it is opened."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ..config import UsageError
from ..pubmed.parse import SKIPPED

#: The file's name in the mirror's folder, and that of the lock beside it.
NAME: Final = "mirror.sqlite3"
LOCK: Final = "lock.sqlite3"

#: What tells the file from every other SQLite file, and the layout of its tables.
APPLICATION: Final = 0x7472_6D69  # "trmi"
LAYOUT: Final = 1

#: Seconds that one waits for another: a file is applied in less.
_PATIENCE: Final = 60.0
#: Where a SQLite file states how many pages it has, and how large they are.
_SIZES: Final = slice(16, 18), slice(28, 32)

TABLES: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, md5 TEXT NOT NULL, records INTEGER NOT NULL,
    deleted INTEGER NOT NULL, newest TEXT NOT NULL, invented INTEGER NOT NULL, unread TEXT NOT NULL);
CREATE TABLE records (pmid INTEGER PRIMARY KEY, version INTEGER NOT NULL, content BLOB NOT NULL);
CREATE TABLE keys (
    kind TEXT NOT NULL, key TEXT NOT NULL, pmid INTEGER NOT NULL, PRIMARY KEY (kind, key, pmid)
) WITHOUT ROWID;
CREATE TABLE pending (
    pmid INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (pmid, kind, key)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE titles USING fts5 (words, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (titles, row);
"""


class BadMirror(UsageError):
    """There is no mirror, or none that can be relied on; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class About:
    """What a mirror says of itself.

    Attributes:
        folder: where it is.
        year: of the baseline, in two digits, as the names of the files have it.
        baseline: how many files the baseline has, as somebody said or the updates prove; 0 if nobody knows.
        ready: whether its baseline was applied to the end that is known, and sorted.
        applied: how many files were applied: those numbered from 1 to this.
        last: name of the last one.
        newest: the newest day on which a record in them was revised.
        invented: whether any of them was made up, as a test's are.
        unread: how many records in them could not be read.
        records: how many it holds; `most` is the highest PMID.
    """

    folder: Path
    year: str
    baseline: int
    ready: bool
    applied: int
    last: str
    newest: date
    invented: bool
    unread: int
    records: int
    most: int

    @property
    def doubt(self) -> str:
        """Why it cannot be told from this mirror that there is no such record; empty if it can."""
        if not self.ready:
            of = f" of {self.baseline:,}" if self.baseline else ""
            return (
                f"the mirror in {self.folder} is half-built, with {self.applied:,}{of} baseline files"
                " applied: run `triallint mirror build` again"
            )
        if not self.baseline:
            return (
                f"nobody said whether the {self.applied:,} files in the mirror are the whole baseline: say it"
                " with `triallint mirror build --files NUMBER`, or apply the first update file"
            )
        if self.unread:
            return f"{self.unread:,} records in the mirror's files could not be read"
        return ""


def path_in(folder: Path) -> Path:
    """Where the file of a mirror is."""
    return folder / NAME


def connect(folder: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open a mirror that is there.

    Raises:
        BadMirror: there is none, it is cut short or damaged, or another triallint built it.
    """
    path = path_in(folder)
    _must_be_whole(path)
    mode = "rw" if write else "ro"
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE, isolation_level=None
        )
        try:
            _must_be_ours(path, connection)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise BadMirror(said(path, error)) from None
    return connection


def _must_be_whole(path: Path) -> None:
    """A file that was cut short still opens; what is missing would look like records that are not there."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise BadMirror(f"{path.parent}: there is no mirror here: run `triallint mirror build`") from None
    except OSError as error:
        raise BadMirror(f"{path}: it cannot be read ({error.strerror})") from None
    page, pages = (int.from_bytes(head[part], "big") for part in _SIZES)
    if not head.startswith(b"SQLite format 3\0"):
        raise BadMirror(f"{path}: this is no mirror")
    if size < (65_536 if page == 1 else page) * pages and not _is_being_written(path):
        raise BadMirror(f"{path}: it was cut short; build it anew in an empty folder")


def _is_being_written(path: Path) -> bool:
    return path.with_name(f"{path.name}-journal").exists()


def _must_be_ours(path: Path, connection: sqlite3.Connection) -> None:
    application, layout = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if application != APPLICATION:
        raise BadMirror(f"{path}: this is no mirror")
    if layout != LAYOUT:
        raise BadMirror(
            f"{path}: it has layout {layout}, and this triallint reads {LAYOUT}: build it anew in an empty"
            " folder, or use the triallint that built it"
        )
    left_out = set(str(value_of(connection, "left_out", "")).split())
    if not left_out <= SKIPPED:
        raise BadMirror(
            f"{path}: its records lack what this triallint reads ({', '.join(sorted(left_out - SKIPPED))}):"
            " build it anew in an empty folder"
        )


def said(path: Path, error: Exception) -> str:
    """An error of the database, in words that help."""
    text = str(error)
    if "readonly" in text or (isinstance(error, sqlite3.OperationalError) and "unable to open" in text):
        return f"{path}: a build was broken off here: run `triallint mirror build` or `update` again"
    if "locked" in text:
        return f"{path}: it is being written: wait for the build to end"
    return f"{path}: it is damaged ({text}): build it anew in an empty folder"


def value_of(connection: sqlite3.Connection, name: str, otherwise: Any = None) -> Any:
    """One thing that the mirror says of itself."""
    row = connection.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
    return otherwise if row is None else row[0]


def about(folder: Path, connection: sqlite3.Connection) -> About:
    """What an open mirror says of itself."""
    one = connection.execute
    applied, newest, invented = one("SELECT max(number), max(newest), max(invented) FROM files").fetchone()
    last = one("SELECT name FROM files WHERE number = ?", (applied,)).fetchone()
    return About(
        folder=folder,
        year=str(value_of(connection, "year", "")),
        baseline=int(value_of(connection, "baseline", 0)),
        ready=bool(value_of(connection, "ready", 0)),
        applied=applied or 0,
        last=last[0] if last else "",
        newest=date.fromisoformat(newest) if newest else date.min,
        invented=bool(invented),
        unread=sum(len(unread.split()) for (unread,) in one("SELECT unread FROM files WHERE unread <> ''")),
        records=int(value_of(connection, "records", 0)),
        most=one("SELECT max(pmid) FROM records").fetchone()[0] or 0,
    )


@contextmanager
def opened(folder: Path, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """See `connect`; closed at the end."""
    with closing(connect(folder, write=write)) as connection:
        yield connection
