"""Which of the dates in a citation is its own: not one that its title quotes or that stands in a note."""

import re
from typing import NamedTuple

from .locator import ONLINE, YEAR_LAST, is_full, locators
from .opening import journal_start, opening
from .tail import notes_start

#: Of a journal's abbreviation; a sentence of a title that ends in a year has more.
_MOST_WORDS = 8


class Anchor(NamedTuple):
    """A citation's own date with what belongs to it.

    Attributes:
        found: the match: groups `date`, `volume`, `issue`, `pages` or `place`, as far as they are there.
        repeated: the journal, where PubMed repeats it behind the citation.
    """

    found: re.Match[str]
    repeated: str = ""


def anchor(text: str, start: int) -> Anchor | None:
    """The anchor of a citation that begins at `start`; None where it has none.

    Titles quote whole citations, so the last is taken, unless it is the journal and year repeated.
    """
    found = list(locators(text, start))
    if len(found) > 1:
        notes = notes_start(text, found[0].end())
        found = [one for one in found if one.start() < notes]
    bare = found[-1] if found else None
    while found:
        last = found.pop()
        if is_full(last):
            return Anchor(last)
        repeated = _repeated(text, found[-1], last) if found else ""
        if repeated:
            return Anchor(found[-1], repeated)
        if text[: last.start()].rstrip().endswith("."):
            return Anchor(last)
    online = ONLINE.search(text, start)
    if online:
        return Anchor(online)
    found = list(YEAR_LAST.finditer(text, start))
    if found:
        return Anchor(found[-1])
    return Anchor(bare) if bare and _follows_a_journal(text, start, bare.start()) else None


def _follows_a_journal(text: str, start: int, date: int) -> bool:
    """Whether a year without volume and pages stands right behind a journal ("Adv Robot 2013.")."""
    before = opening(text, start, date)
    if before.authors is None or before.title is None or before.journal is None:
        return False
    words = before.journal.text.split()
    return len(words) <= _MOST_WORDS and all(word[0].isupper() or word[0] in "([" for word in words)


def _repeated(text: str, first: re.Match[str], second: re.Match[str]) -> str:
    """The journal that stands before both of two dates, of which the second is but a year."""
    before = text[: first.start()].rstrip()
    if second["date"] != first["date"][:4] or not before.endswith("."):
        return ""
    journal = text[journal_start(text, first.end(), second.start()) : second.start()].strip(" .\n\t")
    return journal if journal and before.rstrip(" .\n\t").endswith(journal) else ""
