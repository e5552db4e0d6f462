"""What the checks of citations and status say: which paper, on which day, and both values."""

from tests.sample import tables_of
from triallint.checkfile import builtin_checks
from triallint.crosscheck import Answers
from triallint.model import Finding
from triallint.publications import ListedPublications
from triallint.run import run

PAPER = {
    "pmid": "33000001",
    "doi": "10.1000/abc",
    "title": "Two drugs for one disease.",
    "journal": "BMJ",
    "dates": "print 2021 Mar 2",
    "authors": "Moreau A; Lind P",
}


def said(name: str, row: dict[str, str], *records: dict[str, str]) -> Finding:
    """The one finding of a check on one reference."""
    cited = {"report_id": "R1", "relation": "reference", "position": "1", **row}
    (check,) = (one for one in builtin_checks() if one.name == name)
    result = run([check], tables_of(citations=[cited]), answers=Answers(ListedPublications(records)))
    (finding,) = result.findings
    return finding


def test_a_retraction_names_the_paper_its_key_and_the_day() -> None:
    retracted = PAPER | {"links": "RetractionIn 33000009 Med Sci. 2020 Mar 27;40(3):"}
    found = said(
        "publication_is_not_retracted", {"pmid": "33000001", "row_id": "R1.bib:moreau2021"}, retracted
    )
    assert found.message.endswith(
        "says of “Two drugs for one disease” (Moreau A et al, BMJ 2021), key `moreau2021`: "
        "retracted on 2020-03-27 (Med Sci. 2020 Mar 27;40(3), PMID 33000009)"
    )


def test_a_retraction_notice_says_that_its_study_is_retracted() -> None:
    notice = PAPER | {"types": "Retraction of Publication", "links": "RetractionOf 33000002 BMJ. 2019"}
    found = said("cited_item_is_no_notice", {"pmid": "33000001", "title": "Two drugs"}, notice)
    assert "as a retraction notice on PMID 33000002, which is retracted" in found.message
    assert (found.remedy or "").startswith("The study that it is about, PMID 33000002, is retracted")
    erratum = PAPER | {"types": "Published Erratum", "links": "ErratumFor 33000002 BMJ. 2019"}
    found = said("cited_item_is_no_notice", {"pmid": "33000001", "title": "Two drugs"}, erratum)
    assert "retracted" not in found.message + (found.remedy or "")


def test_a_wholly_other_title_is_not_offered_to_be_overwritten() -> None:
    cited = {"title": "A history of hospital beds", "pmid": "33000001"}
    alone = said("title_is_that_of_the_publication", cited, PAPER)
    assert alone.fix is None
    assert (
        alone.reading == "nothing else in the row tells whether the title or the identifier is another work's"
    )
    beside = said("title_is_that_of_the_publication", cited | {"authors": "Moreau A", "year": "2021"}, PAPER)
    assert beside.fix is None
    assert beside.reading == "the identifier may be right: first author, year agree with its record"


def test_both_identifiers_of_the_row_are_said() -> None:
    other = {"pmid": "33000002", "doi": "10.1000/other", "title": "Two drugs for another disease."}
    row = {"title": "Two drugs for one disease", "doi": "10.1000/other", "pmid": "33000001"}
    found = said("doi_and_pmid_name_one_publication", row, PAPER, other)
    assert found.message.endswith("the row has DOI 10.1000/other and PMID 33000001")


def test_what_is_missing_is_said_of_which_paper_and_in_which_column() -> None:
    row = {"title": "Two drugs for one disease", "pmid": "33000001", "doi": ""}
    found = said("known_identifiers_are_given", row, PAPER)
    assert "has DOI 10.1000/abc for “Two drugs for one disease” (Moreau A et al, BMJ 2021)" in found.message
    assert found.remedy == "Add DOI 10.1000/abc: column `doi`."
