"""Cases gathered from papers and from other tools' tests, where the shared folder is at hand."""

import json
import os
from pathlib import Path

import pytest

from . import vectors_effects, vectors_summaries

ANSWERS = vectors_effects.ANSWERS | vectors_summaries.ANSWERS
SHARED = os.environ.get("TRIALLINT_SHARED")

#: Kinds that are about texts, flow or declared conventions: the checks answer them, not arithmetic.
ELSEWHERE = {
    "block_randomisation_imbalance",
    "participants_exceed_randomised",
    "trap_abbreviation",
    "trap_pattern",
    "p_domain",
    "sum_of_arms",
}


def cases():
    if not SHARED:
        return [pytest.param(None, marks=pytest.mark.skip(reason="TRIALLINT_SHARED is not set"))]
    found = []
    for path in sorted(Path(SHARED, "vectors").glob("numeric.*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case["kind"] not in ELSEWHERE:
                found.append(pytest.param(case, id=case["id"]))
    return found


@pytest.mark.parametrize("case", cases())
def test_vector(case):
    assert case["kind"] in ANSWERS, "a kind of case that nothing here answers"
    ANSWERS[case["kind"]](case["inputs"], case["expected"])
