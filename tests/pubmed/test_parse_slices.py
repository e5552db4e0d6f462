"""One record cut out of a large body by its PMID."""

import pytest

from triallint.pubmed.parse import parse
from triallint.pubmed.slices import find, pmids_in, slice_of
from triallint.pubmed.trouble import BadAnswer, Trouble

from .made import BOOK, article, as_set

CITING = """<CommentsCorrectionsList><CommentsCorrections RefType="Cites"><RefSource>J</RefSource>
  <PMID Version="1">{}</PMID></CommentsCorrections></CommentsCorrectionsList>"""
IDS = '<ArticleId IdType="doi">10.1000/{}</ArticleId>'


def test_a_slice_is_the_record_and_nothing_else() -> None:
    records = [article("12", ids=IDS.format("a")), BOOK, article("123", ids=IDS.format("b")), article("3")]
    body = as_set(*records)
    assert slice_of(body, "123") == records[2].encode()
    assert slice_of(body, "90000050") == BOOK.encode()
    assert [find(body, one.pmid) for one in parse(body)] == list(parse(body))
    assert pmids_in(body) == ("12", "90000050", "123", "3")


@pytest.mark.parametrize("pmid", ["2", "1", "23", "", "12 ", "١٢", ".*"])
def test_part_of_a_pmid_is_no_pmid(pmid: str) -> None:
    assert slice_of(as_set(article("123")), pmid) is None


def test_a_cited_pmid_is_not_the_record() -> None:
    body = as_set(article("5", beside=CITING.format("7")), article("6", beside=CITING.format("5")))
    assert find(body, "7") is None
    found = find(body, "5")
    assert found is not None
    assert found.links[0].pmid == "7"


def test_a_short_record_that_cites_the_one_before() -> None:
    short = "<PubmedArticle><MedlineCitation><PMID>{}</PMID>{}</MedlineCitation></PubmedArticle>"
    body = as_set(short.format(5, ""), short.format(6, CITING.format("5")))
    assert slice_of(body, "5") == short.format(5, "").encode()


def test_of_versions_the_last() -> None:
    found = find(as_set(article("5", version="1"), article("5", version="2"), article("6")), "5")
    assert found is not None
    assert found.version == "2"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<PMID Version="1">5</PMID>', '<PMID Version="1">\n                5\n        </PMID>'),
        ('<PMID Version="1">5</PMID>', "<PMID>5</PMID >"),
        ("<PubmedArticle>", '<PubmedArticle x="y">'),
        ("<PubmedArticle>", "<PubmedArticle><!-- a remark -->"),
        ("<MedlineCitation ", "<MedlineCitation" + " " * 2_000),
    ],
)
def test_layout_does_not_matter(old: str, new: str) -> None:
    body = as_set(article("4"), article("5", ids=IDS.format("x")).replace(old, new), article("6"))
    found = find(body, "5")
    assert found is not None
    assert (found.pmid, found.doi) == ("5", "10.1000/x"), "the ids stand in the wrapper"


def test_records_without_a_wrapper() -> None:
    text = article("5")
    alone = text[text.index("<MedlineCitation") : text.index("</MedlineCitation>")] + "</MedlineCitation>"
    body = f"<MedlineCitationSet>{alone}{alone.replace('>5<', '>6<')}</MedlineCitationSet>".encode()
    assert slice_of(body, "6") == alone.replace(">5<", ">6<").encode()
    assert len(parse(body)) == 2
    assert slice_of(as_set(article("4"), alone), "5") == alone.encode(), "the wrapper before is another's"


def test_the_rest_of_the_body_may_be_missing_but_not_the_record() -> None:
    body = as_set(article("4"), article("5"))
    cut = body[: body.index(b">5</PMID>") + 20]
    assert find(cut, "4") == find(body, "4")
    with pytest.raises(BadAnswer, match="5") as raised:
        find(cut, "5")
    assert raised.value.trouble is Trouble.CUT


def test_a_broken_record_costs_its_neighbours_nothing() -> None:
    body = as_set(article("4"), article("6", title="Never closed <b>"))
    with pytest.raises(BadAnswer):
        find(body, "6")
    found = find(body, "4")
    assert found is not None
    assert found.pmid == "4"
