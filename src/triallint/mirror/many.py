"""Citations by the million held against a mirror, part by part and side by side, in steady memory."""

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from ..config import Config
from ..crosscheck import merged_uses
from ..model import AnswersUsed, Finding, Severity
from ..render.answers import as_data
from ..render.json import finding_data, unverified_data
from ..store import make_folder, writing
from .building import end_with_parent
from .parts import ROWS, Judge, Judged, Part, parts

#: Parts that wait for a process that is free, for each process.
_WAITING: Final = 2


@dataclass(slots=True)
class Outcome:
    """What came of a table.

    Attributes:
        rows: how many citations it has.
        severities: how many findings of each severity.
        checks: how many findings of each check.
        unverified: how many citations nothing is known of.
        skips: how often each check could not look, and why.
        crashes: how often a check failed by our own fault.
        answers: whose answers were used.
    """

    rows: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    unverified: int = 0
    skips: Counter[tuple[str, str]] = field(default_factory=Counter)
    crashes: Counter[str] = field(default_factory=Counter)
    answers: tuple[AnswersUsed, ...] = ()
    _said: set[str] = field(default_factory=set)

    def take(self, part: Judged, reports: str) -> Iterator[dict[str, Any]]:
        """Count what was said of a part, and give the lines that it adds to the output.

        Args:
            part: what was said.
            reports: the file of the reports: what is said of it comes with each part that needs them.
        """
        run = part.run
        self.rows += part.rows
        for finding in run.findings:
            if self._is_new(finding, reports):
                self.severities[finding.severity] += 1
                self.checks[finding.check] += 1
                yield {"kind": "finding", **finding_data(finding)}
        for one in run.checked.unverified:
            if one.place.file != reports or self._adds(f"{one.place} {one.what}"):
                self.unverified += 1
                yield {"kind": "unverified", **unverified_data(one)}
        self.skips.update({(one.check, one.reason): one.count for one in run.skips})
        self.crashes.update(f"{one.check}: {one.error}" for one in run.crashes)
        self.answers = merged_uses((*self.answers, *run.checked.answers))

    def _is_new(self, finding: Finding, reports: str) -> bool:
        place = finding.place
        is_of_all_parts = place.file == reports or place.row is None or place.row == 1
        return not is_of_all_parts or self._adds(f"{finding.fingerprint} {place}")

    def _adds(self, said: str) -> bool:
        known = said in self._said
        self._said.add(said)
        return not known

    def summary(self) -> dict[str, Any]:
        """The last line of the output: what came of it in figures."""
        skips = [
            {"check": key[0], "reason": key[1], "count": count} for key, count in sorted(self.skips.items())
        ]
        return {
            "kind": "summary",
            "rows": self.rows,
            "findings": {one.name: self.severities[one] for one in sorted(Severity, reverse=True)},
            "checks": dict(sorted(self.checks.items())),
            "unverified": self.unverified,
            "skips": skips,
            "crashes": dict(self.crashes),
            "answers": [as_data(one) for one in self.answers],
        }


def check_many(
    table: Path,
    reports: Path | None,
    settings: Config,
    output: Path,
    *,
    rows: int = ROWS,
    processes: int = 1,
    carried: "Carried | None" = None,
    progress: Callable[[Outcome], None] = lambda _: None,
) -> Outcome:
    """Check a table of citations of any length, and write what was found as JSON Lines.

    Rows are compared with each other within a part only. The output stands under its name when it is whole.

    Args:
        table: of citations, as CSV or TSV in UTF-8.
        reports: the table of the reports that they belong to, if there is one.
        settings: which checks are asked, and where the mirror is.
        output: where the findings go; a file that is there is replaced.
        rows: how many rows a part has.
        processes: how many parts are checked side by side.
        carried: checks the parts elsewhere, such as on a cluster; None for these processes.
        progress: is told how far it is after every part.

    Raises:
        UsageError: the table cannot be read, or the output not written.
    """
    outcome, seen = Outcome(), str(reports or "")
    make_folder(output.absolute().parent)
    with writing(output, within=output.absolute().parent, overwrite=True) as file:
        cut, given = parts(table, rows), (table, reports, settings)
        for part in carried(cut, given) if carried else _judged(cut, given, processes):
            for line in outcome.take(part, seen):
                file.write(_line(line))
            progress(outcome)
        file.write(_line(outcome.summary()))
    return outcome


def _line(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


_Given = tuple[Path, Path | None, Config]

#: What is said of each part, in their order, by whoever runs the judges.
Carried = Callable[[Iterator[Part], _Given], Iterator[Judged]]


def _judged(cut: Iterator[Part], given: _Given, processes: int) -> Iterator[Judged]:
    """What is said of each part, in their order."""
    if processes < 2:
        yield from map(Judge(*given).judged, cut)
        return
    waiting: deque[Future[Judged]] = deque()
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, given) as pool:
        try:
            for part in cut:
                waiting.append(pool.submit(_work, part))
                if len(waiting) > _WAITING * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


#: What checks the parts in this process.
_judges: list[Judge] = []


def _begin(table: Path, reports: Path | None, settings: Config) -> None:
    end_with_parent()
    _judges[:] = [Judge(table, reports, settings)]


def _work(part: Part) -> Judged:
    return _judges[0].judged(part)
