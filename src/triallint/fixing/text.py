"""A file's bytes as text that can be turned back into the same bytes, whatever they are."""

import codecs
from typing import NamedTuple

from .rewrite import LeftAlone, Rewrite

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Text(NamedTuple):
    """The characters of a file. Bytes that are no text in its encoding are kept as lone surrogates."""

    characters: str
    mark: bytes
    codec: str

    def rewritten(self, rewrites: list[Rewrite]) -> bytes:
        """The bytes of the file with some stretches rewritten, which must not overlap.

        Raises:
            LeftAlone: a new text cannot be written in the file's encoding.
        """
        pieces, at = [], 0
        for one in sorted(rewrites):
            pieces += [self.characters[at : one.start], one.new]
            at = one.end
        try:
            return self.mark + "".join([*pieces, self.characters[at:]]).encode(self.codec, "surrogateescape")
        except UnicodeEncodeError:
            raise LeftAlone(f"the new text cannot be written as {self.codec}") from None


def text_of(data: bytes, declared: str | None = None) -> Text:
    """The text of a file, by its byte order mark, the encoding its datapackage declares, or as UTF-8.

    Raises:
        LeftAlone: it could not be turned back into the same bytes.
    """
    mark, codec = next(((m, c) for m, c in _MARKS if data.startswith(m)), (b"", declared or _plain(data)))
    for one in (codec, "utf-8"):
        try:
            text = Text(data[len(mark) :].decode(one, "surrogateescape"), mark, one)
            if text.rewritten([]) == data:
                return text
        except (LookupError, ValueError, LeftAlone):
            continue
    raise LeftAlone("its encoding could not be kept")


def _plain(data: bytes) -> str:
    if b"\0" not in data[:2]:
        return "utf-8"
    return "utf-16-be" if data[:1] == b"\0" else "utf-16-le"


def same(raw: str, read: str) -> bool:
    """Whether characters of a file are the text that was read; stray bytes are read as Windows-1252."""
    if raw.strip() == read:
        return True
    if raw.isascii():
        return False
    encoded = raw.encode("utf-8", "surrogateescape")
    return encoded.decode("cp1252", "replace").strip() == read
