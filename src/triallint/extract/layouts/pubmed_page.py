"""A PubMed abstract page as text: title, identifiers, abstract, then lists of what cites it and is cited."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..document import Document, Listed, Quote, Section
from .base import Given, Layout
from .citing import listed, own_fields, without_links
from .labels import sections_in
from .lines import Line, lines_of
from .registered import registered
from .single import document, title_quote

_ID: Final = re.compile(r"\b(PMID|PMCID|DOI)[ \u00a0]*:[ \u00a0]*([^\s,;]+)")
_ID_LINE: Final = re.compile(
    r"(?:^|[\r\n])[ \t]*(?:[-\u2022*][ \t]+)?(?:PMID|PMCID|DOI)[ \u00a0]*:[ \u00a0]*\S"
)

#: Lists of the page whose entries the tables hold, and their relation.
_LISTS: Final = {
    "Comment in": "comment_in",
    "Similar articles": "similar",
    "Cited by": "cited_by",
    "References": "reference",
}
#: Lists that tie the report to others in ways that no table holds.
_TIES: Final = frozenset(
    {
        *("Comment on", "Erratum in", "Erratum for", "Retraction in", "Update of", "Update in"),
        *("Republished in", "Republished from", "Expression of concern in"),
    }
)
#: Every other heading of the page below its abstract.
_HEADINGS: Final = _TIES | frozenset(
    {
        *("Figures", "Publication types", "MeSH terms", "Substances", "Associated data", "Medical"),
        *("Grants and funding", "LinkOut - more resources", "Full Text Sources", "Miscellaneous"),
        *("Other Literature Sources", "Research Materials", "Molecular Biology Databases"),
        *("Conflict of interest statement", "Summary for patients", "Plain language summary"),
        *("Supplementary info", "Supplementary concepts", "Personal name as subject", "See also"),
        *("Related information",),
    }
)
_AFTER_ABSTRACT: Final = ("Copyright", "\u00a9", "Keywords:")
_BULLETS: Final = frozenset("-\u2022*\u2013")
_LOCATOR: Final = re.compile(r"\.?\s*(?:19|20)\d\d\b.{0,300}?(?:;\s?\S{1,30}:|;\s?\d+\(|doi:)")


def recognise(given: Given) -> bool:
    """Lines of identifiers near the top, and the heading "Abstract" or one of the page's lists."""
    if given.is_markup or not _ID_LINE.search(given.opening, 0, 20_000):
        return False
    headings = {line.text for line in lines_of(given.opening)}
    return "Abstract" in headings or len(headings & (_LISTS.keys() | _HEADINGS)) > 1


def read(given: Given) -> Iterator[Document]:
    """The report of the page."""
    text = given.text
    lines = list(lines_of(text))
    first = next((at for at, line in enumerate(lines) if _is_heading(line)), len(lines))
    sections = [*_top(text, lines[:first]), *_below(text, lines, first)]
    fields = _fields(text, lines[:first])
    fields |= registered(text, sections)
    yield document(
        given, LAYOUT.name, sections, fields, _citations(text, lines, first), _unheard(lines, first)
    )


def _is_heading(line: Line) -> bool:
    return line.text == "Abstract" or line.text in _LISTS or line.text in _HEADINGS


def _top(text: str, head: Sequence[Line]) -> Iterator[Section]:
    title = _title(head)
    if title:
        yield Section("title", title.start, title.end)


def _title(head: Sequence[Line]) -> Line | None:
    """The line after the journal's, where the page prints one; else the first that is not an identifier."""
    plain = [line for line in head if not _ID_LINE.match(line.text)]
    for at, line in enumerate(plain[:-1]):
        if _LOCATOR.match(line.text):
            return plain[at + 1]
    return plain[0] if plain else None


def _fields(text: str, head: Sequence[Line]) -> dict[str, Quote]:
    """What stands above the abstract: identifiers, and the journal's line where there is one."""
    found: dict[str, Quote] = {}
    plain = [line for line in head if not _ID_LINE.match(line.text)]
    for at, line in enumerate(plain[1:], 1):
        if _LOCATOR.match(line.text):
            found |= _journal(text, plain[at - 1], line)
            break
    title = _title(head)
    if title:
        found["title"] = title_quote(text, title.start, title.end)
    for line in head:
        if _ID_LINE.match(line.text):
            for one in _ID.finditer(text, line.start, line.end):
                found[one[1].lower()] = Quote(one[2], *one.span(2))
    return found


def _journal(text: str, journal: Line, locator: Line) -> dict[str, Quote]:
    """The journal's name and the date with its kin, which browsers put on two lines."""
    found = {
        column: quote
        for column, quote in own_fields(text, journal.start, locator.end).items()
        if column not in ("title", "authors")
    }
    name = journal.text.rstrip(".")
    return found | {"journal": Quote(name, journal.start, journal.start + len(name))}


def _blocks(lines: Sequence[Line], first: int) -> Iterator[tuple[Line, Sequence[Line]]]:
    """Each heading with the lines below it."""
    starts = [at for at in range(first, len(lines)) if _is_heading(lines[at])]
    for at, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[at], lines[at + 1 : after]


def _below(text: str, lines: Sequence[Line], first: int) -> Iterator[Section]:
    for heading, body in _blocks(lines, first):
        if not body:
            continue
        if heading.text != "Abstract":
            kind = "funding" if heading.text == "Grants and funding" else "other"
            yield Section(kind, body[0].start, body[-1].end, heading.text)  # type: ignore[arg-type]
            continue
        stop = next((at for at, line in enumerate(body) if line.text.startswith(_AFTER_ABSTRACT)), len(body))
        if stop:
            yield from sections_in(text, body[0].start, body[stop - 1].end)
        if stop < len(body):
            yield Section("other", body[stop].start, body[-1].end)


def _citations(text: str, lines: Sequence[Line], first: int) -> Iterator[Listed]:
    for heading, body in _blocks(lines, first):
        relation = _LISTS.get(heading.text)
        if relation:
            for position, (start, end) in enumerate(_items(text, body), 1):
                yield listed(text, relation, position, start, end)


def _items(text: str, body: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The entries of a list: a bullet on a line of its own begins one, else every line is one."""
    has_bullets = any(line.text in _BULLETS for line in body)
    open_item: list[Line] = []
    for line in [*body, None]:
        if line is None or line.text in _BULLETS or not has_bullets:
            if open_item:
                yield _item(text, open_item)
            open_item = []
        if line is not None and line.text not in _BULLETS:
            open_item.append(line)


def _item(text: str, lines: Sequence[Line]) -> tuple[int, int]:
    start = lines[0].start
    if lines[0].text[:1] in _BULLETS and lines[0].text[1:2].isspace():
        start += len(lines[0].text) - len(lines[0].text[1:].lstrip())
    return start, without_links(text, start, lines[-1].end)


def _unheard(lines: Sequence[Line], first: int) -> Iterator[str]:
    for heading, body in _blocks(lines, first):
        if heading.text in _TIES:
            yield f"{heading.text}: {len(body)} lines that no table holds"


LAYOUT = Layout(
    "PubMed page",
    "a PubMed abstract page as text (PMID or DOI lines, the heading Abstract)",
    recognise,
    read,
    is_single=True,
)
