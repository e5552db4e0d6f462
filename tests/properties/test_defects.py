"""Planted defects are found: every one that an independent oracle calls detectable."""

import os
from collections import Counter
from random import Random

import pytest

from tests.conftest import Say
from triallint.model import Finding, Severity

from .defects import KINDS, Defect
from .loading import checked
from .trials import Tables, Trial

TRIALS = int(os.environ.get("TRIALLINT_PROPERTY_ROWS", "200000")) // 1000


def seen(tables: Tables) -> set[tuple[str, str, int | None, str, str]]:
    """What is found, by check, table, line, column and severity."""
    return {
        (f.check, p.place.file, p.place.row, p.place.name, f.severity.name)
        for f in checked(tables).findings
        for p in f.points
    }


def news(defect: Defect, before: set[tuple[str, str, int | None, str, str]]) -> Severity | None:
    """The worst severity of what is newly found in the damaged cells."""
    new = seen(defect.tables) - before
    hits = [
        Severity[severity]
        for _, table, line, column, severity in new
        if table == defect.table and line == defect.index + 2 and column in defect.columns
    ]
    return max(hits, default=None)


@pytest.mark.parametrize("plant", KINDS, ids=[kind.__name__ for kind in KINDS])
def test_every_detectable_defect_is_found(plant, say: Say) -> None:  # type: ignore[no-untyped-def]
    count: Counter[str] = Counter()
    missed: list[str] = []
    for number in range(70_000_000, 70_000_000 + TRIALS):
        tables = dict(Trial(number).tables)
        for defect in plant(tables, Random(number)):
            worst = news(defect, seen(tables))
            count["planted"] += 1
            count["detectable"] += defect.detectable
            count["found"] += defect.detectable and worst is not None
            count["as warning or error"] += defect.detectable and worst is not None and worst > Severity.info
            if defect.detectable and worst is None:
                missed.append(f"{number}: {defect.tables[defect.table][defect.index]}")
    say(
        f"{plant.__doc__} Planted {count['planted']}, detectable {count['detectable']}, of these found "
        f"{count['found']} ({count['as warning or error']} as warning or error)"
    )
    assert count["detectable"] > TRIALS // 10, "the class hardly ever makes a detectable defect"
    assert not missed, f"{len(missed)} missed, such as {missed[:3]}"


def test_findings_are_named() -> None:
    """A finding without a place could not be traced to its cell."""
    findings: tuple[Finding, ...] = checked(dict(Trial(1).tables)).findings
    assert all(f.place.row and f.place.name for f in findings)
