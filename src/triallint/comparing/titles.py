"""Titles compared: equal, equal but for forgiven differences, or told apart by named words. Never a ratio."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from triallint.model import Publication, lazy

from .markers import Marker, read_title
from .text import fold
from .variants import is_cut_off, variants
from .words import NEVER_DROPPED, SMALL, Difference, compare_words, is_number, spelled, weight, word_set

#: same: equal but for case, punctuation, accents and marks. forgiven: spelling, plurals, small words, a slip
#: of one letter. part: one lacks a subtitle or a heading. cut: the cited one ends early. near: few words
#: differ, and they tell works apart.
#: different: another title. unknown: there is nothing to compare.
TitleVerdict = Literal["same", "forgiven", "part", "cut", "near", "different", "unknown"]

_GREEK: Final = str.maketrans(
    {
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
        "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "o",
        "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
        "χ": "chi", "ψ": "psi", "ω": "omega",
    }
)  # fmt: skip
_MICRO: Final = lazy(r"[\u03bc](?=(?:g|l|m|mol|gy|sv|v|a|s)\b)")
_SIGNS: Final = (
    ("&", " and "), ("%", " percent "), (" + ", " plus "), ("\u00b1", " plusminus "),
    ("\u2265", " ge "), (">=", " ge "), ("\u2264", " le "), ("<=", " le "), ("<", " lt "), (">", " gt "),
)  # fmt: skip
_WORD: Final = lazy(r"\d+(?:\.\d+)+|[^\W_]+")
#: "> or =65" and "= or <65", as databases print signs that they do not have.
_OR_EQUAL: Final = lazy(r"([<>])\s*(?:or|/)\s*=|=\s*(?:or|/)\s*([<>])")
_BOUNDARY: Final = lazy(r"(?<=[.:?!;])\s+|\s-\s|--")
_FORGIVEN: Final = frozenset({"spelling", "plural", "small word", "letter"})

#: Titles that many works have.
_GENERIC: Final = word_set(
    """
    abstract abstracts acknowledgements authorreply authorsreply bookreview bookreviews comment
    commentary comments correction corrections correspondence discussion editorial editorials
    editorscomment editorsnote erratum foreword inreply introduction inthisissue invitedcommentary
    letter letters lettertotheeditor news obituary overview preface reply response
    reviewersacknowledgement shortnotices summary theauthorsreply totheeditor
    """
)


class Telling(NamedTuple):
    """Words that one title has in place of others, and what kind of difference that is."""

    cited: str
    known: str
    kind: Difference

    def __str__(self) -> str:
        if not (self.cited and self.known):
            where = "the citation" if self.cited else "the record"
            return f"`{self.cited or self.known}` stands only in {where}"
        return f"`{self.cited}` stands for `{self.known}`"


class TitleComparison(NamedTuple):
    """How two titles compare: the verdict, the differences, and the marks of the cited one."""

    verdict: TitleVerdict
    differences: tuple[Telling, ...] = ()
    markers: tuple[Marker, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether nothing in the titles speaks against one work."""
        return self.verdict in ("same", "forgiven", "part", "cut")

    @property
    def telling(self) -> tuple[Telling, ...]:
        """The differences that are not forgiven."""
        return tuple(one for one in self.differences if one.kind not in _FORGIVEN)


_ORDER: Final[tuple[TitleVerdict, ...]] = (
    "same",
    "forgiven",
    "part",
    "cut",
    "near",
    "different",
    "unknown",
)


def compare_title(cited: str, publication: Publication) -> TitleComparison:
    """Compare a printed title with all that a record has: its title, the original one, the book's.

    Where the record has the original title alone, another one may be its translation: that is unknown.
    """
    title, vernacular, book = publication.title, publication.vernacular, publication.book_title
    known = [title, vernacular, f"{vernacular} {title}", f"{title} {vernacular}"] if vernacular else [title]
    known += [f"{one.family} {title}" for one in publication.authors[:1] if not one.initials]  # read as one
    known += [book, f"{title} {book}"] if book and book != title else []
    best = min((compare_titles(cited, one) for one in known), key=lambda one: _ORDER.index(one.verdict))
    may_be_translated = best.verdict == "different" and _is_missing(title)
    return TitleComparison("unknown", markers=best.markers) if may_be_translated else best


