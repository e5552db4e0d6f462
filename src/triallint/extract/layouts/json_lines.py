"""JSON Lines of texts: one object with an id and a text on each line."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Final

from ...read.conditions import SYNTAX_IS_VALID
from ...read.source import printable
from ..conditions import RECORDS_HAVE_ID_AND_TEXT
from ..document import Document, Quote
from .base import LONGEST, Given, Layout
from .plain import parts_of
from .registered import registered

_START: Final = re.compile(r'\s*\{\s*"[^"\\\r\n]{1,60}"\s*:')
_LINE: Final = re.compile(r"[^\r\n]++")
_IDS: Final = ("id", "pmid")


def recognise(given: Given) -> bool:
    """Its first line is an object, and one of the first names a text."""
    return not given.is_markup and _START.match(given.opening) is not None and '"text"' in given.opening


def read(given: Given) -> Iterator[Document]:
    """A document for each line that has an id and a text."""
    number, behind = 1, 0
    for line in _LINE.finditer(given.text):
        between = given.text[behind : line.start()]
        number += between.count("\n") + between.count("\r") - between.count("\r\n")
        behind = line.end()
        if line[0].strip():
            yield from _document(given, line[0], number)


def _document(given: Given, line: str, number: int) -> Iterator[Document]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        what = f"at character {error.pos + 1}: {error.msg}" if isinstance(error, json.JSONDecodeError) else ""
        given.source.say(
            SYNTAX_IS_VALID,
            f"line {number} is not a JSON object {what}".rstrip(),
            "mend the line; the other lines are read",
            row=number,
            text=line[:200],
            words="the line",
        )
        return
    name, key = _name(record)
    text = record.get("text") if isinstance(record, dict) else None
    if not name or not isinstance(text, str) or len(text) > LONGEST:
        _say(given, number, name, _lacking(record, name, text))
        return
    try:
        encoded = text.encode("utf-8")
    except UnicodeEncodeError:  # half a character that was escaped
        text = printable(text)
        encoded = text.encode("utf-8")
    yield document_of(given.source.file, name, text, hashlib.sha256(encoded).hexdigest(), key, number)


def document_of(file: str, name: str, text: str, sha256: str, key: str, line: int) -> Document:
    """The document of one record.

    Args:
        file: that it stands in.
        name: what names it.
        text: its text.
        sha256: of that text.
        key: what the name stands under; a `pmid` is one.
        line: of the file.
    """
    parts = parts_of(text)
    fields = {**parts.fields, **registered(text, parts.sections)}
    if key == "pmid":
        fields["pmid"] = Quote(name, 0, 0)  # it stands in the file, but not in the text
    return Document(
        file=file,
        id=name,
        text=text,
        sha256=sha256,
        layout=LAYOUT.name,
        sections=parts.sections,
        fields=fields,
        line=line,
        is_literal=False,
    )


def _name(record: object) -> tuple[str, str]:
    """What names a record, and the key that it stands under."""
    if isinstance(record, dict):
        for key in _IDS:
            value = record.get(key)
            if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
                return printable(str(value).strip())[:200], key
    return "", ""


def _lacking(record: object, name: str, text: object) -> str:
    if not isinstance(record, dict):
        return "is not an object"
    if not name:
        return "has neither `id` nor `pmid`"
    if isinstance(text, str):
        return f"holds {len(text):,} characters, far more than any report"
    return "has no `text`" if text is None else "has a `text` that is not a text"


def _say(given: Given, number: int, name: str, what: str) -> None:
    known = f" (id {name})" if name else ""
    given.source.say(
        RECORDS_HAVE_ID_AND_TEXT,
        f"the record on line {number}{known} {what}; it was not read",
        'write it as {"id": "...", "text": "..."}',
        row=number,
        text=name or f"line {number}",
        words="the record",
    )


LAYOUT = Layout("JSON Lines", 'JSON Lines of {"id" or "pmid", "text"}', recognise, read)
