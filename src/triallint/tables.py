"""All rows of a dataset, and the joins between them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from .grid import Grid, Row
from .rows import ROWS, Arm, Citation, Continuous, Count, Curve, Estimate, Flow, Outcome, Report, Trial

__all__ = [
    "ROWS",
    "Arm",
    "Citation",
    "Continuous",
    "Count",
    "Curve",
    "Estimate",
    "Flow",
    "Grid",
    "Outcome",
    "Report",
    "Row",
    "Tables",
    "Trial",
]

RowT = TypeVar("RowT", bound=Row)


class Tables:
    """All rows of one dataset, and the joins between them. Joins are indexed when first used.

    Attributes:
        decisions: what a person has decided of records that look alike (`reconcile.words.Decision`).
    """

    decisions: Sequence[Any] = ()

    def __init__(self, grids: Mapping[str, Sequence[Grid]]) -> None:
        for ordinal, grid in enumerate(grid for parts in grids.values() for grid in parts):
            grid.ordinal = ordinal
        self._rows: dict[str, tuple[Row, ...]] = {
            name: tuple(ROWS[name](grid, index) for grid in parts for index in range(len(grid.texts)))
            for name, parts in grids.items()
        }
        self._grids = {name: tuple(parts) for name, parts in grids.items()}
        self._groups: dict[Callable[..., str], defaultdict[str, list[Any]]] = {}
        self._indexes: dict[tuple[str, ...], dict[tuple[str, ...], list[Row]]] = {}

    def rows(self, kind: type[RowT]) -> tuple[RowT, ...]:
        """Every row of one table."""
        return self._rows.get(kind.table, ())  # type: ignore[return-value]

    def where(self, kind: type[RowT], **texts: str) -> list[RowT]:
        """The rows of a table whose named columns hold exactly these texts."""
        columns = tuple(texts)
        index_name = (kind.table, *columns)
        index = self._indexes.get(index_name)
        if index is None:
            index = self._indexes[index_name] = self._index(kind, columns)
        return index.get(tuple(texts.values()), [])  # type: ignore[return-value]

    def _index(self, kind: type[Row], columns: Sequence[str]) -> dict[tuple[str, ...], list[Row]]:
        """The rows of a table by their texts in some columns."""
        index: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        rows = iter(self._rows.get(kind.table, ()))
        for grid in self._grids.get(kind.table, ()):
            for texts, row in zip(grid.texts_in(columns), rows, strict=False):
                index[texts].append(row)
        return index

    def like(self, row: Row, kind: type[RowT], *columns: str) -> list[RowT]:
        """The rows of a table that agree with `row` in every one of `columns`, `row` included."""
        return self.where(kind, **{name: row.raw(name) for name in columns})

    def grouped(self, kind: type[RowT], key: Callable[[RowT], str]) -> Mapping[str, list[RowT]]:
        """The rows of a table by what `key` makes of each, blank left out. Made once for each `key`."""
        groups = self._groups.get(key)
        if groups is None:
            groups = self._groups[key] = defaultdict(list)
            for row in self.rows(kind):
                if name := key(row):
                    groups[name].append(row)
        return groups

    def first(self, kind: type[RowT], **texts: str) -> RowT | None:
        """The first row that `where` gives, or None."""
        found = self.where(kind, **texts)
        return found[0] if found else None

    def report_of(self, row: Row) -> Report | None:
        """The report that a row belongs to."""
        return self.first(Report, report_id=row.raw("report_id"))

    def trial_of(self, row: Row) -> Trial | None:
        """The trial that a row's report describes."""
        report = row if isinstance(row, Report) else self.report_of(row)
        trial_id = report.raw("trial_id") if report else ""
        return self.first(Trial, trial_id=trial_id) if trial_id else None

    def outcome_of(self, row: Row) -> Outcome | None:
        """The outcome that a row measures."""
        return self.first(Outcome, outcome_id=row.raw("outcome_id"))

    def parts_of(self, outcome_id: str) -> list[Outcome]:
        """The outcomes of which the outcome `outcome_id` is composed: each may be part of several."""
        index = self._indexes.get(("outcomes", "part_of", "each"))
        if index is None:
            index = self._indexes["outcomes", "part_of", "each"] = defaultdict(list)
            for outcome in self.rows(Outcome):
                for whole in outcome.part_of:
                    index[whole,].append(outcome)
        return index.get((outcome_id,), [])  # type: ignore[return-value]

    def arm_of(self, row: Row, column: str = "arm_id") -> Arm | None:
        """The arm that a row's `column` names, as the same report gives it."""
        arm_id = row.raw(column)
        if not arm_id:
            return None
        return self.first(Arm, report_id=row.raw("report_id"), arm_id=arm_id)

    def arms_of(self, row: Row) -> list[Arm]:
        """Every arm of a row's report, whatever its role."""
        return self.like(row, Arm, "report_id")

    def randomised_arms_of(self, row: Row) -> list[Arm]:
        """The arms of a row's report to which participants were randomised.

        An arm without a role counts as one; a whole-trial, pooled or historical row never does.
        """
        return [arm for arm in self.arms_of(row) if arm.role.text in ("", "experimental", "control")]
