"""Pages compared: ranges in full, articles, discussions and pages of a file told apart."""

import re
from functools import lru_cache
from string import ascii_lowercase
from typing import Final, Literal, NamedTuple

from triallint.model import Publication, lazy

from .dates import issue_years
from .text import fold, plain

#: same: one place, printed alike or not. shorter: only the first page is printed. file: pages counted from 1
#: in the file of an article that has a number. unlike: an article number beside pages, of which some journals
#: have both. different: another place. unknown: nothing to compare.
PagesVerdict = Literal["same", "shorter", "file", "unlike", "different", "unknown"]

_NONE: Final = lazy(
    r"(?:n\.?\s?pag\.?(?:[-\s]*n\.?\s?pag\.?)?|no pagination|n/?a|unsp|[-\u2013.?]+|suppl\.?)"
)
_LEAD: Final = lazy(
    r"^(?:pp?\.?(?=\s?\d)|pages?:?\s|unsp|artn?\.?(?=\s?\d)|art(?:icle)?\.?(?: (?:no|number|id)\.?)?:?\s)\s*"
)
_LATER: Final = lazy(
    r"[;,]?\s*(?:discussions?|author(?:'?s)? reply|quiz|passim|following|contd|table of contents)\b.*"
)
_NUMBERS: Final = lazy(r"[a-z]?\d+[a-z]?(?:-[a-z]?\d+[a-z]?)?$")
_ONLINE_ONLY: Final = lazy(r"(?<=\d)[.\s]\s?e\d+(?:-e?\d+)?$", re.IGNORECASE)
_DASH: Final = lazy(r"\s*-+\s*|(?<=\d)\s+(?:to|bis)\s+(?=[a-z]?\d)", re.IGNORECASE)
#: A page in brackets, as a catalogue has it that is not printed; the version of a review ("CD001431.pub2");
#: how many pages there are; a range without its end.
_SUPPLIED: Final = lazy(
    r"\[(\w+)\](?=\s*-)|\.pub\d+$|\s*\([^()]*\bp(?:p|ages?)?\.?\)$|(?<=\d)-$", re.IGNORECASE
)
#: Pages of the online version behind those of the issue: "843-54.e3", "843-54 e1-3".
_PAGE: Final = lazy(r"(?P<lead>.*?)(?P<digits>\d+)(?P<tail>[a-z]{0,2})")
#: A publisher's item number, which stands where pages will.
_ITEM: Final = lazy(r"s?\d{4}-?\d{3}[\dx]\(\d\d\)\d{4,6}-[\dx]")
_DATE: Final = lazy(
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-\d{1,4}"
    r"|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:-\d{2,4})?)"
)
#: The least digits that a number has which is that of an article and not of a page.
_LONG: Final = 5


class Pages(NamedTuple):
    """Pages as printed, canonical: each range with its end written in full.

    Attributes:
        ranges: (first, last) of each stretch; a single page is both.
        until: the last page of the discussion or reply printed behind the pages, if any.
        damage: "placeholder" where the text stands for none, "date" where a spreadsheet made it one.
        is_article: whether it is one number of an article and no page.
    """

    ranges: tuple[tuple[str, str], ...] = ()
    until: str = ""
    damage: Literal["", "placeholder", "date"] = ""
    is_article: bool = False

    def __str__(self) -> str:
        return ", ".join(first if first == last else f"{first}-{last}" for first, last in self.ranges)

    @property
    def first(self) -> str:
        """The first page, without zeros before it and without its case."""
        return page_key(self.ranges[0][0]) if self.ranges else ""


@lru_cache(maxsize=16384)
def read_pages(text: str) -> Pages:
    """Read pages: "875-91", "e204-16", "S12-4", "II-221-5", "436S-9S", "11; discussion 11-2", "085038"."""
    shown = _SUPPLIED.sub(r"\1", _ONLINE_ONLY.sub("", plain(text).strip(" .,;:\"'")))
    lower = shown.casefold()
    if not lower or _NONE.fullmatch(lower):
        return Pages(damage="placeholder" if lower else "")
    if _DATE.fullmatch(lower):
        return Pages(damage="date")
    if _ITEM.fullmatch(lower):
        return Pages(((shown, shown),), "", "", True)
    lead = _LEAD.match(lower)
    labelled = lead is not None and lead[0].startswith(("art", "unsp"))
    shown = shown[lead.end() :] if lead else shown
    later = _LATER.search(shown.casefold())
    number = _NUMBERS.search(later[0]) if later else None
    until = _range(number[0])[1] if number else ""
    shown = shown[: later.start()] if later else shown
    stretches = [one.strip(" .") for one in re.split(r"\s*[,;+&]\s*", shown) if one.strip(" .")]
    ranges = tuple(_range(one) for one in stretches)
    alone = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return Pages(ranges, until, "", alone and (labelled or _is_article(ranges[0][0])))


def _range(text: str) -> tuple[str, str]:
    """Both ends of one stretch; parts of numbers that hold hyphens ("II-221", "085-038") stay together."""
    parts = _DASH.split(text)
    if len(parts) == 1:
        return text, text
    if len(parts) == 2:
        if parts[0].startswith("0") and len(parts[0]) == len(parts[1]) == 3 and parts[1] < parts[0]:
            return "".join(parts), "".join(parts)  # "085-038" is the article 085038
        return parts[0], _in_full(parts[0], parts[1])
    half = len(parts) // 2
    if len(parts) % 2 == 0:  # "II-221-II-225"
        first, last = "-".join(parts[:half]), "-".join(parts[half:])
    else:  # "II-221-5"
        first, last = "-".join(parts[:-1]), parts[-1]
    return first, _in_full(first, last)


