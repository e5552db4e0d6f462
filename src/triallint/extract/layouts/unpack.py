"""Packed files: gzip is unpacked within bounds; what else a file may be is named."""

import zlib
from typing import Final

from ...read.source import Source, Unreadable
from ..conditions import DOCUMENT_IS_WHOLE

_GZIP: Final = b"\x1f\x8b"
_STEP: Final = 1 << 20

#: Markup shrinks tenfold. What shrinks more than this, and is larger than that, was made to fill memories.
_MOST_SHRUNK: Final = 150
_SUSPECT: Final = 64 * 2**20

#: First bytes -> what a file is that holds no text to be read here.
_OTHERS: Final = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive, a Word document or a workbook",
    b"\xd0\xcf\x11\xe0": "a document of an older Word or Excel",
    b"{\\rtf": "a rich text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"7z\xbc\xaf\x27\x1c": "a 7-Zip archive",
    b"PAR1": "Parquet",
}


def kind_of_binary(data: bytes) -> str | None:
    """What a file is that is no text, by its first bytes; None where they do not say."""
    return next((kind for mark, kind in _OTHERS.items() if data.startswith(mark)), None)


def unpacked(source: Source) -> bytes:
    """The bytes of a file, unpacked where it is gzip. What stands before a damage is kept, with a finding.

    Raises:
        Unreadable: it unpacks to more than any file of documents.
    """
    if not source.data.startswith(_GZIP):
        return source.data
    pieces: list[bytes] = []
    size, data, most = 0, source.data, source.limits.unpacked_bytes
    while data.startswith(_GZIP):  # an archive may have several members
        unpacker = zlib.decompressobj(wbits=31)
        try:
            while data and not unpacker.eof:
                piece = unpacker.decompress(data, _STEP)
                pieces.append(piece)
                size += len(piece)
                if size > min(most, max(_SUSPECT, _MOST_SHRUNK * len(source.data))):
                    raise _too_large(size)
                data = unpacker.unconsumed_tail
        except zlib.error as error:
            _say_damaged(source, f"the archive is damaged ({error})")
            break
        if not unpacker.eof:
            _say_damaged(source, "the archive ends before its end mark")
            break
        data = unpacker.unused_data.lstrip(b"\0")
    return b"".join(pieces)


def _too_large(size: int) -> Unreadable:
    return Unreadable(
        f"the archive unpacks to more than {size // 2**20:,} MB", "unpack it, look at it, and split it"
    )


def _say_damaged(source: Source, what: str) -> None:
    source.say(DOCUMENT_IS_WHOLE, f"{what}; what stands before the damage was read", "fetch the file again")
