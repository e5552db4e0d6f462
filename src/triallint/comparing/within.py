"""What a record says, looked for in a text of any layout: by words and the stops between them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Final

from triallint.model import Author, Publication, lazy

from .authors import first_authors
from .journals import names_of
from .locators import page_key, read_pages
from .names import PARTICLES
from .numbers import number_key
from .text import fold, spellings
from .titles import title_words
from .words import NEVER_DROPPED, spelled

#: A letter that no title has; it keeps the place of what ends a title in the text around it.
_STOP: Final = "\u3007"
_STOPS: Final = lazy(
    r"(?:[.,;:?!\"'\u2018-\u201f()\[\]|]|\s[-\u2013\u2014])+(?=\s|$)|(?<=\s)[\"\u201c(\[]|[\u201d\"]"
)
_QUALIFIER: Final = lazy(r"[(\[][^()\[\]]*[)\]]")
#: A title of fewer words may stand in another one by chance, if nothing ends before it.
_LEAST: Final = 3
#: Words of so many letters tell a title, and so many of them are enough.
_LONG: Final = 5
_ENOUGH: Final = 4
#: How many words may be initials or fore names of one person.
_MOST_GIVEN: Final = 3
_NO_NAMES: Final = frozenset({"and", "et", "al", "in"})

Stretch = tuple[int, int]


class Words:
    """The words of a text, to look in for others; blanks within words do not count ("meta analysis")."""

    def __init__(self, text: str) -> None:
        """Read the words of a text."""
        self.words: list[str] = []
        self.stops: set[int] = {0}
        for word in title_words(_STOPS.sub(f" {_STOP} ", text)):
            if word == _STOP:
                self.stops.add(len(self.words))
            else:
                self.words.append(spelled(word))
        self.stops.add(len(self.words))
        self._run, self._starts, self._ends = _run_of(self.words)

    def find(self, words: Iterable[str], *, stopped: bool = False) -> Stretch | None:
        """Where words stand, first and behind the last; if `stopped`, only where a stop is behind them."""
        sought = _run_of([spelled(word) for word in words])[0]
        at = self._run.find(sought) if sought else -1
        while at >= 0:
            first, last = self._starts.get(at), self._ends.get(at + len(sought))
            if first is not None and last is not None and (not stopped or last in self.stops):
                return first, last
            at = self._run.find(sought, at + 1)
        return None

    def without(self, stretch: Stretch | None) -> list[str]:
        """The words but for a stretch of them."""
        return self.words if stretch is None else [*self.words[: stretch[0]], *self.words[stretch[1] :]]


def _run_of(words: list[str]) -> tuple[str, dict[int, int], dict[int, int]]:
    """Words without blanks (numbers are kept apart), and which word begins and which ends at each place."""
    run, starts, ends = "", dict[int, int](), dict[int, int]()
    for number, (before, word) in enumerate(pairwise(["", *words])):
        run += " " if before[-1:].isdigit() and word[:1].isdigit() else ""
        starts[len(run)] = number
        run += word
        ends[len(run)] = number + 1
    return run, starts, ends


@lru_cache(maxsize=16384)
def words_in(text: str) -> Words:
    """The words of a text; kept, as every field is looked for in the same."""
    return Words(text)


def title_in(text: str, publication: Publication) -> Stretch | None:
    """Where a record's title stands in a text: all of it, and a stop behind it."""
    around = words_in(text)
    for title in (publication.title, publication.vernacular):
        words = title_words(title)
        found = around.find(words, stopped=True)
        if found and (len(words) >= _LEAST or found[0] in around.stops):
            return found
    return None


def is_another(title: str, publication: Publication) -> bool:
    """Whether a printed title is the record's with a word that makes another work of it ("T. Reply")."""
    words = words_in(title)
    found = words.find(title_words(publication.title))
    return found is not None and bool(NEVER_DROPPED & set(words.without(found)))


