"""Rows that belong together: the arms of a total, the parts of a whole, the printings of one quantity. Pure.

Counts are exact where they are printed, so their sums are compared as whole numbers. Figures read off a
plot are not, and are never summed.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice, product

from .model import CannotLook, Interval, Printed, Reported
from .quantities import ABOUT
from .tables import Arm, Continuous, Count, Estimate, Row, Tables

__all__ = [
    "akin",
    "arms_of_total",
    "counts_of",
    "digits",
    "is_crude",
    "is_time_to_event",
    "is_whole_trial",
    "joined",
    "matching_sum",
    "same_quantity",
    "units_off",
]

_COUNT = (*(name for name in ABOUT if name != "comparator_id"), "grade", "serious")
_KEYS: dict[type[Row], tuple[str, ...]] = {
    Count: _COUNT,
    Continuous: (*_COUNT[:-2], "statistic"),
    Estimate: (*ABOUT, "measure", "analysis", "p_for"),
}

#: Measures that only a time-to-event outcome has.
_TIMED = {"HR", "SHR", "survival", "cumulative_incidence", "median_survival", "rmst", "RMST_difference"}

#: Printings tried together before the first of each is taken for all.
_MOST_SUMS = 64


def akin(row: Count, tables: Tables, **texts: str) -> list[Count]:
    """The rows of counts about what `row` is about, but with these texts: all printings of it.

    Those of the row's own source come first; figures read off a plot are left out.
    """
    wanted = {name: row.raw(name) for name in _KEYS[Count]} | texts
    found = [other for other in tables.where(Count, **wanted) if other.raw("origin") != "digitised"]
    source = row.raw("source")
    return found if len(found) < 2 else sorted(found, key=lambda other: other.raw("source") != source)


def same_quantity(row: Row, tables: Tables, *but: str) -> Sequence[Row]:
    """The rows of `row`'s table that are about the same quantity, less the columns named, itself included."""
    kind = type(row)
    return tables.like(row, kind, *(name for name in _KEYS[kind] if name not in but))


def is_crude(row: Count) -> bool:
    """Whether its percent is events over total, as far as the row says."""
    return row.raw("percent_kind") in ("", "crude")


def is_time_to_event(row: Count, tables: Tables) -> bool:
    """Whether its outcome is a time to an event, by its type or by what else the report gives of it."""
    outcome = tables.outcome_of(row)
    if outcome is not None and outcome.type.text == "time_to_event":
        return True
    siblings = tables.like(row, Estimate, "report_id", "outcome_id")
    return any(other.raw("measure") in _TIMED for other in siblings)


def is_whole_trial(row: Row, tables: Tables) -> bool:
    """Whether its figures are of all participants: no arm, or one that stands for the whole trial."""
    if not row.raw("arm_id"):
        return True
    arm = tables.arm_of(row)
    return arm is not None and arm.role.text == "whole_trial"


def arms_of_total(row: Row, tables: Tables) -> list[Arm]:
    """The arms that share out the participants of `row`'s report, each participant in one.

    Raises:
        CannotLook: fewer than two arms, or a design in which participants are in several.
    """
    arms = tables.randomised_arms_of(row)
    if len(arms) < 2:
        raise CannotLook("fewer than two randomised arms are given")
    trial = tables.trial_of(row)
    design = trial.design.text.casefold() if trial else ""
    if "factorial" in design or "cross" in design:
        raise CannotLook("participants are in several arms of a factorial or cross-over trial")
    return arms


def counts_of(rows: Iterable[Row], column: str) -> list[Reported]:
    """The cells of `column` that hold a whole number, each number once."""
    found: dict[int, Reported] = {}
    for row in rows:
        cell = row.cell(column)
        number = cell.maybe
        if number is not None and number.operator == "=" and number.value.denominator == 1:
            found.setdefault(int(number.value), cell)
    return list(found.values())


def matching_sum(groups: Sequence[Sequence[Reported]], total: int) -> tuple[int, tuple[Reported, ...]]:
    """The sum of one count from each group: one that equals `total` if there is one, else the first.

    A group holds the printings of one count, so that a report that prints an arm twice is not summed
    twice, and is not found here for what is a difference between two printings.

    Returns:
        The sum, and the cells that make it.
    """
    first: tuple[int, tuple[Reported, ...]] | None = None
    for cells in islice(product(*groups), _MOST_SUMS):
        found = sum(cell.count for cell in cells), cells
        if found[0] == total:
            return found
        first = first or found
    if first is None:
        raise CannotLook("nothing to sum")
    return first


def joined(cells: Iterable[Reported], mark: str = " + ") -> str:
    """The printed texts of some cells as a sum: "722 + 718"."""
    return mark.join(cell.text.strip() for cell in cells)


def digits(cell: Reported) -> str:
    """The number of a cell in plain digits, its decimals kept: "1\u00b75 %" and "1,5" are "1.5"."""
    printed = cell.printed
    places = max(printed.decimals, 0)
    return format(Decimal(int(printed.value * 10**places)).scaleb(-places), "f")


def units_off(printed: Printed, feasible: Interval) -> str:
    """How far a printed number's interval is from the values that are possible, in its last place."""
    gap = float(printed.interval().gap(feasible) / printed.unit)
    return f"{gap:.1f} units in the last place"
