"""Real citations with all identifiers hidden: what changed over time is grouped, look-alikes are not."""

import csv
import time
from itertools import combinations
from pathlib import Path

import pytest

from tests.conftest import Say
from triallint.reconcile import Record, group

from .corpora import Pair, shared
from .drifting import drifted, latest, look_alikes
from .policies import merged_pairs

CORPORA = shared()
needed = pytest.mark.skipif(
    CORPORA is None, reason="TRIALLINT_SHARED does not name the folder with the citations"
)

#: Two PMIDs that are one publication, each pair with a verdict by somebody who read both citations.
DOUBLES = Path(__file__).parent / "doubles.tsv"


def corpus() -> Path:
    assert CORPORA is not None
    return CORPORA / "pubmed" / "citations.dev.jsonl.xz"


def doubles() -> set[Pair]:
    with DOUBLES.open(encoding="utf-8", newline="") as file:
        return {(row["a"], row["b"]) for row in csv.DictReader(file, delimiter="\t")}


def pmids(pair: Pair) -> Pair:
    a, b = sorted(name.partition("/")[0] for name in pair)
    return a, b


def measured(works: dict[str, list[Record]], say: Say, what: str) -> None:
    true = {pair for dates in works.values() for pair in combinations([one.id for one in dates], 2)}
    records = [one for dates in works.values() for one in dates]
    start = time.perf_counter()
    found = merged_pairs(group(records))
    seconds = time.perf_counter() - start
    wrong = {pmids(pair) for pair in found - true}
    recall = len(found & true) / len(true)
    say(
        f"{what}: {len(true)} pairs of one PMID at two dates without identifiers, recall {recall:.3f}; "
        f"{len(wrong)} pairs of two PMIDs grouped, {len(wrong - doubles())} of them wrongly "
        f"({len(records)} records, {seconds:.0f} s)"
    )
    assert recall >= 0.95
    assert wrong <= doubles()


@needed
def test_citations_at_two_dates_group(say: Say) -> None:
    works = drifted(corpus())
    measured(dict(list(works.items())[::8]), say, "an eighth of the corpus")


@needed
@pytest.mark.slow
def test_all_citations_at_two_dates_group(say: Say) -> None:
    measured(drifted(corpus()), say, "the whole corpus")


@needed
@pytest.mark.slow
def test_look_alikes_do_not_group(say: Say) -> None:
    records = latest(corpus())
    by_kind = look_alikes(records)
    wanted = {name for pairs in by_kind.values() for pair in pairs for name in pair}
    found = merged_pairs(group([record for record in records if record.id in wanted]))
    for kind, pairs in by_kind.items():
        grouped = set(pairs) & found
        say(
            f"look-alikes, {kind}: {len(pairs)} pairs, {len(grouped)} grouped, {len(grouped - doubles())} wrongly"
        )
    every = {pair for pairs in by_kind.values() for pair in pairs}
    say(f"look-alikes: {len(every)} pairs, {len(every & found - doubles())} wrongly grouped")
    assert len(every - doubles()) >= 10_000
    assert found <= doubles()
