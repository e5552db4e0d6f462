"""JSON and JSON Lines with the line of every value and every number as it was printed."""

import json
import re
from typing import NamedTuple, NoReturn

from ..model import Severity, lazy
from .conditions import FILE_HAS_ROWS, STRUCTURE_IS_A_TABLE, SYNTAX_IS_VALID
from .csl import sheets_in
from .delimited import physical_lines
from .sheet import Sheet
from .source import Source, printable
from .tree import Items, Node, Record, of_records

#: Tables are three levels deep at most; this is for what someone else's file may hold.
_DEEPEST = 60

_STRING = r'"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"'
_NUMBER = r"-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][-+]?\d++)?"
_SPACE = lazy(r"[ \t\n]*+")
_VALUE = lazy(rf"{_STRING}|({_NUMBER})(?![\w.])|(true|false|null)\b|(NaN|-?Infinity)\b")
_KEY = lazy(rf"[ \t\n]*+{_STRING}[ \t\n]*+:[ \t\n]*+")
_WORDS: dict[str, str | None] = {"true": "yes", "false": "no", "null": None}


class _Broken(Exception):
    """The text stops being JSON at a position; `partial` is what stands complete before it."""

    def __init__(self, at: int, expected: str) -> None:
        super().__init__(expected)
        self.at, self.expected = at, expected
        self.partial: Node = None


class _NotFlat(Exception):
    """Not what the quick way takes."""


def _not_flat(word: str) -> NoReturn:
    raise _NotFlat(word)


#: The standard library's scanner: five times as fast, but it knows no lines. Numbers stay text.
_SCAN = json.JSONDecoder(
    object_pairs_hook=list, parse_int=str, parse_float=str, parse_constant=_not_flat
).raw_decode
_SPELLED: dict[bool | None, str | None] = {True: "yes", False: "no", None: None}


class _Parsed(NamedTuple):
    node: Node
    end: int


def read_json(source: Source, text: str) -> list[Sheet]:
    """The sheets of a JSON file: one list of records, or one list for each table."""
    text = _plain_lines(text)
    if not text.strip():
        source.say(FILE_HAS_ROWS, "the file is empty", "export it again, or remove it")
        return []
    parser = _Parser(source)
    parser.take(text, 1)
    try:
        document, end = parser.value(parser.skip(0), 0)
        if (end := parser.skip(end)) < len(text):
            if isinstance(document, Record) and text[end] == "{":
                return _lines_in_disguise(source, text)
            raise _Broken(end, "the end of the file")
    except _Broken as broken:
        _say_broken(source, text, broken)
        return sheets_in(source, broken.partial) if broken.partial else []
    return sheets_in(source, document)


def read_tree(source: Source, text: str) -> Node:
    """What a JSON file holds, whatever its form; None, with a finding, where it is no JSON."""
    text = _plain_lines(text)
    parser = _Parser(source)
    parser.take(text, 1)
    try:
        document, end = parser.value(parser.skip(0), 0)
        if (end := parser.skip(end)) < len(text):
            raise _Broken(end, "the end of the file")
    except _Broken as broken:
        _say_broken(source, text, broken)
        return None
    return document


def read_json_lines(source: Source, text: str) -> list[Sheet]:
    """The sheet of a JSON Lines file. A line that is not a record is a finding; the others count."""
    lines = physical_lines(text)
    records: list[Record] = []
    parser = _Parser(source)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        line = line.rstrip("\r\n")
        parser.take(line, number)
        try:
            node, end = parser.value(parser.skip(0), 1)
            if parser.skip(end) < len(line):
                raise _Broken(end, "the end of the line")
        except _Broken as broken:
            _say_broken(source, line, broken, number)
            continue
        if isinstance(node, Record):
            records.append(node)
        else:
            source.say(
                STRUCTURE_IS_A_TABLE,
                "expected a record on each line, found something else; the line was not read",
                "write each row as one object: {...}",
                row=number,
                text=line.strip(),
            )
    if not records:
        source.say(FILE_HAS_ROWS, "the file holds no record", "export it again, or remove it")
        return []
    sheet = of_records(source, source.stem, records)
    return [] if sheet is None else [sheet]


def _lines_in_disguise(source: Source, text: str) -> list[Sheet]:
    source.say(
        STRUCTURE_IS_A_TABLE,
        "the file holds one record after another, not a list; it was read as JSON Lines",
        "rename it to .jsonl, or put the records into a list",
        row=1,
        severity=Severity.warning,
    )
    return read_json_lines(source, text)


def _say_broken(source: Source, text: str, broken: _Broken, line: int | None = None) -> None:
    start = text.rfind("\n", 0, broken.at) + 1
    end = text.find("\n", broken.at)
    row = line or text.count("\n", 0, broken.at) + 1
    seen = repr(text[broken.at : broken.at + 20]) if broken.at < len(text) else "the end"
    source.say(
        SYNTAX_IS_VALID,
        f"expected {broken.expected} at character {broken.at - start + 1} of line {row}, found {seen}",
        "mend the line, or the one before it",
        row=row,
        text=text[start : min(start + 400, end if end >= 0 else len(text))].strip(),
        words="the line",
    )


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


