"""Rows that belong together: the parts of a whole, the printings of one quantity. Pure.

Counts are exact where they are printed, so their sums are compared as whole numbers. Figures read off a
plot are not, and are never summed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice, product
from typing import NamedTuple, TypeVar

from ..model import CannotLook, Interval, Printed, Reported, lazy
from ..tables import Continuous, Count, Estimate, Row, Tables
from .quantities import ABOUT, about_but_arm

__all__ = [
    "Parts",
    "akin",
    "arm_pairs",
    "arms_with_percent",
    "counts_of",
    "digits",
    "exclusive_parts",
    "grades_of",
    "is_crude",
    "is_time_to_event",
    "joined",
    "matching_sum",
    "rows_of",
    "same_quantity",
    "units_off",
]

_MOST_UNITS = 1000

RowT = TypeVar("RowT", bound=Row)

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


def same_quantity(row: RowT, tables: Tables, *but: str) -> Sequence[RowT]:
    """The rows of `row`'s table that are about the same quantity, less the columns named, itself included."""
    kind = type(row)
    return tables.like(row, kind, *(name for name in _KEYS[kind] if name not in but))


def arm_pairs(
    row: Estimate, tables: Tables, kind: type[Row], column: str, measure: str = ""
) -> Iterator[tuple[Reported, Reported]]:
    """The printed figures of a comparison's arm and its comparator, about what the comparison is about.

    Args:
        row: the comparison.
        tables: the dataset.
        kind: the table that has the figures.
        column: their column; a continuous variable's baseline is left out.
        measure: in a table of estimates, the measure of one arm that is meant.
    """
    arms = (
        [
            other
            for other in tables.where(kind, **about_but_arm(row), arm_id=arm)
            if other.cell(column).maybe and other.raw("measure") == measure and other.is_printed
        ]
        for arm in (row.raw("arm_id"), row.raw("comparator_id"))
    )
    for a, b in product(*arms):
        same = all(a.raw(name) == b.raw(name) for name in ("statistic", "grade", "serious"))
        if same and a.raw("statistic") != "baseline":
            yield a.cell(column), b.cell(column)


def arms_with_percent(row: Count, tables: Tables) -> Iterator[str]:
    """Other arms whose events and total give the percent of `row`, in words: rows may have changed places."""
    for other in tables.like(row, Count, "report_id", "outcome_id", "time_value", "population"):
        number, n = other.events.maybe, other.total.maybe
        if not number or not n or n.value <= 0 or other.raw("arm_id") == row.raw("arm_id"):
            continue
        if row.percent.interval.contains(100 * number.value / n.value):
            yield f"the percent of arm {other.arm_id} ({other.events} of {other.total})"


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


class Parts(NamedTuple):
    """The mutually exclusive parts of one outcome, as counted for the same participants.

    Attributes:
        whole: the outcome that they are parts of, by its id.
        wholes: its own rows, one for each printing.
        rows: the rows of each part that has any.
        complete: whether every part that the outcomes name is exclusive and has a row.
        has_missing: whether one of them holds those without data, so that nobody is left over.
    """

    whole: str
    wholes: list[Count]
    rows: list[list[Count]]
    complete: bool
    has_missing: bool


_WITHOUT_DATA = lazy(r"\b(missing|unknown|unclassified|not (reported|known|available|recorded))\b", re.I)


def exclusive_parts(row: Count, tables: Tables) -> Iterator[Parts]:
    """The partitions of which `row` is the first row, so that each is looked at once.

    Raises:
        CannotLook: only one part of a whole has a row.
    """
    outcome = tables.outcome_of(row)
    if outcome is None or outcome.exclusive.text != "yes":
        return
    for whole in outcome.part_of:
        parts = tables.parts_of(whole)
        exclusive = [part for part in parts if part.exclusive.text == "yes"]
        groups = [akin(row, tables, outcome_id=part.raw("outcome_id")) for part in exclusive]
        known = [group for group in groups if group]
        if not known or min(known[0], key=lambda other: other.identity).identity != row.identity:
            continue
        if len(known) < 2:
            raise CannotLook("only one part of the whole has a row")
        yield Parts(
            whole,
            akin(row, tables, outcome_id=whole),
            known,
            len(known) == len(parts),
            any(_WITHOUT_DATA.search(part.label.text) for part in exclusive),
        )


_GRADES = frozenset(range(1, 6))
_GRADE = lazy(
    r"(?:grades?|gr\.?)?\s*(?P<op>>=|<=|[≥≤⩾⩽><])?\s*(?P<first>[1-5])\s*"
    r"(?:(?:-|–|/|to|or|and|,)\s*(?P<last>[1-5])|(?P<up>\+|(?:or|and) (?:higher|above|more|worse|over)))?",
    re.I,
)


def grades_of(cell: Reported) -> frozenset[int]:
    """The grades of adverse events (1 to 5) that a cell names; all where it is blank or says any.

    Empty where it says something else, such as "severe".
    """
    text = cell.text.strip()
    if text.casefold() in ("", "any", "all", "any grade", "all grades"):
        return _GRADES
    match = _GRADE.fullmatch(text)
    if match is None:
        return frozenset()
    first, last, operator = int(match["first"]), match["last"], match["op"] or ""
    if match["up"] or operator in (">=", "≥", "⩾"):
        return frozenset(range(first, 6))
    if operator in ("<=", "≤", "⩽"):
        return frozenset(range(1, first + 1))
    if operator:
        return frozenset(range(first + 1, 6)) if operator == ">" else frozenset(range(1, first))
    return frozenset(range(first, int(last or first) + 1))


def rows_of(cells: Iterable[Reported]) -> list[Row]:
    """The rows in which some cells stand: those that a check has looked at besides its own."""
    return [cell.row for cell in cells if isinstance(cell.row, Row)]


def joined(cells: Iterable[Reported], mark: str = " + ") -> str:
    """The printed texts of some cells as a sum: "722 + 718"."""
    return mark.join(cell.text.strip() for cell in cells)


def digits(cell: Reported) -> str:
    """The number of a cell in plain digits, its decimals kept: "1\u00b75 %" and "1,5" are "1.5"."""
    printed = cell.printed
    places = max(printed.decimals, 0)
    return format(Decimal(int(printed.value * 10**places)).scaleb(-places), "f")


def units_off(printed: Printed, feasible: Interval) -> str | None:
    """How far a printed number's interval is from the values that are possible, in its last place.

    None from a thousand units on: so far off, the figure tells nobody anything.
    """
    gap = float(printed.interval().gap(feasible) / printed.unit)
    return f"{gap:.1f} units in the last place" if gap < _MOST_UNITS else None
