"""Names of authors compared as clinical names are written: glued initials, particles, Jr, groups, et al."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Final, Literal, NamedTuple

from triallint.model import Author

from .text import fold, plain, spellings
from .words import within_one_letter, word_set

#: same: one person or group. spelling: one letter of the surname differs. possible: the names are cut in
#: different places, or an initial is missing. different: two people. unknown: nothing to compare.
NameVerdict = Literal["same", "spelling", "possible", "different", "unknown"]

PARTICLES: Final = word_set(
    """
    al af ap auf aus bat ben bin bint d da dal dalla das de dei del della dell delle den der des di do dos
    du e el ibn l la las le les li lo los san santa st t ten ter van vande vander ver vom von vor y zu zum zur
    """
)
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|junior|senior|[23](?:nd|rd)|[4-9]th|ii|iii|iv|filho|neto)\.?", re.IGNORECASE
)
_DEGREE: Final = re.compile(
    r"(?:m\.?d|ph\.?d|m\.?sc|b\.?sc|mph|dds|do|rn|frcp|facp|mbbs|msc)\.?", re.IGNORECASE
)
_ET_AL: Final = re.compile(
    r"[,;]?\s*(?:&\s*|and\s+)?(?:\bet\.? ?al\b\.?|\band others\b|\.\.\.|\u2026)", re.IGNORECASE
)
_GROUP: Final = re.compile(
    r"\b(?:groups?|investigators?|collaborat\w+|consorti\w+|network|societ\w+|committee|association|organi[sz]ation"
    r"|teams?|trialists?|council|institut\w+|federation|academy|panel|task force|department|cent(?:er|re)"
    r"|ministry|commission|agency|college|foundation|alliance|initiative|unit|board|members|workgroup|researchers"
    r"|program(?:me)?|registry|service|union|partnership|faculty|study|trial|project|authors?|behalf|participants|studygroup)\b",
    re.IGNORECASE,
)
_LEADING_AND: Final = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


class Listed(NamedTuple):
    """A list of authors as printed: each name, and whether more are meant than are named."""

    names: tuple[str, ...]
    more: bool = False


class PersonName(NamedTuple):
    """One way to understand a printed name: the words of the surname, and the initials of the rest."""

    family: tuple[str, ...]
    initials: str

    @property
    def keys(self) -> frozenset[str]:
        """The surname in one word, with its particles and without."""
        bare = "".join(word for word in self.family if word not in PARTICLES)
        return frozenset(("".join(self.family), bare or "".join(self.family)))


@lru_cache(maxsize=4096)
def listed(text: str) -> Listed:
    """Split a list of authors: "Moreau A, Lindqvist P, et al", "Moreau, Anne; Li, Per", "A Moreau & P Li"."""
    text = plain(text).strip(" .,;")
    more = _ET_AL.search(text) is not None
    parts = [part.strip(" .,") for part in _ET_AL.sub(";", text).split(";")]
    parts = [part for part in parts if part]
    whole = (
        sum(map(is_turned, parts)) > len(parts) / 2 > 0.5
    )  # "Moreau, Anne; Lind C, Per": semicolons part the names
    names = [name for part in parts for name in ([part] if whole and part.count(",") == 1 else _split(part))]
    return Listed(tuple(names), more)


def _split(part: str) -> Iterator[str]:
    """The names in what stands between semicolons."""
    pieces = [_LEADING_AND.sub("", piece.strip()) for piece in part.split(",") if piece.strip()]
    if len(pieces) == 1 or (_is_group(part) and not any(_ends_in_initials(piece) for piece in pieces)):
        yield from _AND.split(part) if not _is_group(part) else [part]
    elif len(_AND.split(part)) > 1 and all(one.count(",") == 1 for one in _AND.split(part)):
        yield from _AND.split(part)  # BibTeX: "Moreau, Anne and Lindqvist, Per"
    elif len(pieces) % 2 == 0 and all(_are_initials(_AND.split(one)[-1]) for one in pieces[1::2]):
        yield from (", ".join(pair) for pair in zip(pieces[::2], pieces[1::2], strict=True))
    else:
        yield from _joined_suffixes(name for piece in pieces for name in _AND.split(piece))


def is_turned(name: str) -> bool:
    """Whether a name may have its surname first, and one comma behind it: "Moreau, Anne"."""
    family, comma, given = name.partition(",")
    return bool(comma) and "," not in given and not _ends_in_initials(family)


def _joined_suffixes(names: Iterable[str]) -> Iterator[str]:
    held = ""
    for name in names:
        if held and (_SUFFIX.fullmatch(name) or _DEGREE.fullmatch(name)):
            continue
        if held:
            yield held
        held = name
    if held:
        yield held


def _is_suffix(word: str, before: str) -> bool:
    """Whether a word behind another is "Jr" or its like; in "Van Horn JR" and "Smith II" it is initials."""
    return _SUFFIX.fullmatch(word) is not None and (not word.isupper() or _are_initials(before))


def _without_suffix(words: list[str]) -> list[str]:
    return words[:1] + [word for before, word in pairwise(words) if not _is_suffix(word, before)]


def _is_group(name: str) -> bool:
    return _GROUP.search(name) is not None


def _are_initials(text: str) -> bool:
    """Whether a text is nothing but initials: "ME", "M.E.", "J-P", "M E"."""
    letters = re.sub(r"[\s.\-']", "", text)
    if not (0 < len(letters) <= 4 and letters.isalpha() and letters.isupper()):
        return False
    words = text.replace(".", " ").replace("-", " ").split()
    return len(words) == 1 or all(len(word) == 1 for word in words)


def _ends_in_initials(name: str) -> bool:
    words = _without_suffix(name.split())
    return len(words) > 1 and _are_initials(words[-1])


def is_person(name: str) -> bool:
    """Whether a printed name may be that of a person; that of a group has a word for one, or many words."""
    return not _is_group(name) and sum(len(word.strip(".")) > 1 for word in name.split()) <= 6


@lru_cache(maxsize=16384)
def readings(name: str) -> tuple[PersonName, ...]:
    """Every way to understand the printed name of a person, the likeliest first."""
    name = plain(name).strip(" .,;*")
    if "," in name:
        parts = [one.strip() for one in name.split(",")]
        given = next((one for one in parts[1:] if one and not _SUFFIX.fullmatch(one)), "")
        if given:
            family = " ".join(_without_suffix(parts[0].split()))
            whole = readings(name.replace(",", " ")) if _ends_in_initials(given) else ()
            return tuple(dict.fromkeys((*_person(family, given), *whole)))  # "Le, Quintrec M"
        name = parts[0]
    words = [word for word in name.split() if len(word) < 3 or not _DEGREE.fullmatch(word)]
    if len(words) > 2:
        words = _without_suffix(words)
    found = [
        person for family, given in _cuts(words) for person in _person(" ".join(family), " ".join(given))
    ]
    return tuple(dict.fromkeys(found))


Cut = tuple[list[str], list[str]]


def _cuts(words: list[str]) -> Iterator[Cut]:
    """Where a name may be cut into surname and given names."""
    if len(words) < 2:
        yield words, []
        return
    found = list(_at_initials(words))
    yield from found
    shouted = any(len(word) > 2 and word.isupper() for word in words)  # "SMITH JOHN", "Xinyu TAO"
    if not found or shouted:
        yield from _at_names(words)


def _at_initials(words: list[str]) -> Iterator[Cut]:
    """The cuts that initials show: "Berg JK van der", "Moreau A B", "JK van der Berg"."""
    moved = list(takewhile(lambda word: fold(word) in PARTICLES and not word.isupper(), reversed(words)))[
        ::-1
    ]
    core = words[: len(words) - len(moved)]
    if len(core) > 1 and _are_initials(core[-1]):
        at = len(core) - 1
        while at > 1 and len(core[at - 1].strip(".")) == 1 and core[at - 1].isupper():
            at -= 1
        yield moved + core[:at], core[at:]
    else:
        leading = len(list(takewhile(_are_initials, words[:-1])))
        yield from ((words[at:], words[:at]) for at in range(leading, 0, -1))


def _at_names(words: list[str]) -> Iterator[Cut]:
    """The cuts of a name in full: "Danilo de Oliveira Silva" has its surname last, others have it first."""
    for count in (1, 2):
        at = len(words) - count
        while at > 1 and fold(words[at - 1]) in PARTICLES:
            at -= 1
        if at > 0:
            yield words[at:], words[:at]
        if count < len(words):
            yield words[:count], words[count:]


def _person(family: str, given: str) -> Iterator[PersonName]:
    initials = _initials(given)
    for spelling in sorted(spellings(family)):
        words = tuple(re.sub(r"[^\w\s]", " ", spelling).split())
        if words:
            yield PersonName(words, initials)


def _initials(given: str) -> str:
    """The initials of given names, or of initials however they are glued: "JK", "J.K.", "Jan-Kees"."""
    letters = []
    for word in re.split(r"[\s.\-']+", plain(given)):
        if word.islower() and word in PARTICLES:
            continue
        letters.append(word if _are_initials(word) else word[:1])
    return fold("".join(letters))


@lru_cache(maxsize=16384)
def of_author(author: Author) -> tuple[PersonName, ...]:
    """Every way to understand an indexed author; none for a group."""
    if author.given and author.initials:
        both = (*_person(author.family, author.initials), *_person(author.family, author.given))
        return tuple(dict.fromkeys(both))
    given = author.initials or author.given
    return (
        tuple(_person(author.family, given)) or tuple(_person(author.given, ""))
        if not author.collective
        else ()
    )


def compare_names(cited: str, known: str | Author) -> NameVerdict:
    """Whether a printed name may be that of an author."""
    if isinstance(known, Author) and known.collective:
        return _compare_groups(cited, known.collective)
    theirs = readings(known) if isinstance(known, str) else of_author(known)
    ours = readings(cited)
    if not ours or not theirs:
        return "unknown"
    verdicts = {_compare(a, b) for a in ours for b in theirs}
    return next((one for one in ("same", "possible", "spelling") if one in verdicts), "different")


def _compare(a: PersonName, b: PersonName) -> NameVerdict:
    fits = a.initials.startswith(b.initials) or b.initials.startswith(a.initials)
    if a.keys & b.keys:
        return "same" if fits else "possible" if set(a.initials) & set(b.initials) else "different"
    if _is_cut(a, b) or _is_cut(b, a):
        return "possible"
    if fits and any(min(len(x), len(y)) >= 5 and within_one_letter(x, y) for x in a.keys for y in b.keys):
        return "spelling"
    return "different"


def _is_cut(short: PersonName, whole: PersonName) -> bool:
    """Whether one surname is the other's beginning or end, and its initials count the words that are left."""
    core, every = (tuple(w for w in one.family if w not in PARTICLES) for one in (short, whole))
    if not core or not 0 < len(core) < len(every):
        return False
    if core not in (every[: len(core)], every[-len(core) :]):
        return False
    left = "".join(word[0] for word in whole.family if word not in core)
    return set(short.initials) <= set(left + whole.initials)


def _compare_groups(cited: str, known: str) -> NameVerdict:
    """Groups are printed short and in full, with and without "on behalf of": never said to differ."""
    words, others = (
        set(re.findall(r"\w+", fold(one).replace("'", ""))) - _GROUP_SMALL for one in (cited, known)
    )
    if not words or not others:
        return "unknown"
    if words <= others or others <= words:
        return "same"
    if not is_person(cited) or words & others:
        return "possible"
    return "different"


_GROUP_SMALL: Final = word_set(
    "the of for on and in a an behalf study group investigators collaborators trial members"
)
