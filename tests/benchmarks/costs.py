"""What each check costs on a large dataset, so that the dearest can be made cheaper."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from triallint.checkfile import Check, builtin_checks
from triallint.conventions import Conventions
from triallint.read import read
from triallint.run import run
from triallint.shape import shape
from triallint.tables import Tables

from .corpus import write_corpus


@dataclass(frozen=True)
class Cost:
    """What one check took over a dataset: rows it is about, and seconds of the processor."""

    check: str
    applicable: int
    seconds: float

    @property
    def each(self) -> float:
        """Microseconds per row that it is about."""
        return 1e6 * self.seconds / max(1, self.applicable)


def costs(reports: int, shown: int) -> Iterator[str]:
    """The table, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        rows = write_corpus(corpus, reports)
        tables = shape(read([corpus]).sheets).tables
        found = sorted((_cost(check, tables) for check in builtin_checks()), key=lambda c: -c.seconds)
    total = sum(cost.seconds for cost in found)
    yield f"Checks over {rows:,} rows, {total:.2f} s in all; the {shown} that take most"
    yield f"  {'check':56} {'rows':>8} {'µs a row':>9} {'share':>6}"
    for cost in found[:shown]:
        yield f"  {cost.check:56} {cost.applicable:8,} {cost.each:9.1f} {cost.seconds / total:6.1%}"
    dearest = sorted((cost for cost in found if cost.applicable), key=lambda c: -c.each)[:shown]
    yield f"The {shown} dearest for a row that they are about"
    for cost in dearest:
        yield f"  {cost.check:56} {cost.applicable:8,} {cost.each:9.1f} {cost.seconds / total:6.1%}"


def _cost(check: Check, tables: Tables) -> Cost:
    """One check alone, with what it infers of reports; `unless` has no say, so each row is asked."""
    begun = time.process_time()
    result = run([check], tables, Conventions(tables))
    taken = time.process_time() - begun
    return Cost(check.name, result.checked.tallies[check.name].applicable, taken)
