"""The bytes of a file, a chunk at a time, unpacked where it is gzip: never the whole file in memory."""

import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

#: What comes out at a time: it stays in the processor's cache until it is searched and parsed.
CHUNK: Final = 256 * 1024
_PACKED: Final = 64 * 1024
_GZIP: Final = b"\x1f\x8b"

#: Markup shrinks tenfold. What shrinks more than this was made to fill disks.
_MOST_SHRUNK: Final = 1000


class Broken(Exception):
    """A file, or what is left of it, that cannot be read: the message is a sentence for a person."""


def chunks(
    file: BinaryIO, size: int = CHUNK, tell: Callable[[int], None] = lambda _: None
) -> Iterator[bytes]:
    """The bytes of a file.

    Args:
        file: open for reading bytes.
        size: how much is given at a time, at most.
        tell: is told how many bytes of the file, packed as they stand, have been read.

    Raises:
        Broken: it is damaged, ends before its end mark, or unpacks to more than any file of documents. What
            stands before the damage has been given.
    """
    head = file.read(_PACKED)
    if head.startswith(_GZIP):
        yield from _unpacked(file, head, size, tell)
        return
    data, read = head, 0
    while data:
        read += len(data)
        for at in range(0, len(data), size):
            yield data[at : at + size]
        tell(read)
        data = file.read(max(size, _PACKED))


def _unpacked(file: BinaryIO, data: bytes, size: int, tell: Callable[[int], None]) -> Iterator[bytes]:
    inflater, error = _tools()
    unpacker = inflater()
    read, made = len(data), 0
    while True:
        try:
            piece = unpacker.decompress(data, size)
        except error as damage:
            raise Broken(f"the archive is damaged ({_reason(damage)})") from None
        made += len(piece)
        if made > max(_MOST_SHRUNK * read, CHUNK):
            raise Broken(f"the archive unpacks to more than {_MOST_SHRUNK:,} times its size")
        if piece:
            yield piece
        if unpacker.eof:
            data = (unpacker.unused_data or file.read(_PACKED)).lstrip(b"\0")
            if not data:
                return
            if not data.startswith(_GZIP[: len(data)]):
                raise Broken("something that is no archive stands behind the archive")
            unpacker = inflater()  # an archive may have several members
            continue
        data = unpacker.unconsumed_tail
        if not data and len(piece) < size:
            data = file.read(_PACKED)
            read += len(data)
            tell(read)
            if not data:
                raise Broken("the archive ends before its end mark")


def _tools() -> tuple[Callable[[], Any], Any]:
    """What unpacks: isal where it is installed, else the standard library, a third as fast."""
    try:
        from isal import isal_zlib
    except ImportError:
        return lambda: zlib.decompressobj(wbits=31), zlib.error
    return lambda: isal_zlib.decompressobj(wbits=31), isal_zlib.error


def unpacker_name() -> str:
    """Which library unpacks: `isal` or `zlib`."""
    return "isal" if _tools()[1] is not zlib.error else "zlib"


def _reason(damage: Exception) -> str:
    return " ".join(str(damage).split()) or type(damage).__name__
