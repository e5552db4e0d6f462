"""The ten tables as checks see them: one class per table, and the joins between them.

A row's attributes are its cells. The classes below name the columns for readers, editors and mypy;
their types, patterns and descriptions are the pandera models in `schemas/`, and a test holds the two
together. Cells are made when asked for, so that a large corpus costs its text and little more.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self, TypeVar, overload

from .model import Place, Reported, Span

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


@dataclass(slots=True, eq=False)
class Grid:
    """The text of one table and where it stands.

    Attributes:
        file: path as the user named it.
        columns: canonical column name -> position in `texts`' rows.
        texts: one list of cell texts per row; a row may be shorter than the header.
        lines: 1-based line (or sheet row) of each row.
        positions: canonical column name -> 1-based column in the file.
        sheet: worksheet, where the file has several.
        decimal_comma: whether the file writes decimals with a comma.
        cell_lines: (row index, column name) -> line, where a cell stands on a line of its own.
    """

    file: str
    columns: Mapping[str, int]
    texts: Sequence[Sequence[str]]
    lines: Sequence[int]
    positions: Mapping[str, int] = field(default_factory=dict)
    sheet: str | None = None
    decimal_comma: bool = False
    cell_lines: Mapping[tuple[int, str], int] = field(default_factory=dict)


class _Cell:
    """Descriptor of one column: reads the text out of the row's grid."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, row: "Row", owner: type[Any]) -> Reported: ...
    def __get__(self, row: "Row | None", owner: type[Any]) -> "Self | Reported":
        return self if row is None else Reported(row, self.name, row.raw(self.name))


class Row:
    """One row of a table. Each annotated attribute of a subclass is a column."""

    __slots__ = ("grid", "index")

    table: ClassVar[str]
    natural_key: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[str, ...]]

    row_id: Reported
    source: Reported
    origin: Reported
    at: Reported
    calculation: Reported
    note: Reported
    extracted_by: Reported
    verified_by: Reported

    def __init_subclass__(cls) -> None:
        names: list[str] = []
        for base in reversed(cls.__mro__):
            for name, kind in vars(base).get("__annotations__", {}).items():
                if kind is Reported and name not in names:
                    names.append(name)
                    setattr(cls, name, _Cell(name))
        cls.columns = tuple(names)

    def __init__(self, grid: Grid, index: int) -> None:
        self.grid, self.index = grid, index

    def __repr__(self) -> str:
        return f"<{self.table} {self.key}>"

    def raw(self, column: str) -> str:
        """The text of the cell in `column`; empty where the table or the row has none."""
        position = self.grid.columns.get(column)
        if position is None:
            return ""
        cells = self.grid.texts[self.index]
        return cells[position] if position < len(cells) else ""

    def cell(self, column: str) -> Reported:
        """The cell in `column`, by name."""
        return Reported(self, column, self.raw(column))

    def cells(self) -> Iterator[Reported]:
        """Every cell of the row that is not empty, in the order of the file."""
        for column in self.grid.columns:
            text = self.raw(column)
            if text:
                yield Reported(self, column, text)

    @property
    def decimal_comma(self) -> bool:
        """Whether its file writes decimals with a comma."""
        return self.grid.decimal_comma

    @property
    def key(self) -> str:
        """What names the row: its `row_id`, or its natural key where that is blank."""
        return self.raw("row_id") or "/".join(self.raw(name) for name in self.natural_key)

    @property
    def identity(self) -> tuple[int, int]:
        """What no other row of the same run has."""
        return id(self.grid), self.index

    @property
    def line(self) -> int:
        """The 1-based line it starts on."""
        return self.grid.lines[self.index]

    def place(self, column: str) -> Place:
        """The place of the cell in `column`."""
        grid = self.grid
        return Place(
            grid.file,
            grid.cell_lines.get((self.index, column), self.line),
            grid.positions.get(column),
            column,
            grid.sheet,
            span=self.span(column),
        )

    def span(self, column: str) -> Span | None:
        """The characters of the document that the cell was read from, as its `at` column says."""
        at = self.raw("at")
        if column not in at:
            return None
        for entry in _AT.finditer(at):
            if entry[1] == column:
                return Span(int(entry[2]), int(entry[3]))
        return None

    @property
    def is_printed(self) -> bool:
        """Whether its numbers were printed by the report or registry, so that precision is theirs."""
        return self.raw("origin") in ("", "reported", "registry")


_AT = re.compile(r"(\w+)=(\d+):(\d+)")


class Report(Row):
    """One record of one publication."""

    table = "reports"
    natural_key = ("report_id",)

    report_id: Reported
    trial_id: Reported
    document: Reported
    document_sha256: Reported
    title: Reported
    authors: Reported
    journal: Reported
    year: Reported
    volume: Reported
    issue: Reported
    pages: Reported
    published: Reported
    epub: Reported
    doi: Reported
    pmid: Reported
    pmcid: Reported
    registry_ids: Reported
    extracted_on: Reported


class Trial(Row):
    """One trial, which one or more reports describe."""

    table = "trials"
    natural_key = ("trial_id",)

    trial_id: Reported
    registry_ids: Reported
    design: Reported
    allocation_ratio: Reported
    block_size: Reported
    strata: Reported
    sites: Reported
    planned_n: Reported
    planned_events: Reported
    alpha: Reported
    alpha_sides: Reported
    enrolment_start: Reported
    enrolment_end: Reported
    data_cut: Reported
    stopped_early: Reported


