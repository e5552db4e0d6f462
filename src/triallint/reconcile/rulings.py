"""Whether two records are of one publication, and how else they belong together. Pure: one rule a function.

The rules rest on what publishing means: a publication has one place in one journal, comes online once, and
has one set of authors. None of them is a threshold on a score.
"""

from typing import Final

from ..comparing.locators import Pages
from ..comparing.numbers import number_key
from . import vetoes
from .likeness import Likeness
from .words import Certainty, Kind, Veto

Ruling = tuple[Kind, Certainty]

_IDENTIFIERS: Final = frozenset({"other_doi", "other_pmid", "other_pmcid"})
_ANSWERS: Final = frozenset({"notice_beside_article", "reply_beside_article"})
_TITLES: Final = frozenset({"other_number", "other_telling_word"})

#: Authors who together are seldom those of two works in one journal in one month.
_SEVERAL: Final = 3


def one_publication(found: Likeness, against: tuple[Veto, ...]) -> Ruling | None:
    """Whether two records are of one publication, and how certain that is."""
    words = {one.word for one in against}
    if words & _IDENTIFIERS:  # one of them is mistyped, or there are two after all: for a person
        alike = found.same_title and found.authors == "agrees" and (found.shared or found.place == "agrees")
        alone = not words - _IDENTIFIERS and not are_editions(found)
        return ("duplicate", "possible") if alike and alone else None
    if found.shared:
        return None if words & _ANSWERS or _is_another(found) else ("duplicate", "certain")
    if found.same_item:
        words -= _TITLES
    if words - {"other_place"} or (words and not _may_be_slip(found)) or are_editions(found):
        return None
    return ("duplicate", "probable") if _agree(found) else None


def two_publications(found: Likeness, against: tuple[Veto, ...]) -> Ruling | None:
    """How two publications belong together, and how certain that is."""
    a, b = found.a, found.b
    akin = found.title.agrees and a.tells and b.tells
    if vetoes.tie_of(a, b):
        return "version" if vetoes.tie_of(a, b).startswith(_EDITIONS) else "notice", "probable"
    if akin and _ANSWERS & {one.word for one in against}:
        return "notice", "probable"
    if are_editions(found):
        return "version", "certain" if a.review or not akin else "probable"
    if a.registered & b.registered:
        return "companion", "probable"
    if akin and found.same_title and found.authors == "agrees":
        if found.journal == "conflicts" and found.year != "conflicts":
            return "companion", "probable"
        if found.journal == found.volume == "agrees" and _is_later_page(found.a.pages, found.b.pages):
            return "notice", "possible"
        return ("companion", "possible") if found.year == "agrees" else None
    return None


def _is_later_page(ours: Pages, theirs: Pages) -> bool:
    """Whether one record is of a single page that comes after the other's several: a correction, unmarked."""
    for page, paper in ((ours, theirs), (theirs, ours)):
        numbers = [end for pages in (page, paper) for stretch in pages.ranges for end in stretch]
        if len(numbers) == 4 and all(map(str.isdigit, numbers)):
            at, until, first, last = map(int, numbers)
            if at == until and first < last < at:
                return True
    return False


#: Ties that PubMed prints between editions of one work.
_EDITIONS: Final = ("update", "republished", "corrected and republished", "preprint")


def are_editions(found: Likeness) -> bool:
    """Whether two records are of editions of one work: by DOI, a review's number, a server or a language."""
    a, b = found.a, found.b
    if vetoes.are_doi_versions(a, b):
        return True
    one_work = found.title.agrees and found.authors == "agrees" and a.tells and b.tells
    if a.review and b.review:
        later = found.year in ("near", "conflicts") or "conflicts" in (found.volume, found.online)
        other = bool(a.dois and b.dois and not a.dois & b.dois)
        return a.review == b.review and (later or other)
    if a.is_review and b.is_review:
        return one_work and found.year in ("near", "conflicts")
    return one_work and (a.is_preprint != b.is_preprint or a.is_translation != b.is_translation)


def _is_another(found: Likeness) -> bool:
    """Whether records with one identifier are of two works: a letter and its reply, a volume's chapters."""
    if found.title.agrees:
        return False
    verdict = found.title.verdict
    if verdict in ("near", "unknown"):
        return found.authors == "conflicts"
    same = found.place == "agrees" or found.abstract == "agrees" or found.figures
    return not (same and found.authors == "agrees")