def _in_full(first: str, last: str) -> str:
    """The end of a range with the digits and letters that it borrows from its beginning."""
    a, b = _PAGE.fullmatch(first.casefold()), _PAGE.fullmatch(last.casefold())
    if not a or not b:
        return last
    digits = b["digits"]
    if len(digits) < len(a["digits"]):
        digits = a["digits"][: -len(digits)] + digits
    lead = last[: len(b["lead"])] or first[: len(a["lead"])]
    tail = (
        last[len(last) - len(b["tail"]) :]
        if b["tail"]
        else first[len(first) - len(a["tail"]) :]
        if a["tail"]
        else ""
    )
    return lead + digits + tail


def page_key(page: str) -> str:
    """A page without case, blanks and the zeros before it."""
    page = re.sub(r"[\s.\-]", "", fold(page))
    found = _PAGE.fullmatch(page)
    return f"{found['lead']}{int(found['digits'])}{found['tail']}" if found else page


def _is_article(page: str) -> bool:
    """Whether one number is that of an article: it has letters before it, zeros, or too many digits."""
    page = page_key(page) if not page.startswith("0") else page.casefold()
    found = _PAGE.fullmatch(page)
    if not found or "(" in page:  # a publisher's item number
        return bool(re.search(r"\d", page))
    lead, digits = found["lead"], found["digits"]
    return (
        len(digits) >= _LONG
        or digits.startswith("0")
        or lead in ("e", "a", "b", "c", "d", "l", "cd", "rr", "bcr")
    )


@lru_cache(maxsize=16384)
def compare_pages(cited: str, known: str) -> PagesVerdict:
    """Compare pages as printed with those of a record."""
    a, b = read_pages(cited), read_pages(known)
    if not a.ranges or not b.ranges:
        return "unknown"
    ours, theirs = _keys(a), _keys(b)
    if set(ours) == set(theirs) or _are_one_article(a, b):
        return "same"
    if ours[0][0] == theirs[0][0]:
        if _ends(a) & _ends(b):
            return "same"
        return "shorter" if ours[0][0] == ours[0][1] or theirs[0][0] == theirs[0][1] else "different"
    if a.first == "1" and ours[0] != ("1", "1") and b.is_article:
        return "file"
    return "unlike" if a.is_article != b.is_article else "different"


def _ends(pages: Pages) -> set[str]:
    """The last pages that a printing of these pages may name: of the article, and of its discussion."""
    return {page_key(pages.ranges[0][1]), page_key(pages.ranges[-1][1])} | (
        {page_key(pages.until)} if pages.until else set()
    )


def compare_pages_with(cited: str, publication: Publication) -> PagesVerdict:
    """Compare pages as printed with all that a record has: pages, item numbers, the end of its DOI.

    Numbers that records give as electronic locations, beside pages or in their place, count as the article's.
    """
    items = [text for kind, text in (("pii", publication.pii), *publication.other_ids) if kind == "pii"]
    ends = [re.split(r"[./]", text)[-1] for text in (publication.doi, *items) if text]
    if cited and any(page_key(cited) == page_key(end) or _are_one_number(cited, end) for end in ends):
        return "same"
    if _is_of_the_bmj(cited, publication):
        return "same"
    known = [publication.pages, f"{publication.first_page}-{publication.last_page or publication.first_page}"]
    return min((compare_pages(cited, one) for one in known), key=_LIKELIEST.index)


_LIKELIEST: Final[tuple[PagesVerdict, ...]] = ("same", "shorter", "file", "unlike", "different", "unknown")


def _is_of_the_bmj(cited: str, publication: Publication) -> bool:
    """Whether a number is one that the BMJ gave beside pages in that year: a1754 in 2008, b2535 in 2009 …"""
    number = re.fullmatch(r"([a-r])\d{1,4}", cited.strip().casefold())
    years = {year - 2008 + ord("a") for year in publication.years}
    return number is not None and publication.journal.medline == "BMJ" and ord(number[1]) in years


def shown_place(publication: Publication) -> str:
    """Where a publication stands: "2021;325(9):843-54"."""
    years = issue_years(publication) or tuple(sorted(publication.years))
    issue = f"({publication.issue})" if publication.issue else ""
    pages = f":{publication.pages}" if publication.pages else ""
    return f"{'/'.join(map(str, years))};{publication.volume}{issue}{pages}"


def _are_one_article(a: Pages, b: Pages) -> bool:
    """Whether both are the number of one article, with the letters before it or without."""
    return a.is_article and b.is_article and _are_one_number(str(a), str(b))


def _are_one_number(a: str, b: str) -> bool:
    """Whether two texts are one number, with the letters before it or without: "E1870" and "1870"."""
    pages = read_pages(a), read_pages(b)
    if any(len(one.ranges) != 1 or one.ranges[0][0] != one.ranges[0][1] for one in pages):
        return False
    ours, theirs = (one.first.lstrip(ascii_lowercase) for one in pages)
    return ours == theirs != ""


def _keys(pages: Pages) -> tuple[tuple[str, str], ...]:
    return tuple((page_key(first), page_key(last)) for first, last in pages.ranges)
