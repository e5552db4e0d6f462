"""Records cut out of PubMed's files without parsing them, and shortened to what citations need."""

import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from ..model import lazy
from ..pubmed.parse import SKIPPED
from ..scan.chunks import Broken, chunks
from ..scan.masking import is_odd, masked

_UNIT: Final = lazy(rb"<(PubmedArticle|PubmedBookArticle)(?=[\s>])")
_NAMES: Final = b"|".join(name.encode() for name in sorted(SKIPPED, key=len, reverse=True))
_SKIPPED: Final = lazy(rb"<(/?)(" + _NAMES + rb")(?=[\s/>])[^<>]*?(/?)>")
_END: Final = lazy(rb"(?:</PubmedArticleSet\s*>|<PubmedArticleSet\s*/>)\s*\Z")
_INDENT: Final = lazy(rb">\s*\n\s*<")
#: Within these a bracket may be no markup, so a record that has one stays as it is.
_NO_MARKUP: Final = (b"<![CDATA[", b"<!--", b"<?")


class BadFile(Exception):
    """A file of PubMed's that cannot be applied, and why: it is cut, damaged, or something else."""


class Unpacked:
    """The bytes of a file, unpacked chunk by chunk, while its MD5 sum is taken.

    Args:
        path: a .xml.gz, or an .xml.

    Attributes:
        md5: of the packed bytes, once all were read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._digest = hashlib.md5(usedforsecurity=False)
        self.md5 = ""

    def __iter__(self) -> Iterator[bytes]:
        """The chunks.

        Raises:
            BadFile: it cannot be read or unpacked, or it ends too early.
        """
        try:
            with _Summed(self._path, self._digest.update) as file:
                yield from chunks(file)
        except OSError as error:
            raise BadFile(f"it cannot be read ({error.strerror or type(error).__name__})") from None
        except Broken as broken:
            raise BadFile(str(broken)) from None
        self.md5 = self._digest.hexdigest()


class _Summed(io.FileIO):
    """A file whose bytes are summed as they are read."""

    def __init__(self, path: Path, take: Callable[[bytes], None]) -> None:
        super().__init__(path)
        self._take = take

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, and sum."""
        data = super().read(size) or b""
        self._take(data)
        return data


class Cut:
    """The records of one file, one after another, as bytes.

    Args:
        chunks: the file's bytes.

    Attributes:
        head: what stands before the first record.
        tail: what stands behind the last one: deletions, and the end of the set.
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.head: bytes | None = None
        self.tail = b""

    def __iter__(self) -> Iterator[bytes]:
        """The elements PubmedArticle and PubmedBookArticle, whole.

        Raises:
            BadFile: the file ends before its last record does, or before the set does.
        """
        rest = b""
        for chunk in self._chunks:
            rest += chunk
            plain = masked(rest) if is_odd(rest) else rest
            done = 0
            while unit := _UNIT.search(plain, done):
                close = b"</" + unit[1] + b">"
                end = plain.find(close, unit.end())
                if end < 0:
                    break
                if self.head is None:
                    self.head = rest[: unit.start()]
                done = end + len(close)
                yield rest[unit.start() : done]
            rest = rest[done:]
        if self.head is None:
            self.head = rest
        self.tail = rest
        if _UNIT.search(masked(rest)) or not _END.search(rest[-200:]):
            raise BadFile("it ends before its last record does")


def shortened(record: bytes) -> bytes:
    """A record without what `parse` passes over: it reads as the very same publication.

    Args:
        record: one element, in UTF-8.
    """
    if any(mark in record for mark in _NO_MARKUP):
        return record
    parts: list[bytes] = []
    kept, depth, name = 0, 0, b""
    for tag in _SKIPPED.finditer(record):
        if not depth:
            if tag[1]:
                return record  # an end without a beginning: for the parser to judge
            parts.append(record[kept : tag.start()])
            kept, name, depth = tag.end(), tag[2], 0 if tag[3] else 1
        elif tag[2] == name and not tag[3]:
            depth += -1 if tag[1] else 1
            kept = tag.end()
    if depth:
        return record
    return _INDENT.sub(b">\n<", b"".join((*parts, record[kept:])))


def deleted_in(tail: bytes) -> list[tuple[int, int]]:
    """The PMIDs that a file takes back, with the version that each had."""
    return [
        (int(pmid), int(version or 1))
        for block in re.findall(rb"<DeleteCitation>(.*?)</DeleteCitation>", tail, re.DOTALL)
        for version, pmid in re.findall(rb'<PMID(?:\s+Version="(\d+)")?[^>]*>\s*(\d+)\s*</PMID>', block)
    ]
