"""How two records compare, field by field. Pure: verdicts in words, no weights."""

from dataclasses import dataclass
from typing import Final

from ..comparing import compare_names, compare_titles, title_key
from ..comparing.names import is_person
from ..comparing.text import fold
from ..comparing.titles import TitleComparison
from ..comparing.words import NEVER_DROPPED, is_number, within_one_letter
from .appearing import (
    PagesVerdict,
    PlaceVerdict,
    Verdict,
    YearVerdict,
    compare_days,
    compare_places,
    compare_years,
    stand_apart,
)
from .features import Features
from .letters import alike

#: Titles that share fewer of their words are not looked at more closely: 3 of 4 must be equal to be "near".
_LEAST_SHARED: Final = 0.5
#: The share of a title's words by which two records are worth comparing; and where they stand at other pages
#: or in other years, so that only one title can tie them.
_HALF: Final = 0.5
_MOST_OF_TITLE: Final = 0.75
#: Letters that a title has at the least which was cut short, and that one has which a limit cut anywhere.
_CUT: Final = 40
_CUT_AT_LIMIT: Final = 150
#: Authors of a list that are looked for in the other one.
_FIRST: Final = 6
#: Authors who together are seldom those of two works in one journal in one month.
_SEVERAL: Final = 3
#: Two abstracts are one where all but a tenth of their letters are equal: headings and credits differ.
_ONE_ABSTRACT: Final = 0.9
#: The share of their numbers that two printings of one abstract may have alone: a blank in a number.
_ODD_NUMBERS: Final = 0.1
#: Figures that two records must have in common, at the least, to be those of one set of results.
_FIGURES: Final = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two records compare.

    Attributes:
        title: of their titles without markers; "unknown" where one has none.
        authors: of the first authors, or of the lists where these begin with another.
        place: of volume and pages together.
        figures: whether the numbers extracted from both are those of one set of results.
        online: of the days on which they came online.
        all_authors: how many authors both name in the same order; 0 where one of them differs.
    """

    a: Features
    b: Features
    title: TitleComparison
    journal: Verdict
    volume: Verdict
    pages: PagesVerdict
    place: PlaceVerdict
    authors: Verdict
    year: YearVerdict
    abstract: Verdict
    figures: bool
    online: Verdict
    all_authors: int

    @property
    def same_title(self) -> bool:
        """Whether the titles are equal but for what printings of one title differ in."""
        return self.title.verdict in ("same", "forgiven")

    @property
    def shared(self) -> bool:
        """Whether they have an identifier in common that a publication alone has."""
        a, b = self.a, self.b
        return bool(a.pmids & b.pmids or a.dois & b.dois or a.pmcids & b.pmcids)

    @property
    def half_of_title(self) -> bool:
        """Whether half the words that matter of the shorter title stand in the other one."""
        return _half(self.a, self.b)

    @property
    def same_item(self) -> bool:
        """Whether both are on the same pages, more than one, of the same volume and year."""
        ranged = any(first != last for first, last in self.a.pages.ranges)
        return ranged and self.pages == "same" and self.volume == "agrees" and self.year == "agrees"


def may_belong_together(a: Features, b: Features) -> bool:
    """Whether two records share an identifier, a page, or enough of their titles; else none ties them."""
    if a.dois & b.dois or a.pmids & b.pmids or a.pmcids & b.pmcids or a.registered & b.registered:
        return True
    if a.ties or b.ties or (a.review and a.review == b.review):
        return True
    years = compare_years(a, b)
    if a.page and a.page == b.page and years == "agrees":
        return True
    ours, theirs = a.title_numbers, b.title_numbers
    if ours - theirs and theirs - ours:  # each has a number of its own: two works, at two places
        return False
    elsewhere = years == "conflicts" or stand_apart(a, b)
    return _shared_of_title(a, b) > (_MOST_OF_TITLE if elsewhere else _HALF)


def _half(a: Features, b: Features) -> bool:
    return _shared_of_title(a, b) > _HALF


def _shared_of_title(a: Features, b: Features) -> float:
    """The share of the words that matter of the shorter title which stand in the other one."""
    ours, theirs = set(a.content), set(b.content)
    return len(ours & theirs) / (min(len(ours), len(theirs)) or 1)


def compare(a: Features, b: Features) -> Likeness:
    """Compare two records field by field."""
    where = compare_places(a, b)
    return Likeness(
        a,
        b,
        _titles(a, b),
        *where,
        authors=_authors(a, b),
        year=compare_years(a, b),
        abstract=_abstracts(a, b),
        figures=_have_one_set(a, b),
        online=compare_days(a, b),
        all_authors=_in_common(a.names, b.names),
    )


def _titles(a: Features, b: Features) -> TitleComparison:
    """Compare titles, the dear way only where so many words are shared that it may come to something."""
    if not a.words or not b.words:
        return TitleComparison("unknown")
    whole = (a.title, b.title) if a.is_reply and b.is_reply else (a.subject, b.subject)
    if a.key == b.key and (whole[0] is a.subject or title_key(whole[0]) == title_key(whole[1])):
        return TitleComparison("same")
    shared = len(set(a.words) & set(b.words))
    if shared < _LEAST_SHARED * min(len(set(a.words)), len(set(b.words))):
        joined = alike(a.key, b.key) if max(len(a.key), len(b.key)) < 2 * min(len(a.key), len(b.key)) else 0
        if joined < _LEAST_SHARED + (1 - _LEAST_SHARED) / 2:
            return TitleComparison("different")
    first, second = sorted(whole)  # a verdict has no direction
    found = compare_titles(first, second)
    return found._replace(verdict="part") if not found.agrees and _is_cut(a, b) else found


def _is_cut(a: Features, b: Features) -> bool:
    """Whether one title is the other cut short, as exports do at so many characters."""
    short, long = sorted((a, b), key=lambda one: len(one.key))
    if len(short.key) < _CUT or not long.key.startswith(short.key):
        return False
    lost = long.words[len(short.words) :]
    return len(short.key) > _CUT_AT_LIMIT or not any(one in NEVER_DROPPED or is_number(one) for one in lost)


def _authors(a: Features, b: Features) -> Verdict:
    """Compare first authors; else most of the shorter list in the longer one makes them agree."""
    if not a.names or not b.names:
        return "unknown"
    if a.names == b.names:
        return "agrees"
    verdict = compare_names(a.names[0], b.names[0])
    if verdict in ("same", "spelling", "possible"):
        return "agrees"
    if any(map(is_person, a.names)) != any(map(is_person, b.names)):
        return "unknown"  # one names the group, the other its members
    if _are_turned(a.names, b.names) or _are_misspelled(a.people, b.people):
        return "agrees"
    if a.is_reply and b.is_reply:  # one group answers several letters
        return "unknown" if verdict == "unknown" else "conflicts"
    short, long = sorted((list(zip(one.people, one.names, strict=True)) for one in (a, b)), key=len)
    found = sum(any(_is_same(one, name, other) for other in long) for one, name in short[:_FIRST])
    if len(short) > 1 and 2 * found > len(short[:_FIRST]):
        return "agrees"
    return "unknown" if verdict == "unknown" else "conflicts"


def _is_same(keys: frozenset[str], name: str, other: tuple[frozenset[str], str]) -> bool:
    return bool(keys & other[0]) and compare_names(name, other[1]) == "same"


def _are_turned(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one list has the given names of the other for surnames: "Maximiliano B", "Bravo M"."""
    if len(ours) != len(theirs) or len(ours) < _SEVERAL:
        return False
    letters = [[[word[0] for word in fold(name).split()] for name in names] for names in (ours, theirs)]
    return all(
        len(one) > 1 and one[0] == other[-1] and one[-1] == other[0]
        for one, other in zip(*letters, strict=True)
    )


