"""What the front matter of a JATS article says of it: authors, journal, dates and identifiers."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from .inline import name_of, visible
from .page import Page

_IDS: Final = {"pmid": "pmid", "doi": "doi", "pmc": "pmcid", "pmcid": "pmcid"}
_MONTHS: Final = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: The dates of an article, the issue's first.
_ISSUE: Final = ("ppub", "collection", "print", "pub", "issue-pub", "")
_ONLINE: Final = ("epub", "electronic", "epreprint")


def describe(page: Page, front: Element, meta: Element) -> None:
    """Write a line for each thing that the front matter says."""
    page.field("authors", ", ".join(_authors(meta)), "Authors")
    page.field("journal", _journal(front), "Journal")
    dates = dict(_dates(meta))
    printed = next((dates[kind] for kind in _ISSUE if kind in dates), "")
    online = next((dates[kind] for kind in _ONLINE if kind in dates), "")
    page.field("published", printed or online, "Published")
    page.field("epub", online if printed else "", "Epub")
    page.field("year", (printed or online)[:4], "Year")
    page.field("volume", _text(meta, "volume"), "Volume")
    page.field("issue", _text(meta, "issue"), "Issue")
    first, last = _text(meta, "fpage"), _text(meta, "lpage")
    pages = f"{first}-{last}" if first and last and last != first else first
    page.field("pages", pages or _text(meta, "elocation-id"), "Pages")
    for one in meta:
        if name_of(one) == "article-id":
            column = _IDS.get(one.get("pub-id-type") or "")
            text = visible(one)
            if column == "pmcid" and text.isdigit():
                text = f"PMC{text}"
            if column:
                page.field(column, text, column.upper())


def _text(parent: Element, name: str) -> str:
    """The text of the first child of that name; empty where there is none."""
    return next((visible(one) for one in parent if name_of(one) == name), "")


def _authors(meta: Element) -> Iterator[str]:
    groups = [one for one in meta if name_of(one) == "contrib-group"]
    for contributor in (one for group in groups for one in group if name_of(one) == "contrib"):
        if contributor.get("contrib-type", "author") == "author":
            yield from names_in(contributor)


def names_in(parent: Element) -> Iterator[str]:
    """The persons and groups within an element, as surname and initials."""
    for one in parent.iter():
        name = name_of(one)
        if name in ("name", "string-name"):
            given = _text(one, "given-names")
            initials = given if given.isupper() and len(given) < 4 else "".join(w[0] for w in given.split())
            surname = _text(one, "surname")
            yield " ".join(filter(None, (surname, initials, _text(one, "suffix")))) or visible(one)
        elif name == "collab":
            yield visible(one, without=frozenset({"contrib-group"}))


def _journal(front: Element) -> str:
    ids = [one for one in front.iter() if name_of(one) == "journal-id"]
    for kind in ("nlm-ta", "iso-abbrev"):
        for one in ids:
            if one.get("journal-id-type") == kind:
                return visible(one)
    return next((visible(one) for one in front.iter() if name_of(one) == "journal-title"), "")


def _dates(meta: Element) -> Iterator[tuple[str, str]]:
    """The kind of each date and the date, as PubMed prints it: 2024 Feb 7."""
    for one in meta:
        if name_of(one) == "pub-date":
            month = _text(one, "month")
            if month.isascii() and month.isdigit() and 0 < int(month[:4]) <= 12:
                month = _MONTHS[int(month)]
            kind = one.get("pub-type") or one.get("date-type") or ""
            format_ = one.get("publication-format") or ""
            date = " ".join(filter(None, (_text(one, "year"), month, _text(one, "day").lstrip("0"))))
            yield ("epub" if kind == "pub" and format_ == "electronic" else kind), date
