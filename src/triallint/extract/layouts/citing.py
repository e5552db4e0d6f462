"""What a text says of publications: citations with the place of every field, and a report's own fields."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from ...bibliography import FIELDS, Parsed, parse
from ..document import Listed, Quote
from .labels import trimmed

#: Link words of web pages behind a reference; PubMed joins them with hyphens, publishers with nothing.
_LINKS: Final = re.compile(
    r"(?:[\s\-\u2013|]*(?:PubMed Central|PubMed|PMC free article|Free PMC article|Google Scholar|Crossref"
    r"|CrossRef|Web of Science|Full Text|ArticlePubMed|Article|DOI|PMC|View Article|ISI|CAS)){1,8}\s*$"
)
#: No citation is longer, in characters.
_LONGEST: Final = 6000

_BEFORE_COMMA: Final = re.compile(r"(?<=[^,\s]) (?=[,;])")


def as_printed(text: str, start: int, end: int) -> Quote:
    """The characters between two places, runs of blanks as one and none before a comma."""
    return Quote(_BEFORE_COMMA.sub("", " ".join(text[start:end].split())), start, end)


def fields_of(text: str, start: int, end: int) -> dict[str, Quote]:
    """The fields of the citation between two places, as printed: column -> characters."""
    return dict(_placed(text, start, parse(text[start:end])))


def _placed(text: str, offset: int, parsed: Parsed) -> Iterable[tuple[str, Quote]]:
    for name in FIELDS:
        part = getattr(parsed, name)
        if part is not None:
            yield name, as_printed(text, offset + part.span.start, offset + part.span.end)


def own_fields(text: str, start: int, end: int) -> dict[str, Quote]:
    """The fields that a report's own citation gives, its dates included."""
    parsed = parse(text[start : min(end, start + _LONGEST)])
    found = dict(_placed(text, start, parsed))
    for name, part in (("published", parsed.date), ("epub", parsed.epub)):
        if part is not None:
            found[name] = as_printed(text, start + part.span.start, start + part.span.end)
    return found


def without_links(text: str, start: int, end: int) -> int:
    """The end of a citation without the link words behind it."""
    links = _LINKS.search(text, max(start, end - 120), end)
    return trimmed(text, start, links.start())[1] if links else end


class _Fields(Mapping[str, Quote]):
    """The fields of a citation, read when they are first asked for: most runs never do."""

    def __init__(self, text: str, start: int, end: int, told: Mapping[str, Quote]) -> None:
        self._cited = (text[start:end], start)
        self._told = told

    @cached_property
    def _found(self) -> dict[str, Quote]:
        text, offset = self._cited
        return {name: _moved(quote, offset) for name, quote in fields_of(text, 0, len(text)).items()} | dict(
            self._told
        )

    def __getitem__(self, column: str) -> Quote:
        return self._found[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return repr(self._found)


def _moved(quote: Quote, by: int) -> Quote:
    return quote._replace(start=quote.start + by, end=quote.end + by)


def listed(
    text: str, relation: str, position: int, start: int, end: int, told: Mapping[str, Quote] | None = None
) -> Listed:
    """One citation of a list, with what its text says; `told` is what the layout knows better."""
    end = min(end, start + _LONGEST)
    return Listed(relation, position, start, end, _Fields(text, start, end, told or {}))
