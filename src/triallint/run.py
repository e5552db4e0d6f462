"""Checks asked about rows: the one place where a check's problems become findings. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any
from unicodedata import normalize

from .checkfile import Check, Verdict
from .conventions import Conventions
from .crosscheck import Answers, uses
from .meaning.agreement import undated
from .meaning.unverified import unverified
from .model import (
    MOOT,
    CannotLook,
    Certainty,
    Checked,
    Crash,
    Finding,
    Point,
    Problem,
    Reported,
    Run,
    Severity,
    Skip,
    Tally,
    fingerprint,
)
from .sources import Sources
from .tables import ROWS, Row, Tables

RowId = tuple[int, int]

#: Rows that no check looked at which are named; all are counted.
MOST_NAMED = 1000

#: What to do where a check says nothing more particular.
REMEDY = "Compare the cells with the report; if it prints the same, keep them and accept the finding."
#: The same, for figures that were read from the report's own text.
REMEDY_OF_TEXT = "The text prints it so: look at the full report, or ask its authors."


def run(
    checks: Iterable[Check],
    tables: Tables,
    conventions: Conventions | None = None,
    answers: Answers | None = None,
    sources: Sources | None = None,
) -> Run:
    """Ask every check about every row that it is about.

    Args:
        checks: in the order of `check.ordered`, so that causes come before what they make moot.
        tables: the shaped dataset.
        conventions: what its reports do with numbers; inferred from `tables` by default.
        answers: what PubMed says of its citations; by default nobody was asked.
        sources: the documents that its reports were read from; by default none is at hand.

    Returns:
        Findings sorted by report, severity and place; skips and crashes counted; what was looked at.
        A check that raises is a `Crash` at that row, and the others go on.
    """
    round_ = _Round(tables, conventions or Conventions(tables), answers or Answers(), sources or Sources())
    for check in checks:
        round_.ask(check)
    return round_.result()


@dataclass(slots=True)
class _Round:
    """One pass of checks over tables, and what has come of it so far."""

    tables: Tables
    conventions: Conventions
    answers: Answers
    sources: Sources
    findings: list[Finding] = field(default_factory=list)
    skips: Counter[tuple[str, str]] = field(default_factory=Counter)
    crashes: list[Crash] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    touched: set[RowId] = field(default_factory=set)
    found_in: dict[str, set[RowId]] = field(default_factory=lambda: defaultdict(set))
    left: dict[str, set[str]] = field(default_factory=dict)
    asks_answers: bool = False

    def ask(self, check: Check) -> None:
        """Ask one check about every row of its table."""
        tally = self.tallies[check.name] = Tally()
        self.asks_answers = self.asks_answers or Answers in check.wants
        if Answers in check.wants or Sources in check.wants:
            self.left[check.name] = set()
        extras = [self._extra(kind) for kind in check.wants]
        for row in chain.from_iterable(map(self.tables.rows, check.kinds)):
            if self._is_about(check, tally, row):
                tally.applicable += 1
                self._ask_about(check, tally, row, extras)

    def _is_about(self, check: Check, tally: Tally, row: Row) -> bool:
        """Whether the check says that it is about the row; what it cannot say is counted too."""
        try:
            return check.applies is None or check.applies(row)
        except CannotLook as reason:
            tally.applicable += 1
            tally.skipped += 1
            self.skips[check.name, str(reason)] += 1
        except Exception as error:  # our fault, and the other checks must go on
            self._crash(check, tally, row, error)
        return False

    def _crash(self, check: Check, tally: Tally, row: Row, error: Exception) -> None:
        tally.crashed += 1
        place = row.place(next(iter(row.grid.columns), ""))
        self.crashes.append(Crash(check.name, place, f"{type(error).__name__}: {error}"))

    def _extra(self, kind: type) -> Tables | Conventions | Answers | Sources:
        extras: dict[type, Tables | Conventions | Answers | Sources] = {
            Tables: self.tables,
            Conventions: self.conventions,
            Answers: self.answers,
            Sources: self.sources,
        }
        return extras[kind]

    def _ask_about(self, check: Check, tally: Tally, row: Row, extras: Sequence[Any]) -> None:
        """Ask one check about one row, and count what became of it."""
        for cause in check.unless:
            if row.identity in self.found_in[cause]:
                tally.skipped += 1
                self.skips[check.name, f"{MOOT}{cause} has a finding in this row"] += 1
                return
        answer = _Answer()
        try:
            for problem in answer.problems_of(check.problems, (row, *extras)):
                self.findings.append(self._sign(check, problem, answer))
        except CannotLook as reason:
            self.skips[check.name, str(reason)] += 1
            if check.name in self.left:
                self.left[check.name].add(row.raw("report_id"))
            if not answer.worst:
                tally.skipped += 1
                return
        except Exception as error:  # our fault, and the other checks must go on
            self._crash(check, tally, row, error)
            return
        self._count(tally, row, answer)
        if Sources in check.wants and not self.sources.wanted:
            self.left[check.name].add(row.raw("report_id"))

    def _count(self, tally: Tally, row: Row, answer: "_Answer") -> None:
        """Count the verdict on a row that was looked at."""
        if not answer.verdict.applicable and not answer.worst:
            tally.applicable -= 1
            return
        self.touched.add(row.identity)
        self.touched.update(other.identity for other in answer.verdict.also)
        if not answer.worst:
            tally.passed += 1
            tally.passed_by_rounding += answer.verdict.rounded
        elif answer.worst is Severity.info and answer.explained:
            tally.explained += 1
        else:
            tally.failed += 1

    def _sign(self, check: Check, problem: Problem, answer: "_Answer") -> Finding:
        severity = Severity[problem.severity] if problem.severity else check.severity
        if severity > check.severity:
            raise ValueError(f"a problem of severity {severity.name} from a {check.severity.name}")
        answer.worst = max(answer.worst or severity, severity)
        answer.explained = answer.explained and problem.reading is not None
        cells = [role for role in problem.also if not isinstance(role, Point)]
        passages = [role for role in problem.also if isinstance(role, Point)]
        roles = [(problem.at, problem.at.label), *map(_role, cells)]
        for cell, _ in roles:
            self.found_in[check.name].add(_row(cell).identity)
        return Finding(
            check=check.name,
            severity=severity,
            message=problem.message,
            points=(*(Point(cell.place, cell.text, words, cell.part) for cell, words in roles), *passages),
            certainty=_certainty(problem),
            reading=problem.reading,
            remedy=problem.remedy or _remedy(problem.at, severity),
            fix=problem.fix,
            subject=_row(problem.at).raw("report_id"),
            basis=(*problem.inferred, *problem.assumed),
            changes_conclusion=problem.changes_conclusion,
            margin=problem.margin,
            fingerprint=fingerprint(check.name, self._identity(check, problem, [cell for cell, _ in roles])),
        )

    def _identity(self, check: Check, problem: Problem, cells: Sequence[Reported]) -> Iterator[str]:
        """What tells a finding from all others: its cells, and what was answered about them, if anything."""
        yield from _identity(cells)
        if Answers in check.wants:
            yield undated(problem.message)

    def result(self) -> Run:
        """Everything that came of the pass."""
        rows = {name: len(self.tables.rows(kind)) for name, kind in ROWS.items()}
        untouched = {
            name: [row for row in self.tables.rows(kind) if row.identity not in self.touched]
            for name, kind in ROWS.items()
        }
        return Run(
            findings=tuple(distinct(sorted(self.findings, key=order))),
            skips=tuple(Skip(*key, count) for key, count in sorted(self.skips.items())),
            crashes=tuple(self.crashes),
            checked=Checked(
                rows=rows,
                tallies=self.tallies,
                untouched={name: len(left) for name, left in untouched.items()},
                answers=uses(self.answers.given),
                untouched_rows=tuple(row.place("") for row in islice(chain(*untouched.values()), MOST_NAMED)),
                unverified=tuple(unverified(self.tables, self.answers)) if self.asks_answers else (),
                lists=self.answers.lists,
                left={name: frozenset(reports) for name, reports in self.left.items() if reports},
            ),
        )


@dataclass(slots=True)
class _Answer:
    """What one check said of one row."""

    worst: Severity | None = None
    explained: bool = True
    verdict: Verdict = field(default_factory=Verdict)

    def problems_of(self, function: Callable[..., Any], arguments: Sequence[Any]) -> Iterator[Problem]:
        self.verdict = (yield from function(*arguments)) or self.verdict


def order(finding: Finding) -> tuple[Any, ...]:
    """Sort key of findings: by report, then the worst first, then by place."""
    place = finding.place
    return (
        finding.subject,
        -finding.severity,
        place.file,
        place.sheet or "",
        place.row or 0,
        place.column or 0,
        finding.check,
        finding.message,
    )


def distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Number the fingerprints that occur more than once (rows repeated to the letter)."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        times = seen[finding.fingerprint]
        if times > 1:
            finding = replace(finding, fingerprint=f"{finding.fingerprint}-{times}")
        yield finding


def _certainty(problem: Problem) -> Certainty:
    if problem.assumed:
        return "assumed"
    return "inferred" if problem.inferred else "stated"


def _remedy(cell: Reported, severity: Severity) -> str | None:
    """What to do where a check says nothing more particular; an info asks for nothing."""
    if severity is Severity.info:
        return None
    return REMEDY_OF_TEXT if _row(cell).grid.documents else REMEDY


def _role(role: Reported | tuple[Reported, str]) -> tuple[Reported, str]:
    return role if isinstance(role, tuple) else (role, role.label)


def _row(cell: Reported) -> Row:
    if not isinstance(cell.row, Row):
        raise TypeError(f"{cell!r} does not belong to a table")
    return cell.row


def _identity(cells: Iterable[Reported]) -> Iterator[str]:
    for cell in cells:
        row = _row(cell)
        text = " ".join(normalize("NFKC", cell.text).replace("\u2212", "-").split())
        yield from (row.table, row.key, cell.column, text)
