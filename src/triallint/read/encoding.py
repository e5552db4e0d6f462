"""From the bytes of a text file to its characters, with a finding for every guess."""

import codecs
import re

from ..model import Severity
from .conditions import TEXT_IS_CLEAN, TEXT_IS_UTF8
from .source import Source, Unreadable

#: Byte order marks, the longer ones first: UTF-32's begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

#: Codecs that Python calls text but no curator's program writes (and some of them are slow).
_NOT_FOR_FILES = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined"}

_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1a\x1b")) + b"\x7f"
_REMEDY = "save the file as UTF-8 (in Excel: CSV UTF-8)"
_SHOWN = 40
_LINES = re.compile(rb"(?<=\n)|(?<=\r)(?!\n)")


def decode(source: Source) -> str:
    """The characters of a text file, without a byte order mark or NULs.

    Raises:
        Unreadable: it is not text.
    """
    text = _marked(source)
    if text is None:
        text = _declared(source)
    if text is None:
        text = _plain(source)
    if "\0" in text:
        line = line_at(text, text.index("\0"))
        source.say(
            TEXT_IS_CLEAN,
            f"{text.count(chr(0)):,} NUL characters, the first on line {line}, were left out",
            "compare the line with its source: something may be missing there",
            row=line,
            text=_around(text, text.index("\0")),
            words="the line",
        )
        text = text.replace("\0", "")
    if "\ufffd" in text:
        at = text.index("\ufffd")
        line = line_at(text, at)
        source.say(
            TEXT_IS_CLEAN,
            f"{text.count(chr(0xFFFD)):,} characters are the mark \ufffd that stands for one which an "
            f"earlier program could not read, the first on line {line}",
            "type the lost characters again from the source",
            row=line,
            text=_around(text, at),
            words="the line",
        )
    return text


def line_at(text: str, at: int) -> int:
    """The 1-based line of a position, whatever ends its lines: LF, CRLF or CR."""
    breaks = text.count("\n", 0, at)
    if "\r" in text:
        breaks += text.count("\r", 0, at) - text.count("\r\n", 0, at)
    return breaks + 1


def _marked(source: Source) -> str | None:
    """The text of a file that begins with a byte order mark."""
    for mark, codec, name in _MARKS:
        if not source.data.startswith(mark):
            continue
        if codec == "utf-8":
            source.data = source.data[len(mark) :]
            source.say(
                TEXT_IS_UTF8,
                "the file begins with a byte order mark, which was left out",
                "save it as UTF-8 without a byte order mark; nothing else need change",
                severity=Severity.info,
            )
            return None  # its body may still be anything
        source.say(
            TEXT_IS_UTF8,
            f"the file is {name} text, as its byte order mark says, and was read as such",
            _REMEDY,
            severity=Severity.info,
        )
        return source.data[len(mark) :].decode(codec, "replace")
    return None


def _declared(source: Source) -> str | None:
    """The text in the encoding that the datapackage names; None where it names none that fits."""
    if source.encoding is None:
        return None
    try:
        codec = codecs.lookup(source.encoding)
        if codec.name.replace("-", "_") in _NOT_FOR_FILES or not codec._is_text_encoding:
            raise LookupError
        return source.data.decode(codec.name)
    except (LookupError, ValueError):  # ValueError: undecodable, or a NUL in the codec's name
        source.say(
            TEXT_IS_UTF8,
            f"the datapackage says that the file is {source.encoding!r}, and it cannot be read so",
            "correct `encoding` in datapackage.json, or save the file as UTF-8 and leave it out",
        )
    return None


def _plain(source: Source) -> str:
    """The text of a file that does not say its encoding."""
    data = source.data
    if codec := _utf16(data[:4096]):
        source.say(
            TEXT_IS_UTF8,
            "the file looks like UTF-16 text without a byte order mark, and was read as such",
            _REMEDY,
        )
        return data.decode(codec, "replace")
    head = data[:8192]
    if len(head) - len(head.translate(None, _CONTROL)) > max(3, 0.05 * len(head)):
        raise Unreadable(
            "the file is not text", "name a table saved as CSV, TSV, XLSX, JSON, YAML or Parquet"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _western(source, error.start)


def _utf16(head: bytes) -> str | None:
    """UTF-16 by its zeros: mostly ASCII text has one in every second byte."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _western(source: Source, first: int) -> str:
    """Text with bytes that are not UTF-8: each such line is read as Windows-1252.

    Line by line, because one pasted line must not garble the accents of all the others.
    """
    pieces: list[str] = []
    bad_lines: list[int] = []
    example = ""
    for number, piece in enumerate(_LINES.split(source.data), 1):
        try:
            pieces.append(piece.decode("utf-8"))
        except UnicodeDecodeError as error:
            pieces.append(piece.decode("cp1252", "replace"))
            if not bad_lines:
                before = len(piece[: error.start].decode("cp1252", "replace"))
                example = _around(pieces[-1], before)
            bad_lines.append(number)
    count = len(bad_lines)
    lines = f"line {bad_lines[0]}" + (f" and {count - 1:,} more" if count > 1 else "")
    source.say(
        TEXT_IS_UTF8,
        f"byte 0x{source.data[first]:02X} on line {bad_lines[0]} is not UTF-8; "
        f"{lines} read as Windows-1252: {example!r}",
        f"check the accented letters and dashes of that line, then {_REMEDY}",
        row=bad_lines[0],
        text=example,
        words="the line",
    )
    return "".join(pieces)


def _around(text: str, at: int) -> str:
    """A few characters of the line on both sides of a position."""
    start = max(text.rfind("\n", 0, at) + 1, at - _SHOWN // 2)
    end = text.find("\n", at)
    return text[start : min(end if end >= 0 else len(text), at + _SHOWN // 2)].strip()
