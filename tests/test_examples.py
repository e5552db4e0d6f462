"""The notation of a check's page: tables, marks, and what PubMed answers."""

from datetime import date

import pytest

from triallint.crosscheck import Question
from triallint.examples import BadExample, examples
from triallint.model import Author, Journal, Link, Publication
from triallint.publications import ANSWERED, ListedPublications, publication_from

PAGE = """What holds.

Bad, beside what PubMed has:

    citations
    report_id | relation  | position | pmid
    R1        | reference | 1        | 775 <- pmid (info)

    publications
    pmid | title                | doi         | state
    775  | One drug, and two.   | 10.1000/ABC |
    776  |                      |             | absent

Good, where nobody was asked:

    citations
    report_id | relation  | position | pmid
    R1        | reference | 1        | 775
"""


def test_a_table_of_publications_is_what_pubmed_answers() -> None:
    asked, alone = examples(PAGE)
    answer = asked.answers.of("pmid", "775")
    assert (answer.state, answer.source, answer.on) == ("found", "NCBI", ANSWERED)
    assert answer.publication == Publication("775", title="One drug, and two.", doi="10.1000/ABC")
    assert asked.answers.of("doi", "10.1000/abc").publication == answer.publication
    assert asked.answers.of("title", "One drug, and two.").publication == answer.publication
    assert asked.answers.of("pmid", "776").state == "absent"
    assert asked.answers.of("pmid", "777").state == "unverified"
    assert alone.answers.of("pmid", "775").state == "unverified"


def test_it_is_no_table_of_rows() -> None:
    asked = examples(PAGE)[0]
    assert list(asked.grids) == ["citations"]
    assert asked.marks == [("citations", 7, "pmid", "info")]


def test_a_column_that_no_publication_has_is_refused() -> None:
    with pytest.raises(BadExample, match="publications has no column colour"):
        examples(PAGE.replace("pmid | title  ", "pmid | colour "))


def test_lists_and_dates_are_read() -> None:
    paper = publication_from(
        {
            "pmid": "1",
            "title": "[Two remedies].",
            "authors": "Moreau A; van der Berg JK; Drug Study Group",
            "journal": "The long name; Long Name; 0028-4793; nlm 0255562",
            "dates": "print 1998 Dec-1999 Jan; electronic 1998 Nov 7",
            "links": "RetractionIn 9499167 Mol. 1998 Feb;53(2):346; ErratumIn; ErratumIn Heart. 1999",
            "registrations": "ClinicalTrials.gov NCT01234567; ISRCTN ISRCTN12345678",
            "types": "Letter; Comment",
            "volume": "",
        }
    )
    assert paper.translated
    assert paper.authors == (
        Author("Moreau", initials="A"),
        Author("van der Berg", initials="JK"),
        Author(collective="Drug Study Group"),
    )
    assert paper.journal == Journal("The long name", "Long Name", "Long Name", "0255562", ("0028-4793",))
    assert [(one.kind, one.years, one.month, one.day) for one in paper.dates] == [
        ("print", (1998, 1999), None, None),
        ("electronic", (1998,), 11, 7),
    ]
    assert paper.links == (
        Link("RetractionIn", "9499167", "Mol. 1998 Feb;53(2):346"),
        Link("ErratumIn"),
        Link("ErratumIn", "", "Heart. 1999"),
    )
    assert paper.registrations == (("ClinicalTrials.gov", "NCT01234567"), ("ISRCTN", "ISRCTN12345678"))
    assert paper.types == ("Letter", "Comment")


def test_two_records_under_one_doi_are_both_answered() -> None:
    rows = [{"pmid": "1", "doi": "10.1000/abc"}, {"pmid": "2", "doi": "10.1000/abc"}]
    found = ListedPublications(rows)
    assert [one.pmid for one in found.answer(Question("doi", "10.1000/abc")).publications] == ["1", "2"]
    assert found.answer(Question("doi", "10.1000/abc")).publication is None
    assert found.answer(Question("pmid", "1")).on == date(2026, 11, 20)
