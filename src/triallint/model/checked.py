"""What a run looked at and what it did not: Skip, Crash, Tally, Unverified, Checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Final, NamedTuple

from .publication import Source
from .reported import Place

#: How the reason of a check begins that was not asked, because another one's finding says it already.
MOOT: Final = "moot: "


@dataclass(frozen=True, slots=True)
class Skip:
    """A check that could not look, why, and how often: never a pass."""

    check: str
    reason: str
    count: int = 1

    @property
    def is_moot(self) -> bool:
        """Whether another check's finding says all that there is to say: nothing was left unlooked at."""
        return self.reason.startswith(MOOT)


@dataclass(frozen=True, slots=True)
class Crash:
    """Our fault, never the curator's: a check that raised, where, and what."""

    check: str
    place: Place | None
    error: str


@dataclass(slots=True)
class Tally:
    """What became of one check over every row it is about."""

    applicable: int = 0
    passed: int = 0
    passed_by_rounding: int = 0
    explained: int = 0
    failed: int = 0
    skipped: int = 0
    crashed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)))


@dataclass(frozen=True, slots=True)
class AnswersUsed:
    """The answers about citations that one source gave to a run.

    Attributes:
        source: who gave them.
        oldest: the day of the oldest; `newest` of the newest.
        found: how many were a record; `absent` that there is none; `unverified` proved nothing.
    """

    source: Source
    oldest: date
    newest: date
    found: int = 0
    absent: int = 0
    unverified: int = 0


class Unverified(NamedTuple):
    """A publication that nobody could be asked about, or about which no answer proves anything.

    Attributes:
        place: the cell that would have to be answered for; its row where there is none.
        subject: the report that it stands in.
        what: the identifier or title ("DOI 10.1000/xyz"); empty where the row has none that can be asked.
        reason: why, and what would help.
    """

    place: Place
    subject: str
    what: str
    reason: str


class ListUsed(NamedTuple):
    """A local list of retractions that publications were compared with.

    Attributes:
        file: as the user named it.
        notices: how many it holds.
        newest: the day of its newest notice; None where none has one.
        matched: how many publications of the run it has a notice about.
        unread: how many more notices it holds, of a kind that is not known.
    """

    file: str
    notices: int
    newest: date | None = None
    matched: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what was not.

    Attributes:
        files: in which something could be read.
        rows: how many each table has.
        tallies: what became of each check.
        untouched: how many rows of each table no check looked at; `untouched_rows` are their places.
        answers: the answers about citations that were used.
        unverified: the publications that nothing is known of.
        lists: the lists of retractions that were used.
        left: check -> the reports in which it could not look, for want of an answer or of a document. A
            finding that was there before and is not there now is not gone for that.
    """

    files: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    untouched: Mapping[str, int] = field(default_factory=dict)
    answers: tuple[AnswersUsed, ...] = ()
    untouched_rows: tuple[Place, ...] = ()
    unverified: tuple[Unverified, ...] = ()
    lists: tuple[ListUsed, ...] = ()
    left: Mapping[str, frozenset[str]] = field(default_factory=dict)
