"""The sentence of a source document around the characters that a cell was read from. Pure."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from ..extract.grammar.sentences import Sentences
from ..model import Span
from ..render.characters import visible

#: Characters of a sentence that are shown at most before and behind a marked place.
_MOST: Final = 320


@lru_cache(maxsize=64)
def _sentences(text: str) -> Sentences:
    return Sentences(text)


def sentence(text: str, span: Span) -> Span:
    """The sentence around a span, or as much of it as is worth showing."""
    sentences = _sentences(text)
    start = sentences.around(span.start).start
    end = sentences.around(max(span.start, span.end - 1)).end
    return Span(max(start, span.start - _MOST), min(end, span.end + _MOST))


def quoted(text: str, spans: Iterable[Span]) -> list[dict[str, Any]]:
    """The sentences around some spans of a document, those that touch as one.

    Returns:
        For each, its first character and its pieces as [text, whether it is marked].
    """
    inside = sorted({one for one in spans if 0 <= one.start < one.end <= len(text)})
    groups: list[tuple[Span, list[Span]]] = []
    for span in inside:
        around = sentence(text, span)
        if groups and around.start <= groups[-1][0].end:
            known, marks = groups[-1]
            groups[-1] = Span(min(known.start, around.start), max(known.end, around.end)), [*marks, span]
        else:
            groups.append((around, [span]))
    return [{"from": around.start, "pieces": _pieces(text, around, marks)} for around, marks in groups]


def _pieces(text: str, around: Span, marks: Iterable[Span]) -> list[list[Any]]:
    pieces: list[list[Any]] = []
    at = around.start
    for mark in marks:
        for start, end, is_marked in ((at, mark.start, 0), (max(at, mark.start), mark.end, 1)):
            if end > start:
                pieces.append([_flowing(text[start:end]), is_marked])
        at = max(at, mark.end)
    if around.end > at:
        pieces.append([_flowing(text[at : around.end]), 0])
    return pieces


def _flowing(text: str) -> str:
    """Text on one line, a blank kept at either end where there was one."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text.strip() and text[-1:].isspace() else ""
    return head + visible(" ".join(text.split())) + tail
