"""The numeric cells of the seed tables, trial by trial, and the other digits that each might hold."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from triallint.model import parse
from triallint.read.sheet import Sheet
from triallint.tables import ROWS

SEEDS = Path(__file__).parents[2] / "seeds"

#: The tables that hold figures; reports and citations hold titles and identifiers.
TABLES = ("arms", "flow", "counts", "continuous", "estimates", "trials", "curves")

#: Columns of names and texts, in which a digit is not a figure.
NAMES = {
    *("row_id", "report_id", "trial_id", "outcome_id", "arm_id", "comparator_id", "registry_ids"),
    *("label", "note", "at", "source", "data_cut", "reason", "enrolment_start", "enrolment_end"),
}


@dataclass
class Part:
    """One trial of the seed dataset: its own rows, and the rows of other tables that they name."""

    trial: str
    sheets: list[Sheet] = field(default_factory=list)

    def cells(self) -> Iterator["Cell"]:
        """Every numeric cell, in the order of the tables."""
        for sheet in sorted((s for s in self.sheets if s.name in TABLES), key=lambda s: TABLES.index(s.name)):
            for index, row in enumerate(sheet.rows):
                for position, column in enumerate(sheet.header):
                    if column not in NAMES and parse(row[position]) is not None:
                        yield Cell(sheet, index, position)


@dataclass(frozen=True)
class Cell:
    """One numeric cell."""

    sheet: Sheet
    index: int
    position: int

    @property
    def table(self) -> str:
        return self.sheet.name

    @property
    def column(self) -> str:
        return self.sheet.header[self.position]

    @property
    def text(self) -> str:
        return self.sheet.rows[self.index][self.position]

    @property
    def row(self) -> str:
        return self.sheet.rows[self.index][self.sheet.header.index("row_id")]

    @property
    def place(self) -> tuple[str, int | None, str]:
        """Its file, line and column, as a finding names them."""
        return self.sheet.file, self.sheet.lines[self.index], self.column

    def mutants(self) -> Iterator[str]:
        """Its text with one digit replaced by each of the nine others, at each position."""
        for at, old in enumerate(self.text):
            if old.isdigit():
                for new in "0123456789":
                    mutant = self.text[:at] + new + self.text[at + 1 :]
                    if new != old and parse(mutant) is not None:
                        yield mutant

    def put(self, text: str) -> None:
        """Write another text into the cell."""
        self.sheet.rows[self.index][self.position] = text


def parts() -> dict[str, Part]:
    """The seed dataset as one part per trial: reports of one trial are checked against each other."""
    whole = {path.stem: _rows(path) for path in sorted(SEEDS.glob("*.csv"))}
    trial_of = {row["report_id"]: row["trial_id"] for row in whole["reports"]}
    found = {trial: Part(trial) for trial in dict.fromkeys(trial_of.values())}
    for trial, part in found.items():
        reports = {report for report, own in trial_of.items() if own == trial}
        named = {
            row["outcome_id"]
            for rows in whole.values()
            for row in rows
            if row.get("report_id") in reports and "outcome_id" in row
        }
        for table in ROWS:
            kept = [
                (line, row)
                for line, row in enumerate(whole.get(table, []), start=2)
                if row.get("report_id") in reports
                or (table == "trials" and row["trial_id"] == trial)
                or (table == "outcomes" and row["outcome_id"] in named)
            ]
            if kept:
                header = list(kept[0][1])
                rows = [list(row.values()) for _, row in kept]
                part.sheets.append(Sheet(f"{table}.csv", table, header, 1, rows, [line for line, _ in kept]))
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
