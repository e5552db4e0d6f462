"""Which denominators a report declares, and where one that it does not declare explains its percents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..arithmetic import denominators_that_fit, percent_of
from ..meaning.kin import is_crude, is_time_to_event
from ..model import Interval, Reported, Rounding
from ..tables import Arm, Continuous, Count, Flow, Tables
from ..vocabulary import STAGES
from .inferred import Inferred

#: Outcomes whose percents one denominator must explain before it is inferred.
ENOUGH = 3

#: Columns that say whose percents share a denominator.
_SHARED = ("arm_id", "subgroup", "population", "time_value", "time_unit", "data_cut")
#: Boxes whose participants results are of; those who left are not.
_STAGES = ("assessed", "enrolled", "randomised", "allocated", "treated", "completed", "analysed")
_SIZES = ("randomised", "analysed", "treated")


class Misfit(NamedTuple):
    """One percent that its own denominator (or every declared one) does not give."""

    row: Count
    events: int
    interval: Interval


#: Whose percents: the texts of `_SHARED`, and the total that misfits (0 where none is stated).
Group = tuple[tuple[str, ...], int]


@dataclass(eq=False)
class Denominators:
    """The denominators of one report.

    Attributes:
        tables: the dataset.
        report_id: the report.
        rounding: how the report rounds its percents, if not to nearest.
    """

    tables: Tables
    report_id: str
    rounding: Rounding = Rounding.NEAREST
    _found: dict[tuple[str, ...], Mapping[int, str]] = field(default_factory=dict)

    def of_arm(self, row: Count) -> Mapping[int, str]:
        """The sizes that the table of arms and the diagram give the row's arm, with words for each.

        For the whole trial that includes the sums over its arms. Nothing of the kind is known of a subgroup.
        """
        key = (row.raw("arm_id"),)
        found = {} if row.raw("subgroup") else self._found.get(key)
        if found is None:
            found = self._found[key] = self._sizes(*key)
        return found

    def declared(self, row: Count) -> Mapping[int, str]:
        """Every denominator that the report prints for the row's arm and subgroup: `of_arm`, and other rows'.

        Another row's may be of those with data for another outcome: it may explain a percent, and its
        absence says nothing.
        """
        key = row.raw("arm_id"), row.raw("subgroup")
        found = self._found.get(key)
        if found is None:
            about = {"report_id": self.report_id, "arm_id": key[0], "subgroup": key[1]}
            sizes = dict(self.of_arm(row))
            for count in self.tables.where(Count, **about):
                _note(sizes, count.total, "of another row")
            for summary in self.tables.where(Continuous, **about):
                _note(sizes, summary.n, "with another variable")
            found = self._found[key] = sizes
        return found

    def _sizes(self, arm_id: str) -> Mapping[int, str]:
        sizes: dict[int, str] = {}
        for cell, words in self._declarations(arm_id):
            _note(sizes, cell, words)
        if arm_id:
            return sizes
        arms = self.tables.where(Arm, report_id=self.report_id)
        parts = [arm for arm in arms if arm.role.text in ("", "experimental", "control")]
        for column in _SIZES:
            counts = [whole_number(arm.cell(column)) for arm in parts]
            if len(counts) > 1 and all(counts):
                sizes.setdefault(sum(counts), f"the {sum(counts)} {column} in all arms")
        return sizes

    def _declarations(self, arm_id: str) -> Iterator[tuple[Reported, str]]:
        for arm in self.tables.where(Arm, report_id=self.report_id):
            if arm.raw("arm_id") == arm_id or (not arm_id and arm.role.text == "whole_trial"):
                yield from ((arm.cell(name), name) for name in _SIZES)
        for box in self.tables.where(Flow, report_id=self.report_id, arm_id=arm_id):
            if not box.reason and box.raw("stage") in _STAGES:
                yield box.n, STAGES.get(box.stage.text, box.stage.text)

    @cached_property
    def undeclared(self) -> tuple[tuple[Inferred[int], tuple[Misfit, ...]], ...]:
        """Denominators that each explain the percents of at least three outcomes that misfit their own.

        Georgescu & Wren 2018 and Pu 2026: one smaller n explains a whole column of impossible percents.
        """
        found = []
        for (_, size), misfits in self._misfits().items():
            ranges = [denominators_that_fit(cell.interval, cell.events) for cell in misfits]
            first, last = max(r.start for r in ranges), min(r.stop for r in ranges) - 1
            enough = len({cell.row.raw("outcome_id") for cell in misfits}) >= ENOUGH
            if enough and first <= last:
                found.append((self._inferred(misfits, size, first, last), tuple(misfits)))
        return tuple(found)

    def _inferred(self, misfits: list[Misfit], size: int, first: int, last: int) -> Inferred[int]:
        sizes = self.declared(misfits[0].row)
        known = [n for n in sizes if first <= n <= last]
        n = known[0] if known else last if last < size else first
        words = sizes[n] if known else f"a denominator of {n}"
        if first < last and not known:
            words = f"a denominator of {first} to {last}"
        which = f"{size} does not" if size else "no declared denominator does"
        return Inferred(
            n,
            f"{words} explains {len(misfits)} of {len(misfits)} percents that {which}",
            tuple(cell.row.percent for cell in misfits),
        )

    def _misfits(self) -> Mapping[Group, list[Misfit]]:
        groups: dict[Group, list[Misfit]] = defaultdict(list)
        for row in self.tables.where(Count, report_id=self.report_id):
            if not (row.raw("percent") and row.raw("events") and row.is_printed and is_crude(row)):
                continue
            percent, events, total = row.percent.maybe, whole_number(row.events), whole_number(row.total)
            if percent is None or percent.operator not in "=~" or not events:
                continue
            sizes = [total] if total else list(self.declared(row)) if self.of_arm(row) else []
            ways = (percent.interval(), percent.interval(self.rounding))
            if not sizes or any(way.contains(percent_of(events, n)) for way in ways for n in sizes):
                continue
            if not row.raw("percent_kind") and is_time_to_event(row, self.tables):
                continue
            about = tuple(row.raw(name) for name in _SHARED)
            groups[about, total].append(Misfit(row, events, ways[0].hull(ways[1])))
        return groups


def _note(sizes: dict[int, str], cell: Reported, words: str) -> None:
    size = whole_number(cell)
    if size:
        sizes.setdefault(size, f"the {size} {words}")


def whole_number(cell: Reported) -> int:
    """The whole number that a cell prints; 0 where it prints none."""
    number = cell.maybe
    if number is None or number.operator != "=" or number.value.denominator != 1:
        return 0
    return max(int(number.value), 0)
