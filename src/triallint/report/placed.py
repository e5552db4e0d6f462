"""From a place to its row, its report and its trial: what findings are grouped and shown by. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Finding, Place
from ..pipeline import Dataset
from ..tables import ROWS, Report, Row

_Sheet = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the report groups by: a trial, a report that names none, or a dataset as a whole.

    Attributes:
        key: what no other has.
        name: for people.
        reports: its reports, in the order of their table.
    """

    key: tuple[int, str]
    name: str
    reports: tuple[Report, ...] = ()


class Placed:
    """The rows of all datasets by their places, and their trials."""

    def __init__(self, datasets: Sequence[Dataset]) -> None:
        self.datasets = datasets
        self._rows: dict[_Sheet, list[Row]] = {}
        self._dataset_of: dict[str, int] = {}
        for number, dataset in enumerate(datasets):
            for kind in ROWS.values():
                for row in dataset.tables.rows(kind):
                    self._dataset_of.setdefault(row.grid.file, number)
                    if not row.grid.documents:
                        self._rows.setdefault((row.grid.file, row.grid.sheet), []).append(row)
        for rows in self._rows.values():
            rows.sort(key=lambda row: row.line)
        self._lines = {name: [row.line for row in rows] for name, rows in self._rows.items()}
        self.trials: dict[tuple[int, str], Trial] = {}
        for number, dataset in enumerate(datasets):
            self._add(number, dataset)

    def _add(self, number: int, dataset: Dataset) -> None:
        by_trial: dict[str, list[Report]] = {}
        for report in dataset.tables.rows(Report):
            by_trial.setdefault(_trial_name(report), []).append(report)
        for name, reports in by_trial.items():
            self.trials[number, name] = Trial((number, name), name, tuple(reports))

    def row_of(self, place: Place) -> Row | None:
        """The row that a place lies in; None for a header, a whole file or a document."""
        name = place.file, place.sheet
        if place.row is None or name not in self._rows:
            return None
        at = bisect_right(self._lines[name], place.row) - 1
        row = self._rows[name][at] if at >= 0 else None
        held = row is not None and (row.line == place.row or bool(row.grid.cell_lines))
        return row if held else None

    def number_of(self, place: Place) -> int:
        """Which dataset a place lies in."""
        return self._dataset_of.get(place.file, 0)

    def report_of(self, finding: Finding) -> Report | None:
        """The report that a finding is about."""
        if not self.datasets or not finding.subject:
            return None
        tables = self.datasets[self.number_of(finding.place)].tables
        return tables.first(Report, report_id=finding.subject)

    def trial_of(self, finding: Finding) -> Trial:
        """The trial that a finding is about; the dataset, where it is about no report that is there."""
        number, report = self.number_of(finding.place), self.report_of(finding)
        name = _trial_name(report) if report else ""
        found = self.trials.get((number, name))
        if found is None:
            whole = self.datasets[number].path if len(self.datasets) > 1 else None
            title = f"The dataset {whole}" if whole else "The dataset as a whole"
            found = self.trials[number, ""] = Trial((number, ""), title)
        return found


def _trial_name(report: Report) -> str:
    return report.raw("trial_id") or f"Report {report.raw('report_id')}"
