"""What checks say and what a run hands on: Problem, Finding, Fix, Run."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from .checked import Checked, Crash, Skip
from .reported import Place, Reported, Span

if TYPE_CHECKING:
    from polars import DataFrame


class Severity(IntEnum):
    """How bad a finding is, in ascending order.

    error: no way of rounding or reading the figures makes them true together. warning: taken as they
    stand they disagree, and what would reconcile them is not in the tables. info: the tables themselves
    show what reconciles them, or it is a matter of tidiness.
    """

    info = 1
    warning = 2
    error = 3


SeverityName = Literal["error", "warning", "info"]

#: What a finding rests on: nothing but the printed figures; a convention inferred from its table,
#: with evidence; an assumption that the report does not state.
Certainty = Literal["stated", "inferred", "assumed"]


@dataclass(frozen=True, slots=True)
class Point:
    """One place of a finding, the text that stands there, and words for its part.

    `part` are the characters of the text that it is about, where that is not all of it.
    """

    place: Place
    text: str
    words: str
    part: Span | None = None


#: What has a part in a problem: a cell, alone or with words for its part, or a place in a document.
Role = Reported | tuple[Reported, str] | Point


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `old` by `new` in one cell; applied only where `old` still stands."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that would mend a problem. Safe ones change no number and no name."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check yields.

    Attributes:
        at: the cell that the finding points at.
        message: what disagrees with what, with the arithmetic in one line; blames nobody.
        also: other cells with a part in it, alone or as (cell, words), and places in documents.
        severity: lower than the check's own, where a benign reading is proven; else None.
        reading: benign readings that fit, best first, as one sentence.
        remedy: what the curator can do; None takes the check's own.
        fix: a change that would mend it.
        inferred: conventions it rests on, with their evidence.
        assumed: assumptions that the report does not state.
        changes_conclusion: whether it crosses alpha, the null or a margin. Never raises severity.
        margin: how far the value is from the nearest possible one ("3.2 units in the last place").
    """

    at: Reported
    message: str
    also: Sequence[Role] = ()
    severity: SeverityName | None = None
    reading: str | None = None
    remedy: str | None = None
    fix: Fix | None = None
    inferred: Sequence[str] = ()
    assumed: Sequence[str] = ()
    changes_conclusion: bool = False
    margin: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A Problem signed by its check. `subject` is the report it is about, for grouping."""

    check: str
    severity: Severity
    message: str
    points: tuple[Point, ...]
    certainty: Certainty = "stated"
    reading: str | None = None
    remedy: str | None = None
    fix: Fix | None = None
    subject: str = ""
    basis: tuple[str, ...] = ()
    changes_conclusion: bool = False
    margin: str | None = None
    fingerprint: str = ""

    @property
    def place(self) -> Place:
        """The place it points at."""
        return self.points[0].place


@dataclass(frozen=True, slots=True)
class Run:
    """Everything a renderer receives."""

    findings: tuple[Finding, ...] = ()
    skips: tuple[Skip, ...] = ()
    crashes: tuple[Crash, ...] = ()
    accepted: tuple[Finding, ...] = ()
    checked: Checked = field(default_factory=Checked)

    def worst(self) -> Severity | None:
        """The highest severity among the findings that are not accepted."""
        return max((finding.severity for finding in self.findings), default=None)

    def to_frame(self) -> "DataFrame":
        """The findings as a polars data frame, one row each, the worst first within a report."""
        import polars  # a library user's need, not the hook's

        columns = {name: [read(f) for f in self.findings] for name, read in _COLUMNS.items()}
        return polars.DataFrame(columns, schema=dict.fromkeys(columns, polars.String) | {"row": polars.Int64})


_COLUMNS: dict[str, Callable[[Finding], object]] = {
    "report_id": lambda f: f.subject,
    "check": lambda f: f.check,
    "severity": lambda f: f.severity.name,
    "certainty": lambda f: f.certainty,
    "message": lambda f: f.message,
    "reading": lambda f: f.reading,
    "remedy": lambda f: f.remedy,
    "file": lambda f: f.place.file,
    "sheet": lambda f: f.place.sheet,
    "row": lambda f: f.place.row,
    "column": lambda f: f.place.name,
    "text": lambda f: f.points[0].text,
    "fingerprint": lambda f: f.fingerprint,
}


def fingerprint(check: str, identity: Iterable[str]) -> str:
    """A name for a finding that survives reordering and reformatting, and breaks when a value changes.

    Args:
        check: the check's name.
        identity: for each place its table, row key, column and normalised text.
    """
    digest = hashlib.sha256("\x1f".join((check, *identity)).encode())
    return digest.hexdigest()[:16]
