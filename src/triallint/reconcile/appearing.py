"""Where and when two records appeared: journal, volume, pages, year, day. Pure: verdicts in words."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, Literal, NamedTuple

from ..comparing import compare_journal, compare_numbers, compare_pages
from ..comparing.journals import words_of
from ..comparing.words import within_one_letter
from ..model import Journal, lazy
from .features import Features

#: What a comparison says of one field.
Verdict = Literal["agrees", "conflicts", "unknown"]
#: same: both ends. first: the first page, however it is written. slip: a digit of one end differs.
PagesVerdict = Literal["same", "first", "slip", "conflicts", "unknown"]
PlaceVerdict = Literal["agrees", "slip", "conflicts", "unknown"]
YearVerdict = Literal["agrees", "near", "conflicts", "unknown"]

#: Days between an accepted manuscript and its proof, either of which a source may call online.
_PROOF: Final = 31
_CONFERENCE: Final = lazy(r"\.?\s*\bconference: ", 2)
_CATALOGUED: Final = lazy(
    r"\b(?:proceedings|proc|annual|meeting|abstracts?|(?:19|20)\d\d|\d+(?:st|nd|rd|th))\b\.?",
    2,
)


class Where(NamedTuple):
    """How the places of two records compare, and volume and pages taken together."""

    journal: Verdict
    volume: Verdict
    pages: PagesVerdict
    place: PlaceVerdict


def compare_places(a: Features, b: Features) -> Where:
    """Compare journal, volume and pages."""
    journal, volume, pages = compare_journals(a, b), compare_volumes(a, b), compare_pages_of(a, b)
    if pages == "first" and days_apart(a, b) > _PROOF and a.pages.first != b.pages.first:
        pages = "conflicts"  # "175" and "T175": a translation beside the original
    # the volume, then; but what comes every year under one title begins on page 1 every time
    mistyped = pages == "same" and journal == "agrees" and compare_years(a, b) in ("agrees", "unknown")
    if pages == "conflicts" or (volume == "conflicts" and not mistyped):
        return Where(journal, volume, pages, "conflicts")
    if pages in ("same", "first"):
        return Where(journal, volume, pages, "agrees")
    if pages == "slip":
        return Where(journal, volume, pages, "slip" if volume == "agrees" else "conflicts")
    return Where(journal, volume, pages, "unknown")


def compare_journals(a: Features, b: Features) -> Verdict:
    """Compare journals by their names, and by the conferences that these name."""
    if not a.journal or not b.journal:
        return "unknown"
    return "agrees" if _are_one_journal(*sorted((a.record.journal, b.record.journal))) else "conflicts"


@lru_cache(maxsize=65536)
def _are_one_journal(a: str, b: str) -> bool:
    forms = [(a.rstrip(" ."), b.rstrip(" ."))]
    forms += product(_names_of(a), _names_of(b))
    return any(
        compare_journal(x, Journal(title=y)) in ("same", "style") or _is_contracted(x, y)
        for one, other in forms
        for x, y in ((one, other), (other, one))
    )


def _names_of(journal: str) -> Iterator[str]:
    """A journal without the words that catalogues add, and the name of the conference that it prints."""
    parts = _CONFERENCE.split(journal, maxsplit=1)
    return (name for part in parts if (name := _CATALOGUED.sub(" ", part).strip(" .,")))


def _is_contracted(short: str, long: str) -> bool:
    """Whether one word is made of the beginnings of the other's words: "AMCIS", "NeurIPS"."""
    one, words = words_of(short), words_of(long)
    if len(one) != 1 or len(words) < 3 or len(one[0]) < 3:
        return False
    left = {one[0]}
    for word in words:
        left = {
            rest.removeprefix(word[:n]) for rest in left for n in range(1, 5) if rest.startswith(word[:n])
        }
    return "" in left


def compare_volumes(a: Features, b: Features) -> Verdict:
    """Compare volumes, of which one may carry the words of a section."""
    if not a.volume or not b.volume:
        return "unknown"
    one, other = a.record, b.record
    if _digits(a.volume) == _digits(b.volume) and (a.volume.isdigit() or b.volume.isdigit()):
        return "agrees"  # "9" and "Drug Discovery. 9"
    return "agrees" if compare_numbers(one.volume, other.volume, other.issue, one.issue) else "conflicts"


def compare_pages_of(a: Features, b: Features) -> PagesVerdict:
    """Compare pages: both ends, the first one, or a slip in one of its digits."""
    if not a.pages.ranges or not b.pages.ranges:
        return "same" if a.page and a.page == b.page else "unknown"
    verdict = compare_pages(a.record.pages, b.record.pages)
    if verdict == "same":
        return "same"
    if a.page == b.page:
        return "first"
    ours, theirs = _ends(a), _ends(b)
    if len(ours & theirs) > 1:  # "233-8, 230-5" and "230-5, 233-8"
        return "same"
    if max(len(a.page), len(b.page)) < 3:
        return "conflicts"
    if ours & theirs:
        return "slip"
    one_is_single = (len(ours) > 1) != (len(theirs) > 1)  # a correction, rather
    return "slip" if within_one_letter(a.page, b.page) and not one_is_single else "conflicts"


def stand_apart(a: Features, b: Features) -> bool:
    """Whether both are on pages, and these have no end in common nor nearly so."""
    if not (a.page and b.page) or within_one_letter(a.page, b.page):
        return False
    return not _ends(a) & _ends(b)


def _ends(one: Features) -> set[str]:
    """The digits of every page at which a stretch of its pages begins or ends."""
    return {_digits(page) for stretch in one.pages.ranges for page in stretch}


def _digits(page: str) -> str:
    return "".join(filter(str.isdigit, page)).lstrip("0")


def compare_years(a: Features, b: Features) -> YearVerdict:
    """Compare years, of which a record may have two."""
    if not a.years or not b.years:
        return "unknown"
    apart = min(abs(x - y) for x in a.years for y in b.years)
    return "agrees" if apart == 0 else "near" if apart == 1 else "conflicts"


def days_apart(a: Features, b: Features) -> int:
    """The days between two records' coming online, which a paper does once; 0 where one does not say."""
    return abs((a.online - b.online).days) if a.online and b.online else 0


def compare_days(a: Features, b: Features) -> Verdict:
    """Compare the days on which two records came online; a later proof may replace the first date."""
    if a.online is None or b.online is None:
        return "unknown"
    apart = days_apart(a, b)
    if apart <= _PROOF:
        return "agrees"
    if not (a.is_placed or b.is_placed):
        return "conflicts"
    proved = a.is_placed != b.is_placed and a.names == b.names and a.key == b.key
    return "conflicts" if apart > 2 * _PROOF and not proved else "unknown"
