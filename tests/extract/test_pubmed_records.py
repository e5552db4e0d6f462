"""Real PubMed records as documents: nothing crashes, nothing is lost, and the text is the record's own."""

import gzip
import os
from functools import cache
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

import pytest

from tests.conftest import Say
from triallint.extract.document import Document
from triallint.model import Finding, Publication
from triallint.pubmed.parse import parse

from .reading import must_stand_where_it_says, read

SHARED = os.environ.get("TRIALLINT_SHARED")
pytestmark = pytest.mark.skipif(
    not SHARED, reason="TRIALLINT_SHARED does not name the folder with the corpora"
)
RECORDS = Path(str(SHARED)) / "corpora/pubmed/records.dev.xml.gz"


@cache
def everything() -> tuple[list[Document], list[Finding]]:
    return read(RECORDS)


def documents() -> list[Document]:
    return everything()[0]


@cache
def publications() -> tuple[Publication, ...]:
    return parse(gzip.decompress(RECORDS.read_bytes()))


def letters(text: str) -> str:
    """A text without blanks, and without what sets raised and lowered characters apart."""
    return "".join(
        normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-").replace("^", "").split()
    )


def test_every_record_is_a_document(say: Say) -> None:
    found, findings = everything()
    assert len(found) == len(publications()) == 1811
    assert {one.check for one in findings} == {"document_has_text", "document_reports_a_trial"}
    counted = sum(len(one.citations) for one in found)
    with_abstract = sum(any(part.kind not in ("title", "other") for part in one.sections) for one in found)
    say(f"1,811 PubMed records: {with_abstract:,} with an abstract, {counted:,} citations, no crash")


def test_records_say_what_the_parser_of_records_says() -> None:
    for document, record in zip(documents(), publications(), strict=True):
        for column in ("doi", "pmid", "pmcid", "volume", "issue", "pages"):
            quote = document.fields.get(column)
            assert (quote.text if quote else "") == getattr(record, column), (record.pmid, column)
        title = document.fields.get("title")
        assert letters(title.text if title else "") == letters(record.title.removesuffix(".")), record.pmid


def test_every_place_of_a_record_holds_what_it_says() -> None:
    for document in documents()[::9]:
        must_stand_where_it_says(document)


def test_lists_of_citations_are_whole() -> None:
    root = ElementTree.fromstring(gzip.decompress(RECORDS.read_bytes()))
    for document, record, element in zip(documents(), publications(), root, strict=True):
        cited = [one for one in document.citations if one.relation == "reference"]
        numbers = [
            next((i.text for i in one.iter("ArticleId") if i.get("IdType") == "pubmed"), None)
            for one in element.iter("Reference")
        ]
        assert [one.fields["pmid"].text if "pmid" in one.fields else None for one in cited] == numbers
        comments = [one.fields["pmid"].text for one in document.citations if one.relation == "comment_in"]
        assert comments == [link.pmid for link in record.links if link.kind == "CommentIn"]


def test_abstracts_are_whole_and_in_order() -> None:
    root = ElementTree.fromstring(gzip.decompress(RECORDS.read_bytes()))
    for document, element in zip(documents(), root, strict=True):
        text = letters(document.text)
        at = 0
        for part in element.iterfind(".//Abstract/AbstractText"):
            wanted = letters("".join(part.itertext()))
            at = text.index(wanted, at) + len(wanted)
