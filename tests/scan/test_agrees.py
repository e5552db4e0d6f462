"""The fast way and the slow way say the same of every record."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from tests.benchmarks.pubmed_files import Mix, write_baseline, write_lines
from tests.conftest import Say
from triallint.scan.located import located

from .odd import ODD, simple
from .plain import plainly, scanned

SHARED = os.environ.get("TRIALLINT_SHARED")

#: Figures in every abstract, a tenth of them wrong.
DENSE = Mix(abstracts=0.9, trials=0.8, claims=0.2, odd=0.4, planted=0.3, sentences=(2, 4))


def write(folder: Path, text: str) -> Path:
    path = folder / "records.xml"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("what", ODD)
def test_odd_records_are_judged_alike(what: str, tmp_path: Path) -> None:
    path = write(tmp_path, ODD[what])
    made = tmp_path / "made"
    made.mkdir()
    slow = plainly(path, made)
    assert sorted(scanned(path), key=repr) == sorted(slow, key=repr)
    assert slow or what in SILENT


#: Odd records in which nothing is found, by either way.
SILENT = ("only a commented abstract", "only another abstract")


def test_chunks_may_end_anywhere(tmp_path: Path) -> None:
    path = write(tmp_path, simple())
    whole = scanned(path)
    assert len(whole) > 4
    for size in (1, 2, 3, 7, 64, 500):
        assert scanned(path, size) == whole, size


@pytest.mark.parametrize(
    "what", ["comment that hides the end of a record", "a book", "cdata that holds tags", "instruction"]
)
def test_chunks_may_end_within_what_is_hidden(what: str, tmp_path: Path) -> None:
    path = write(tmp_path, ODD[what])
    whole = scanned(path)
    assert whole
    for size in (1, 5, 33):
        assert scanned(path, size) == whole, size


def test_a_cut_at_every_byte_yields_the_records_before_it_and_says_so(tmp_path: Path) -> None:
    text = simple().encode()
    ends = [
        at + len(b"</PubmedArticle>") for at in range(len(text)) if text.startswith(b"</PubmedArticle>", at)
    ]
    for cut in range(0, len(text), 11):
        path = tmp_path / "cut.xml"
        path.write_bytes(text[:cut])
        rows = [row for batch in located(path) for row in batch.to_pylist()]
        kept = [row for row in rows if row["form"] == "pubmed"]
        assert len(kept) == sum(end <= cut for end in ends), cut
        begun = text.count(b"<PubmedArticle>", 0, cut)
        assert any(row["form"] == "broken" for row in rows) == (begun > len(kept) or not kept), cut


def test_generated_records_are_judged_alike(tmp_path: Path, say: Say) -> None:
    path = write_baseline(tmp_path, 1, 80, mix=DENSE)[0]
    fast = scanned(path)
    assert sorted(fast, key=repr) == sorted(plainly(path, tmp_path), key=repr)
    assert len({one[0] for one in fast}) > 10
    say(f"scan: {len(fast)} findings in 80 generated records, those of the slow way")


def test_generated_texts_are_judged_alike(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "texts.jsonl", range(1, 120), mix=DENSE)
    fast = scanned(path)
    assert sorted(fast, key=repr) == sorted(plainly(path, tmp_path), key=repr)
    assert len(fast) > 10


def test_findings_stand_in_the_order_of_records(tmp_path: Path) -> None:
    path = write_baseline(tmp_path, 1, 100, mix=DENSE)[0]
    ids = [int(str(one[0])) for one in scanned(path)]
    assert all(one <= other for one, other in pairwise(ids))


#: Every so many real records: all of them take half a minute by the slow way.
STEPS = [8, pytest.param(1, marks=pytest.mark.slow)]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the corpora")
def test_real_records_are_judged_alike(step: int, tmp_path: Path, say: Say) -> None:
    whole = Path(SHARED or "") / "corpora" / "pubmed" / "records.dev.xml.gz"
    records = [row["content"] for batch in located(whole) for row in batch.to_pylist()]
    assert len(records) == 1811
    path = tmp_path / "in" / "some.xml"
    path.parent.mkdir()
    path.write_bytes(b"<PubmedArticleSet>\n%b</PubmedArticleSet>" % b"\n".join(records[::step]))
    fast = scanned(path)
    assert sorted(fast, key=repr) == sorted(plainly(path, tmp_path), key=repr)
    if step == 1:
        assert fast == scanned(whole)
        say(f"scan: {len(fast)} findings in 1,811 real records, those of the slow way")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the corpora")
def test_real_abstracts_are_judged_alike(step: int, tmp_path: Path, say: Say) -> None:
    lines = (Path(SHARED or "") / "corpora" / "pico" / "dev.jsonl").read_bytes().splitlines(keepends=True)
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"".join(lines[::step]))
    fast = scanned(path)
    assert sorted(fast, key=repr) == sorted(plainly(path, tmp_path), key=repr)
    if step == 1:
        say(f"scan: {len(fast)} findings in {len(lines)} real abstracts, those of the slow way")
