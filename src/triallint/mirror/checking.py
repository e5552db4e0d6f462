"""A mirror read from its first page to its last, to find what a look at single records would miss."""

import sqlite3
from pathlib import Path

from ..model import Publication
from ..pubmed.parse import parse
from ..pubmed.trouble import BadAnswer
from .layout import BadMirror, opened, path_in, said, value_of
from .packing import keys_of, unpacker, words_in


def checked(folder: Path) -> int:
    """How many records there are, all of them whole and found by their own keys.

    Raises:
        BadMirror: something is damaged.
    """
    from zstandard import ZstdError

    path, count = path_in(folder), 0
    with opened(folder) as connection:
        try:
            verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if verdict != "ok":
                raise BadMirror(f"{path}: it is damaged ({verdict}): build it anew in an empty folder")
            unpack = unpacker(value_of(connection, "common", b""))
            ready = value_of(connection, "ready")
            for pmid, content in connection.execute("SELECT pmid, content FROM records ORDER BY pmid"):
                (found,) = parse(unpack(content))
                if found.pmid != str(pmid) or (ready and not _is_found(connection, pmid, found)):
                    raise BadMirror(f"{path}: the record of PMID {pmid} is not found by what it says")
                count += 1
            if count != value_of(connection, "records"):
                raise BadMirror(f"{path}: it holds {count:,} records, and says otherwise")
        except sqlite3.Error as error:
            raise BadMirror(said(path, error)) from None
        except (BadAnswer, ValueError, ZstdError) as error:
            raise BadMirror(f"{path}: a record is damaged ({error}): build it anew") from None
    return count


def _is_found(connection: sqlite3.Connection, pmid: int, found: Publication) -> bool:
    """Whether a record is where its keys and the words of its title lead to."""
    one = connection.execute
    by_keys = (
        one("SELECT 1 FROM keys WHERE kind = ? AND key = ? AND pmid = ?", (*key, pmid)).fetchone()
        for key in keys_of(found)
    )
    words = " AND ".join(f'"{word}"' for word in words_in(found.title).split())
    by_title = (
        not words or one("SELECT 1 FROM titles WHERE titles MATCH ? AND rowid = ?", (words, pmid)).fetchone()
    )
    return all(by_keys) and bool(by_title)
