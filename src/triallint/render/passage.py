"""The sentence of a document that a finding is about, with marks under its numbers."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from ..model import Finding, Point
from .characters import shown, width
from .context import Context
from .paint import Paint

#: Characters shown before the first mark of a line and after its last.
_AROUND: Final = 30
#: Marks further apart than this are drawn on lines of their own.
_APART: Final = 60


def passages(finding: Finding, context: Context, room: int) -> tuple[list[str], list[Point]]:
    """Draw the places of a finding that lie in documents, at most `room` columns wide.

    Returns:
        The lines, and the points that they do not show.
    """
    paint = Paint(context.colour)
    lines: list[str] = []
    left: list[Point] = []
    texts: dict[tuple[str, str | None], tuple[str, list[Point]]] = {}
    for point in finding.points:
        text = context.passages(point.place) if point.place.span else None
        if text is None:
            left.append(point)
        else:
            texts.setdefault((point.place.file, point.place.document), (text, []))[1].append(point)
    for text, points in texts.values():
        for group in _near(points):
            lines += _drawn(text, group, finding, paint, room)
    return lines, left


def _start(point: Point) -> int:
    return point.place.span.start if point.place.span else 0


def _near(points: Iterable[Point]) -> list[list[Point]]:
    """Points in the order of the text, those that are near each other together."""
    ordered = sorted(points, key=_start)
    groups = [[point] for point in ordered[:1]]
    for before, point in pairwise(ordered):
        if _start(point) - _start(before) > _APART:
            groups.append([])
        groups[-1].append(point)
    return groups


def _drawn(text: str, points: list[Point], finding: Finding, paint: Paint, room: int) -> list[str]:
    """One stretch of text, and marks under it."""
    begins, ends = _start(points[0]), max(p.place.span.end for p in points if p.place.span)
    first = max(text.rfind("\n", 0, begins) + 1, begins - _AROUND)
    last = min(*(at for at in (text.find("\n", ends), len(text)) if at >= 0), ends + _AROUND)
    shows = shown(text[first:last], room - 2)
    head, tail = "…" if text[:first].strip() else "", "…" if text[last:].strip() else ""
    marks = [" "] * (room + 2)
    for point in points:
        if point.place.span is None:
            continue
        at = width(head) + width(shown(text[first : point.place.span.start], room * 2))
        mark = "^" if point is finding.points[0] else "-"
        for column in range(at, min(at + point.place.span.end - point.place.span.start, room)):
            marks[column] = mark
    line = points[0].place.row or 0
    drawn = [f"{paint('quiet', f'{line:>4} |')} {head}{shows}{tail}"]
    drawn.append(f"{paint('quiet', '     |')} {paint(finding.severity.name, ''.join(marks).rstrip())}")
    return drawn