def lacks_title(text: str, publication: Publication) -> bool:
    """Whether a text has room for a record's title and most of its words are not there."""
    words = [spelled(word) for word in title_words(publication.title)]
    telling = {word for word in words if len(word) >= _LONG}
    around = words_in(text)
    there = sum(around.find([word]) is not None for word in telling)
    return len(telling) >= _ENOUGH and len(around.words) > len(words) + _ENOUGH and 2 * there < len(telling)


def lacks_authors(text: str, publication: Publication) -> bool:
    """Whether none of a record's authors stands in a text."""
    around = words_in(text)
    names = [
        title_words(name)
        for one in publication.authors
        for name in (spellings(one.family) if one.family else (one.collective,))
    ]
    return bool(names) and all(around.find(name) is None for name in names)


def year_in(words: Iterable[str], publication: Publication) -> int | None:
    """A year of the record that stands among words."""
    years = {str(year): year for year in sorted(publication.years)}
    return next((years[word[:4]] for word in words if word[:4] in years and not word[4:].isdigit()), None)


def journal_in(words: Iterable[str], publication: Publication) -> str | None:
    """A name of the record's journal that stands among words."""
    around = words_in(" ".join(words))
    for name in names_of(publication.journal):
        sought = title_words(_QUALIFIER.sub(" ", name))
        if around.find(sought[1:] if sought[:1] == ("the",) else sought):
            return name
    return None


def number_in(words: Iterable[str], number: str) -> bool:
    """Whether a volume or issue stands among words."""
    words = list(words)
    key = number_key(number)
    return key != "" and (
        any(number_key(word) == key for word in words) or words_in(" ".join(words)).find([key]) is not None
    )


def pages_in(words: Iterable[str], publication: Publication) -> bool:
    """Whether a record's first page stands among words, and where another number follows, its last one."""
    known = read_pages(publication.pages)
    if not known.ranges:
        return False
    first, last = (page_key(one) for one in known.ranges[0])
    keys = [page_key(re.sub(r"^pp?(?=\d)", "", word)) for word in words if word not in ("to", "p", "pp", "s")]
    years = {str(year) for year in publication.years}
    return any(
        page == first and (not behind.isdigit() or last.endswith(behind) or behind in years)
        for page, behind in pairwise([*keys, ""])
    )


def first_author_in(text: str, publication: Publication) -> Author | None:
    """A record's first author, if nobody else of it stands before him in what is before the title."""
    words = words_in(text)
    title = title_in(text, publication)
    end = title[0] if title and title[0] else len(words.words)
    for author in first_authors(publication):
        found = _person_in(words, author)
        others = (one for one in publication.authors[1:5] if one != author and len(one.family) > 2)
        if found and found[1] <= end and not any(_is_before(words, one, found[0]) for one in others):
            return author
    return None


def _is_before(words: Words, author: Author, at: int) -> bool:
    found = words.find(title_words(author.family))
    return found is not None and found[1] <= at


def _person_in(words: Words, author: Author) -> Stretch | None:
    """Where a person stands with initials or fore names that fit, or with none; or a group."""
    if author.collective:
        return words.find(title_words(author.collective))
    for family in sorted(spellings(author.family)):
        found = words.find(title_words(family))
        if found and _given_fits(words, found, author):
            return found
    return None


def _given_fits(words: Words, found: Stretch, author: Author) -> bool:
    """Whether the words on one side of a surname are its given names, or there are none on either."""
    start, end = found
    before = words.words[max(0, start - _MOST_GIVEN) : start]
    after = words.words[end : end + _MOST_GIVEN]
    names = set(fold(author.given).replace("-", " ").split())
    initials = fold(author.initials or "".join(word[0] for word in author.given.split()))
    around = [list(_given(side, names)) for side in (reversed(before), after)]
    if not any(around) or not initials:
        return True
    return any(side[0][0] in initials for side in around if side)


def _given(side: Iterable[str], names: set[str]) -> Iterator[str]:
    """The words next to a surname that may be its initials or fore names."""
    return takewhile(
        lambda word: (
            word in names
            or (len(word) < 4 and word.isalpha() and word not in PARTICLES and word not in _NO_NAMES)
        ),
        side,
    )
