"""Cases from papers and other tools' tests, written as tables: every check together gives the verdict.

The figures of the same cases are compared with the arithmetic in tests/arithmetic/test_vectors.py.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Say

from .vectors import counts, effects, means, tested

#: How a case becomes tables: by its id, or by its kind.
TABLES = means.CASES | counts.CASES | tested.CASES | effects.CASES

#: Cases that no table can hold, by id or kind, and why.
NOT_EXPRESSIBLE = {
    "TRAP-doses": "a pair of doses in a sentence: it is no count, so no row of any table holds it",
    "GRIM-n40-half_down-08": "wrong only if ties were rounded down, and a table cannot say how they were",
}

SHARED = os.environ.get("TRIALLINT_SHARED")
needed = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the cases")


def vectors() -> list[dict[str, Any]]:
    if not SHARED:
        return []
    lines = (Path(SHARED) / "vectors" / "numeric.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


VECTORS = vectors()


def names(vector: dict[str, Any]) -> tuple[str, str]:
    return vector["id"], vector["kind"]


EXPRESSED = [v for v in VECTORS if not NOT_EXPRESSIBLE.keys() & set(names(v))]


@needed
@pytest.mark.parametrize("vector", EXPRESSED, ids=lambda vector: vector["id"])
def test_checks_give_the_verdict(vector: dict[str, Any]) -> None:
    build = next(TABLES[name] for name in names(vector) if name in TABLES)
    cases = build(vector["inputs"], vector["expected"])
    assert cases
    complaints = [complaint for case in cases for complaint in case.complaints()]
    assert complaints == [], "\n".join([vector["id"], *complaints])


@needed
def test_every_case_is_a_table_or_is_listed(say: Say) -> None:
    left = [v["id"] for v in VECTORS if not set(names(v)) & (TABLES.keys() | NOT_EXPRESSIBLE.keys())]
    assert left == [], "neither turned into tables nor listed as what no table can hold"
    idle = (TABLES.keys() | NOT_EXPRESSIBLE.keys()) - {name for v in VECTORS for name in names(v)}
    assert idle == set(), "no case has this name any more"
    assert len(VECTORS) >= 148
    left_out = "".join(f"\n  {name}: {reason}" for name, reason in NOT_EXPRESSIBLE.items())
    say(f"{len(EXPRESSED)} of {len(VECTORS)} numeric cases are tables; no table can hold:{left_out}")
