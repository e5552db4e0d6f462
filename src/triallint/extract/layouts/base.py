"""What a layout is, and one file on its way to becoming documents."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ...read.encoding import decode
from ...read.source import Source, Unreadable, printable
from ..document import Document
from .unpack import unpacked

#: How much of a file is looked at to tell its layout, in bytes.
HEAD: Final = 65_536

#: The longest text of one report, in characters: a book of a thousand pages has half of it.
LONGEST: Final = 5_000_000

#: Markup of one report holds no more bytes, pictures included, and no more tags.
_MOST_BYTES: Final = 50_000_000
_MOST_TAGS: Final = 1_000_000

#: What may stand before the first bracket of markup: blanks, and the mark or the noughts of an encoding.
_BEFORE: Final = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"

_NAME: Final = re.compile(rb"<([A-Za-z][A-Za-z0-9:._-]{0,60})(?=[\s>/])")


class Given:
    """A file whose layout is being told: its bytes, unpacked, and its characters once they are needed.

    Attributes:
        source: where findings about it are said.
        data: its bytes, unpacked where it was packed.
        sha256: of the file as it stands on the disk.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.sha256 = hashlib.sha256(source.data).hexdigest()
        self.data = source.data = unpacked(source)

    @cached_property
    def head(self) -> bytes:
        """The beginning of its bytes, without the noughts of a wide encoding."""
        return self.data[:HEAD].lstrip(_BEFORE).replace(b"\0", b"")

    @cached_property
    def is_markup(self) -> bool:
        """Whether it is XML or HTML."""
        return self.head[:1] == b"<" and (self.head[1:2].isalpha() or self.head[1:2] in (b"!", b"?"))

    @cached_property
    def root(self) -> str:
        """The name of the first element of markup, without its prefix, in small letters; empty for text."""
        at = 0 if self.is_markup else -1
        while at >= 0:
            found = _NAME.match(self.head, at)
            if found:
                return found[1].decode("ascii").rpartition(":")[2].lower()
            behind = self.head.find(b"-->", at) if self.head.startswith(b"<!--", at) else at
            at = self.head.find(b"<", behind + 1) if behind >= 0 else -1
        return ""

    @cached_property
    def text(self) -> str:
        """Its characters, decoded with a finding for every guess; line ends are as they stand.

        Raises:
            Unreadable: it is no text.
        """
        try:
            text = decode(self.source)
        except Unreadable as refusal:  # its remedy speaks of tables
            raise Unreadable(str(refusal), "save the report as plain text, or as PubMed's XML") from None
        return printable(text)

    @cached_property
    def opening(self) -> str:
        """The beginning of its characters."""
        return self.text[:HEAD]


def must_be_of_a_report(given: Given) -> None:
    """Refuse markup that is far larger than any report, before a tree of it is built.

    Raises:
        Unreadable: it is.
    """
    if len(given.data) > _MOST_BYTES or given.data.count(b"<") > _MOST_TAGS:
        raise Unreadable("the file is far larger than any report", "fetch it again, or split it")


@dataclass(frozen=True, slots=True)
class Layout:
    """One way of laying out documents.

    Attributes:
        name: what `Document.layout` says.
        title: what it is, for a person whose file is in none.
        recognise: whether a file is in it, told from its content and from nothing else.
        read: the documents of a file that is.
        rank: layouts that accept much are asked after those that accept little (0).
        is_single: whether the characters of a file are one document.
    """

    name: str
    title: str
    recognise: Callable[[Given], bool]
    read: Callable[[Given], Iterable[Document]]
    rank: int = 0
    is_single: bool = False
