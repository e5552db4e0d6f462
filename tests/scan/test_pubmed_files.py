"""The invented PubMed files are what they say: valid, the same each time, and mixed as stated."""

import gzip
import hashlib
import os
from pathlib import Path

import pytest
from lxml import etree

from tests.benchmarks.pubmed_files import BARE, MIX, Update, paper, write_baseline, write_lines, write_update
from tests.benchmarks.pubmed_prose import Mix, sentence_of
from tests.conftest import Say
from triallint.config import Config
from triallint.extract.document import Document
from triallint.extract.layouts.plain import parts_of
from triallint.pubmed.parse import read
from triallint.scan.figures import judge_for

SHARED = os.environ.get("TRIALLINT_SHARED")


def test_files_are_the_same_each_time(tmp_path: Path) -> None:
    one, two = (write_baseline(tmp_path / name, 2, 30) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert one[0].read_bytes() != write_baseline(tmp_path / "three", 1, 30, seed=2)[0].read_bytes()


def test_sums_are_those_of_the_files(tmp_path: Path) -> None:
    for packed in (True, False):
        (path,) = write_baseline(tmp_path, 1, 5, packed=packed)
        said = path.with_name(path.name + ".md5").read_text()
        assert said == f"MD5({path.name})= {hashlib.md5(path.read_bytes()).hexdigest()}\n"


@pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with PubMed's DTD")
def test_files_are_valid(tmp_path: Path) -> None:
    dtd = etree.DTD(str(Path(SHARED or "") / "recorded" / "dtd" / "pubmed_250101.dtd"))
    (path,) = write_baseline(tmp_path, 1, 300)
    update = Update(revised=[10, 40, 80], new=[301], deleted=[5, 6], revision=2, version=2)
    for file in (path, write_update(tmp_path, 2, update)):
        assert dtd.validate(etree.fromstring(gzip.decompress(file.read_bytes()))), dtd.error_log.last_error


def test_an_update_revises_adds_and_takes_back(tmp_path: Path) -> None:
    update = Update(revised=[10, 40], new=[7], deleted=[5], revision=2, version=2)
    path = write_update(tmp_path, 3, update, mix=BARE, packed=False)
    found = read(path.read_bytes())
    assert found.deleted == ("5",)
    assert [(one.pmid, one.version) for one in found.publications] == [("10", "2"), ("40", "2"), ("7", "1")]
    assert [bool(one.pages) for one in found.publications] == [True] * 3
    assert not paper(10).pages
    assert [link.kind for link in found.publications[1].links] == ["RetractionIn"]


def test_the_mix_is_as_stated(tmp_path: Path, say: Say) -> None:
    papers = [paper(pmid) for pmid in range(1, 1_500)]
    texts = [sentence_of(one.parts) for one in papers if one.parts]
    shares = {
        "with an abstract": len(texts) / len(papers),
        "with a percent": sum("%" in text for text in texts) / len(texts),
        "with an interval": sum("CI" in text for text in texts) / len(texts),
        "randomised": sum("randomly assigned" in text for text in texts) / len(texts),
    }
    assert abs(shares["with an abstract"] - MIX.abstracts) < 0.05
    assert abs(shares["randomised"] - MIX.trials) < 0.02
    assert 0.25 < shares["with a percent"] < 0.35
    say("generated records: " + ", ".join(f"{100 * share:.0f} % {name}" for name, share in shares.items()))


def test_figures_are_true_but_for_what_was_planted() -> None:
    judge = judge_for(Config())
    for planted in (0.0, 1.0):
        mix = Mix(abstracts=1, trials=1, labelled=0, planted=planted)
        texts = [sentence_of(paper(pmid, mix=mix).parts) for pmid in range(60)]
        documents = [
            Document("f", str(at), text, "", "plain text", parts_of(text).sections)
            for at, text in enumerate(texts)
        ]
        found = [sum(f.severity.name == "error" for f in one.findings) for one in judge.judge(documents)]
        assert sum(map(bool, found)) == (0 if planted == 0 else pytest.approx(60, abs=12))


def test_lines_hold_the_abstracts_of_the_same_papers(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "t.jsonl.gz", range(1, 40))
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    assert len(lines) == sum(bool(paper(pmid).parts) for pmid in range(1, 40))
    assert not any("<sup>" in line or "&lt;" in line for line in lines)
