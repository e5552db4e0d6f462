"""Dates compared: a year against the years that a publication has, days with the precision they have."""

import re
from datetime import date
from typing import Final, Literal, NamedTuple

from triallint.model import Publication, PublicationDate, lazy

#: Kinds of dates that a citation may print, with words for each.
KIND_WORDS: Final = {
    "print": "issue",
    "electronic": "online",
    "collection": "electronic collection",
    "pmc": "PubMed Central",
    "book": "book",
    "chapter": "chapter",
    "updated": "update",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR: Final = lazy(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_CITED_YEAR: Final = lazy(r"\D{0,4}(1[5-9]\d\d|20\d\d)\s?([a-z])?\W*", re.IGNORECASE)
_ISO: Final = lazy(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_PRINTED: Final = lazy(
    rf"(?P<year>1[5-9]\d\d|20\d\d)[\s,/-]*"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?[\s/-]*(?P<day>\d{{1,2}}(?!\d))?)?"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)

#: issue: a year of print, collection or book. online: a year of electronic publication alone. none: none of
#: its years. unknown: nothing to compare.
YearVerdict = Literal["issue", "online", "none", "unknown"]


class Days(NamedTuple):
    """The days that a printed date may mean, both ends included."""

    first: date
    last: date

    def wholly_after(self, day: "Days") -> bool:
        """Whether every day of it is later."""
        return self.first > day.last

    def wholly_before(self, day: "Days") -> bool:
        """Whether every day of it is earlier."""
        return self.last < day.first

    def meets(self, other: "Days") -> bool:
        """Whether they may be the same day."""
        return self.first <= other.last and other.first <= self.last


def read_year(text: str) -> int | None:
    """The year of a citation; the letter of "2024a" tells two citations apart and is no part of it."""
    found = _CITED_YEAR.fullmatch(text.strip())
    return int(found[1]) if found else None


def read_days(text: str) -> Days | None:
    """The days that a printed date may mean ("2025 Feb 27", "2025 Feb", "2025-02-27"); None for none."""
    text = " ".join(text.split())
    if iso := _ISO.fullmatch(text):
        return _days(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    found = _PRINTED.fullmatch(text)
    if not found:
        return None
    year, month = int(found["year"]), found["month"]
    if not month or found["rest"].strip(" .;"):  # a range or a season: somewhere in those years
        last = max((int(one) for one in _YEAR.findall(text)), default=year)
        return Days(date(year, 1, 1), date(max(year, last), 12, 31))
    return _days(year, _MONTHS.index(month.lower()) + 1, int(found["day"]) if found["day"] else None)


def days_meant(one: PublicationDate) -> Days | None:
    """The days that a publication's date may mean."""
    if not one.years:
        return None
    if one.month and len(one.years) == 1:
        return _days(one.years[0], one.month, one.day)
    return Days(date(min(one.years), 1, 1), date(max(one.years), 12, 31))


def days_in_source(text: str) -> Days | None:
    """The date within a printed source: "Br J Anaesth 1998 Apr;80(4):572" is of April 1998."""
    found = list(
        re.finditer(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?: [A-Za-z]{3}(?: \d{1,2})?)?(?=[;:.]|-|$)", text)
    )
    return read_days(found[0][0]) if found else None


def _days(year: int, month: int, day: int | None) -> Days | None:
    if not 1 <= month <= 12:
        return None
    from calendar import monthrange  # it brings all languages' names of months along

    length = monthrange(year, month)[1]
    if day is not None and 1 <= day <= length:
        return Days(date(year, month, day), date(year, month, day))
    return Days(date(year, month, 1), date(year, month, length))


def issue_years(publication: Publication) -> tuple[int, ...]:
    """The years of a publication's issue, collection or book, in order."""
    of_issue = (one for one in publication.dates if one.kind not in ("electronic", "pmc"))
    return tuple(sorted({year for one in of_issue for year in one.years}))


def version_of_year(year: int, publication: Publication) -> str:
    """What of a publication came out in a year that is not its issue's, in words."""
    kinds = {one.kind for one in publication.dates if year in one.years}
    return "the online version" if "electronic" in kinds or not kinds else "the copy in PubMed Central"


def compare_year(year: int, publication: Publication) -> YearVerdict:
    """What a cited year is among a publication's years."""
    of_issue = set(issue_years(publication))
    others = publication.years - of_issue
    if not publication.years:
        return "unknown"
    if year in of_issue or (year in others and not of_issue):
        return "issue"
    return "online" if year in others else "none"


def shown_dates(publication: Publication) -> str:
    """A publication's dates in words: "2025 Feb 27 (issue) and 2024 Dec 7 (online)"."""
    kinds: dict[str, list[str]] = {}
    for one in publication.dates:
        words = KIND_WORDS.get(one.kind, one.kind)
        if words not in kinds.setdefault(one.text, []):
            kinds[one.text].append(words)
    return " and ".join(f"{text} ({', '.join(words)})" for text, words in kinds.items())
