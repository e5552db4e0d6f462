"""A page of the JAMA Network or the AMA Ed Hub: key points, abstract, article information, references."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..document import Document, Listed, Quote, Section, SectionKind
from .base import Given, Layout
from .citing import listed, own_fields, without_links
from .labels import sections_in
from .lines import Line, lines_of
from .registered import registered
from .single import document, title_quote

#: Headings on a line of their own -> what stands below them.
_HEADINGS: Final[dict[str, SectionKind]] = {
    "Key Points": "key_points",
    "Abstract": "abstract",
    "Introduction": "background",
    "Methods": "methods",
    "Results": "results",
    "Discussion": "conclusions",
    "Conclusions": "conclusions",
    "Article Information": "other",
    "References": "other",
    "Trial Registration": "registration",
}
#: Lines that end what the report itself says: what the site sells, and what it asks.
_SITE: Final = re.compile(
    r"Sign in to |Buy This Activity|Close$|AMA CME Accreditation|Credit Designation|Want full access|"
    r"Save Search|My Saved|Education Center|JN Learning|CME Disclosure|Download PDF|Full Text$"
)
_SKIP: Final = re.compile(r"\[.*\]$|Skip to |Educational Objective|\d.*Credits? CME")
_NUMBER: Final = re.compile(r"(\d{1,3})\.?$")
_SUBTITLE: Final = re.compile(
    r"(?<=[a-z0-9)])(?=(?:A|An|The|Results|Secondary|Post|Final|Primary|Long-term|Follow-up|Interim|Exploratory"
    r"|Prespecified|Phase|Findings|Two|Three|Extended)\b[ \u00a0][^.]*(?:Trials?|Study|Studies"
    r"|Analysis|Analyses|Review|Report|Program|Substudy|Follow-up|Years?)$)"
)
_DOI: Final = re.compile(r"doi:\s*(10\.\S+?)(?=PubMed|Google Scholar|Crossref|Web of Science|\s|$)")
#: No title is longer, in characters.
_LONGEST_TITLE: Final = 600
_FUNDING: Final = ("Funding/Support", "Funding:", "Role of the Funder", "Role of the Sponsor")


def recognise(given: Given) -> bool:
    """The heading Abstract, and two of: key points, article information, references with link words."""
    if given.is_markup or "Abstract" not in given.opening:
        return False
    headings = {line.text for line in lines_of(given.text[:400_000])}
    marks = ("Key Points" in headings, "Article Information" in headings, "Google Scholar" in given.text)
    return "Abstract" in headings and sum(marks) > 1


def read(given: Given) -> Iterator[Document]:
    """The report of the page."""
    text = given.text
    lines = list(lines_of(text))
    first = next((at for at, line in enumerate(lines) if line.text in _HEADINGS), len(lines))
    head = [line for line in lines[:first] if not _SKIP.match(line.text)]
    sections, fields = _of_head(text, head)
    citations: list[Listed] = []
    for heading, body in _blocks(lines, first):
        if heading.text == "References":
            citations += _references(text, body)
        sections += _of_block(text, heading.text, body)
    yield document(given, LAYOUT.name, sections, fields | registered(text, sections), citations)


def _of_head(text: str, head: Sequence[Line]) -> tuple[list[Section], dict[str, Quote]]:
    """The title without the subtitle that is run on to it, and the journal's line where there is one."""
    fields: dict[str, Quote] = {}
    for line in head[1:]:
        if "doi:" in line.text or "doi.org/" in line.text:
            found = own_fields(text, line.start, line.end)
            fields |= {column: quote for column, quote in found.items() if column not in ("title", "authors")}
            break
    if not head:
        return [], fields
    title = head[0]
    junction = _SUBTITLE.search(title.text[:_LONGEST_TITLE])
    end = title.start + junction.start() if junction else title.end
    fields["title"] = title_quote(text, title.start, end)
    return [Section("title", title.start, end)], fields


def _blocks(lines: Sequence[Line], first: int) -> Iterator[tuple[Line, Sequence[Line]]]:
    """Each heading with the lines below it, up to the next one or to what the site says."""
    starts = [at for at in range(first, len(lines)) if lines[at].text in _HEADINGS]
    for at, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = lines[at + 1 : after]
        stop = next((index for index, line in enumerate(body) if _SITE.match(line.text)), len(body))
        yield lines[at], body[:stop]


def _of_block(text: str, heading: str, body: Sequence[Line]) -> Iterator[Section]:
    if not body:
        return
    start, end = body[0].start, body[-1].end
    kind = _HEADINGS[heading]
    if heading == "Abstract":
        yield from sections_in(text, start, end)
    elif heading == "Key Points":
        yield from _key_points(text, start, end)
    elif heading == "Article Information":
        yield from _information(body)
    else:
        yield Section(kind, start, end, heading)


def _key_points(text: str, start: int, end: int) -> Iterator[Section]:
    for part in sections_in(text, start, end, "key_points"):
        yield part._replace(kind="key_points")


def _information(body: Sequence[Line]) -> Iterator[Section]:
    """Article information line by line, as grants must not be taken for numbers of the trial."""
    for line in body:
        heading = line.text.partition(":")[0] if ":" in line.text[:80] else ""
        kind: SectionKind = "funding" if line.text.startswith(_FUNDING) else "other"
        if "registration" in heading.lower():
            kind = "registration"
        yield Section(kind, line.start, line.end, heading)


def _references(text: str, body: Sequence[Line]) -> Iterator[Listed]:
    """The numbered references: each number stands on a line of its own."""
    number: Line | None = None
    open_item: list[Line] = []
    for line in [*body, None]:
        if line is None or _NUMBER.fullmatch(line.text):
            if number is not None and open_item:
                yield _reference(text, number, open_item)
            number, open_item = line, []
        elif number is not None:
            open_item.append(line)


def _reference(text: str, number: Line, lines: Sequence[Line]) -> Listed:
    """One reference: its DOI is printed up to the link words that follow it without a blank."""
    digits = number.text.rstrip(".")
    told = {"position": Quote(digits, number.start, number.start + len(digits))}
    start = lines[0].start
    doi = _DOI.search(text, start, lines[-1].end)
    if doi:
        told["doi"] = Quote(doi[1], *doi.span(1))
    end = without_links(text, start, lines[-1].end)
    return listed(text, "reference", int(digits), start, end, told)


LAYOUT = Layout(
    "AMA page",
    "a page of the JAMA Network or AMA Ed Hub as text (Key Points, Abstract, Article Information)",
    recognise,
    read,
    is_single=True,
)
