"""Records cut out of files, and shortened: nothing is lost that a citation needs."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.pubmed_files import write_baseline
from tests.pubmed.made import BOOK, article, as_set
from tests.pubmed.shared import needed, records
from triallint.mirror.cutting import BadFile, Cut, Unpacked, deleted_in, shortened
from triallint.pubmed.parse import parse
from triallint.scan.located import located


def parts(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_chunks_may_end_anywhere(size: int) -> None:
    one, two = article("90000001"), article("90000002", title="<i>In vitro</i> <b>and</b>\n  <i>in vivo</i>.")
    cut = Cut(parts(as_set(one, BOOK, two), size))
    assert [record.decode() for record in cut] == [one, BOOK.strip(), two]
    assert (cut.head or b"").startswith(b"<?xml")
    assert cut.tail.strip() == b"</PubmedArticleSet>"


@needed
def test_shortened_records_are_the_same_publications() -> None:
    whole = list(Cut([records()]))
    short = [shortened(one) for one in whole]
    assert len(whole) == 1811
    assert [parse(one) for one in short] == [parse(one) for one in whole]
    assert sum(map(len, short)) < sum(map(len, whole)) / 3


def test_records_are_those_that_a_scan_finds(tmp_path: Path) -> None:
    """Two cutters, one that gives Arrow batches and one that keeps what stands around the records."""
    path = tmp_path / "pubmed26n0001.xml"
    hidden = "<!-- <PubmedArticle> --><?x <PubmedArticle> ?>"
    path.write_bytes(
        as_set(article("90000001"), BOOK, hidden, article("90000002", title="A <!-- </PubmedArticle> -->b."))
    )
    write_baseline(tmp_path / "more", 1, 300)
    for one in (path, *(tmp_path / "more").glob("*.gz")):
        scanned = [row for batch in located(one) for row in batch.column("content").to_pylist()]
        cut = list(Cut(Unpacked(one)))
        assert all(row.startswith(mine) for row, mine in zip(scanned, cut, strict=True))  # with what follows
        assert len(scanned) in (3, 300)


@pytest.mark.parametrize(
    "odd",
    [
        "<Abstract/><ArticleDate><Year>2019</Year><Month>01</Month><Day>02</Day></ArticleDate>",
        "<OtherAbstract Type='x'><AbstractText>a</AbstractText></OtherAbstract>",
        "<!-- <Abstract> --><ArticleDate><Year>2019</Year><Month>01</Month><Day>02</Day></ArticleDate>",
        "<VernacularTitle><![CDATA[<Abstract>]]></VernacularTitle>",
    ],
)
def test_odd_markup_is_read_as_it_is(odd: str) -> None:
    record = article(
        more=odd, references="<ReferenceList><ReferenceList><Title>x</Title></ReferenceList></ReferenceList>"
    )
    short = shortened(record.encode())
    assert parse(short) == parse(record.encode())


def test_words_beside_what_is_left_out_stay_apart() -> None:
    title = "A<mml:math><mml:annotation>x</mml:annotation> <mml:mi>b</mml:mi></mml:math>\n <i>c</i>"
    record = article(title=title).encode()
    assert b"annotation" not in shortened(record)
    assert parse(shortened(record)) == parse(record)
    assert parse(record)[0].title == "A b c"


def test_deletions_have_versions() -> None:
    tail = b'<DeleteCitation><PMID Version="2">12</PMID>\n<PMID>13</PMID></DeleteCitation></PubmedArticleSet>'
    assert deleted_in(tail) == [(12, 2), (13, 1)]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<PubmedArticleSet>",
        as_set(article())[:-200],
        as_set(article()).replace(b"</PubmedArticleSet>", b""),
    ],
)
def test_a_file_that_ends_early_is_refused(body: bytes) -> None:
    with pytest.raises(BadFile, match="ends before"):
        list(Cut([body]))


def test_files_are_unpacked_and_summed(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    text = bytes(range(256)) * 5_000
    path.write_bytes(gzip.compress(text[:300_000]) + gzip.compress(text[300_000:]))  # two members
    unpacked = Unpacked(path)
    assert b"".join(unpacked) == text
    import hashlib

    assert unpacked.md5 == hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadFile):
        list(Unpacked(path))
    with pytest.raises(BadFile, match="No such file"):
        list(Unpacked(tmp_path / "none.xml.gz"))
