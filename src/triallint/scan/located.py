"""The records of a file, found in its bytes a chunk at a time, as Arrow record batches."""

import json
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from ..extract.layouts.base import LONGEST
from ..read.source import printable
from .chunks import CHUNK, Broken, chunks
from .masking import is_odd, masked
from .remote import File
from .schemas import CUT, PUBMED, TEXT, records_schema

if TYPE_CHECKING:
    import pyarrow as pa

_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00")
_BOM: Final = b"\xef\xbb\xbf"
_ENCODING: Final = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ROOT: Final = re.compile(
    rb"<(?:PubmedArticleSet|PubmedBookArticleSet|BookDocumentSet|MedlineCitationSet"
    rb"|PubmedArticle|PubmedBookArticle|MedlineCitation|BookDocument)(?=[\s>/])"
)
#: A record's start tag, where the last has just ended; and wherever one is.
_NEXT: Final = re.compile(rb"\s*<(PubmedArticle|PubmedBookArticle|MedlineCitation|BookDocument)(?=[\s>])")
_ANY: Final = re.compile(rb"<(PubmedArticle|PubmedBookArticle|MedlineCitation|BookDocument)(?=[\s>])")
#: The start of a tag that the end of a chunk may have cut.
_LONGEST_NAME: Final = 24
#: No record is longer, in bytes.
_LONGEST_RECORD: Final = 50_000_000
_IDS: Final = ("id", "pmid")


