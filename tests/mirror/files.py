"""PubMed's files as the tests make them: numbered, packed, with their MD5 sums, and marked as invented or not."""

import gzip
import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.standin.records import article
from triallint.mirror.building import build, update
from triallint.mirror.layout import About, path_in
from triallint.mirror.packing import MARK
from triallint.mirror.source import Mirror

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet>\n'


def write(
    folder: Path,
    number: int,
    records: Iterable[str],
    deleted: Sequence[tuple[str, str]] = (),
    *,
    year: str = "26",
    marked: bool = False,
    head: str = _HEAD,
) -> Path:
    """One file of records, as NLM would name it; `deleted` are PMIDs with versions."""
    gone = "".join(f'<PMID Version="{version}">{pmid}</PMID>' for pmid, version in deleted)
    body = (
        head
        + (MARK.decode() if marked else "")
        + f"<PubmedArticleSet>{''.join(records)}"
        + (f"<DeleteCitation>{gone}</DeleteCitation>" if gone else "")
        + "</PubmedArticleSet>\n"
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"pubmed{year}n{number:04}.xml.gz"
    path.write_bytes(gzip.compress(body.encode(), mtime=0))
    sum_up(path)
    return path


def sum_up(path: Path) -> None:
    """Write the MD5 sum of a file beside it, worded as NLM's."""
    digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {digest}\n", encoding="ascii")


def record(pmid: int, **facts: Any) -> str:
    """One record of which only some facts matter."""
    return article(
        {
            "pmid": str(pmid),
            "title": f"Trial {pmid} of nothing in particular.",
            "revised": "2026-03-01",
            **facts,
        }
    )


def mirror_of(folder: Path, *records: str, files: int = 1, marked: bool = False) -> Mirror:
    """A mirror of these records, from one file; whole, if `files` says so."""
    write(folder / "files", 1, records, marked=marked)
    build(folder / "mirror", folder / "files", files=files)
    return Mirror(folder / "mirror")


def built(folder: Path, *batches: Sequence[str], files: int = 0) -> About:
    """A mirror of a baseline of several files."""
    for number, records in enumerate(batches, start=1):
        write(folder / "files", number, records)
    return build(folder / "mirror", folder / "files", files=files or len(batches))


def updated(folder: Path, number: int, *records: str, deleted: Sequence[tuple[str, str]] = ()) -> About:
    """The mirror after one more update file."""
    write(folder / "updates", number, records, deleted)
    return update(folder / "mirror", folder / "updates")


def content(folder: Path) -> dict[str, list[Any]]:
    """Everything that a mirror holds, but for how it lies in its file."""
    with closing(sqlite3.connect(path_in(folder))) as connection:
        return {
            table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}")))
            for table in ("about", "files", "records", "keys", "pending", "vocabulary")
        }
