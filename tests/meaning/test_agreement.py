"""Which publication a row is about: what its identifiers name, what conflicts, and what says nothing."""

from datetime import date

import pytest

from tests.sample import tables_of
from triallint.crosscheck import Answers, Question, questions_of
from triallint.kit import identities, is_outdated, known, likeness, sayer
from triallint.model import Answer, CannotLook, Publication, Source
from triallint.publications import ListedPublications, publication_from
from triallint.tables import Citation, Report

PAPER = {
    "pmid": "33000001",
    "doi": "10.1000/abc",
    "title": "Two drugs for one disease of the knee.",
    "authors": "Moreau A; Lind P",
    "journal": "BMJ",
    "dates": "print 2021 Mar; electronic 2020 Dec 7",
    "volume": "325",
    "pages": "843-54",
}
OTHER = {
    "pmid": "775",
    "title": "Left anterior hemiblock.",
    "authors": "Ng K",
    "journal": "Heart",
    "dates": "print 1975",
}
ROW = {
    "pmid": "33000001",
    "title": "Two drugs for one disease of the knee",
    "authors": "Moreau A",
    "journal": "BMJ",
    "year": "2021",
    "volume": "325",
    "pages": "843",
}


def citation(**changes: str) -> Citation:
    row = {"report_id": "R1", "relation": "reference", "position": "1"} | ROW | changes
    return tables_of(citations=[row]).rows(Citation)[0]


def report(**cells: str) -> Report:
    return tables_of(reports=[{"report_id": "R1"} | cells]).rows(Report)[0]


def answers(*rows: dict[str, str]) -> Answers:
    return Answers(ListedPublications(rows))


@pytest.mark.parametrize(
    ("changes", "other"),
    [
        ({}, ""),
        ({"title": "Gardening after surgery of the hip"}, ""),
        ({"title": "Gardening after surgery of the hip", "authors": "Ng K", "pages": "1"}, "work"),
        ({"title": "Gardening after surgery of the hip", "year": "2012", "volume": "9"}, "work"),
        ({"authors": "Ng K", "journal": "Heart", "title": "", "volume": "9"}, "work"),
        ({"authors": "Ng K", "year": "2012", "title": ""}, ""),  # volume and page agree
        ({"journal": "medRxiv", "year": "2018", "volume": "3", "pages": "1"}, "printing"),
        ({"authors": "Ng K", "year": "2012", "volume": "9"}, ""),  # the title agrees
    ],
)
def test_two_conflicts_make_another_work(changes: dict[str, str], other: str) -> None:
    assert likeness(citation(**changes), publication_from(PAPER)).other == other


def test_the_likest_of_what_a_row_names_is_its_publication() -> None:
    row = citation(pmid="775", doi="10.1000/abc")
    assert known(row, answers(PAPER, OTHER)).publication.pmid == "33000001"
    assert known(citation(), answers(PAPER)).cell.column == "pmid"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (citation(), "no recorded answer"),
        (citation(pmid=""), "it prints no identifier that can be looked up"),
        (citation(pmid="775"), "its identifier names another work"),
        (citation(pmid="776"), "PubMed has no record of its PMID"),
        (report(title="Nobody wrote this"), "no recorded answer"),
        (report(pmid="1"), "no recorded answer"),
    ],
)
def test_what_is_not_known_is_a_reason_without_values(row: Report | Citation, reason: str) -> None:
    with pytest.raises(CannotLook) as refused:
        known(row, answers(OTHER, {"pmid": "776", "state": "absent"}))
    assert str(refused.value) == reason


def test_a_report_may_be_known_by_its_title_alone() -> None:
    title = "Two drugs for one disease of the knee."
    assert known(report(title=title), answers(PAPER)).publication.pmid == "33000001"
    with pytest.raises(CannotLook, match="does not tell"):
        known(report(title=title), answers(PAPER, PAPER | {"pmid": "2", "doi": ""}))
    with pytest.raises(CannotLook, match="does not tell"):
        known(
            report(title=title, authors="Ng K", year="1999", journal="Heart"),
            answers(PAPER | {"title": title}),
        )


def test_what_a_text_prints_is_asked_about_and_used() -> None:
    row = tables_of(
        citations=[
            {
                "report_id": "R1",
                "relation": "reference",
                "position": "1",
                "text": "Moreau A. Two drugs for one disease of the knee. BMJ. 2021;325:843-54. doi: 10.1000/ABC.",
            }
        ]
    ).rows(Citation)[0]
    assert list(questions_of(row)) == [Question("doi", "10.1000/abc")]
    found = known(row, answers(PAPER))
    assert (found.publication.pmid, found.cell.column) == ("33000001", "text")


def test_an_answer_about_another_identifier_is_none() -> None:
    class Mistaken:
        def answer(self, question: Question) -> Answer:
            return Answer(*question, "found", (publication_from(OTHER),), source="NCBI")

    row = citation()
    assert identities(row, Answers(Mistaken()))[0].publications == ()
    with pytest.raises(CannotLook, match="does not carry it"):
        known(row, Answers(Mistaken()))


@pytest.mark.parametrize(
    ("changes", "outdated"),
    [
        ({}, False),
        ({"volume": "", "pages": "1-10", "year": "2020"}, True),
        ({"volume": "", "pages": "", "year": "2020"}, True),
        ({"volume": "PP", "pages": "", "year": "2020"}, True),
        ({"pages": "Online ahead of print", "year": "2020"}, True),
        ({"note": "in press"}, True),
        ({"volume": "", "pages": "843-54"}, False),
        ({"volume": "", "pages": "", "year": "1999"}, False),
        ({"volume": "", "pages": "", "title": "Gardening after surgery", "authors": "Ng K"}, False),
    ],
)
def test_an_old_citation_says_so_or_shows_it(changes: dict[str, str], outdated: bool) -> None:
    assert is_outdated(citation(**changes), publication_from(PAPER)) is outdated
    assert not is_outdated(citation(**changes), Publication("1", title=PAPER["title"])), (
        "it is in no issue yet"
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("NCBI", "PubMed (2026-11-20)"),
        ("stand-in", "PubMed (recorded from the stand-in, 2026-11-20)"),
        ("mirror", "PubMed (local mirror, 2026-11-20)"),
    ],
)
def test_evidence_names_its_source_and_day(source: Source, words: str) -> None:
    assert sayer(Answer("pmid", "1", "found", source=source, on=date(2026, 11, 20))) == words
