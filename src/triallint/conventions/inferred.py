"""A convention that was inferred, and the cells that say so."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ..model import Reported

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Inferred(Generic[Value]):
    """What a report does, and why we think so.

    Attributes:
        value: the convention.
        evidence: one sentence for the reader of a finding: "10 of 10 cells that can tell are truncated".
        cells: the cells that can tell.
    """

    value: Value
    evidence: str
    cells: tuple[Reported, ...] = ()
