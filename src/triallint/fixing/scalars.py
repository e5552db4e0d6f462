"""A value of a JSON or YAML text rewritten where it stands, in the style in which it was written."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from .rewrite import LeftAlone, Rewrite, core
from .text import same

_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")
_LINE_END = re.compile(r"\r\n|\r|\n")
#: One printed character of a text in double quotation marks, escaped or not.
_UNIT = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\.|[^\\]",
    re.DOTALL,
)


class Scalar(NamedTuple):
    """A value: the line of its key (or of the list it is in), its key or its index, and its characters.

    `style` is the mark it is written in ('"', "'", "|", ">"), or "" for none.
    """

    line: int
    key: str | int
    start: int
    end: int
    text: str
    style: str


def rewrite_scalar(
    kind: str, text: str, line: int, keys: tuple[str, int], old: str, new: str
) -> list[Rewrite]:
    """How to write `new` for every value on a line that has the column's name or position and says `old`.

    Args:
        kind: "YAML", "JSON" or "JSON Lines".
        text: the file's.
        line: 1-based line of the value's key, or of the list that it is in.
        keys: the column's name in the header, and its index, by which a list without keys knows it.
        old: the value as it was read.
        new: what it is to be.

    Raises:
        LeftAlone: it stands nowhere, or in a form that is not rewritten.
    """
    scalars = _yaml_scalars(text) if kind == "YAML" else _json_scalars(text)
    found = [
        one
        for one in scalars
        if one.line == line
        and (" ".join(one.key.split()) if isinstance(one.key, str) else one.key) in keys
        and same(one.text, old)
    ]
    if not found:
        raise LeftAlone("the old text does not stand there")
    write = _write_yaml if kind == "YAML" else _write_json
    return [Rewrite(one.start, one.end, write(text, one, new)) for one in found]


def _json_scalars(text: str) -> Iterator[Scalar]:
    """The plain values of a JSON text (or of several, one after another)."""
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    open_: list[list[Any]] = []  # [is a list, line of what waits, index or key]
    for match in _JSON_TOKEN.finditer(text):
        token, line = match[0], bisect_right(starts, match.start())
        if token in "{[":
            open_.append([token == "[", line, 0 if token == "[" else None])
        elif token in "}]":
            if open_:
                open_.pop()
        elif token == ",":
            if open_:
                open_[-1][2] = open_[-1][2] + 1 if open_[-1][0] else None
        elif token != ":" and open_:
            if not open_[-1][0] and open_[-1][2] is None:
                open_[-1][1:] = line, _json_value(token)
            else:
                style = '"' if token[0] == '"' else ""
                yield Scalar(
                    open_[-1][1], open_[-1][2], match.start(), match.end(), _json_value(token), style
                )


def _json_value(token: str) -> str:
    if token[0] != '"':
        return "" if token == "null" else token
    try:
        return str(json.loads(token, strict=False))
    except ValueError:
        return token[1:-1]


def _write_json(text: str, one: Scalar, new: str) -> str:
    if one.style:
        return _within_marks(text[one.start : one.end], new, ascii_only=text.isascii())
    if one.text and _JSON_NUMBER.fullmatch(new):
        return new
    return json.dumps(new, ensure_ascii=text.isascii())


def _within_marks(raw: str, new: str, *, ascii_only: bool) -> str:
    """A text in double marks with its value changed: escapes that still stand are kept as written."""
    units = _UNIT.findall(raw[1:-1])
    values = [_unit_value(unit) for unit in units]
    start = next((i for i, value in enumerate(values) if value.strip()), len(values))
    end = next((i for i in range(len(values), start, -1) if values[i - 1].strip()), start)
    left = 0
    while left < min(end - start, len(new)) and values[start + left] == new[left]:
        left += 1
    right = 0
    while right < min(end - start, len(new)) - left and values[end - 1 - right] == new[-1 - right]:
        right += 1
    middle = json.dumps(new[left : len(new) - right], ensure_ascii=ascii_only)[1:-1]
    return f'"{"".join(units[: start + left])}{middle}{"".join(units[end - right :])}"'


def _unit_value(unit: str) -> str:
    if not unit.startswith("\\"):
        return unit
    try:
        return str(json.loads(f'"{unit}"', strict=False))
    except ValueError:
        return unit  # an escape of YAML's own: it is not taken for any character, and so replaced


def _yaml_scalars(text: str) -> Iterator[Scalar]:
    """The scalar values of a YAML text."""
    import yaml  # only who keeps YAML pays for it

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    open_: list[list[Any]] = []  # [is a list, line of what waits, index or key]
    try:
        event: Any
        for event in yaml.parse(text, Loader=loader):
            kind, line = type(event).__name__, event.start_mark.line + 1
            if kind in ("MappingEndEvent", "SequenceEndEvent"):
                open_.pop()
                kind = "Value"
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                is_list = kind == "SequenceStartEvent"
                open_.append([is_list, line, 0 if is_list else None])
                continue
            if not open_ or kind not in ("ScalarEvent", "AliasEvent", "Value"):
                continue
            top = open_[-1]
            if not top[0] and top[2] is None:
                top[1:] = line, event.value if kind == "ScalarEvent" else "?"
                continue
            if kind == "ScalarEvent":
                start, end = event.start_mark.index, event.end_mark.index
                style = "" if event.style in (None, ":") else event.style
                nothing = event.implicit[0] and event.value in ("~", "null", "Null", "NULL")
                yield Scalar(top[1], top[2], start, end, "" if nothing else event.value, style)
            top[2] = top[2] + 1 if top[0] else None
    except yaml.YAMLError:
        return  # what stands complete before the break was read


def _write_yaml(text: str, one: Scalar, new: str) -> str:
    raw = text[one.start : one.end]
    if one.style == '"' and raw.startswith('"'):
        return _within_marks(raw, new, ascii_only=text.isascii())
    if one.style == "'" and raw.startswith("'"):
        start, end = core(raw[1:-1])
        quoted = new.replace("'", "''")
        return f"'{raw[1 : 1 + start]}{quoted}{raw[1 + end : -1]}'"
    if one.style or (raw != one.text and one.text):
        raise LeftAlone("it is written as a block, or with an anchor or a tag")
    before = " " if raw == "" and text[one.start - 1 : one.start] in (":", "-") else ""
    return before + _yaml_plain(new)


def _yaml_plain(new: str) -> str:
    """A text as YAML writes it: in quotation marks only if it would be read as something else."""
    if not new:
        return "''"
    import yaml

    for form in ("- {}\n", "k: {}\n", "[{}]\n", "{{k: {}}}\n"):
        try:
            values = [
                event.value
                for event in yaml.parse(form.format(new), Loader=yaml.SafeLoader)
                if isinstance(event, yaml.ScalarEvent) and event.value != "k"
            ]
        except yaml.YAMLError:
            values = []
        if values != [new] or new.lower() in ("~", "null", "true", "false"):
            return json.dumps(new, ensure_ascii=False) if "\n" in new else "'" + new.replace("'", "''") + "'"
    return new
