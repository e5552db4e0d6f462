"""What becomes of every changed digit: found, hidden by rounding, or checked by nothing."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.properties.loading import CHECKS
from triallint.model import Finding, Severity
from triallint.run import run
from triallint.shape import shape

from .cells import Cell, Part

Place = tuple[str, int | None, str]
#: What makes a finding the same finding whatever the figures in its words.
Said = tuple[str, Severity, tuple[Place, ...]]


@dataclass
class Verdict:
    """What became of the mutants of one cell.

    Attributes:
        table, row, column, text: the cell.
        found: mutants for which something new points at the cell, by the worst severity.
        elsewhere: checks that said something new of other cells only, by how often.
        noticed: mutants for which something new is said, but of other cells only.
        missed: mutants for which nothing new is said.
    """

    table: str
    row: str
    column: str
    text: str
    found: Counter[Severity] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    noticed: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def checked(self) -> bool:
        """Whether any relation looks at the cell: some changed digit of it is found, if only elsewhere."""
        return bool(self.found or self.noticed)

    @property
    def name(self) -> tuple[str, str, str, str]:
        return self.table, self.row, self.column, self.text


def findings(part: Part) -> dict[Said, Finding]:
    """Everything said of a part: by reading its shape, and by every check."""
    shaped = shape(part.sheets)
    result = run(CHECKS, shaped.tables)
    assert (shaped.crashes, result.crashes) == ((), ())
    return {
        (f.check, f.severity, tuple((p.place.file, p.place.row, p.place.name) for p in f.points)): f
        for f in (*shaped.findings, *result.findings)
    }


def verdict(part: Part, cell: Cell, clean: Iterable[Said]) -> Verdict:
    """Change every digit of one cell and see what is said of it that was not said before."""
    printed = cell.text
    found = Verdict(cell.table, cell.row, cell.column, printed)
    known = set(clean)
    for mutant in cell.mutants():
        cell.put(mutant)
        try:
            new = [finding for said, finding in findings(part).items() if said not in known]
        finally:
            cell.put(printed)
        here = [finding.severity for finding in new if tells_of(finding, cell, mutant)]
        if here:
            found.found[max(here)] += 1
        elif new:
            found.noticed.append(mutant)
            found.elsewhere.update({finding.check for finding in new})
        else:
            found.missed.append(mutant)
    return found


def tells_of(finding: Finding, cell: Cell, text: str) -> bool:
    """Whether a finding points at a cell, or at others of its row while its words name the text."""
    places = [point.place for point in finding.points]
    if any((place.file, place.row, place.name) == cell.place for place in places):
        return True
    in_row = any((place.file, place.row) == cell.place[:2] for place in places)
    return in_row and re.search(rf"(?<![\d.]){re.escape(text)}(?![\d.])", finding.message) is not None


def shares(verdicts: Iterable[Verdict]) -> Counter[str]:
    """How many mutants are found (by severity), noticed elsewhere, hidden by rounding, checked by nothing."""
    count: Counter[str] = Counter()
    for one in verdicts:
        for severity, mutants in one.found.items():
            count[f"found as {severity.name}"] += mutants
        count["noticed at other cells"] += len(one.noticed)
        count["hidden by rounding" if one.checked else "checked by nothing"] += len(one.missed)
        count["cells"] += 1
        count["cells that nothing checks"] += not one.checked
    return count
