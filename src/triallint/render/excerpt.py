"""A cell that is too long to be drawn: the surroundings of the part of it that a finding is about."""

from collections.abc import Iterable
from typing import NamedTuple

from ..model import Point, Span
from .characters import clipped, shown, visible, width


def part_of(text: str, points: Iterable[Point]) -> Span | None:
    """The characters of a cell that all of its points are about; None where that is the whole of it.

    Args:
        text: the cell as its file has it, where blanks may stand around what a point quotes.
        points: those that lie in it.
    """
    parts = {(point.text, point.part) for point in points}
    if len(parts) != 1:
        return None
    quoted, part = parts.pop()
    before = text.find(quoted)
    return Span(before + part.start, before + part.end) if part and before >= 0 else None


class Excerpt(NamedTuple):
    """What is shown of a cell, where in it the mark begins and how long that is, in columns."""

    text: str
    start: int
    length: int


def excerpt(text: str, part: Span | None, columns: int) -> Excerpt:
    """A text in at most `columns`: its beginning, or the surroundings of a part of it.

    Ellipses stand for what is left out.
    """
    if part is None:
        beginning = shown(text, columns)
        return Excerpt(beginning, 0, max(1, width(beginning)))
    before, inner, behind = (
        visible(one)
        for one in (
            text[max(0, part.start - columns) : part.start],
            text[part.start : part.end][:columns],
            text[part.end : part.end + columns],
        )
    )
    left_out = part.start > columns
    around = columns - width(inner)
    if left_out or width(before) + width(behind) > around:
        # Half of the room for what stands before it, and more where less stands behind.
        room = max(around - min(width(behind), around // 2), 0)
        if left_out or width(before) > room:
            before = "…" + clipped(before[::-1], room).rstrip("…")[::-1] if room > 1 else ""
    shows = clipped(before + inner + behind, columns)
    start = min(width(before), columns - 1)
    return Excerpt(shows, start, max(1, min(width(inner), width(shows) - start)))
