"""The registry numbers that a report prints of its own trial."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ...identifiers import find_registry_numbers
from ...model import Span
from ..document import Quote, Section

#: Digits as noughts, everything else as blanks: every kind of number has five digits in a row …
_DIGITS: Final = bytes(0x30 if 0x30 <= code <= 0x39 else 0x20 for code in range(256))
_RUN: Final = b"00000"
#: … but for a few short ones, and some that may be printed in groups: how those begin, in capitals.
_SHORT: Final = tuple(
    (start, re.compile(start + rest))
    for start, rest in (
        *((rb"NCT", b""), (rb"ISRCTN", b""), (rb"NTR", rb"(?:[^A-Z]{1,4})?[0-9]")),
        (rb"NL", rb"[^A-Z]{0,4}[0-9]"),
        *((rb"PER-", b""), (rb"RBR", rb"-?[^ ]"), (rb"SLCTR", b""), (rb"U", rb"[01]{4}")),
    )
)
#: How far around such a place a number may reach, in characters.
_AROUND: Final = 60
_BLANKS: Final = " \t\r\n"

#: What stands between the numbers of a list.
_LISTED: Final = re.compile(r"[\s,;/&]{1,4}(?:and\s{1,3})?")

#: Where journals print the number of the trial itself, the likeliest first; elsewhere it may be another's.
_RANKS: Final = {
    "registration": 0,
    "funding": 1,
    "conclusions": 1,
    "abstract": 2,
    "methods": 2,
    "results": 2,
    "title": 2,
    "background": 3,
    "key_points": 3,
}


def registered(text: str, parts: Iterable[Section]) -> dict[str, Quote]:
    """The registry numbers of the report's own trial: where a part is about registration, those in it.

    Else those of the conclusions and of what stands behind the abstract, where journals print them; else
    any in the abstract. The first counts, with those that are listed right behind it.
    """
    found = numbers_in(text)
    groups: dict[int, list[Span]] = {}
    for part in parts if found else ():
        rank = _RANKS.get(part.kind)
        if rank is not None:
            groups.setdefault(rank, []).extend(one for one in found if part.start <= one.start < part.end)
    spans = next((groups[rank] for rank in sorted(groups) if groups[rank]), [])
    if not spans:
        return {}
    start, end = spans[0]
    for span in spans[1:]:
        if _LISTED.fullmatch(text, end, span.start):
            end = span.end
    return {"registry_ids": Quote(" ".join(text[start:end].split()), start, end)}


def numbers_in(text: str) -> list[Span]:
    """Where registry numbers stand in a text, in order; only places are searched where one may stand."""
    return sorted(
        Span(start + one.span.start, start + one.span.end)
        for start, end in _windows(text)
        for one in find_registry_numbers(text[start:end])
    )


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that may hold a number, in order, cut at blanks."""
    plain = text.encode("ascii", "replace")  # one byte for each character
    places = list(_runs(plain.translate(_DIGITS)))
    capitals = plain.upper()
    for start_of, one in _SHORT:
        if start_of in capitals:
            places += [found.start() for found in one.finditer(capitals)]
    start = end = -1
    for place in sorted(places):
        if start < 0 or place - _AROUND > end:
            if start >= 0:
                yield start, end
            start = max(0, place - _AROUND)
            while start > max(end, 0) and place - start < 2 * _AROUND and text[start - 1] not in _BLANKS:
                start -= 1
        end = max(end, _to_blank(text, min(len(text), place + _AROUND)))
    if start >= 0:
        yield start, end


def _runs(digits: bytes) -> Iterator[int]:
    at = digits.find(_RUN)
    while at >= 0:
        yield at
        at = digits.find(_RUN, at + len(_RUN))


def _to_blank(text: str, end: int) -> int:
    """The next blank behind a place, or as far as a number may reach."""
    stop = min(len(text), end + _AROUND)
    while end < stop and text[end] not in _BLANKS:
        end += 1
    return end
