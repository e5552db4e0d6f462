"""What a web page says of its article in meta tags, and where its title stands."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from .html_blocks import Block
from .page import Page

_TITLES: Final = ("citation_title", "dc.title", "og:title")
#: Column -> the meta tags that may hold it, and the label of its line.
_COLUMNS: Final = {
    "journal": (
        "Journal",
        ("citation_journal_abbrev", "citation_journal_title", "citation_publisher", "dc.source"),
    ),
    "volume": ("Volume", ("citation_volume",)),
    "issue": ("Issue", ("citation_issue",)),
    "doi": ("DOI", ("citation_doi", "dc.identifier", "prism.doi")),
    "pmid": ("PMID", ("citation_pmid", "ncbi_uid")),
    "pmcid": ("PMCID", ("citation_pmcid",)),
}
_DATES: Final = ("citation_publication_date", "citation_date", "dc.date", "citation_online_date")
_IDS: Final = {
    "doi": r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)$",
    "pmid": r"(\d{1,8})$",
    "pmcid": r"(PMC\d+)",
}

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: Of the other orders nobody can tell the month from the day.
_YEAR_FIRST: Final = re.compile(r"(?:19|20)\d\d(?:[-/]\d|$)")


def _meta(root: Any) -> Iterator[tuple[str, str]]:
    """The name and content of each meta tag."""
    for one in root.iter("meta"):
        name = (one.get("name") or one.get("property") or "").strip().lower()
        content = " ".join((one.get("content") or "").split())
        if name and content:
            yield name, content


def title_in(root: Any, blocks: Sequence[Block]) -> tuple[str, int]:
    """The title, and the number of the block behind it.

    It is the first large heading that says what the meta tags give as the title, or the first of all.
    """
    tags = dict(reversed(list(_meta(root))))
    named = next((tags[name] for name in _TITLES if name in tags), "")
    wanted = _letters(named)
    large = [at for at, block in enumerate(blocks) if 0 < block.level <= 2]
    for at in large:
        seen = _letters(blocks[at].text)
        if wanted and seen and (seen in wanted or wanted in seen):
            return blocks[at].text, at + 1
    if named:
        return named, 0
    for at in large:
        if blocks[at].level == 1:
            return blocks[at].text, at + 1
    return "", 0


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


def described(page: Page, root: Any) -> None:
    """Write a line for each thing that the meta tags say of the article."""
    tags: dict[str, list[str]] = {}
    for name, content in _meta(root):
        tags.setdefault(name, []).append(content)
    names = tags.get("citation_authors", [""])[0] or ", ".join(map(_name, tags.get("citation_author", [])))
    page.field("authors", re.sub(r"\s*;\s*", ", ", names.strip(" ;")), "Authors")
    for column, (label, sources) in _COLUMNS.items():
        for text in (text for source in sources for text in tags.get(source, [])):
            found = re.match(_IDS[column], text) if column in _IDS else None
            if column not in _IDS or found:
                page.field(column, found[1] if found else text, label)
    date = next((tags[name][0] for name in _DATES if name in tags), "")
    page.field("published", date.replace("/", "-") if _YEAR_FIRST.match(date) else "", "Published")
    year = _YEAR.search(date)
    page.field("year", year[0] if year else "", "Year")
    first, last = (tags.get(f"citation_{which}page", [""])[0] for which in ("first", "last"))
    page.field("pages", f"{first}-{last}" if last and last != first else first, "Pages")


def _name(text: str) -> str:
    """A person as surname and initials, where the tag has the surname first; else as it has it."""
    surname, comma, given = text.partition(",")
    return f"{surname.strip()} {''.join(word[0] for word in given.split())}" if comma else text.strip()
