"""Names of authors compared as clinical names are written: glued initials, particles, Jr, groups."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import Final, Literal, NamedTuple

from triallint.model import Author

from .initials import DEGREE, SUFFIX, are_initials, ends_in_initials, is_group, without_suffix
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


class PersonName(NamedTuple):
    """One way to understand a printed name: the words of the surname, and the initials of the rest."""

    family: tuple[str, ...]
    initials: str

    @property
    def keys(self) -> frozenset[str]:
        """The surname in one word, with its particles and without."""
        bare = "".join(word for word in self.family if word not in PARTICLES)
        return frozenset(("".join(self.family), bare or "".join(self.family)))


def is_plainly_a_person(name: str) -> bool:
    """Whether a printed name has initials behind it or before it, so that nothing else can be meant."""
    return not is_group(name) and (ends_in_initials(name) or any(map(are_initials, name.split()[:1])))


def is_person(name: str) -> bool:
    """Whether a printed name may be that of a person; a group has a word for one, a number, or many words."""
    words = [word for word in without_suffix(name.split()) if len(word.strip(".")) > 1]
    return not is_group(name) and not any(map(str.isdigit, "".join(words))) and len(words) <= 6


@lru_cache(maxsize=16384)
def readings(name: str) -> tuple[PersonName, ...]:
    """Every way to understand the printed name of a person, the likeliest first."""
    name = plain(name).strip(" .,;*")
    if "," in name:
        parts = [one.strip() for one in name.split(",")]
        given = next((one for one in parts[1:] if one and not SUFFIX.fullmatch(one)), "")
        if given:
            family = " ".join(without_suffix(parts[0].split()))
            whole = readings(name.replace(",", " ")) if ends_in_initials(given) else ()
            return tuple(dict.fromkeys((*_person(family, given), *whole)))  # "Le, Quintrec M"
        name = parts[0]
    words = [word for word in name.split() if len(word) < 3 or not DEGREE.fullmatch(word)]
    if len(words) > 2 and DEGREE.fullmatch(words[-1]) and are_initials(words[-2]):
        words.pop()  # "Moreau KH MD"
    if len(words) > 2:
        words = without_suffix(words)
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
    if all(fold(word) in PARTICLES for word in words[:-1]):
        yield words, []  # "De Winter" alone
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
    if len(core) > 1 and are_initials(core[-1]):
        at = len(core) - 1
        while at > 1 and len(core[at - 1].strip(".")) == 1 and core[at - 1].isupper():
            at -= 1
        yield moved + core[:at], core[at:]
    else:
        leading = len(list(takewhile(are_initials, words[:-1])))
        yield from ((words[at:], words[:at]) for at in range(leading, 0, -1))


def _at_names(words: list[str]) -> Iterator[Cut]:
    """The cuts of a name in full: "Danilo de Oliveira Silva" has its surname last, others have it first."""
    for count in (1, 2):
        at = len(words) - count
        while at > 1 and fold(words[at - 1]) in PARTICLES:
            at -= 1
        if at > 0:
            yield words[at:], words[:at]
        leading = len(list(takewhile(lambda word: fold(word) in PARTICLES, words)))
        for cut in dict.fromkeys((count, leading + count)):  # "van der Berg Jan"
            if cut < len(words):
                yield words[:cut], words[cut:]


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
        letters.append(word if are_initials(word) else word[:1])
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
