"""Which reports and citations nothing is known of: each named with its place and the reason."""

from pathlib import Path

import pytest

from tests.sample import make_check, tables_of
from triallint import checkfile
from triallint.answering import source_for
from triallint.config import Config
from triallint.crosscheck import NOT_ASKED, Answers
from triallint.meaning.unverified import unverified
from triallint.publications import ListedPublications
from triallint.run import run
from triallint.tables import Citation, Tables

KNOWN = ListedPublications(
    [
        {"pmid": "11", "title": "Vexorin words of a title.", "doi": "10.1000/a"},
        {"pmid": "12", "title": "Another vexorin paper.", "doi": "10.1000/b"},
        {"doi": "10.1000/none", "state": "absent"},
    ]
)


def cited(**fields: str) -> Tables:
    return tables_of(citations=[{"report_id": "R1", "relation": "reference", "position": "1", **fields}])


def said(tables: Tables, answers: Answers) -> list[tuple[str, str, str]]:
    return [(one.place.name, one.what, one.reason) for one in unverified(tables, answers)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"pmid": "11", "doi": "10.1000/a"}, []),
        ({"pmid": "99"}, [("pmid", "PMID 99", "no recorded answer")]),
        ({"pmid": "11", "doi": "10.1000/other"}, [("doi", "DOI 10.1000/other", "no recorded answer")]),
        ({"doi": "10.1000/none"}, [("doi", "DOI 10.1000/none", "PubMed has no record of its DOI")]),
        (
            {"text": "Moreau A. A history of hospital beds. J Beds. 2021;12(3):45-51."},
            [("text", "", "it prints no identifier that can be looked up")],
        ),
        ({"title": "A history of beds"}, [("", "", "it prints no identifier that can be looked up")]),
    ],
)
def test_a_citation_is_named_with_what_is_not_known(
    fields: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    assert said(cited(**fields), Answers(KNOWN)) == expected


def test_an_identifier_of_another_work_is_a_finding_and_not_unverified() -> None:
    tables = cited(pmid="12", title="A history of hospital beds", authors="Moreau A", year="1999")
    assert said(tables, Answers(KNOWN)) == []


def test_a_report_without_an_identifier_is_named_by_its_title() -> None:
    tables = tables_of(reports=[{"report_id": "R1", "title": "Nowhere printed terms"}])
    assert said(tables, Answers(KNOWN)) == [("title", "title “Nowhere printed terms”", "no recorded answer")]


def test_where_nobody_was_to_be_asked_nothing_is_named(tmp_path: Path) -> None:
    tables = cited(pmid="99", text="")
    assert said(tables, Answers()) == []
    source = source_for(tmp_path, Config(pubmed="off"))
    assert said(tables, Answers(source)) == []
    assert Answers().of("pmid", "99").reason == NOT_ASKED


def test_a_run_names_them_where_a_check_asks_for_answers() -> None:
    def looks(row: Citation, answers: Answers):  # type: ignore[no-untyped-def]
        yield from ()

    asks = make_check(looks, about=Citation, wants=(Answers,))
    result = run([asks], cited(pmid="99"), answers=Answers(KNOWN))
    assert [(one.what, one.subject) for one in result.checked.unverified] == [("PMID 99", "R1")]
    alone = make_check(lambda row: iter(()), about=Citation)
    assert run([alone], cited(pmid="99"), answers=Answers(KNOWN)).checked.unverified == ()
    assert any(Answers in one.wants for one in checkfile.builtin_checks())