def _are_misspelled(ours: tuple[frozenset[str], ...], theirs: tuple[frozenset[str], ...]) -> bool:
    """Whether nearly all surnames of two lists differ by a letter at the most: "Mulić", "Muli"."""
    if len(ours) != len(theirs) or len(ours) < _SEVERAL:
        return False
    near = sum(
        any(within_one_letter(x, y) for x in one for y in other)
        for one, other in zip(ours, theirs, strict=True)
    )
    return 4 * near >= 3 * len(ours)


def _in_common(ours: tuple[str, ...], theirs: tuple[str, ...]) -> int:
    """How many people both lists name in the same order; 0 if they differ, or one stops early."""
    pairs = list(zip(ours, theirs, strict=False))
    if len(ours) != len(theirs) and len(pairs) < 2 * _SEVERAL:
        return 0
    other = sum(one != known and compare_names(one, known) == "different" for one, known in pairs)
    return len(pairs) if 4 * other <= len(pairs) else 0


def _abstracts(a: Features, b: Features) -> Verdict:
    """Compare abstracts, whose numbers must be equal."""
    if not a.abstract or not b.abstract:
        return "unknown"
    shorter = min(len(a.abstract), len(b.abstract))
    ends = [(a.abstract, b.abstract), (a.abstract[:shorter], b.abstract[:shorter])]
    is_one = max(alike(one, other) for one, other in ends) >= _ONE_ABSTRACT
    odd = len(a.numbers ^ b.numbers) if not (a.numbers <= b.numbers or b.numbers <= a.numbers) else 0
    return "agrees" if is_one and odd <= _ODD_NUMBERS * len(a.numbers | b.numbers) else "conflicts"


def _have_one_set(a: Features, b: Features) -> bool:
    """Whether the figures extracted from two records are those of one set of results."""
    ours, theirs = a.record.figures, b.record.figures
    shared = len(ours & theirs)
    return shared >= _FIGURES and 2 * shared >= min(len(ours), len(theirs))
