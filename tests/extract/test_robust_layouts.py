"""Whatever the bytes: a finding or a document, never a crash, and in time."""

import gzip
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Say
from triallint.read.source import Limits

from .reading import DOCUMENTS, must_stand_where_it_says, read, written

SEED = 20261121
FILES = sorted(DOCUMENTS.iterdir())
MILLION = 1_000_000


def test_damaged_documents_never_crash(tmp_path: Path, say: Say) -> None:
    """Each test document, cut, with bytes changed, doubled, dropped, and packed and cut."""
    chance, made, said = random.Random(SEED), 0, 0
    for path in FILES:
        content = path.read_bytes()
        for _ in range(14):
            found, findings = read(written(tmp_path, path.name, damaged(content, chance)))
            made, said = made + len(found), said + len(findings)
            for document in found:
                must_stand_where_it_says(document)
            assert found or findings, "what cannot be read is a finding"
    say(f"damaged documents: {14 * len(FILES)} files, {made} documents, {said} findings, no crash")


def damaged(content: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(content)), chance.randrange(1, 400)
    ways: list[Callable[[], bytes]] = [
        lambda: content[:at],
        lambda: content[at:],
        lambda: content[:at] + content[at + size :],
        lambda: content[:at] + content[at : at + size] * 3 + content[at:],
        lambda: content[:at] + chance.randbytes(5) + content[at:],
        lambda: content.replace(b">", b"", chance.randrange(1, 9)),
        lambda: content.replace(b"\n", chance.choice([b"", b"\r", b"\x0c", b"\xe2\x80\xa8"])),
        lambda: gzip.compress(content)[: at or 1],
        lambda: content.decode("utf-8").encode(chance.choice(["utf-16", "cp1252", "utf-32"]), "replace"),
    ]
    return chance.choice(ways)()


def test_random_bytes_are_a_finding(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    for start in (b"", b"<", b"{", b"<?xml", b"PMID- ", b"\x1f\x8b\x08", b"\xff\xfe"):
        for size in (1, 50, 5000):
            found, findings = read(written(tmp_path, "noise", start + chance.randbytes(size)))
            assert findings or found


#: Files that would fill a memory or never end, each with what it should say.
BOMBS: dict[str, Callable[[], bytes]] = {
    "50 MB of one line": lambda: b"word " * (10 * MILLION),
    "50 MB without a blank": lambda: b"a" * (50 * MILLION),
    "50 MB of one line of JSON": lambda: b'{"id": "1", "text": "' + b"A trial. " * (5 * MILLION) + b'"}',
    "a JSON line nested deeply": lambda: b'{"text": ' + b"[" * MILLION,
    "elements nested deeply": lambda: b"<PubmedArticle>" + b"<i>" * MILLION + b"</PubmedArticle>",
    "an article nested deeply": lambda: b"<article><article-meta/>" + b"<sec>" * MILLION,
    "a record that never ends": lambda: b"<PubmedArticleSet>" + b"<PubmedArticle>" * MILLION,
    "a comment that never ends": lambda: b"<!--" * MILLION + b"<html>",
    "too many elements": lambda: b"<html><body>" + b"<p>a</p>" * (3 * MILLION),
    "no end of labels": lambda: b"Results: we randomised " + b"METHODS: " * 400_000,
    "no end of semicolons": lambda: b"- PMID: 1\nAbstract\n2031 " + b";" * 3 * MILLION,
    "no end of equals signs": lambda: b"=== Abstract ===\n=== Metadata ===\n" + b"== " * MILLION,
    "nbib that goes on": lambda: b"PMID- 1\nAB  - trial\n" + b"      more of it\n" * MILLION,
}


@pytest.mark.parametrize("name", BOMBS)
def test_large_and_deep_files_end_in_time(name: str, tmp_path: Path) -> None:
    found, findings = read(written(tmp_path, "bomb", BOMBS[name]()))
    assert findings, "it is said that the file was not read, or what is odd about it"
    assert all(len(one.text) <= 5 * MILLION for one in found)


def test_a_page_nested_deeply_is_read_or_refused(tmp_path: Path) -> None:
    page = (
        b"<html><h1>On a trial</h1><h2>Abstract</h2>"
        + b"<div>" * 300_000
        + b"We randomised 7 men."
        + b"</div>" * 9
    )
    found, findings = read(written(tmp_path, "deep.html", page))
    assert found or findings


def test_spans_of_table_cells_are_bounded(tmp_path: Path) -> None:
    rows = (
        "<tr>" + '<td colspan="999999999" rowspan="99999">7</td>' * 9 + "</tr><tr><td>8</td><td>9</td></tr>"
    )
    page = (
        f"<html><h1>A trial</h1><h2>Abstract</h2><p>We randomised 9 men.</p><table>{rows * 50}</table></html>"
    )
    (document,), _ = read(written(tmp_path, "wide.html", page))
    (table,) = document.tables
    assert len(table.cells) <= 100 * 60
    must_stand_where_it_says(document)


@pytest.mark.parametrize("root", ["article", "PubmedArticleSet"])
def test_entities_are_refused(root: str, tmp_path: Path) -> None:
    bomb = f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><{root}><article-meta>&b;</article-meta></{root}>'
    found, (finding,) = read(written(tmp_path, "bomb.xml", bomb))
    assert found == []
    assert finding.check == "document_is_whole"
    assert "entit" in finding.message


def test_entities_of_a_web_page_reach_no_file(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "hidden word")
    page = (DOCUMENTS / "journal_page.html").read_text(encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret}">]>' + page.replace("To compare", "&x; To compare")
    (document,), _ = read(written(tmp_path, "page.html", page))
    assert "hidden word" not in document.text


def test_a_cut_archive_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    packed = gzip.compress((DOCUMENTS / "records.xml").read_bytes(), 0)
    found, findings = read(written(tmp_path, "cut.xml.gz", packed[: len(packed) - 200]))
    assert [one.id for one in found] == ["99000108"]
    assert [one.check for one in findings] == ["document_is_whole", "document_is_whole"]
    flipped = bytearray(gzip.compress((DOCUMENTS / "records.xml").read_bytes()))
    flipped[len(flipped) // 2] ^= 0xFF
    assert "document_is_whole" in {one.check for one in read(written(tmp_path, "bad.gz", bytes(flipped)))[1]}


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(b"\0" * MILLION) for _ in range(100)) + packer.flush()
    found, (finding,) = read(written(tmp_path, "bomb.gz", packed))
    assert (found, finding.check) == ([], "document_is_whole")
    assert "unpacks to more than" in finding.message


def test_limits_of_the_caller_hold(tmp_path: Path) -> None:
    from triallint.extract.layouts import documents
    from triallint.model import Finding

    findings: list[Finding] = []
    path = written(tmp_path, "long.txt", (DOCUMENTS / "plain.txt").read_bytes())
    assert list(documents(path, findings, limits=Limits(file_bytes=100))) == []
    assert [one.check for one in findings] == ["file_can_be_read"]


@pytest.mark.parametrize("name", ["missing.txt", ".", "nul\0name"])
def test_what_is_no_file_is_a_finding(name: str, tmp_path: Path) -> None:
    found, findings = read(tmp_path / name)
    assert found == []
    assert [one.check for one in findings] == ["file_can_be_read"]
