"""Undo what exports, web pages, typesetters and PDF files do to the characters of an identifier.

Escapes are decoded and invisible characters dropped, and every character that is left knows where it
stood, so that spans are those of the text as given.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from triallint.model import Span

from ..model import lazy
from .record import Grade, Identifier, Note


class Change(NamedTuple):
    """One replacement: where in the original text, and what for."""

    start: int
    end: int
    note: Note


class Cleaned(NamedTuple):
    """A text with its escapes undone.

    Attributes:
        text: the characters that are left.
        origin: for each of them, and for the end, its index in the original; None for no change.
        changes: what was replaced, and where.
    """

    text: str
    origin: Sequence[int] | None = None
    changes: tuple[Change, ...] = ()

    def notes(self, start: int, end: int) -> list[Note]:
        """The notes on what was replaced in `start:end` of the original, each once."""
        if not self.changes:
            return []
        first = bisect_left(self.changes, start - _LONGEST_ESCAPE, key=lambda change: change.start)
        last = bisect_left(self.changes, end, key=lambda change: change.start)
        return list(dict.fromkeys(c.note for c in self.changes[first:last] if c.end > start))

    def at(self, index: int) -> int:
        """Where in the original the character at `index` stood."""
        return index if self.origin is None else self.origin[index]

    def placed(self, one: Identifier, original: str) -> Identifier:
        """An identifier of the cleaned text as one of the original."""
        span = Span(self.at(one.span.start), self.at(one.span.end))
        return one._replace(text=original[slice(*span)], span=span)


HTML = Note("html", "its HTML escapes are decoded", Grade.tidied)
HTML_AGAIN = Note("html_again", "its HTML escapes, which had been escaped again, are decoded", Grade.tidied)
PERCENT = Note("percent", "its percent escapes are decoded", Grade.tidied)
LATEX = Note("latex", "its LaTeX escapes are decoded", Grade.tidied)
INVISIBLE = Note("invisible", "the invisible characters in it are dropped", Grade.tidied)
DASH = Note("dash", "a typographic dash in it stands for a hyphen", Grade.tidied)
WIDE = Note("wide", "full-width characters in it stand for plain ones", Grade.tidied)
LINKED = Note("link", "a program made a link of its middle", Grade.guessed)

_LINK = lazy(r"\[https?://([^\s\]/]+)/?\]\([^)\s]{0,300}\)")
_ENTITY = lazy(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ESCAPED = lazy(r"(?:%[0-9A-Fa-f]{2})+")
_LATEX = lazy(r"\{\\?([_&%#$~^<>-])\}|\\([_&%#$])|\$([<>])\$|\{?\\text(less|greater)(?:\{\})?\}?")
_UNSEEN, _LINES = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff", "\u2010-\u2013\u2212\ufe63\uff0d"
_BROAD = "\uff08\uff09\uff0e\uff0f-\uff19\uff1c\uff1e\uff21-\uff3b\uff3d\uff41-\uff5a"
_INVISIBLE, _DASHES, _WIDE = lazy(f"[{_UNSEEN}]+"), lazy(f"[{_LINES}]"), lazy(f"[{_BROAD}]")
_STRANGE = lazy(f"[{_UNSEEN}{_LINES}{_BROAD}]")
_MARKS = lazy(r"[&%\\]|\$[<>]|\{_|\]\(")

#: No single escape is longer than this, in characters; a run of them may be, and then is not looked back for.
_LONGEST_ESCAPE = 200

#: Escapes may have been escaped again by each program they passed, but seldom more often than this.
_MOST_PASSES = 3


def clean(text: str) -> Cleaned:
    """Undo escapes and drop what cannot be seen; nothing is done to a text that has neither."""
    done = Cleaned(text)
    if _MARKS.search(text):
        done = _replaced(done, _LINK, lambda match: match[1], LINKED)
        for turn in range(_MOST_PASSES):
            before, done = done, _replaced(done, _ENTITY, _unescaped, HTML_AGAIN if turn else HTML)
            if before is done:
                break
        done = _replaced(done, _ESCAPED, _decoded, PERCENT)  # once: "%2528" stands for "%28"
        done = _replaced(done, _LATEX, _plain, LATEX)
    if not done.text.isascii() and _STRANGE.search(done.text):
        done = _replaced(done, _INVISIBLE, lambda _: "", INVISIBLE)
        done = _replaced(done, _DASHES, lambda _: "-", DASH)
        done = _replaced(done, _WIDE, lambda match: chr(ord(match[0]) - 0xFEE0), WIDE)
    return done


def _replaced(
    done: Cleaned, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], note: Note
) -> Cleaned:
    """`done` with every match replaced by `new`; `done` itself where nothing changes."""
    edits = [(*match.span(), new(match)) for match in pattern.finditer(done.text)]
    return spliced(done, [edit for edit in edits if edit[2] != done.text[edit[0] : edit[1]]], note)


def spliced(done: Cleaned, edits: Sequence[tuple[int, int, str]], note: Note) -> Cleaned:
    """`done` with other characters at places of its text, in order, and with a note on why."""
    if not edits:
        return done
    origin = range(len(done.text) + 1) if done.origin is None else done.origin
    pieces: list[str] = []
    places: list[int] = []
    changes = list(done.changes)
    last = 0
    for start, end, text in edits:
        pieces += (done.text[last:start], text)
        places += origin[last:start]
        places += [origin[start]] * len(text)
        changes.append(Change(origin[start], origin[end], note))
        last = end
    pieces.append(done.text[last:])
    places += origin[last:]
    return Cleaned("".join(pieces), places, tuple(sorted(changes)))


def _unescaped(match: re.Match[str]) -> str:
    import html  # its table of names is large, and few texts need it

    return html.unescape(match[0])


def _decoded(match: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(match[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return match[0]
    return (
        text
        if all(mark.isprintable() or mark.isspace() or _INVISIBLE.match(mark) for mark in text)
        else match[0]
    )


def _plain(match: re.Match[str]) -> str:
    if match[4]:
        return "<" if match[4] == "less" else ">"
    return match[1] or match[2] or match[3]