def _may_be_slip(found: Likeness) -> bool:
    """Whether another place may be a slip: all else agrees, the abstract too."""
    agree = found.authors == "agrees" and found.abstract == "agrees" and found.journal == "agrees"
    return agree and found.year in ("agrees", "near")


def _agree(found: Likeness) -> bool:
    """Whether two records without a common identifier agree in what one publication alone has."""
    if found.same_title:
        return _with_one_title(found)
    if found.same_item:
        return _of_one_item(found)
    if _is_ahead(found) and _with_one_debut(found):
        return True
    if found.authors != "agrees" or found.journal != "agrees" or found.year != "agrees":
        return False
    if found.title.verdict == "part":
        return found.place in ("agrees", "slip") or (found.abstract == "agrees" and found.place == "unknown")
    return found.title.verdict == "near" and found.place == "agrees"


def _of_one_item(found: Likeness) -> bool:
    """Whether two records of the same pages of the same volume are of one item: whatever their titles say.

    Two works may share a page, but not the first and the last one. A journal may have two names, and then the
    titles must agree; a title may have been translated, and then the authors must agree, or half its words.
    Journals that count the pages of each issue from 1 have an issue that differs.
    """
    if found.authors == "conflicts":
        return False
    if found.title.verdict == "part":
        return found.authors == "agrees" or found.journal == "agrees"
    if found.journal != "agrees":
        return False
    issues = {number_key(one.record.issue) for one in (found.a, found.b)} - {""}
    if found.authors == "agrees" and (len(issues) < 2 or found.title.verdict == "near"):
        return True
    return found.half_of_title


def _with_one_title(found: Likeness) -> bool:
    """Whether two records with one title are of one publication."""
    if found.place in ("agrees", "slip"):
        return _with_one_place(found)
    if not _tells(found) or "conflicts" in (found.journal, found.authors):
        return False
    if found.place == "conflicts":
        return _may_be_slip(found)
    if found.abstract == "agrees" or found.figures:
        return found.year != "conflicts"
    if found.authors == "unknown":
        placed = found.a.is_placed or found.b.is_placed
        return placed and found.journal == "agrees" and found.year == "agrees"
    if found.year == "agrees":
        return True
    if found.journal != "agrees":
        return False
    if found.year == "conflicts":
        return _is_ahead(found) and found.all_authors > 1
    return found.volume == "agrees" or _is_ahead(found)


def _tells(found: Likeness) -> bool:
    """Whether a common title says anything: it is long enough, or several people share it in one journal."""
    long = found.a.tells and found.b.tells
    several = found.all_authors >= _SEVERAL and found.journal == "agrees"
    return long or (several and not (found.a.is_generic or found.b.is_generic))


def _with_one_place(found: Likeness) -> bool:
    """Whether two records with one title and one place are of one publication."""
    tells = _tells(found)
    if found.place == "slip":
        return tells and found.authors == "agrees" and found.journal == "agrees" and found.year == "agrees"
    if found.authors == "conflicts":  # letters about one paper stand on one page under its title
        return tells and found.same_item and found.journal == "agrees"
    if found.journal == "conflicts":
        return found.authors == "agrees" and found.year != "conflicts" and (found.volume == "agrees" or tells)
    return found.year != "conflicts" or (found.volume == "agrees" and found.journal == "agrees" and tells)


def _with_one_debut(found: Likeness) -> bool:
    """Whether one record is the other's, made ahead of print: its title may have been rephrased since.

    The same people publish in one journal in one month; a number or a direction in their titles is a veto.
    """
    if found.all_authors < 2 or found.journal != "agrees":
        return False
    if found.title.verdict == "part":
        return found.year != "conflicts"
    if found.online != "agrees":
        return False
    return found.title.verdict == "near" or (found.half_of_title and found.all_authors >= _SEVERAL)


def _is_ahead(found: Likeness) -> bool:
    """Whether one record alone has no place yet, as a paper has none that is online before its issue.

    What came later than the issue is not ahead of it: a paper follows its congress abstract.
    """
    if found.a.is_placed == found.b.is_placed:
        return False
    ahead, placed = sorted((found.a, found.b), key=lambda one: one.is_placed)
    return not (ahead.years and placed.years) or min(ahead.years) <= max(placed.years)