class _Parser:
    """Recursive descent over one text; flat records on one line go the quick way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._names: dict[str, str] = {}
        self._shapes: dict[tuple[str, ...], list[str]] = {}
        self.take("", 1)

    def take(self, text: str, line: int) -> None:
        """Begin a text whose first line has this number."""
        self.text, self._line, self._counted = text, line, 0

    def skip(self, at: int) -> int:
        """The position of the next character that is not a blank."""
        return _SPACE.match(self.text, at).end()  # type: ignore[union-attr]

    def line_at(self, at: int) -> int:
        """The line of a position that is not before the last one asked for."""
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def value(self, at: int, depth: int) -> _Parsed:
        """The value that begins at a position."""
        opener = self.text[at : at + 1]
        if depth > _DEEPEST:
            raise _Broken(at, f"no more than {_DEEPEST} levels")
        if opener == "{":
            return (depth and self._quick_record(at)) or self._record(at, depth)
        if opener == "[":
            return self._items(at, depth)
        match = _VALUE.match(self.text, at)
        if match is None:
            raise _Broken(at, "a value")
        return _Parsed(self._plain(match), match.end())

    def _plain(self, match: re.Match[str]) -> str | None:
        group = match.lastindex
        if group == 1:
            return self._unescaped(match[1], match.start())
        if group == 2:
            return match[2]
        if group == 3:
            return _WORDS[match[3]]
        self.source.say(
            SYNTAX_IS_VALID,
            f"{match[4]} is not a JSON value; it was read as blank",
            "write null, or the text that the report prints",
            row=self.line_at(match.start()),
            text=match[4],
            severity=Severity.warning,
        )
        return None

    def _unescaped(self, raw: str, at: int) -> str:
        if "\\" not in raw:
            return raw
        try:
            return printable(json.loads(f'"{raw}"', strict=False))
        except ValueError:
            raise _Broken(at, "a text with valid escapes") from None

    def _quick_record(self, at: int) -> _Parsed | None:
        """A flat record that stands on one line; None for any other, which goes the long way."""
        try:
            pairs, end = _SCAN(self.text, at)
            values: list[Node] = [value if type(value) is str else _SPELLED[value] for _, value in pairs]
        except (ValueError, RecursionError, StopIteration, KeyError, TypeError, _NotFlat):
            return None
        if self.text.find("\n", at, end) >= 0 or self.text.find("\\u", at, end) >= 0:
            return None
        names = tuple([name for name, _ in pairs])
        keys = self._shapes.get(names)
        if keys is None:
            keys = self._shapes[names] = list(names)
        return _Parsed(Record(self.line_at(at), keys, values), end)

    def _record(self, at: int, depth: int) -> _Parsed:
        record = Record(self.line_at(at))
        one_line = True
        at = self.skip(at + 1)
        if self.text.startswith("}", at):
            return _Parsed(record, at + 1)
        while True:
            key = _KEY.match(self.text, at)
            if key is None:
                raise _Broken(self.skip(at), 'a key ("name": value)')
            line = self.line_at(key.start(1))
            one_line = one_line and line == record.line
            record.keys.append(self._name(key))
            record.lines.append(line)
            at = self.skip(self._member(key.end(), depth, record))
            mark = self.text[at : at + 1]
            if mark == "}":
                if one_line:
                    record.lines = []
                return _Parsed(record, at + 1)
            if mark != ",":
                raise _Broken(at, "a comma or }")
            at += 1

    def _name(self, key: re.Match[str]) -> str:
        """A key's text: one object for all records, so that a million rows cost it once."""
        raw = key[1]
        if raw not in self._names:
            self._names[raw] = self._unescaped(raw, key.start())
        return self._names[raw]

    def _member(self, at: int, depth: int, record: Record) -> int:
        """Read the value of the last key of a record; where it ends."""
        match = _VALUE.match(self.text, at)
        if match is not None:
            record.values.append(self._plain(match))
            return match.end()
        try:
            node, at = self.value(at, depth + 1)
        except _Broken as broken:
            if depth == 0 and broken.partial is not None:  # a table that breaks off half way
                record.values.append(broken.partial)
                broken.partial = record
            raise
        record.values.append(node)
        return at

    def _items(self, at: int, depth: int) -> _Parsed:
        items = Items(self.line_at(at))
        at = self.skip(at + 1)
        if self.text.startswith("]", at):
            return _Parsed(items, at + 1)
        try:
            while True:
                node, at = self.value(self.skip(at), depth + 1)
                items.values.append(node)
                at = self.skip(at)
                mark = self.text[at : at + 1]
                if mark == "]":
                    return _Parsed(items, at + 1)
                if mark != ",":
                    raise _Broken(at, "a comma or ]")
                at += 1
        except _Broken as broken:
            broken.partial = items if items.values else None
            raise