@dataclass(slots=True)
class _Batch:
    """Records that are given out together.

    Attributes:
        file: that they stand in.
        places: of each.
        rows: form, id and content of each; none where all are PubMed's, whose contents stand in one block.
    """

    file: str
    places: list[int] = field(default_factory=list)
    rows: list[tuple[str, str, bytes]] = field(default_factory=list)

    def add(self, at: int, form: str, name: str, content: bytes) -> None:
        self.places.append(at)
        self.rows.append((form, name, content))

    def made(self) -> "pa.RecordBatch":
        import pyarrow as pa

        forms, ids, contents = zip(*self.rows, strict=True)
        columns: list[Any] = [[self.file] * len(self.places), self.places, forms, ids, contents]
        arrays = [pa.array(column, one.type) for column, one in zip(columns, records_schema(), strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=records_schema())

    def made_of(self, block: bytes, bounds: "array[int]") -> "pa.RecordBatch":
        """The batch of PubMed's records that stand one behind another in a block, which is not copied."""
        import pyarrow as pa

        count = len(self.places)
        content = pa.Array.from_buffers(
            pa.binary(), count, [None, pa.py_buffer(bounds), pa.py_buffer(block)], null_count=0
        )
        arrays = [
            pa.repeat(self.file, count),
            pa.array(self.places, pa.int64()),
            pa.repeat(PUBMED, count),
            pa.repeat("", count),
            content,
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=records_schema())


def located(
    path: File, size: int = CHUNK, tell: Callable[[int], None] = lambda _: None
) -> "Iterator[pa.RecordBatch]":
    """The records of a file, some hundreds of kilobytes at a time. Never raises for what it holds.

    Args:
        path: PubMed's XML or JSON Lines of {"id" or "pmid", "text"}, packed as .gz or not.
        size: of the chunks, in bytes.
        tell: is told how many bytes of the file have been read.

    Yields:
        Batches of the schema `records_schema()`. What cannot be read is a row of the form `broken`.
    """
    try:
        with path.open("rb") as file:
            yield from located_in(str(path), file, size, tell)
    except OSError as error:
        yield _broken(str(path), 0, f"the file cannot be read: {error.strerror or error}")


def located_in(
    name: str, file: BinaryIO, size: int = CHUNK, tell: Callable[[int], None] = lambda _: None
) -> "Iterator[pa.RecordBatch]":
    """The records of an open file, or of bytes that were fetched from elsewhere; as `located` has it."""
    parts = chunks(file, size, tell)
    head = b""
    reached = _Reached()
    try:
        while len(head) < 4096 and (part := next(parts, b"")):
            head += part
        find = _finder(head)
        yield from find(name, _with_head(head, parts), reached)
    except Broken as broken:
        yield _broken(name, reached.at, f"{broken}; what stands before it was read")


@dataclass(slots=True)
class _Reached:
    """The place up to which a file has been read."""

    at: int = 0


def _with_head(head: bytes, parts: Iterable[bytes]) -> Iterator[bytes]:
    yield head.removeprefix(_BOM) if head.startswith(_BOM) else head
    yield from parts


def _broken(name: str, at: int, message: str) -> "pa.RecordBatch":
    batch = _Batch(name)
    batch.add(at, CUT, "", message.encode())
    return batch.made()


_Finder = Callable[[str, Iterable[bytes], _Reached], "Iterator[pa.RecordBatch]"]


def _finder(head: bytes) -> _Finder:
    """What finds the records of a file that begins so.

    Raises:
        Broken: nothing does.
    """
    start = head.removeprefix(_BOM).lstrip()
    if not start:
        raise Broken("the file is empty")
    if head.startswith(_MARKS):
        raise Broken("the file is not in UTF-8: convert it first")
    if start.startswith(b"{"):
        return _lines
    if not start.startswith(b"<"):
        raise Broken("the file is neither PubMed's XML nor JSON Lines")
    declared = _ENCODING.match(start)
    encoding = declared[1].decode("ascii").lower().replace("-", "") if declared else "utf8"
    if encoding not in ("utf8", "usascii", "ascii"):
        raise Broken(f"the file says that it is {encoding}, and only UTF-8 is scanned: convert it first")
    if b"<!ENTITY" in head:
        raise Broken("the file declares entities, which can stand for anything: fetch it from its source")
    if not _ROOT.search(masked(head)):
        raise Broken("the file is XML, but not PubMed's")
    return _articles


def _articles(name: str, parts: Iterable[bytes], reached: _Reached) -> "Iterator[pa.RecordBatch]":
    """Records of PubMed's XML; what a chunk's end cuts is kept until the next one."""
    block, base, found_any = b"", 0, False
    for part in parts:
        block = block + part if block else part
        while True:
            batch, bounds = _Batch(name), array("i")
            done = _cut_up(block, base, batch, bounds)
            if bounds:
                found_any = True
                reached.at = base + done
                bounds.append(done)
                yield batch.made_of(block, bounds)
            block, base = block[done:], base + done
            if not bounds:
                break
        if len(block) > _LONGEST_RECORD:
            raise Broken("a record has no end within 50 MB")
    if left := _ANY.search(masked(block)):
        raise Broken(f"the record that begins at byte {base + left.start():,} has no end: the file was cut")
    if not found_any and b"<DeleteCitation" not in block:
        raise Broken("the file holds no record")


def _cut_up(block: bytes, base: int, batch: _Batch, bounds: "array[int]") -> int:
    """Find the records that a block holds whole; up to where the block has been dealt with.

    The blanks between two records are given out with the one before. What else stands between them ends the
    batch, and is passed over at the beginning of the next.
    """
    plain = masked(block) if is_odd(block) else block
    at = 0
    while True:
        head = _NEXT.match(plain, at) or (None if bounds else _ANY.search(plain, at))
        if head is None:
            return at if bounds or plain is not block else max(0, len(plain) - _LONGEST_NAME)
        start = head.start(1) - 1
        close = b"</" + head[1] + b">"
        end = plain.find(close, head.end())
        if end < 0:
            return at if bounds else start
        at = end + len(close)
        batch.places.append(base + start)
        bounds.append(start)


def _lines(name: str, parts: Iterable[bytes], reached: _Reached) -> "Iterator[pa.RecordBatch]":
    """Records of JSON Lines."""
    left, number = b"", 0
    for part in parts:
        lines = (left + part).split(b"\n")
        left = lines.pop()
        if len(left) > _LONGEST_RECORD:
            raise Broken("a line has no end within 50 MB")
        batch = _Batch(name)
        for line in lines:
            number += 1
            _add_line(batch, number, line)
        reached.at = number
        if batch.places:
            yield batch.made()
    batch = _Batch(name)
    _add_line(batch, number + 1, left)
    if batch.places:
        yield batch.made()


def _add_line(batch: _Batch, number: int, line: bytes) -> None:
    if not line.strip():
        return
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        batch.add(number, CUT, "", f"line {number} is not a JSON object".encode())
        return
    key = next((one for one in _IDS if isinstance(record, dict) and _names(record.get(one))), None)
    text = record.get("text") if isinstance(record, dict) else None
    if key is None or not isinstance(text, str) or len(text) > LONGEST:
        what = (
            "has neither `id` nor `pmid`" if key is None else "has no `text`, or one longer than any report"
        )
        batch.add(number, CUT, "", f"the record on line {number} {what}".encode())
        return
    name = printable(str(record[key]).strip())[:200]
    try:
        content = text.encode()
    except UnicodeEncodeError:  # half a character that was escaped
        content = printable(text).encode()
    batch.add(number, TEXT, name, content)


def _names(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool) and bool(str(value).strip())