@lru_cache(maxsize=8192)
def compare_titles(cited: str, known: str) -> TitleComparison:
    """Compare two printed titles.

    Source: equality of canonical forms, as ratios of characters accept most tampered titles.
    """
    ours, theirs = read_title(cited), read_title(known)
    a, b = title_words(ours.text), title_words(theirs.text)
    if _is_missing(cited) or _is_missing(known):
        return TitleComparison("unknown", markers=ours.markers)
    if _squeezed(a) == _squeezed(b):
        return TitleComparison("same", markers=ours.markers)
    if any(spelled_key(one) == spelled_key(other) for one, other in variants(ours.text, theirs.text)):
        return TitleComparison("forgiven", (Telling(ours.text, theirs.text, "small word"),), ours.markers)
    found = tuple(_differences(a, b))
    telling = [one for one in found if one.kind not in _FORGIVEN]
    if not telling:
        return TitleComparison("forgiven", found, ours.markers)
    if _is_part(ours.text, theirs.text) or _is_part(theirs.text, ours.text):
        return TitleComparison("part", found, ours.markers)
    if is_cut_off(ours.text, theirs.text):
        return TitleComparison("cut", found, ours.markers)
    apart = max(
        len(_content(" ".join(side))) for side in zip(*((t.cited, t.known) for t in telling), strict=True)
    )
    shared = len(_content(" ".join(b))) - len(_content(" ".join(t.known for t in telling)))
    return TitleComparison("near" if 3 * apart <= shared else "different", found, ours.markers)


def title_of(publication: Publication) -> str:
    """A publication's title as a citation prints it, without the full stop at its end.

    The original title where the record has no other.
    """
    title = publication.vernacular if _is_missing(publication.title) else publication.title
    return title.rstrip().removesuffix(".")


def _is_missing(title: str) -> bool:
    """Whether a title says nothing: it is blank, or "[Not Available]." stands in its place."""
    return title_key(title) in ("", "notavailable")


def title_key(title: str) -> str:
    """What is equal for two printings of one title that differ in case, punctuation and accents alone."""
    return _squeezed(title_words(read_title(title).text))


def is_generic(title: str) -> bool:
    """Whether a title is one of those that many works have, so that it tells nothing."""
    return title_key(title) in _GENERIC


@lru_cache(maxsize=8192)
def title_words(title: str) -> tuple[str, ...]:
    """The words of a title: folded, Greek letters by name, signs in words, punctuation gone."""
    text = fold(title).replace("'", "").replace("\u00b7", ".")
    text = _OR_EQUAL.sub(r" \1\2= ", _MICRO.sub("micro", text).translate(_GREEK))
    for sign, words in _SIGNS:
        if sign in text:
            text = text.replace(sign, words)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return tuple(word.rstrip(".") for word in _WORD.findall(text))


def _squeezed(words: Sequence[str]) -> str:
    """The words without blanks, but for those that keep two numbers apart."""
    if not words:
        return ""
    gaps = (" " if a[-1].isdigit() and b[0].isdigit() else "" for a, b in pairwise(words))
    return words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))


def _content(text: str) -> list[str]:
    return [word for word in text.split() if word not in SMALL]


def shares_most_words(cited: str, known: str) -> bool:
    """Whether two titles have most of their words in common, as one has that was changed before its issue.

    It tells nothing by itself: titles of two works may do so too.
    """
    ours, theirs = (
        {spelled(word) for word in _content(" ".join(title_words(one)))} for one in (cited, known)
    )
    return 2 * len(ours & theirs) > max(len(ours), len(theirs))


def spelled_key(title: str) -> str:
    """What is equal for two printings of a title that differ in spelling alone."""
    return _squeezed([spelled(word) for word in title_words(title)])


def _differences(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[Telling]:
    """Every difference between the words of two titles, in order."""
    spelled_a, spelled_b = [spelled(word) for word in a], [spelled(word) for word in b]
    matcher = SequenceMatcher(None, spelled_a, spelled_b, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield from _chunk(a[i:j], b[k:m])


def _chunk(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[Telling]:
    """The differences in one stretch of words that stand in place of each other."""
    if _squeezed([spelled(w) for w in a]) == _squeezed([spelled(w) for w in b]):
        yield Telling(" ".join(a), " ".join(b), "spelling")
        return
    if len(a) != len(b):
        a, b = (tuple(w for w in side if w not in SMALL) or side for side in (a, b))
    if len(a) == len(b):
        yield from (Telling(x, y, compare_words(x, y)) for x, y in zip(a, b, strict=True) if x != y)
        return
    joined, other = _squeezed(a), _squeezed(b)
    if joined and other and not is_number(joined) and compare_words(joined, other) in _FORGIVEN:
        yield Telling(" ".join(a), " ".join(b), "spelling")
        return
    yield Telling(" ".join(a), " ".join(b), weight(a, b))


def _is_part(title: str, whole: str) -> bool:
    """Whether a title is the other one without its subtitle or heading, and no word that matters is lost."""
    part, every = title_words(title), title_words(whole)
    if not 0 < len(part) < len(every) - 1:
        return False
    for cut in _BOUNDARY.finditer(whole):
        for kept, lost in (
            (whole[: cut.start()], whole[cut.end() :]),
            (whole[cut.end() :], whole[: cut.start()]),
        ):
            same = _squeezed([spelled(w) for w in title_words(kept)]) == _squeezed([spelled(w) for w in part])
            if same and not NEVER_DROPPED & set(title_words(lost)):
                return True
    return False
