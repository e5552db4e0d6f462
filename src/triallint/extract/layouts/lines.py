"""The lines of a text as places in it, whatever ends them."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from .labels import trimmed

_LINE: Final = re.compile(r"[^\r\n]++")


class Line(NamedTuple):
    """A line that is not blank, without the blanks at its ends."""

    start: int
    end: int
    text: str


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a part of a text that are not blank."""
    for found in _LINE.finditer(text, start, len(text) if end is None else end):
        begin, close = trimmed(text, *found.span())
        if close > begin:
            yield Line(begin, close, text[begin:close])
