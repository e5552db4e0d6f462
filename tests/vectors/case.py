"""One case as tables, the verdict it wants of the checks, and where their verdict differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.properties.loading import CHECKS, checked
from triallint.model import Finding, Run, Severity

Vector = Mapping[str, Any]
Rows = Mapping[str, Sequence[Mapping[str, str]]]

FAMILY = {check.name: check.family for check in CHECKS}
ABOUT = {check.name: "/".join(kind.table for kind in check.kinds) for check in CHECKS}
INFO, WARNING, ERROR = Severity.info, Severity.warning, Severity.error


@dataclass(frozen=True)
class Flag:
    """A finding that must be there.

    Attributes:
        table, index, columns: the row, and its cells of which the finding must point at one or more.
        least: the lowest severity that will do.
        families: the folders of checks that may say it.
        says: a piece of its words (message, reading or basis), where the case names a benign reading.
        flips: whether it must be marked as changing the conclusion; None where the case does not say.
    """

    table: str
    columns: tuple[str, ...]
    index: int = 0
    least: Severity = WARNING
    families: tuple[str, ...] = ("counts", "continuous", "estimates", "survival", "reports")
    says: str = ""
    flips: bool | None = None

    def met_by(self, finding: Finding) -> bool:
        """Whether a finding is the one that is wanted."""
        words = " ".join((finding.message, finding.reading or "", *finding.basis))
        return (
            finding.severity >= self.least
            and FAMILY[finding.check] in self.families
            and self.says in words
            and self.flips in (None, finding.changes_conclusion)
            and any(
                (p.place.file, p.place.row, p.place.name) == (self.table, self.index + 2, column)
                for p in finding.points
                for column in self.columns
            )
        )


@dataclass(frozen=True)
class Case:
    """Tables and the verdict that they want.

    Attributes:
        tables: rows by table.
        flags: findings that must be there; where there are none, nothing above a note may be said.
        what: which of a case's several tables these are.
        most: how many findings above a note there may be; None where any number will do.
    """

    tables: Rows
    flags: tuple[Flag, ...] = ()
    what: str = ""
    most: int | None = None

    def complaints(self) -> Iterator[str]:
        """Everything in which the checks' verdict is not the one wanted."""
        result = checked({"reports": [row(title="An invented report")], **self.tables})
        what = f"{self.what}: " if self.what else ""
        if not _asked(result):
            yield f"{what}no check is about any of its rows"
        alarms = [finding for finding in result.findings if finding.severity > INFO]
        most = (len(alarms) if self.most is None else self.most) if self.flags else 0
        if len(alarms) > most:
            yield f"{what}wanted {most or 'no'} alarms; {told(alarms)}"
        for flag in self.flags:
            if not any(map(flag.met_by, result.findings)):
                yield f"{what}wanted {flag}; {_instead(result)}"


def _instead(result: Run) -> str:
    if result.findings:
        return told(result.findings)
    return f"found nothing; {_skipped(result)}"


def _asked(result: Run) -> bool:
    """Whether some check was about a row: not a whole report, which is asked about in any case."""
    tallies = result.checked.tallies.items()
    return any(tally.applicable for name, tally in tallies if "reports" not in ABOUT[name])


def _skipped(result: Run) -> str:
    skips = "; ".join(f"{s.check} ({s.reason})" for s in result.skips if "reports" not in ABOUT[s.check])
    return f"skipped: {skips or 'none'}"


def told(findings: Sequence[Finding]) -> str:
    """Findings in one line each."""
    return "found " + " | ".join(
        f"{f.severity.name} {f.check} at {'+'.join(p.place.name for p in f.points)}: {f.message}"
        f"{f' [{f.reading}]' if f.reading else ''}{' (flips)' if f.changes_conclusion else ''}"
        for f in findings
    )


def row(**cells: Any) -> dict[str, str]:
    """One row about report R1; numbers become their text, None a blank."""
    return {"report_id": "R1"} | {name: "" if text is None else str(text) for name, text in cells.items()}


def outcome(name: str = "O", **cells: Any) -> dict[str, str]:
    """One row of `outcomes`."""
    return {"outcome_id": name, "label": name} | {column: str(text) for column, text in cells.items()}


def arm(name: str, randomised: int, role: str = "", **cells: Any) -> dict[str, str]:
    """One row of `arms`."""
    return row(arm_id=name, label=f"arm {name}", role=role, randomised=randomised, **cells)


TWO_ARMS = {"arm_id": "A", "comparator_id": "B"}


def estimate(measure: str, value: object, **cells: Any) -> dict[str, str]:
    """One row of `estimates` that compares arm A with arm B."""
    return row(outcome_id="O", measure=measure, value=value, **TWO_ARMS, **cells)
