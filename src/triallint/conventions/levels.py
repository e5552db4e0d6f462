"""The level of a report's intervals and the sidedness of its P values, from rows that print both.

An interval and a P value beside it determine each other. Where at least three rows of a report agree
under one reading and not under the stated (or usual) one, no row says the opposite, and no other reading
does as well, the report is taken to use that reading. Otherwise the question stays open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ..meaning.beside import LEVELS, BesideP
from ..meaning.pvalues import tests_superiority
from ..meaning.quantities import level_of
from ..model import CannotLook, Reported
from ..tables import Estimate, Tables
from .inferred import Inferred

if TYPE_CHECKING:
    from . import Conventions

__all__ = ["LevelAndSides", "Sides", "infer", "sides_of"]

#: Rows that must agree before a convention is inferred.
ENOUGH = 3


class LevelAndSides(NamedTuple):
    """What a report's P values and intervals say of each other; None where they leave it open.

    Attributes:
        level: the level of its intervals (a fraction of 1), where it is not the stated one.
        sides: 1 or 2, of its P values.
    """

    level: Inferred[Fraction] | None = None
    sides: Inferred[int] | None = None


class Sides(NamedTuple):
    """How many sides a P value has.

    Attributes:
        value: 1 or 2.
        known: whether the row or its report says so; else two are assumed.
        inferred: the evidence, where the report as a whole says so.
    """

    value: int
    known: bool
    inferred: tuple[str, ...] = ()


def sides_of(row: Estimate, conventions: "Conventions") -> Sides:
    """The sidedness that the row states, or its report proves, or that is usual."""
    stated = row.raw("p_sides")
    if stated in ("1", "2"):
        return Sides(int(stated), True)
    proven = conventions.of(row).levels.sides
    return Sides(proven.value, True, (proven.evidence,)) if proven else Sides(2, False)


@dataclass(frozen=True, slots=True)
class _Witness:
    """A row that may tell: its level as stated (95 % where blank) and the sides of its P (2 where blank)."""

    row: Estimate
    beside: BesideP
    level: Fraction
    sides: int

    def tells(self, level: Fraction, sides: int, but_not_level: Fraction, but_not_sides: int) -> bool:
        """Whether it agrees under the first reading and not under the second."""
        return self.beside.fits(level, sides) and not self.beside.fits(but_not_level, but_not_sides)


def infer(tables: Tables, report_id: str) -> LevelAndSides:
    """Infer the level and the sidedness of one report's intervals and P values."""
    witnesses = [*_witnesses(tables.where(Estimate, report_id=report_id))]
    if len(witnesses) < ENOUGH:
        return LevelAndSides()
    one_sided, two_sided = _for_sides(witnesses, 1), _for_sides(witnesses, 2)
    levels = [*_levels(witnesses)]
    if levels:
        alone = len(levels) == 1 and len(one_sided) < ENOUGH
        return LevelAndSides(level=levels[0]) if alone else LevelAndSides()
    if len(one_sided) >= ENOUGH and not two_sided:
        return LevelAndSides(sides=_sides(1, one_sided))
    if len(two_sided) >= ENOUGH and not one_sided:
        return LevelAndSides(sides=_sides(2, two_sided))
    return LevelAndSides()


def _witnesses(rows: Sequence[Estimate]) -> Sequence[_Witness]:
    found = []
    for row in rows:
        if not tests_superiority(row):
            continue
        try:
            sides = 1 if row.raw("p_sides") == "1" else 2
            found.append(_Witness(row, BesideP(row), level_of(row).value, sides))
        except CannotLook:
            continue
    return found


def _for_sides(witnesses: Sequence[_Witness], sides: int) -> list[Reported]:
    """The P values that agree with their interval under one sidedness only."""
    return [w.row.p_value for w in witnesses if w.tells(w.level, sides, w.level, 3 - sides)]


def _levels(witnesses: Sequence[_Witness]) -> Iterator[Inferred[Fraction]]:
    """The levels at which enough rows agree that do not at their own, while no row says the opposite."""
    if sum(not w.beside.fits(w.level, w.sides) for w in witnesses) < ENOUGH:
        return
    for level in LEVELS:
        others = [w for w in witnesses if w.level != level]
        if any(w.tells(w.level, w.sides, level, w.sides) for w in others):
            continue
        cells = [w.row.p_value for w in others if w.tells(level, w.sides, w.level, w.sides)]
        if len(cells) >= ENOUGH:
            words = f"{len(cells)} P values agree with their intervals at {float(level * 100):g} % only"
            yield Inferred(level, words, tuple(cells))


def _sides(sides: int, cells: Sequence[Reported]) -> Inferred[int]:
    name = "one" if sides == 1 else "two"
    words = f"{len(cells)} P values of the report agree with their intervals only as {name}-sided"
    return Inferred(sides, words, tuple(cells))
