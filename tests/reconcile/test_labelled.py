"""Labelled sets of duplicates: the figures as labelled, and after reading every pair that is disputed."""

import csv
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from tests.conftest import Say
from triallint.comparing import title_key
from triallint.reconcile import Group, group

from .corpora import Labelled, Pair, endnote, hand_made, labelled, shared
from .policies import merged_pairs, search_pairs

CORPORA = shared()
needed = pytest.mark.skipif(CORPORA is None, reason="TRIALLINT_SHARED does not name the folder with the sets")

#: Pairs that labels and groups do not agree on, each with a verdict by somebody who read both records.
DISPUTED = Path(__file__).parent / "disputed.tsv"
VERDICTS = {"one publication", "version", "companion", "notice", "another"}


def read_verdicts(name: str) -> Mapping[Pair, str]:
    with DISPUTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {(row["a"], row["b"]): row["verdict"] for row in rows if row["set"] == name}


def a_set(name: str) -> Labelled:
    assert CORPORA is not None
    folder = CORPORA / "dedup"
    if name != "copper":
        return labelled(folder, name)
    records, marked = endnote(folder / "copper.endnote.xml")
    titles: dict[str, list[str]] = {}
    for record in records:
        if record.id in marked:
            titles.setdefault(title_key(record.title), []).append(record.id)
    pairs = {pair for ids in titles.values() for pair in combinations(sorted(ids), 2)}
    return Labelled(name, records, frozenset(pairs))


def figures(found: frozenset[Pair], true: frozenset[Pair]) -> tuple[float, float]:
    right = len(found & true)
    return right / len(found), right / len(true)


def test_every_verdict_has_a_reason() -> None:
    with DISPUTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert rows
    assert {row["verdict"] for row in rows} <= VERDICTS
    assert all(row["why"] and row["labelled"] in ("yes", "no") for row in rows)
    assert len({(row["set"], row["a"], row["b"]) for row in rows}) == len(rows)


@needed
@pytest.mark.parametrize("name", ["haematology", "respiratory", "special_cases", "copper"])
def test_labelled_set(name: str, say: Say) -> None:
    one = a_set(name)
    groups = group(one.records)
    found = merged_pairs(groups)
    for policy, pairs in (("extraction", found), ("search", search_pairs(groups))):
        precision, recall = figures(pairs, one.pairs)
        say(f"{name}, as labelled, {policy} policy: precision {precision:.3f}, recall {recall:.3f}")
    verdicts = read_verdicts(name)
    disputed = found ^ one.pairs
    assert disputed == verdicts.keys(), "read these pairs and list them, or take them off the list"
    true = (one.pairs - verdicts.keys()) | {
        pair for pair, said in verdicts.items() if said == "one publication"
    }
    precision, recall = figures(found, true)
    say(
        f"{name}, after reading {len(disputed)} disputed pairs: precision {precision:.3f}, recall {recall:.3f}"
    )
    assert precision == 1
    assert recall >= 0.95


@needed
@pytest.mark.parametrize("name", ["haematology", "respiratory"])
def test_disputed_pairs_of_other_kinds_are_links_of_that_kind(name: str, say: Say) -> None:
    """A notice is linked as a notice, a version as a version; what is another work is not tied at all."""
    kinds = _kinds(group(a_set(name).records))
    verdicts = [(pair, said) for pair, said in read_verdicts(name).items() if said != "one publication"]
    akin = [(pair, said) for pair, said in verdicts if said != "another"]
    agreed = [pair for pair, said in akin if kinds.get(pair) == said]
    say(f"{name}: {len(agreed)} of {len(akin)} links are of the kind that they were read as")
    assert 2 * len(agreed) > len(akin)
    assert not [pair for pair, said in verdicts if said == "another" and pair in kinds]


def _kinds(groups: tuple[Group, ...]) -> dict[Pair, str]:
    return {(edge.a, edge.b): edge.kind for one in groups for edge in one.edges if not one.is_merged}


@needed
def test_hand_made_pairs(say: Say) -> None:
    assert CORPORA is not None
    verdicts = {a for a, _ in read_verdicts("hand-made")}
    wrong = {"extraction": set[str](), "search": set[str]()}
    cases = list(hand_made(CORPORA / "dedup" / "test_cases.json"))
    for name, a, b, expected in cases:
        groups = group([a, b])
        for policy, pairs in (("extraction", merged_pairs(groups)), ("search", search_pairs(groups))):
            if bool(pairs) != expected:
                wrong[policy].add(name)
    for policy, names in wrong.items():
        say(f"hand-made pairs, {policy} policy: {len(cases) - len(names)} of {len(cases)} as expected")
    assert wrong == {"extraction": verdicts, "search": set()}
