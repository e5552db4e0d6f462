"""Files applied to the mirror: each in one transaction, so that it is in it whole or not at all."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..config import UsageError
from ..model import Publication
from ..pubmed.parse import SKIPPED, parse
from ..store import make_folder
from .layout import APPLICATION, LAYOUT, LOCK, TABLES, BadMirror, path_in, said, value_of
from .packing import Prepared, Row, keys_of, unpacker, words_in

#: Memory for pages of the file, in KB, and how many PMIDs are looked for at once.
_CACHE, _BATCH = 256 * 1024, 500


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other builders out of a folder; the system lets go of it even where one is killed.

    Raises:
        UsageError: another is at work there.
    """
    make_folder(folder)
    with closing(sqlite3.connect(folder / LOCK, timeout=0.2, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise UsageError(f"{folder / LOCK}: {error}") from None
            raise UsageError(f"another build is under way in {folder}: wait for it") from None
        yield


def is_begun(folder: Path) -> bool:
    """Whether there is a file in which a build was begun; one that was killed at its very start left none.

    Raises:
        BadMirror: something else stands there.
    """
    path = path_in(folder)
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            return bool(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.Error as error:
        raise BadMirror(said(path, error)) from None


def create(folder: Path, year: str, common: bytes) -> None:
    """Make an empty mirror where there is none; a file that was not finished is begun again."""
    path = path_in(folder)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0]:
            return
        left_out = " ".join(sorted(SKIPPED))
        with transaction(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            for statement in filter(str.strip, TABLES.split(";\n")):
                connection.execute(statement)
            connection.executemany(
                "INSERT INTO about VALUES (?, ?)",
                (("year", year), ("common", common), ("left_out", left_out), ("records", 0), ("ready", 0)),
            )
            connection.execute(f"PRAGMA user_version = {LAYOUT}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


class Writer:
    """Applies files to an open mirror.

    Args:
        connection: to the mirror, for writing.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._unpack: Callable[[bytes], bytes] = unpacker(value_of(connection, "common", b""))
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        connection.execute("PRAGMA temp_store = FILE")

    def apply(self, file: Prepared, number: int, *, sort: bool) -> None:
        """Apply one file whole.

        Args:
            file: what it holds.
            number: its own.
            sort: whether its keys are sorted in at once, as those of an update; those of a baseline are
                sorted all together when it is over, for that is much faster.
        """
        with transaction(self._connection):
            known = self._versions(file.rows)
            latest = {
                pmid: row for pmid, row in file.rows.items() if row.version >= known.get(pmid, row.version)
            }
            self._forget([pmid for pmid in latest if pmid in known])
            self._add(latest.values(), sort=sort)
            deleted: dict[int, int] = {}
            for pmid, version in file.deleted:
                deleted[pmid] = max(version, deleted.get(pmid, 0))
            there = self._versions(deleted)
            gone = [pmid for pmid, version in there.items() if version <= deleted[pmid]]
            self._forget(gone)
            change = len(latest) - sum(pmid in known for pmid in latest) - len(gone)
            self._connection.execute("UPDATE about SET value = value + ? WHERE name = 'records'", (change,))
            self._connection.execute(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, file.name, file.md5, len(file.rows), len(file.deleted), file.newest.isoformat(),
                 file.invented, " ".join(file.unread)),
            )  # fmt: skip

    def _versions(self, pmids: Iterable[int]) -> dict[int, int]:
        """The versions of those records that are there already."""
        wanted = list(dict.fromkeys(pmids))
        found: dict[int, int] = {}
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            marks = ", ".join("?" * len(part))
            found.update(
                self._connection.execute(f"SELECT pmid, version FROM records WHERE pmid IN ({marks})", part)
            )
        return found

    def _add(self, rows: Iterable[Row], *, sort: bool) -> None:
        rows = list(rows)
        self._connection.executemany(
            "INSERT INTO records VALUES (?, ?, ?)", ((one.pmid, one.version, one.content) for one in rows)
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO keys VALUES (:kind, :key, :pmid)"
            if sort
            else "INSERT OR IGNORE INTO pending VALUES (:pmid, :kind, :key)",
            ({"kind": kind, "key": key, "pmid": one.pmid} for one in rows for kind, key in one.keys),
        )
        self._connection.executemany(
            "INSERT INTO titles (rowid, words) VALUES (?, ?)",
            ((one.pmid, one.words) for one in rows if one.words),
        )

    def _forget(self, pmids: Iterable[int]) -> None:
        """Take records out, with all that they are looked up by."""
        for pmid in pmids:
            (content,) = self._connection.execute(
                "SELECT content FROM records WHERE pmid = ?", (pmid,)
            ).fetchone()
            known = self._read(content)
            self._connection.execute("DELETE FROM pending WHERE pmid = ?", (pmid,))
            self._connection.executemany(
                "DELETE FROM keys WHERE kind = ? AND key = ? AND pmid = ?",
                ((*key, pmid) for key in keys_of(known)),
            )
            if words := words_in(known.title):
                self._connection.execute(
                    "INSERT INTO titles (titles, rowid, words) VALUES ('delete', ?, ?)", (pmid, words)
                )
            self._connection.execute("DELETE FROM records WHERE pmid = ?", (pmid,))

    def _read(self, content: bytes) -> Publication:
        return parse(self._unpack(content))[0]

    def sort(self, baseline: int) -> None:
        """Sort in all keys of the baseline, which makes the mirror ready.

        Args:
            baseline: of how many files it is; 0 if nobody knows.
        """
        one = self._connection.execute
        with transaction(self._connection):
            one("INSERT OR IGNORE INTO keys SELECT kind, key, pmid FROM pending ORDER BY kind, key, pmid")
            one("DELETE FROM pending")
            one("INSERT INTO titles (titles) VALUES ('optimize')")
            one("UPDATE about SET value = 1 WHERE name = 'ready'")
            self.say_baseline(baseline)

    def say_baseline(self, files: int) -> None:
        """Note of how many files the baseline is."""
        self._connection.execute("INSERT OR REPLACE INTO about VALUES ('baseline', ?)", (files,))
