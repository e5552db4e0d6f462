"""Dates as PubMed writes them: by name or number, ranges, seasons, and several for one publication."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

from ..model import PublicationDate, lazy
from .markup import text_at

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBERS: Final = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}

_YEAR: Final = lazy(r"(?<![0-9])(1[5-9][0-9]{2}|20[0-9]{2})(?:\s*[-\u2013/]\s*([0-9]{4}|[0-9]{2})(?![0-9]))?")
_MONTH: Final = lazy(r"(?<![a-z])(" + "|".join(_NUMBERS) + r")[a-z]*", re.IGNORECASE)

_DAY: Final = lazy(r"0?[1-9]|[12][0-9]|3[01]")

#: A span of more years than this is a slip, not a span.
_LONGEST: Final = 60

#: What the day of each step in a record's history is; steps that are not here are indexing or peer review.
_STEPS: Final = {
    "ppublish": "print",
    "epublish": "electronic",
    "aheadofprint": "electronic",
    "ecollection": "collection",
    "pmc-release": "pmc",
}


def month_number(text: str) -> int | None:
    """A month by name, in any length and case, or by number; None for anything else."""
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else None
    named = _MONTH.fullmatch(text)
    return _NUMBERS[named[1].lower()] if named else None


def years_in(text: str) -> tuple[int, ...]:
    """Every year that a printed date may mean, in order.

    `1947-1948` and `1998-99` mean both, `1993-2025` all between, `2003 Dec-Jan` also the year after.
    """
    years: set[int] = set()
    for first, second in _YEAR.findall(text):
        start = int(first)
        end = int(second if len(second) == 4 else first[:2] + second) if second else start
        years.update(range(start, end + 1) if start <= end <= start + _LONGEST else (start,))
    months = [_NUMBERS[name.lower()] for name in _MONTH.findall(text)]
    if len(years) == 1 and any(later < earlier for earlier, later in pairwise(months)):
        years.add(max(years) + 1)
    return tuple(sorted(years))


def publication_date(kind: str, text: str, day: int | None = None) -> PublicationDate:
    """A date of this kind from its text; its month where the text names just one."""
    years = years_in(text)
    months = {_NUMBERS[name.lower()] for name in _MONTH.findall(text)}
    month = months.pop() if len(months) == 1 and len(years) <= 1 else None
    return PublicationDate(kind, text, years, month, day if month else None)


def printed(element: Element | None) -> tuple[str, int | None]:
    """The text of a date element as a citation prints it (`2025 Feb 7`), and its day where it has one."""
    medline = text_at(element, "MedlineDate")
    if medline or element is None:
        return medline, None
    month, day = text_at(element, "Month"), text_at(element, "Day")
    number = month_number(month)
    number_of_day = int(day) if _DAY.fullmatch(day) else None
    parts = (
        text_at(element, "Year"),
        MONTHS[number - 1] if number else month,
        text_at(element, "Season"),
        day if number_of_day is None else str(number_of_day),
    )
    return " ".join(part for part in parts if part), number_of_day


def dated(kind: str, element: Element | None) -> Iterator[PublicationDate]:
    """The date that an element holds, if it holds any."""
    text, day = printed(element)
    if text:
        yield publication_date(kind, text, day)


def issue_kind(model: str, stage: str) -> str:
    """What the date of an issue is: ahead of print and online only it is no date of print.

    Args:
        model: the record's PubModel.
        stage: the record's PublicationStatus.
    """
    if model == "Electronic-eCollection":
        return "collection"
    return "electronic" if model == "Electronic" or stage == "aheadofprint" else "print"


def history(steps: Iterable[Element]) -> Iterator[PublicationDate]:
    """The steps of a record's history that are publications."""
    for step in steps:
        kind = _STEPS.get(step.get("PubStatus", ""))
        if kind:
            yield from dated(kind, step)


def span(kind: str, first: Element | None, last: Element | None) -> Iterator[PublicationDate]:
    """The years over which a book appears, as one date: a citation may print any of them."""
    start, end = printed(first)[0], printed(last)[0]
    text = f"{start}-{end}" if start and end and start != end else start or end
    if text:
        years = years_in(text)
        whole = tuple(range(years[0], years[-1] + 1)) if years and years[-1] - years[0] <= _LONGEST else years
        yield PublicationDate(kind, text, whole)


def day_of(element: Element | None) -> date | None:
    """A full date; None where a part is missing or there is no such day."""
    try:
        month = month_number(text_at(element, "Month"))
        return date(int(text_at(element, "Year")), month, int(text_at(element, "Day"))) if month else None
    except ValueError:
        return None


def unique(dates: Iterable[PublicationDate]) -> tuple[PublicationDate, ...]:
    """Dates in their order, each once."""
    return tuple(dict.fromkeys(dates))
