"""The program's own reading of a document, row for row beside the curator's. Pure."""

from dataclasses import dataclass
from typing import Final, TypeVar

from ..model import Reported
from ..tables import Row, Tables
from .told import says_what_is_printed

__all__ = ["Reread", "nearest_reading", "printed_figures"]

RowT = TypeVar("RowT", bound=Row)

#: The figures of each table that tell one quantity from another.
_FIGURES: Final = {
    "counts": ("events", "total", "percent", "event_count", "ci_lower", "ci_upper"),
    "continuous": ("n", "mean", "sd", "se", "median", "q1", "q3", "min", "max", "ci_lower", "ci_upper"),
    "estimates": ("value", "se", "ci_lower", "ci_upper", "p_value", "statistic"),
}
#: The figures of each table that a document prints.
_PLACED: Final = _FIGURES | {
    "arms": ("randomised", "analysed", "treated"),
    "flow": ("n",),
    "curves": ("at_risk", "survival", "cum_events", "censored"),
}
#: Words in which two rows about one quantity do not differ, where both have one.
_WORDS: Final = ("measure", "time_value", "time_unit", "statistic", "ci_level", "subgroup")
#: Figures in common that are no chance.
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Reread:
    """A row of the program's own that is about what a curator's row is about.

    Attributes:
        same: the curator's cells that it confirms.
        apart: the curator's cell and the program's, where they differ.
    """

    same: tuple[Reported, ...]
    apart: tuple[tuple[Reported, Reported], ...]

    @property
    def shared(self) -> str:
        """What both have in common, in words."""
        return ", ".join(f"{cell.label} {cell}" for cell in self.same)


def printed_figures(row: Row) -> list[Reported]:
    """The cells of a row that hold figures which a document prints."""
    cells = (row.cell(column) for column in _PLACED.get(row.table, ()))
    return [cell for cell in cells if cell and any(map(str.isdigit, cell.text))]


def nearest_reading(row: RowT, read: Tables) -> Reread | None:
    """The program's row that is about the same as a curator's; None where none is near enough.

    It has at least two figures in common with it and differs in at most one. Where some row confirms every
    figure, that one is the nearest; where two differ in different figures, nothing can be said.
    """
    readings = [reading for other in read.rows(type(row)) if (reading := _compared(row, other))]
    if not readings:
        return None
    best = min(readings, key=lambda one: (len(one.apart), -len(one.same)))
    rivals = {
        tuple((cell.column, str(other)) for cell, other in one.apart)
        for one in readings
        if (len(one.apart), len(one.same)) == (len(best.apart), len(best.same))
    }
    return best if len(rivals) == 1 else None


def _compared(row: Row, other: Row) -> Reread | None:
    for column in _WORDS:
        if row.raw(column) and other.raw(column) and row.raw(column) != other.raw(column):
            return None
    same: list[Reported] = []
    apart: list[tuple[Reported, Reported]] = []
    for column in _FIGURES[row.table]:
        cell, read = row.cell(column), other.cell(column)
        if cell and read:
            if says_what_is_printed(column, cell.text, read.text) == "other":
                apart.append((cell, read))
            else:
                same.append(cell)
    enough = len({cell.text for cell in same}) >= _FEWEST and len(apart) <= 1
    return Reread(tuple(same), tuple(apart)) if enough else None
