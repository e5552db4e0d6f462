"""Lists of authors split into names: commas, semicolons, "and", et al., degrees and marks of affiliations."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from triallint.model import lazy

from .initials import DEGREE, SUFFIX, are_initials, ends_in_initials, is_group
from .text import plain

_ET_AL: Final = lazy(
    r"[,;]?\s*(?:&\s*|and\s+)?(?:\bet\.?,? ?al\b\.?"
    r"|\b(?:and|&)\s+(?:others|colleagues|co-?workers|associates)\b|(?<=[,;]\s)others$|\.\.\.|\u2026)",
    re.IGNORECASE,
)
#: What stands in the place of names where there are none.
_NOBODY: Final = lazy(
    r"\W*(?:no authors? (?:listed|given|named)|anon(?:ymous)?|n\.?[ars]\.?|n/a|none|unknown"
    r"|not (?:reported|given|stated))\W*",
    re.IGNORECASE,
)
_PARTED: Final = lazy(r"\s*\|\s*|\s+/\s+")
#: What is printed beside names and belongs to none: marks of affiliations, numbers of a list, a year.
_MARKS: Final = lazy(
    r"[*\u2020\u2021\u00a7\u00b6#]+|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*(?=\s*(?:[,;&]|$|and\b))"
    r"|(?:(?<=^)|(?<=[,;]\s))\d{1,2}[.)]\s+|[,;]?\s*\(?\b(?:1[89]|20)\d\d[a-z]?\b\)?[\s.:]*$"
    r"|\b(?:Dr|Prof|Professor)\.?\s+(?=[A-Z])|,?\s+\(?\b(?:[Ee]ditors?|[Ee]ds?\.)\)?[\s.]*$"
)
#: Degrees behind a name of two words or more ("Smith, MD" may be a surname and initials).
_DEGREES: Final = lazy(
    r"(?P<name>(?:^|[,;&]|\band\b)\s*[^\s,;]+(?:\s+[^\s,;]+)+)(?:,\s*(?:M\.?D|Ph\.?D|D\.?Phil|M\.?Sc|B\.?Sc"
    r"|MPH|DDS|FRCP|FACP|MBBS|RN)\b\.?)+(?=\s*(?:[,;&]|$|and\b))"
)
_LEADING_AND: Final = lazy(r"^(?:and|&)\s+", re.IGNORECASE)
_AND: Final = lazy(r"\s+(?:and|&)\s+", re.IGNORECASE)


class Listed(NamedTuple):
    """A list of authors as printed.

    Attributes:
        names: each of them; none where a word says that there are none.
        more: whether more are meant than are named.
        paired: the names if commas part surnames from given names too ("Moreau, Anne, Lind, Per"), where
            that is another way to split the list: then neither is safe.
    """

    names: tuple[str, ...]
    more: bool = False
    paired: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def listed(text: str) -> Listed:
    """Split a list of authors: "Moreau A, Lindqvist P, et al", "Moreau, Anne; Li, Per", "A Moreau & P Li"."""
    if _NOBODY.fullmatch(text):
        return Listed(())
    text = _PARTED.sub("; ", plain(text)).strip(" .,;")
    text = _DEGREES.sub(r"\g<name>", _MARKS.sub("", text)).strip(" .,;")
    more = _ET_AL.search(text) is not None
    parts = [part.strip(" .,") for part in _ET_AL.sub(";", text).split(";")]
    parts = [part for part in parts if part]
    whole = (
        sum(map(is_turned, parts)) > len(parts) / 2 > 0.5
    )  # "Moreau, Anne; Lind C, Per": semicolons part the names
    names = [name for part in parts for name in ([part] if whole and part.count(",") == 1 else _split(part))]
    return Listed(tuple(names), more, tuple(_paired(parts[0])) if len(parts) == 1 else ())


def _paired(part: str) -> Iterator[str]:
    """The names of a list in which surnames and given names may alternate; none where they do not."""
    pieces = [piece.strip() for piece in _AND.sub(", ", part).split(",") if piece.strip()]
    pieces = [_LEADING_AND.sub("", piece) for piece in pieces]
    if len(pieces) < 4 or len(pieces) % 2 or any(map(ends_in_initials, pieces[::2])) or is_group(part):
        return
    if sum(" " not in piece for piece in pieces[::2]) * 2 >= len(pieces[::2]):
        yield from (", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True))


def _split(part: str) -> Iterator[str]:
    """The names in what stands between semicolons."""
    pieces = [_LEADING_AND.sub("", piece.strip()) for piece in part.split(",") if piece.strip()]
    if len(pieces) == 1 or (is_group(part) and not any(ends_in_initials(piece) for piece in pieces)):
        yield from _AND.split(part) if not is_group(part) else [part]
    elif len(_AND.split(part)) > 1 and all(one.count(",") == 1 for one in _AND.split(part)):
        yield from _AND.split(part)  # BibTeX: "Moreau, Anne and Lindqvist, Per"
    elif len(pieces) % 2 == 0 and all(are_initials(_AND.split(one)[-1]) for one in pieces[1::2]):
        yield from (", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True))
    else:
        yield from _joined_suffixes(name for piece in pieces for name in _AND.split(piece))


def is_turned(name: str) -> bool:
    """Whether a name may have its surname first, and one comma behind it: "Moreau, Anne"."""
    family, comma, given = name.partition(",")
    return bool(comma) and "," not in given and not ends_in_initials(family)


def _joined_suffixes(names: Iterable[str]) -> Iterator[str]:
    held = ""
    for name in names:
        if held and (SUFFIX.fullmatch(name) or DEGREE.fullmatch(name)):
            continue
        if held:
            yield held
        held = name
    if held:
        yield held
