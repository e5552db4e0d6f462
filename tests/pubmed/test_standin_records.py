"""Records from plain facts: as the DTD prescribes, and read back to the same facts."""

import os
from datetime import date
from pathlib import Path

import pytest

from tests.pubmed.client_kit import paper
from tests.standin import article, article_set
from tests.standin.invented import papers
from triallint.model import Author, Link
from triallint.pubmed.parse import parse

FULL = {
    "pmid": "90000001",
    "version": 2,
    "title": "[Vexorin < placebo & other signs].",
    "vernacular": "Vexorin ist kleiner.",
    "doi": "10.1002/(SICI)1097-0258(19980315)17:5<1::AID-SIM1>3.0.CO;2-A",
    "pmcid": "PMC1",
    "pii": "S0000(00)00000-0",
    "ids": {"mid": "NIHMS1"},
    "journal": {
        "title": "The journal of examples",
        "iso": "J. Ex.",
        "medline": "J Ex",
        "nlm_id": "0000001",
        "issn": "1234-5678",
    },
    "year": 2019,
    "month": "Oct",
    "day": 3,
    "epub": "2019-09-30",
    "volume": "12",
    "issue": "3",
    "pages": "637-41",
    "authors": [
        "de Clercq CD",
        {"family": "Adler", "given": "Mary P", "initials": "MP", "suffix": "Jr"},
        {"collective": "The Group"},
    ],
    "authors_complete": False,
    "languages": ["ger"],
    "types": ["Journal Article", "Retracted Publication"],
    "registrations": [["ClinicalTrials.gov", "NCT00000001"], ["ISRCTN", "ISRCTN00000001"]],
    "links": [
        {"kind": "RetractionIn", "text": "J Ex. 2020;1:1", "pmid": "90000002", "note": "a note"},
        {"kind": "ErratumIn", "text": "J Ex. 2021;2:2"},
    ],
    "references": [{"text": "Another.", "pmid": "90000009", "doi": "10.1000/cited"}],
    "status": "MEDLINE",
    "stage": "ppublish",
    "revised": "2024-02-29",
}


def test_facts_come_back() -> None:
    (one,) = parse(article_set([FULL]))
    assert (one.pmid, one.version, one.title, one.vernacular) == (
        "90000001",
        "2",
        FULL["title"],
        FULL["vernacular"],
    )
    assert (one.doi, one.other_dois, one.pmcid, one.pii) == (FULL["doi"], (), "PMC1", FULL["pii"])
    assert one.other_ids == (("mid", "NIHMS1"),)
    assert (one.journal.title, one.journal.medline, one.journal.nlm_id) == (
        "The journal of examples",
        "J Ex",
        "0000001",
    )
    assert (one.volume, one.issue, one.pages, one.first_page, one.last_page) == (
        "12",
        "3",
        "637-41",
        "637",
        "641",
    )
    assert [(day.kind, day.text) for day in one.dates] == [
        ("print", "2019 Oct 3"),
        ("electronic", "2019 Sep 30"),
    ]
    assert one.authors == (
        Author("de Clercq", initials="CD"),
        Author("Adler", "Mary P", "MP", "Jr"),
        Author(collective="The Group"),
    )
    assert not one.authors_complete
    assert one.registrations == (("ClinicalTrials.gov", "NCT00000001"), ("ISRCTN", "ISRCTN00000001"))
    assert one.links == (
        Link("RetractionIn", "90000002", "J Ex. 2020;1:1", "a note"),
        Link("ErratumIn", "", "J Ex. 2021;2:2"),
    )
    assert (one.languages, one.types, one.model) == (
        ("ger",),
        ("Journal Article", "Retracted Publication"),
        "Print-Electronic",
    )
    assert (one.status, one.stage, one.revised) == ("MEDLINE", "ppublish", date(2024, 2, 29))


def test_the_fewest_facts_and_odd_dates() -> None:
    facts = [
        {"pmid": "1", "title": "A."},
        paper("2", medline_date="1998 Dec-1999 Jan"),
        paper("3", year=2001, season="Fall", pages="e12"),
        paper("4", doi="10.1000/x"),
    ]
    plain, ranged, season, online = parse(article_set(facts))
    assert (plain.title, plain.dates, plain.pages) == ("A.", (), "")
    assert ranged.years == {1998, 1999}
    assert (season.dates[0].text, season.pages, season.first_page) == ("2001 Fall", "e12", "e12")
    assert (online.pages, online.doi) == ("", "10.1000/x")


def test_facts_that_are_none_are_refused() -> None:
    for facts in ({"pmid": "1"}, {"title": "A."}, {"pmid": "1", "title": "A.", "jounral": {}}):
        with pytest.raises(ValueError, match="facts of an article"):
            article(facts)


def test_records_are_in_the_order_of_the_dtd() -> None:
    shared = os.environ.get("TRIALLINT_SHARED")
    if not shared:
        pytest.skip("TRIALLINT_SHARED does not name the folder with NLM's DTD")
    etree = pytest.importorskip("lxml.etree")
    dtd = etree.DTD(str(Path(shared) / "recorded/dtd/pubmed_250101.dtd"))
    parser = etree.XMLParser(load_dtd=False, resolve_entities=False, no_network=True)
    tree = etree.fromstring(
        article_set([FULL, {"pmid": "1", "title": "A.", "year": 2000}, *papers(50)]), parser
    )
    assert dtd.validate(tree), dtd.error_log.filter_from_errors()
