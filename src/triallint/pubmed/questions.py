"""Questions about citations, and the searches that ask them: what is sent, never how."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from ..model import IdentifierKind, lazy

T = TypeVar("T")


class Question(NamedTuple):
    """One thing to ask about.

    Attributes:
        kind: "pmid", "doi", "pmcid" or "title".
        asked: the identifier in canonical form, or the title as plain text.
    """

    kind: IdentifierKind
    asked: str


_FORMS: Final[dict[str, tuple[re.Pattern[str], str]]] = {
    "pmid": (lazy(r"[1-9][0-9]{0,7}"), "a PMID"),
    "pmcid": (lazy(r"PMC[1-9][0-9]{0,8}"), "a PMCID"),
    "doi": (lazy(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"]{1,500}"), "a DOI that PubMed can search for"),
    "title": (lazy(r".*\w.*", re.DOTALL), "a title"),
}


def misfit(question: Question) -> str:
    """Why a question cannot be asked; empty if it can.

    What no such identifier looks like is never sent: the service would take no notice of it, or read it as
    another query.
    """
    form, words = _FORMS[question.kind]
    if not form.fullmatch(question.asked):
        return f"it has not the form of {words}, so nothing was asked"
    if question.kind == "doi" and len(tokens(question.asked)) < 3:
        return "nothing in this DOI can be searched for"
    if question.kind == "title" and not words_of(question.asked):
        return "no word of this title can be searched for"
    return ""


def unique(questions: Iterable[Question]) -> dict[IdentifierKind, list[Question]]:
    """Questions by kind, each once, in their order."""
    sorted_: dict[IdentifierKind, list[Question]] = {"pmid": [], "pmcid": [], "doi": [], "title": []}
    for question in dict.fromkeys(Question(*one) for one in questions):
        sorted_[question.kind].append(question)
    return sorted_


def batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Slices of at most `size` items, in order."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def tokens(text: str) -> tuple[str, ...]:
    """A text as PubMed's index of identifiers keeps it: runs of letters and digits, without case."""
    return tuple(re.findall(r"[^\W_]+", text.lower()))


def doi_term(dois: Iterable[str]) -> str:
    """The query for some DOIs. Each is quoted: a bare one is looked for in all fields, and found nearly."""
    return " OR ".join(f'"{doi}"[doi]' for doi in dois)


def pmcid_term(pmcid: str) -> str:
    """The query for one PMCID."""
    return f'"{pmcid}"[pmcid]'


#: Words of four letters and more that PubMed's index leaves out.
_STOP_WORDS: Final = frozenset(
    """
    about again almost also although always among another because been before being between both could
    does done during each either enough especially found from further have having here however into
    itself just made mainly make might most mostly must nearly neither obtained often overall perhaps
    quite rather really regarding seem seen several should show showed shown shows significantly since
    some such than that their theirs them then there therefore these they this those through thus upon
    used using various very were what when which while with within without would
    """.split()  # noqa: SIM905
)

# A word beside an apostrophe, a full stop or a letter that is not ASCII may be indexed in several ways, and
# one beside a hyphen as part of another. Leaving a word out can add records, but never lose the right one.
_ALONE: Final = lazy(r"(?<![\w'’.\-\u2010-\u2014])[A-Za-z]{4,}(?![\w'’\-\u2010-\u2014]|\.\w)")
_JOINED: Final = lazy(r"(?<![\w'’.])[A-Za-z]{4,}(?![\w'’]|\.\w)")
_SHORTEST, _ENOUGH, _MOST = 4, 4, 12


def words_of(title: str) -> tuple[str, ...]:
    """The words of a title that are indexed as they stand, in lower case: the longest dozen, in order."""
    found: list[str] = []
    for pattern in (_ALONE, _JOINED):
        found = list(dict.fromkeys(word.lower() for word in pattern.findall(title)))
        found = [word for word in found if word not in _STOP_WORDS]
        if len(found) >= _ENOUGH:
            break
    kept = set(sorted(found, key=len, reverse=True)[:_MOST])
    return tuple(word for word in found if word in kept)


def searchable(title: str) -> tuple[str, ...]:
    """Every word of a title that a question may ask for, in lower case, each once."""
    return tuple(
        dict.fromkeys(
            word
            for word in tokens(title)
            if len(word) >= _SHORTEST and word.isascii() and word.isalpha() and word not in _STOP_WORDS
        )
    )


def title_term(title: str) -> str:
    """The query for records whose titles have all these words; it is for the caller to compare the titles."""
    return " AND ".join(f"{word}[title]" for word in words_of(title))
