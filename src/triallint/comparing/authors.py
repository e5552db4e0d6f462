"""The authors of a citation compared with those of a record: the first one, and the list."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from triallint.model import Author, Publication

from .listed import is_turned, listed
from .names import NameVerdict, compare_names, is_person

#: MEDLINE kept ten authors at most from 1984 to 1995, and 24 and the last from 1996 to 1999.
_CAPPED_UNTIL: Final = 2000
_CAPS: Final = (10, 25)

_LIKELIEST: Final[tuple[NameVerdict, ...]] = ("same", "spelling", "possible", "unknown", "different")


class FirstAuthor(NamedTuple):
    """How the first author of a citation compares with that of a record, and both names."""

    verdict: NameVerdict
    cited: str = ""
    known: str = ""


#: same: as many as the record has, or fewer and it says so. stops: it ends early and does not say so. left
#: out: names are missing in its middle. extra: it names somebody whom the record does not. order: another.
ListVerdict = Literal["same", "stops", "left out", "extra", "order", "unknown"]


class AuthorList(NamedTuple):
    """How a list of authors compares: the verdict, the names that it rests on, and both counts of persons."""

    verdict: ListVerdict
    names: tuple[str, ...] = ()
    cited: int = 0
    known: int = 0


@lru_cache(maxsize=16384)
def compare_first_author(text: str, publication: Publication) -> FirstAuthor:
    """Compare the first author of a printed list with the record's; groups may stand before them."""
    split, known = listed(text), list(first_authors(publication))
    names = split.names
    if not names or not known:
        return FirstAuthor("unknown")
    cited = names[0]
    forms = [cited, *([text] if is_turned(text) else []), *split.paired[:1]]  # "Moreau, Anne" is one person
    found = [FirstAuthor(compare_names(one, author), cited, str(author)) for one in forms for author in known]
    best = min(found, key=lambda one: _LIKELIEST.index(one.verdict))
    if best.verdict != "different" or is_person(cited) == any(not author.collective for author in known):
        return best
    # A group against persons: which of them stands first is a matter of who indexed it.
    later = [compare_names(name, author) for name in names[1:2] for author in known]
    return best._replace(verdict="same" if "same" in later else "possible")


def first_authors(publication: Publication) -> Iterator[Author]:
    """Whoever may be called first: the first entry, its superseded spellings, a person after a group."""
    for author in publication.authors or publication.editors:
        yield author
        if author.valid and not author.collective:
            break
    yield from (author for author in publication.authors if author.collective)


@lru_cache(maxsize=16384)
def compare_authors(text: str, publication: Publication) -> AuthorList:
    """Compare a printed list of authors with the record's, persons only: groups are indexed now and then."""
    split = listed(text)
    ways = [_compared(names, split.more, text, publication) for names in (split.names, split.paired) if names]
    fits = [one for one in ways if one.verdict == "same"]
    return fits[0] if fits else ways[0] if len(ways) == 1 else AuthorList("unknown")


def _compared(names: tuple[str, ...], more: bool, text: str, publication: Publication) -> AuthorList:
    """Compare names, split in one way, with a record's."""
    groups = [author for author in publication.authors if author.collective]
    cited = [name for name in names if is_person(name) and not any(_is_same(name, group) for group in groups)]
    known = [author for author in publication.authors if author.family and author.valid]
    if not cited or not known or not publication.authors_complete:
        return AuthorList("unknown")
    places = _aligned(cited, known)
    extra = [name for name, place in zip(cited, places, strict=True) if place is None]
    found = [place for place in places if place is not None]
    made = AuthorList("same", (), len(cited), len(known))
    if extra:
        return _extra(made, text, extra, publication)
    if found != sorted(found):
        return made._replace(verdict="order", names=tuple(cited))
    missing = [str(known[place]) for place in range(len(known)) if place not in found]
    if not missing:
        return made
    if found == list(range(len(found))):
        return made if more else made._replace(verdict="stops", names=tuple(missing))
    if more and found[:-1] == list(range(len(found) - 1)) and found[-1] == len(known) - 1:
        return made  # "A, B, … Z"
    return made._replace(
        verdict="left out", names=tuple(str(known[n]) for n in range(max(found)) if n not in found)
    )


def _is_same(name: str, group: Author) -> bool:
    return compare_names(name, group) == "same"


def _aligned(cited: list[str], known: list[Author]) -> list[int | None]:
    """For each printed name the place of the author that it is, the nearest free one first."""
    places: list[int | None] = []
    for at, name in enumerate(cited):
        free = sorted((n for n in range(len(known)) if n not in places), key=lambda n: abs(n - at))
        verdicts = {n: compare_names(name, known[n]) for n in free[:1]}
        if not verdicts or next(iter(verdicts.values())) != "same":
            verdicts = {n: compare_names(name, known[n]) for n in free}
        best = min(free, key=lambda n: _LIKELIEST.index(verdicts.get(n, "different")), default=None)
        places.append(best if best is not None and verdicts.get(best) != "different" else None)
    return places


def _extra(made: AuthorList, text: str, extra: list[str], publication: Publication) -> AuthorList:
    """Names that the record does not have among its authors."""
    others = [
        *publication.investigators,
        *publication.editors,
        *(a for a in publication.authors if not a.valid),
    ]
    strangers = [name for name in extra if all(compare_names(name, one) == "different" for one in others)]
    capped = made.known in _CAPS and any(year < _CAPPED_UNTIL for year in publication.years)
    in_full = is_turned(text) and any(compare_names(text, a) == "same" for a in publication.authors)
    if not strangers or capped or in_full:
        return made._replace(verdict="same")
    return made._replace(verdict="extra", names=tuple(strangers))
