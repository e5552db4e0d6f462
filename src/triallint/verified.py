"""What became of each citation: who answered for it, what it agrees in, what the checks said. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from .crosscheck import Answers, questions_of
from .meaning.agreement import known
from .meaning.likeness import likeness
from .model import Answer, CannotLook, Finding, Severity
from .tables import Citation, Report, Tables

#: The families of checks that are about citations.
FAMILIES = ("identifiers", "citations", "status")

#: The place of a row: its file, its worksheet, a line.
_Line = tuple[str, str | None, int | None]


class Verified(NamedTuple):
    """One report or citation, and what became of it.

    Attributes:
        row: its row.
        answers: what was answered about each of its identifiers, or about a report's title.
        verdict: "agrees" with the publication that answers for it; "error" or "warning", the worst that a
            check says; "unverified" where there is nothing to compare it with.
        words: with which publication and in which fields it agrees; the checks that say otherwise; or why it
            is unverified.
        notes: the checks that say something of no weight.
    """

    row: Report | Citation
    answers: tuple[Answer, ...]
    verdict: Literal["agrees", "error", "warning", "unverified"]
    words: str
    notes: tuple[str, ...] = ()


def verified(tables: Tables, answers: Answers, findings: Iterable[Finding]) -> Iterator[Verified]:
    """Every report and every citation of a dataset, in its order, with a verdict or a reason.

    Args:
        tables: the dataset.
        answers: what the checks were given.
        findings: what they found.
    """
    by_line: dict[_Line, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_line[finding.place.file, finding.place.sheet, finding.place.row].append(finding)
    rows: list[Report | Citation] = [*tables.rows(Report), *tables.rows(Citation)]
    for row in rows:
        yield _verified(row, answers, list(_about(row, by_line)))


def _about(row: Report | Citation, by_line: Mapping[_Line, list[Finding]]) -> Iterator[Finding]:
    """The findings that stand in a row, whose cells may stand on lines of their own."""
    lines = {row.place(column).row for column in row.grid.columns} | {row.line}
    for line in sorted(line for line in lines if line is not None):
        yield from by_line.get((row.grid.file, row.grid.sheet, line), ())


def _verified(row: Report | Citation, answers: Answers, findings: list[Finding]) -> Verified:
    given = tuple(answers.of(*question) for question in questions_of(row))
    names = {level: _names(findings, level) for level in Severity}
    notes = names[Severity.info]
    for level in (Severity.error, Severity.warning):
        if names[level]:
            word: Literal["error", "warning"] = "error" if level is Severity.error else "warning"
            return Verified(row, given, word, ", ".join(names[level]), notes)
    try:
        found = known(row, answers)
    except CannotLook as reason:
        return Verified(row, given, "unverified", str(reason), notes)
    fields = ", ".join(likeness(row, found.publication).agrees) or "its identifier alone"
    return Verified(row, given, "agrees", f"with PMID {found.publication.pmid} in {fields}", notes)


def _names(findings: Iterable[Finding], level: Severity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.check for finding in findings if finding.severity is level))
