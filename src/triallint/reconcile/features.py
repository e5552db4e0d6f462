"""What of a record is compared: its fields read once, by the readers of the rooms that know them. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from ..comparing import MarkedTitle, is_generic, listed, read_days, read_pages, read_title
from ..comparing.journals import words_of
from ..comparing.locators import Pages
from ..comparing.names import is_person, readings
from ..comparing.numbers import number_key
from ..comparing.text import fold, plain
from ..comparing.titles import title_words
from ..comparing.words import SMALL, singular, spelled, weight, word_set
from ..identifiers import (
    Reading,
    find_registry_numbers,
    read_doi,
    read_pmcid,
    read_pmid,
    read_registry_numbers,
)
from ..model import lazy
from . import marks
from .words import Record

#: Words of a title of which so many at least make it one that two works seldom share.
TELLING: Final = 4

_YEAR: Final = lazy(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_REVIEW_NUMBER: Final = lazy(r"\b(cd|mr)\d{6}\b")
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_LETTERS: Final = lazy(r"[^a-z0-9]+")
#: What an index adds to pages: "P63 [tp 104]".
_ASIDE: Final = lazy(r"\s*\[[^\]]*\]?")
#: "2020 May 7;382(19):1874" within a tie to another publication.
_PLACE: Final = lazy(r";\s*(?P<volume>\d+)\s*(?:\([^()]*\))?\s*:\s*[A-Za-z]*(?P<page>\d+)")
_NUMBER: Final = lazy(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Features:
    """A record as it is compared; each feature is read when it is first asked for.

    Attributes:
        record: what it was read from.
    """

    record: Record

    @cached_property
    def dois(self) -> frozenset[str]:
        """Its DOIs in canonical form, as far as they are certain."""
        return _keys(self.record.doi, read_doi)

    @cached_property
    def pmids(self) -> frozenset[str]:
        """Its PMIDs likewise."""
        return _keys(self.record.pmid, read_pmid)

    @cached_property
    def pmcids(self) -> frozenset[str]:
        """Its PMCIDs likewise."""
        return _keys(self.record.pmcid, read_pmcid)

    @cached_property
    def registered(self) -> frozenset[str]:
        """Its trial registry numbers; an entry of a registry has its own where others have a journal."""
        numbers = _keys(self.record.registry_ids, read_registry_numbers)
        found = find_registry_numbers(self.record.journal) if "://" in self.record.journal else ()
        return numbers | {one.key for one in found if one.is_certain}

    def printed(self, key: str) -> str:
        """One of its identifiers as its registry writes it: a key has no capitals."""
        record = self.record
        read = [read_doi(record.doi), read_pmid(record.pmid), read_pmcid(record.pmcid)]
        read.append(read_registry_numbers(record.registry_ids))
        names = {one.key: one.canonical for reading in read for one in reading.found}
        return names.get(key) or key.upper()

    @cached_property
    def is_entry(self) -> bool:
        """Whether it is the entry of a trial in a registry, not a publication about one."""
        return "://" in self.record.journal and bool(self.registered)

    @cached_property
    def marked(self) -> MarkedTitle:
        """Its title and the marks that were taken off it."""
        return read_title(self.record.title)

    @cached_property
    def title(self) -> str:
        """Its title without what sources add to it; that of a notice without the words that make it one."""
        return marks.bare(self.marked.text)

    @cached_property
    def subject(self) -> str:
        """Its title without the words that make it a reply or a comment: what it is about."""
        return marks.subject(self.title)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its title in one spelling; of what it is about, if it is a reply."""
        return tuple(spelled(word) for word in title_words(self.subject))

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Those that are no small words, in the singular."""
        return tuple(singular(word) for word in self.words if word not in SMALL)

    @cached_property
    def title_numbers(self) -> frozenset[str]:
        """Those of them that are numbers in figures."""
        return frozenset(word for word in self.content if word.isdigit())

    @cached_property
    def subject_words(self) -> tuple[str, ...]:
        """Those that say what it is about: no words for designs, which thousands share."""
        return tuple(word for word in self.content if not _is_design(word))

    @cached_property
    def key(self) -> str:
        """What two printings of its title have in common."""
        return "".join(self.words)

    @cached_property
    def is_generic(self) -> bool:
        """Whether its title is one of those that many works have ("Editorial")."""
        return is_generic(self.title)

    @cached_property
    def tells(self) -> bool:
        """Whether its title is one that hardly two works share."""
        return len(self.words) >= TELLING and not self.is_generic

    @cached_property
    def is_notice(self) -> bool:
        """Whether its title says that it corrects or retracts another publication."""
        return self.marked.is_notice or marks.is_notice(self.marked.text)

    @cached_property
    def is_translation(self) -> bool:
        """Whether its title says that it is a translation, published beside the original."""
        return marks.is_translation(self.record.title)

    @cached_property
    def is_reply(self) -> bool:
        """Whether its title says that it answers or comments on another publication."""
        return marks.is_reply(self.marked.text)

    @cached_property
    def is_preprint(self) -> bool:
        """Whether it stands on a preprint server, by its journal or its DOI."""
        return marks.is_preprint(self.record.journal, self.dois)

    @cached_property
    def review(self) -> str:
        """The number of a Cochrane review, which all its updates share; blank for other works."""
        found = _REVIEW_NUMBER.search(
            f"{self.record.pages} {self.record.doi} {self.record.volume}".casefold()
        )
        return found[0] if found else ""

    @cached_property
    def is_review(self) -> bool:
        """Whether it stands where reviews are replaced by their updates under one title."""
        return bool(self.review) or "cochranedatabase" in "".join(self.journal)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Its authors, each as printed; a text that stands for none gives none."""
        text = self.record.authors
        return () if _is_anonymous(text) else listed(text).names

    @cached_property
    def families(self) -> frozenset[str]:
        """Every way to write the surname of its first author, or the first word of a group."""
        return _surnames(self.names[0]) if self.names else frozenset()

    @cached_property
    def people(self) -> tuple[frozenset[str], ...]:
        """The same of each author."""
        return tuple(_surnames(name) for name in self.names)

    @cached_property
    def ties(self) -> tuple[tuple[str, str, str], ...]:
        """Where the publications stand that it prints ties to: (kind of tie, volume, first page)."""
        found = ((kind, _PLACE.search(text)) for kind, text in self.record.notes)
        return tuple((kind.casefold(), at["volume"], at["page"].casefold()) for kind, at in found if at)

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year that it prints as its own."""
        texts = (self.record.year, self.record.published, self.record.epub)
        return frozenset(int(year) for text in texts for year in _YEAR.findall(text))

    @cached_property
    def online(self) -> date | None:
        """The day on which it came online: its own date, while it has no place in an issue."""
        own = "" if self.volume or self.pages.ranges else self.record.published
        for text in (self.record.epub, own):
            days = read_days(text) if text else None
            if days and days.first == days.last:
                return days.first
        return None

    @cached_property
    def is_placed(self) -> bool:
        """Whether it says where in its journal it stands."""
        return bool(self.volume or self.pages.ranges)

    @cached_property
    def volume(self) -> str:
        """Its volume in one printing; blank where it is the year, or stands for none ("PP", "-")."""
        key = number_key(self.record.volume)
        is_year = key.isdigit() and int(key) in self.years
        return "" if is_year or key == "pp" or not any(map(str.isalnum, key)) else key

    @cached_property
    def pages(self) -> Pages:
        """Its pages; none where they were counted in a file, before its issue was made."""
        pages = read_pages(_ASIDE.sub("", self.record.pages))
        provisional = pages.first == "1" and not self.volume
        return Pages() if provisional else pages

    @cached_property
    def page(self) -> str:
        """Its first page without letters before it; where a spreadsheet made a date of it, that date."""
        if read_pages(self.record.pages).damage == "date":
            return fold(self.record.pages)
        first = self.pages.first
        return first.lstrip(_ALPHABET) or first

    @cached_property
    def journal(self) -> tuple[str, ...]:
        """The words of its journal; none where it has none, or an address."""
        return () if "://" in self.record.journal else words_of(self.record.journal)

    @cached_property
    def abstract(self) -> str:
        """The letters and digits of its abstract, as headings and line breaks are a matter of the source."""
        return _LETTERS.sub("", fold(self.record.abstract))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in its abstract, by which the trials of one group differ."""
        return frozenset(_NUMBER.findall(plain(self.record.abstract)))


@lru_cache(maxsize=65536)
def _is_design(word: str) -> bool:
    return word in _STOCK or weight((word,), ()) == "design"


@lru_cache(maxsize=65536)
def _surnames(name: str) -> frozenset[str]:
    found = {key for one in readings(name)[:3] for key in one.keys} if is_person(name) else set()
    return frozenset(found or fold(name).split()[:1])


def _keys(text: str, reading: Callable[[str], Reading]) -> frozenset[str]:
    """The identifiers in a cell in canonical form, none of them guessed."""
    return frozenset(one.key for one in reading(text).found if one.is_certain) if text else frozenset()


#: Words of titles of reviews that name no subject, either.
_STOCK: Final = word_set("literature evidence effect impact role clinical patient metaanalysi analysi")
_ANONYMOUS: Final = word_set("anonymous anon unknown nct none na nan author authors noauthor")


def _is_anonymous(text: str) -> bool:
    return _LETTERS.sub("", fold(text)) in _ANONYMOUS
