"""The gate lets everything through in which the grammar finds a fact."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.pubmed_files import Mix, paper
from tests.benchmarks.pubmed_prose import sentence_of
from triallint.extract.document import Document
from triallint.extract.layouts.plain import parts_of
from triallint.extract.reading import facts_of
from triallint.numerals import NUMBER_WORDS
from triallint.scan.anchors import may_hold_figures

from .odd import ABSTRACTS

SHARED = os.environ.get("TRIALLINT_SHARED")
WORDS = sorted(NUMBER_WORDS)


def has_facts(text: str) -> bool:
    return bool(facts_of(Document("f", "d", text, "", "plain text", parts_of(text).sections)))


@pytest.mark.parametrize(
    "content",
    [
        b"12 of them",
        b"Forty women were asked.",
        b"forty<i>-three</i> men",
        b"t<b>wo</b> men",
        b"&#49;&#50; men",
        b"&nbsp;",
        "\u0661\u0662 men".encode(),
        "\uff11 man".encode(),
        b"\xff\xfe",
        b"None of the patients died",
    ],
)
def test_what_may_hold_a_number_passes(content: bytes) -> None:
    assert may_hold_figures(content)


@pytest.mark.parametrize(
    "content", [b"", b"Nothing was counted &lt; here.", "Caf\u00e9 \u2013 quiet.".encode()]
)
def test_what_holds_none_does_not(content: bytes) -> None:
    assert not may_hold_figures(content)


@given(
    st.lists(st.sampled_from(ABSTRACTS), min_size=1, max_size=2),
    st.lists(st.sampled_from(["", *WORDS]), min_size=1),
)
def test_what_does_not_pass_has_no_facts(texts: list[str], instead: list[str]) -> None:
    # Every number as a word or as nothing: what the grammar still reads must pass.
    at = iter(instead * 100)
    text = re.sub(r"[\d.]+", lambda _: next(at), " ".join(texts))
    assert may_hold_figures(text.encode()) or not has_facts(text)


def test_generated_abstracts_with_facts_pass() -> None:
    texts = [sentence_of(paper(pmid, mix=Mix(abstracts=1)).parts) for pmid in range(300)]
    passed = [text for text in texts if may_hold_figures(text.encode())]
    assert 0 < len(passed) < len(texts)
    assert not any(has_facts(text) for text in texts if text not in passed)


@pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the abstracts")
def test_real_sentences_with_facts_pass() -> None:
    lines = (Path(SHARED or "") / "corpora" / "pico" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    sentences = [one for line in lines[::3] for one in json.loads(line)["text"].split(". ")]
    gated = [one for one in sentences if not may_hold_figures(one.encode())]
    assert len(gated) > 100
    assert [one for one in gated if has_facts(one)] == []
