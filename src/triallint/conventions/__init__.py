"""What a whole report does with its numbers, inferred with evidence before any cell is judged.

Rounding, denominators, the level and sidedness of intervals and P values, and the scale of survival
intervals belong to a report, not to a cell. Each is inferred jointly from every row that can tell, and
stays open where the evidence does not decide.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Rounding
from ..tables import Row, Tables
from .inferred import Inferred

if TYPE_CHECKING:
    from .denominators import Denominators
    from .levels import LevelAndSides
    from .rounding import RoundingEvidence

__all__ = ["Conventions", "Inferred", "ReportConventions"]


class ReportConventions:
    """The conventions of one report; each is inferred when first asked for."""

    def __init__(self, tables: Tables, report_id: str) -> None:
        self.tables, self.report_id = tables, report_id

    @cached_property
    def rounding_evidence(self) -> "Mapping[str, RoundingEvidence]":
        """The percents that tell cutting off from rounding, by the source that prints them."""
        from .rounding import evidence

        return evidence(self.tables, self.report_id)

    @cached_property
    def rounding(self) -> Inferred[Rounding] | None:
        """How its percents were rounded, if not to nearest; None where nothing proves another way."""
        from .rounding import infer, merged

        return infer(merged(self.rounding_evidence.values()))

    @cached_property
    def denominators(self) -> "Denominators":
        """The denominators that it declares, and those that it does not declare but must have used."""
        from .denominators import Denominators

        rounding = self.rounding
        return Denominators(self.tables, self.report_id, rounding.value if rounding else Rounding.NEAREST)

    @cached_property
    def levels(self) -> "LevelAndSides":
        """The level of its intervals and the sidedness of its P values, where rows with both prove them."""
        from .levels import infer

        return infer(self.tables, self.report_id)

    @cached_property
    def survival_scales(self) -> Inferred[tuple[str, ...]] | None:
        """The scales that its survival intervals share; None where nothing proves one."""
        from .scales import infer

        return infer(self.tables, self.report_id)


class Conventions:
    """The conventions of every report of a dataset, and of the project that keeps it.

    Attributes:
        doi_case: how the project writes DOIs: with the capitals they are printed with ("keep"), or "lower".
    """

    def __init__(self, tables: Tables, doi_case: str = "keep") -> None:
        self._tables, self.doi_case = tables, doi_case
        self._reports: dict[str, ReportConventions] = {}

    def of(self, row: Row) -> ReportConventions:
        """The conventions of the report that `row` belongs to."""
        report_id = row.raw("report_id")
        found = self._reports.get(report_id)
        if found is None:
            found = self._reports[report_id] = ReportConventions(self._tables, report_id)
        return found
