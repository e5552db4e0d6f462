"""What one printing of a title adds, moves or cuts off, and another does not, read away."""

import re
from collections.abc import Iterator
from typing import Final

from triallint.model import lazy

from .text import fold
from .words import NEVER_DROPPED

_ACRONYM: Final = lazy(r"[(\[](?=[^()\[\]]*[A-Z][^()\[\]]*[A-Z])([A-Za-z0-9-]{2,15})[)\]]")
#: The acronym of a trial before its title: "TOCO-1: two drugs".
_HEADING: Final = lazy(r"^\W*((?=[^\s:]*[A-Z][^\s:]*[A-Z])[A-Za-z0-9-]{2,15})\s*(?::|\s[-\u2013\u2014])\s+")
#: The number of an abstract before a title, and a year behind it.
_NUMBER: Final = lazy(
    r"^\W*(?:(?:abstract|poster)\s+\w{0,4}-?\d+|(?:P|O|PO|OP|PS|LBA)-?\d{1,5})[.:)]?\s+", re.IGNORECASE
)
_YEAR: Final = lazy(r"\s*[(\[](?:1[89]|20)\d\d[a-z]?[)\]]\W*$")
#: "HER2+" and "CD4(+)", which others print in words; a plus between two words is one of addition.
_POSITIVE: Final = lazy(r"(?<=\w)\s?\(?\+\)?(?!\w)")
_ELLIPSIS: Final = lazy(r"\s*(?:\u2026|\.{3,}|\[(?:\u2026|\.{3})\])\s*$")

#: A title that ends without a mark of it is cut off only where so many letters of it are left.
_LEAST_CUT: Final = 60
_LEAST_MARKED: Final = 20


def variants(ours: str, theirs: str) -> Iterator[tuple[str, str]]:
    """Both titles as they would stand if one had what the other has: each pair may be compared."""
    bare = [_ACRONYM.sub(" ", _HEADING.sub("", title)) for title in (ours, theirs)]
    if bare != [ours, theirs] and _agree_in_acronyms(ours, theirs):
        yield bare[0], bare[1]
    if _NUMBER.search(ours) and not _NUMBER.search(theirs):
        yield _NUMBER.sub("", ours), theirs
    if bool(_YEAR.search(ours)) != bool(_YEAR.search(theirs)):
        yield _YEAR.sub("", ours), _YEAR.sub("", theirs)
    if _POSITIVE.search(ours) or _POSITIVE.search(theirs):
        yield _POSITIVE.sub(" positive", ours), _POSITIVE.sub(" positive", theirs)


def _agree_in_acronyms(ours: str, theirs: str) -> bool:
    """Whether no acronym of one title stands against another of the other title."""
    found = [set(_HEADING.findall(title) + _ACRONYM.findall(title)) for title in (ours, theirs)]
    return not all(found) or bool(found[0] & found[1])


def is_cut_off(cited: str, known: str) -> bool:
    """Whether a title is the beginning of another one, cut off, with dots that say so or without.

    What is lost behind a whole word must not make another work of it ("…: a protocol").
    """
    marked = _ELLIPSIS.search(cited)
    ours = _letters(_ELLIPSIS.sub("", cited))
    if len(ours) < (_LEAST_MARKED if marked else _LEAST_CUT) or not _letters(known).startswith(ours):
        return False
    lost = _words(known)[len(_words(cited)) - 1 :]
    return bool(marked) or lost[:1] != _words(cited)[-1:] or not NEVER_DROPPED & set(lost)


def _words(title: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(title))


def _letters(title: str) -> str:
    return re.sub(r"[\W_]+", "", fold(title))
