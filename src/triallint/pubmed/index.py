"""The index of recorded answers: a sorted text file that is searched by seeking, however long it is."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from ..identifiers import fold
from ..model import IdentifierKind, Source
from .questions import title_term

NAME: Final = "index.tsv"

#: Sorts before every kind, so that it stays on top.
HEADER: Final = "# kind\tidentifier\tfile\tdate\tsource"

#: Sorts behind every kind: an index without it was cut short.
END: Final = "~ end"

_FILE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*\.json")
_KINDS: Final = frozenset({"pmid", "doi", "pmcid", "title"})
_SOURCES: Final = frozenset({"NCBI", "stand-in"})

#: No line is longer: the longest DOI that is asked has some 500 characters.
_LONGEST: Final = 8192


class BadIndex(ValueError):
    """The index is not as it was written; recording again makes it anew from the cassettes."""


class Entry(NamedTuple):
    """Where one answer is kept.

    Attributes:
        kind: what was asked about.
        key: the identifier as the index has it, see `key_of`.
        file: name of the cassette, beside the index.
        on: the day of the answer.
        source: who answered.
    """

    kind: IdentifierKind
    key: str
    file: str
    on: date
    source: Source


def key_of(kind: IdentifierKind, asked: str) -> str:
    """An identifier as the index has it.

    Letter case of DOIs and PMCIDs says nothing. A title stands as the query that was sent for it: that is
    what was answered, and a cassette tells it by itself.
    """
    return title_term(asked) if kind == "title" else fold(asked)


def line_of(entry: Entry) -> str:
    """An entry as the index has it."""
    return "\t".join((entry.kind, entry.key, entry.file, entry.on.isoformat(), entry.source))


def entry_of(line: str) -> Entry:
    """The entry of a line.

    Raises:
        BadIndex: it is none.
    """
    fields = line.rstrip("\r\n").split("\t")
    try:
        kind, key, file, day, source = fields
        on = date.fromisoformat(day)
    except ValueError:
        raise BadIndex("a line is no entry") from None
    if kind not in _KINDS or source not in _SOURCES or not _FILE.fullmatch(file):
        raise BadIndex("a line is no entry")
    return Entry(cast(IdentifierKind, kind), key, file, on, cast(Source, source))


def text_of(entries: Iterable[Entry]) -> str:
    """The whole index; of several entries for one identifier the last one counts."""
    latest = {(entry.kind, entry.key): entry for entry in entries}
    lines = sorted((line_of(entry) for entry in latest.values()), key=_sort_key)
    return "\n".join((HEADER, *lines, END)) + "\n"


def entries_in(path: Path) -> list[Entry]:
    """Every entry of an index; none where there is no file.

    Raises:
        BadIndex: a line is no entry, the lines are not in order, as after a merge of two branches, or the
            last one is missing.
    """
    try:
        lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise BadIndex(f"it cannot be read ({type(error).__name__})") from None
    *lines, last = lines
    if last != END:
        raise BadIndex("its end is missing")
    lines = [line for line in lines if not line.startswith("#")]
    found, keys = [entry_of(line) for line in lines], [_sort_key(line) for line in lines]
    if any(one >= other for one, other in pairwise(keys)):
        raise BadIndex("its lines are not in order")
    return found


def look_up(path: Path, kind: IdentifierKind, key: str) -> Entry | None:
    """One entry by binary search: some twenty short reads in an index of a million lines.

    Raises:
        BadIndex: there is no index, or the line is no entry.
    """
    wanted = f"{kind}\t{key}".encode()
    try:
        with path.open("rb", buffering=_LONGEST) as file:
            line = _search(file, wanted)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise BadIndex(f"it cannot be read ({type(error).__name__})") from None
    try:
        return entry_of(line.decode()) if line else None
    except UnicodeDecodeError:
        raise BadIndex("a line is no entry") from None


def _search(file: BinaryIO, wanted: bytes) -> bytes:
    """The line that begins with these two fields; empty if there is none."""
    low, high = 0, file.seek(0, 2)
    while low < high:  # the line that is sought begins at low or after it, and before high
        middle = (low + high) // 2
        start = _line_start(file, middle)
        if start >= high:
            high = middle
            continue
        line = file.readline()
        found = b"\t".join(line.rstrip(b"\n").split(b"\t", 2)[:2])
        if found == wanted:
            return line
        if found < wanted:
            low = start + len(line)
        else:
            high = middle
    return b""


def _line_start(file: BinaryIO, at: int) -> int:
    """Go to the first line that begins at a byte or after it."""
    if at:
        file.seek(at - 1)
        file.readline()
        return file.tell()
    file.seek(0)
    return 0


def _sort_key(line: str) -> bytes:
    return "\t".join(line.split("\t", 2)[:2]).encode()
