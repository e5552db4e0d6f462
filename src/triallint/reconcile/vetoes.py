"""What forbids taking two records for one publication, however alike they look. Pure."""

from collections.abc import Iterator
from typing import Final

from ..comparing.titles import Telling
from ..comparing.words import is_number, word_set
from ..identifiers import are_versions
from .features import Features
from .likeness import Likeness
from .words import Veto

#: Numbers in words and in Roman figures, so that "phase II" and "phase 2" are one.
_COUNTED: Final = (
    "one two three four five six seven eight nine ten",
    "first second third fourth fifth sixth",
    "i ii iii iv v vi vii viii ix x xi xii",
)
_VALUES: Final = {word: str(n) for words in _COUNTED for n, word in enumerate(words.split(), 1)}
#: Words that make a title that of a piece about a work, or of a part of it.
_ANSWERS: Final = word_set(
    """
    reply replies response responses comment comments commentary letter erratum correction corrigendum
    retraction protocol rationale design addendum supplement appendix followup abstract infographic podcast
    """
)
#: Words of medicine in the place of which another one makes another work.
_GRAVE: Final = frozenset({"number", "negation", "direction"})


def of_identifiers(a: Features, b: Features) -> Iterator[Veto]:
    """Two DOIs, PMIDs or PMCIDs where a publication has one."""
    if a.dois and b.dois and not a.dois & b.dois:
        yield Veto("other_doi", f"{_shown(a, a.dois)} and {_shown(b, b.dois)} are two DOIs")
    if a.pmids and b.pmids and not a.pmids & b.pmids:
        yield Veto("other_pmid", f"{_shown(a, a.pmids)} and {_shown(b, b.pmids)} are two PMIDs")
    if a.pmcids and b.pmcids and not a.pmcids & b.pmcids:
        yield Veto("other_pmcid", f"{_shown(a, a.pmcids)} and {_shown(b, b.pmcids)} are two PMCIDs")
    if (a.is_entry or b.is_entry) and not a.registered & b.registered:
        yield Veto("other_number", "one is the entry of a trial in a registry, the other is not that entry")


def of_kinds(found: Likeness) -> Iterator[Veto]:
    """A notice or a reply beside what it is about; the same page in the same volume is the same item."""
    a, b = found.a, found.b
    if found.place == "agrees" and found.volume == "agrees" and found.authors != "conflicts":
        return
    if a.is_notice != b.is_notice:
        yield Veto("notice_beside_article", f"{(a if a.is_notice else b).record.id} is a notice")
    if a.is_reply != b.is_reply:
        yield Veto("reply_beside_article", f"{(a if a.is_reply else b).record.id} is a reply or a comment")


def of_title(found: Likeness) -> Iterator[Veto]:
    """A number, a negation or a direction that only one title has; "reply", "protocol" and their kin."""
    if found.same_title:
        return
    for one in found.title.telling:
        ours, theirs = (_without_values(side) for side in (one.cited, one.known))
        if {*ours, *theirs} & _ANSWERS and not {*ours} & {*theirs} & _ANSWERS:
            yield Veto("other_telling_word", _apart(one))
        elif found.title.verdict == "part":
            continue
        elif one.kind == "number" and _numbers(ours) != _numbers(theirs):
            yield Veto("other_number", _apart(one))
        elif one.kind in _GRAVE - {"number"} and one.cited and one.known:
            yield Veto("other_telling_word", _apart(one))


def of_contents(found: Likeness) -> Iterator[Veto]:
    """Other abstracts at no common place; other authors; another place."""
    if found.abstract == "conflicts" and found.place != "agrees":
        yield Veto("other_abstract", "their abstracts differ")
    if found.online == "conflicts" and found.place != "agrees":
        yield Veto("other_day", f"one came online on {found.a.online}, the other on {found.b.online}")
    if found.a.is_translation != found.b.is_translation:
        yield Veto("translation_beside_original", "one says that it is a translation")
    if found.place == "conflicts":
        yield Veto("other_place", f"{_place(found.a)} is not {_place(found.b)}")


def of_pair(found: Likeness) -> tuple[Veto, ...]:
    """All that forbids taking two records for one publication."""
    a, b = found.a, found.b
    return (*of_identifiers(a, b), *of_kinds(found), *of_title(found), *of_contents(found))


def are_doi_versions(a: Features, b: Features) -> bool:
    """Whether their DOIs are those of two versions of one paper, by their form."""
    return any(are_versions(one, other) for one in a.dois for other in b.dois)


def tie_of(a: Features, b: Features) -> str:
    """The kind of tie by which one record prints where the other stands ("erratum in"); blank for none."""
    for one, other in ((a, b), (b, a)):
        for kind, volume, page in one.ties:
            if (volume, page) == (other.volume, other.page) and (volume, page) != (one.volume, one.page):
                return kind
    return ""


def _shown(one: Features, keys: frozenset[str]) -> str:
    return ", ".join(map(one.printed, sorted(keys)))


def _place(one: Features) -> str:
    record = one.record
    return ":".join(part for part in (record.journal, record.volume, record.pages) if part)


def _without_values(text: str) -> tuple[str, ...]:
    return tuple(_VALUES.get(word, word) for word in text.split())


def _numbers(words: tuple[str, ...]) -> list[str]:
    return sorted(word for word in words if is_number(word))


def _apart(one: Telling) -> str:
    return f"`{one.cited}` stands against `{one.known}` in their titles"