class Outcome(Row):
    """What is measured."""

    table = "outcomes"
    natural_key = ("outcome_id",)

    outcome_id: Reported
    label: Reported
    type: Reported
    unit: Reported
    higher_is_better: Reported
    scale_min: Reported
    scale_max: Reported
    items: Reported
    definition: Reported
    part_of: Reported
    exclusive: Reported
    time_origin: Reported


class Arm(Row):
    """One arm as one report gives it, or the whole trial, or a control from elsewhere."""

    table = "arms"
    natural_key = ("report_id", "arm_id")

    report_id: Reported
    arm_id: Reported
    label: Reported
    role: Reported
    randomised: Reported
    analysed: Reported
    treated: Reported
    clusters: Reported
    icc: Reported


class Flow(Row):
    """One box of the CONSORT diagram."""

    table = "flow"
    natural_key = (
        "report_id", "stage", "arm_id", "reason", "time_value", "time_unit", "data_cut", "source"
    )  # fmt: skip

    report_id: Reported
    stage: Reported
    n: Reported
    arm_id: Reported
    reason: Reported
    time_value: Reported
    time_unit: Reported
    data_cut: Reported


class _Measured(Row):
    """The columns that say what a number is about, shared by counts, continuous and estimates."""

    table = ""

    report_id: Reported
    outcome_id: Reported
    arm_id: Reported
    subgroup: Reported
    population: Reported
    time_value: Reported
    time_unit: Reported
    data_cut: Reported
    ci_level: Reported
    ci_sides: Reported
    ci_lower: Reported
    ci_upper: Reported
    ci_method: Reported


_WHEN = ("time_value", "time_unit", "data_cut")
_ABOUT = ("report_id", "outcome_id", "arm_id", "subgroup", "population", *_WHEN)


class Count(_Measured):
    """Participants with an event, in an arm or the whole trial."""

    table = "counts"
    natural_key = (*_ABOUT, "percent_kind", "grade", "serious", "source")

    events: Reported
    total: Reported
    percent: Reported
    percent_kind: Reported
    event_count: Reported
    person_time: Reported
    person_time_unit: Reported
    rate: Reported
    rate_per: Reported
    grade: Reported
    serious: Reported


class Continuous(_Measured):
    """An arm's (or the whole trial's) summary of a variable."""

    table = "continuous"
    natural_key = (*_ABOUT, "statistic", "unit", "source")

    statistic: Reported
    n: Reported
    mean: Reported
    sd: Reported
    se: Reported
    median: Reported
    q1: Reported
    q3: Reported
    min: Reported
    max: Reported
    iqr_width: Reported
    unit: Reported


class Estimate(_Measured):
    """An effect, a survival estimate, or a test."""

    table = "estimates"
    natural_key = (
        *_ABOUT, "measure", "comparator_id", "analysis", "p_test", "p_for", "source"
    )  # fmt: skip

    measure: Reported
    comparator_id: Reported
    analysis: Reported
    value: Reported
    unit: Reported
    se: Reported
    se_scale: Reported
    p_value: Reported
    p_sides: Reported
    p_test: Reported
    p_for: Reported
    statistic_name: Reported
    statistic: Reported
    df1: Reported
    df2: Reported
    events_1: Reported
    n_1: Reported
    events_2: Reported
    n_2: Reported
    margin: Reported
    tau: Reported
    o_minus_e: Reported
    variance: Reported
    paired: Reported
    cluster_adjusted: Reported
    claim: Reported


class Curve(Row):
    """One row of a Kaplan-Meier table: an arm at a time."""

    table = "curves"
    natural_key = (*_ABOUT, "source")

    report_id: Reported
    arm_id: Reported
    outcome_id: Reported
    time_value: Reported
    time_unit: Reported
    data_cut: Reported
    subgroup: Reported
    population: Reported
    at_risk: Reported
    survival: Reported
    cum_events: Reported
    censored: Reported


class Citation(Row):
    """One citation found in or about a report."""

    table = "citations"
    natural_key = ("report_id", "relation", "position")

    report_id: Reported
    position: Reported
    relation: Reported
    text: Reported
    authors: Reported
    title: Reported
    journal: Reported
    year: Reported
    volume: Reported
    issue: Reported
    pages: Reported
    doi: Reported
    pmid: Reported
    pmcid: Reported


#: Every table by its name, in the order people fill them in.
ROWS: dict[str, type[Row]] = {
    row.table: row
    for row in (Report, Trial, Outcome, Arm, Flow, Count, Continuous, Estimate, Curve, Citation)
}

RowT = TypeVar("RowT", bound=Row)


class Tables:
    """All rows of one dataset, and the joins between them. Joins are indexed when first used."""

    def __init__(self, grids: Mapping[str, Sequence[Grid]]) -> None:
        self._rows: dict[str, tuple[Row, ...]] = {
            name: tuple(ROWS[name](grid, index) for grid in parts for index in range(len(grid.texts)))
            for name, parts in grids.items()
        }
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
            index = defaultdict(list)
            for row in self._rows.get(kind.table, ()):
                index[tuple(row.raw(name) for name in columns)].append(row)
            self._indexes[index_name] = index
        return index.get(tuple(texts.values()), [])  # type: ignore[return-value]

    def like(self, row: Row, kind: type[RowT], *columns: str) -> list[RowT]:
        """The rows of a table that agree with `row` in every one of `columns`, `row` included."""
        return self.where(kind, **{name: row.raw(name) for name in columns})

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
