"""The figures of documents, and how they agree with the annotated abstracts, where these are at hand."""

import hashlib
import importlib.util
import os
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import Say
from triallint.extract.document import Document
from triallint.extract.figures import figures
from triallint.extract.grammar import facts

SHARED = os.environ.get("TRIALLINT_SHARED")
needed = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the abstracts")

#: F1 that must not be lost: where misses were read while the rules were made, and where none ever was.
FLOORS = {
    "read": {"total": 0.90, "arm": 0.88, "event": 0.86, "percent": 0.92, "pair": 0.85},
    "never read": {"total": 0.85, "arm": 0.81, "event": 0.83, "percent": 0.91, "pair": 0.85},
}


#: The halves whose misses were read: of which digest of an abstract's number which byte is even.
READ = ((hashlib.md5, -1), (hashlib.sha256, 0))


def document(text: str, name: str = "1") -> Document:
    return Document("trial.txt", name, text, "0" * 64, "plain")


def test_figures_of_a_document() -> None:
    text = (
        "In all, 100 women were randomly assigned to zelomab (n = 48) or placebo (n = 52). "
        "Relief was seen in 12 of 48 patients (25%) with zelomab and twelve (23.1%) with placebo."
    )
    found = {(one["kind"], str(one["value"])) for one in figures(document(text), facts(text))}
    assert found == {
        ("total", "100"),
        ("arm", "48"),
        ("arm", "52"),
        ("event", "12"),
        ("percent", "25"),
        ("percent", "23.1"),
        ("pair", "[12, 25]"),
        ("pair", "[12, 23.1]"),
    }
    assert all(text[one["start"] : one["end"]] for one in figures(document(text), facts(text)))


def test_a_share_of_no_arm_is_no_figure() -> None:
    text = "Of these women, 24 of 89 (27%) had a fall."
    assert list(figures(document(text), facts(text))) == []


@needed
@pytest.mark.parametrize("part", FLOORS)
def test_agreement_with_annotated_abstracts(part: str, say: Say) -> None:
    tool, gold, texts = _annotated()
    gold = {pmid: one for pmid, one in gold.items() if _is_read(pmid) == (part == "read")}
    predicted = defaultdict(lambda: defaultdict(list))
    for pmid in gold:
        for kind, item in {_item(one) for one in figures(document(texts[pmid], pmid), facts(texts[pmid]))}:
            predicted[pmid][kind].append(item)
    result, _ = tool.score(gold, predicted, "span", "judged")
    for kind, one in result.items():
        say(
            f"numbers of {len(gold)} abstracts ({part}), {kind:8} P {one['P']:.3f} R {one['R']:.3f} "
            f"F1 {one['F1']:.3f} ({one['gold']} annotated)"
        )
    missed = {kind: one["F1"] for kind, one in result.items() if one["F1"] < FLOORS[part][kind]}
    assert missed == {}


def _annotated() -> tuple[ModuleType, dict, dict]:
    assert SHARED
    spec = importlib.util.spec_from_file_location("score_pico", Path(SHARED, "tools", "score_pico.py"))
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    gold, texts, _ = tool.read_gold(Path(SHARED, "corpora", "pico", "dev.jsonl"))
    return tool, gold, texts


def _is_read(pmid: str) -> bool:
    """Whether somebody has read what is missed in an abstract: one half was read first, then half of the others."""
    return any(digest(pmid.encode(), usedforsecurity=False).digest()[at] % 2 == 0 for digest, at in READ)


def _item(one: dict) -> tuple[str, tuple]:
    value = one["value"]
    return one["kind"], (tuple(value) if isinstance(value, list) else value, one["start"], one["end"])
