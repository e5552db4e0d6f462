"""Journals compared: by number where both have one, else by every name of the record, word by word."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Final, Literal, NamedTuple

from triallint.model import Journal, lazy

from .text import fold
from .words import word_set

Words = tuple[str, ...]

#: same: one of its names. style: an abbreviation, an acronym or a qualifier makes the difference. different:
#: another journal, or a name of it that the record does not have. unknown: nothing to compare.
JournalVerdict = Literal["same", "style", "different", "unknown"]

_SMALL: Final = word_set(
    "the of and for in on to a an de la le les du des et der die das fur und di del della e dei y do series"
)
_SECTION: Final = word_set("series section part sect pt ser")
#: What catalogues add: places, years, editions, carriers.
_QUALIFIER: Final = lazy(r"\s*[(\[][^()\[\]]*[)\]]\s*")
#: "d'anesthésie" and "d anesthesie": abbreviations leave the article out.
_ELIDED: Final = lazy(r"\b[dl][' ](?=[aeiouh])")
_CONFERENCE: Final = lazy(r"\.?\s*conference: .*")
_ISSN: Final = lazy(r"\d{4}-?\d{3}[\dx]")
#: A nation at the end of a title, which short forms leave off.
_NATIONS: Final = (
    ("united", "states", "america"),
    ("usa",),
    ("us",),
    ("u", "s", "a"),
    ("uk",),
    ("united", "kingdom"),
)


def same_journal(one: Journal, other: Journal) -> bool:
    """Whether two records are in one journal: by NLM's number or an ISSN, and only else by a name."""
    if one.nlm_id and other.nlm_id:
        return one.nlm_id == other.nlm_id
    if one.issns and other.issns:
        return bool(set(one.issns) & set(other.issns))
    return bool(names_of(one)) and any(
        compare_journal(name, other) in ("same", "style") for name in names_of(one)
    )


def names_of(journal: Journal) -> tuple[str, ...]:
    """Every name that a record has of its journal, each once."""
    return tuple(dict.fromkeys(name for name in (journal.medline, journal.iso, journal.title) if name))


@lru_cache(maxsize=8192)
def compare_journal(cited: str, journal: Journal) -> JournalVerdict:
    """Compare a printed journal with all that a record has of it."""
    number = fold(cited).strip()
    if _ISSN.fullmatch(number):
        known = {one.replace("-", "").lower() for one in journal.issns}
        return "unknown" if not known else "same" if number.replace("-", "") in known else "different"
    if journal.nlm_id and number == journal.nlm_id.lower():
        return "same"
    names = names_of(journal)
    if not words_of(cited) or not names:
        return "unknown"
    return min((_compare(cited, name) for name in names), key=_ORDER.index)


_ORDER: Final[tuple[JournalVerdict, ...]] = ("same", "style", "different", "unknown")


def _compare(cited: str, known: str) -> JournalVerdict:
    if _squeezed(cited) == _squeezed(known):
        return "same"
    ours, theirs = _forms(cited), _forms(known)
    # Both may be shortened, but not both at once: "Acta A. Section B" and "Acta A. Section C" are two.
    pairs = (*product(ours.full, theirs.full + theirs.shortened), *product(ours.shortened, theirs.full))
    return "style" if any(_agree(a, b) or _agree(b, a) for a, b in pairs) else "different"


def _agree(a: Words, b: Words) -> bool:
    return "".join(a) == "".join(b) or _abbreviates(a, b) or _is_acronym(a, b)


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(name))


@lru_cache(maxsize=8192)
def words_of(name: str) -> Words:
    """The words of a journal's name, folded, without those that abbreviations leave out."""
    text = _ELIDED.sub("", fold(name).replace("&", " and ")).replace("'", "")
    words = re.findall(r"[^\W_]+", text)
    return tuple(word for word in words if word not in _SMALL)


class _Forms(NamedTuple):
    """A name's words as they may be printed: as they are, and with something left off."""

    full: tuple[Words, ...]
    shortened: tuple[Words, ...]


@lru_cache(maxsize=8192)
def _forms(name: str) -> _Forms:
    """Without qualifiers; and without subtitle, parallel title, conference, section or nation."""
    text = _CONFERENCE.sub("", fold(name))
    bare = _QUALIFIER.sub(" ", text)
    full = [words_of(one) for one in (text, bare, text.replace("-", ""))]
    parts = [
        part for mark in (": ", " = ", " / ", "/", ". ", " - ") if mark in bare for part in bare.split(mark)
    ]
    short = [words_of(part) for part in parts]
    short += [form[: -len(nation)] for form in full for nation in _NATIONS if form[-len(nation) :] == nation]
    short += [tuple(word for word in form if word not in _SECTION) for form in full]
    return _Forms(_distinct(full), _distinct(short))


def _distinct(forms: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))


def _abbreviates(short: Words, long: Words) -> bool:
    """Whether each word of one name abbreviates the other's in its place; a single word stands for itself."""
    if len(short) != len(long) or len(short) < 2:
        return False
    return all(_is_short_for(a, b) for a, b in zip(short, long, strict=True))


def _is_short_for(short: str, word: str) -> bool:
    """ "Engl" of "England", "N" of "New", "Dtsch" of "Deutsche", "Assn" of "Association"."""
    if word.startswith(short):
        return True
    if short[0] != word[0] or len(short) < 3 or len(short) >= len(word):
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)


def _is_acronym(short: Words, long: Words) -> bool:
    """Whether one word is made of the first letters of the other name: JAMA, BMJ, NEJM, PNAS."""
    if len(short) != 1 or len(long) < 3 or len(short[0]) < 3:
        return False
    return short[0] == "".join(word[0] for word in long)
