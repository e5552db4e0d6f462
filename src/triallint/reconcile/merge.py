"""The merged record of a group with the origin of every field, and what a person must decide. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from ..meaning.printings import MEASURED, figures_agree, printed_in_both, shared_figures
from ..model import Reported
from ..tables import Citation, Report, Row
from .fields import OF_ISSUE, RULES, is_in_issue
from .gather import Gathered, printed_fields
from .stated import says_nothing
from .words import Conflict, Group, Merged, Sourced

#: Columns of an extracted row that say what its figures are of, but for the report and the part of it.
_APART: Final = ("report_id", "source")


_NOTHING: Final = Merged()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A figure that several members print alike: one value of `Conflict`, without the conflict."""

    field: str
    values: tuple[Sourced, ...]
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A group and what comes of merging it; a group of records that stay apart has no merged record.

    Attributes:
        conflicts: values of which a person must choose; figures are never chosen.
        confirmed: figures that more than one member prints.
        learned: what was known of members besides what they print, in words.
    """

    group: Group
    merged: Merged = _NOTHING
    conflicts: tuple[Conflict, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    learned: tuple[str, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """Why its members belong together, in words."""
        return (*(reason.text for reason in self.group.reasons), *self.learned)


def reconciled(group: Group, gathered: Gathered) -> Reconciled:
    """Merge the members of a group, if they are one publication, and compare their extracted figures."""
    learned = tuple(gathered.learned[name] for name in group.ids if name in gathered.learned)
    if not group.is_merged:
        return Reconciled(group, learned=learned)
    rows = {name: gathered.rows[name] for name in group.ids}
    merged, conflicts = merge(rows)
    figures = list(_figures(rows, gathered))
    differing = tuple(one for one, agrees in figures if not agrees)
    confirmed = tuple(Confirmed(one.field, one.values, one.about) for one, agrees in figures if agrees)
    return Reconciled(group, merged, (*conflicts, *differing), confirmed, learned)


def merge(rows: Mapping[str, Report | Citation]) -> tuple[Merged, tuple[Conflict, ...]]:
    """The merged record of rows of one publication, and the fields in which they conflict.

    Args:
        rows: id -> row, in the order in which their values prevail where nothing else decides.

    Year, issue and pages of a record that was made ahead of print, and so has no volume, give way to those of
    one that has; they are kept beside them, and are no conflict.
    """
    taken: list[tuple[str, Sourced]] = []
    others: list[tuple[str, tuple[Sourced, ...]]] = []
    conflicts: list[Conflict] = []
    every = _values(rows)
    in_issue = {value.record_id for value in every.get("volume", ()) if is_in_issue(value.text)}
    for name, rule in RULES.items():
        values = every.get(name)
        if not values:
            continue
        settled = tuple(value for value in values if value.record_id in in_issue)
        choice = rule(settled if name in OF_ISSUE and settled else values)
        if choice.conflict:
            conflicts.append(Conflict(name, choice.conflict))
        if choice.value:
            taken.append((name, choice.value))
        if left := tuple(value for value in values if value != choice.value):
            others.append((name, left))
    return Merged(tuple(taken), tuple(others)), tuple(conflicts)


def _values(rows: Mapping[str, Report | Citation]) -> dict[str, list[Sourced]]:
    """What the rows give in each field, with its places."""
    values: dict[str, list[Sourced]] = {}
    for record_id, row in rows.items():
        printed = printed_fields(row)
        if row.raw("trial_id"):
            printed["trial_id"] = row.raw("trial_id"), row.cell("trial_id")
        for name, (text, cell) in printed.items():
            if says_nothing(text, name):
                continue
            values.setdefault(name, []).append(Sourced(text, record_id, cell.place))
    return values


#: What names a figure: its table, the key of its row, and its column.
_Figure = tuple[str, tuple[tuple[str, str], ...], str]


def _figures(rows: Mapping[str, Report | Citation], gathered: Gathered) -> Iterator[tuple[Conflict, bool]]:
    """Every figure that two reports or more print, side by side, and whether all printings agree."""
    reports = {name: row for name, row in rows.items() if isinstance(row, Report)}
    found: dict[_Figure, dict[str, Reported]] = {}
    differ: set[_Figure] = set()
    for (one, first), (other, second) in combinations(reports.items(), 2):
        for a, b in _pairs(first, second, gathered):
            for x, y in shared_figures(a, b):
                figure = (a.table, about(a), x.column)
                found.setdefault(figure, {}).setdefault(one, x)
                found[figure].setdefault(other, y)
                if not figures_agree(x, y):
                    differ.add(figure)
    for figure, cells in found.items():
        table, key, column = figure
        values = tuple(Sourced(cell.text, name, cell.place) for name, cell in cells.items())
        yield Conflict(f"{table}.{column}", values, key), figure not in differ


def _pairs(first: Report, second: Report, gathered: Gathered) -> Iterator[tuple[Row, Row]]:
    """The rows of two reports that are about the same quantity."""
    for kind in MEASURED:
        rows: list[Sequence[Row]] = [gathered.tables.like(one, kind, "report_id") for one in (first, second)]
        yield from printed_in_both(*rows)


def about(row: Row) -> tuple[tuple[str, str], ...]:
    """What a row's figures are of: the filled-in columns of its key, but for the report and its part."""
    names = (*(name for name in row.natural_key if name not in _APART), "time_unit")
    return tuple((name, row.raw(name)) for name in dict.fromkeys(names) if row.raw(name))
