"""The checks of duplicates beyond their pages: decisions prevail, one cause is one finding, no false alarm."""

from collections.abc import Sequence

import pytest

from tests.sample import tables
from triallint.checkfile import builtin_checks
from triallint.model import Finding
from triallint.reconcile import Decision
from triallint.run import run

CHECKS = [check for check in builtin_checks() if check.family == "duplicates"]

ALIKE = """
reports
report_id | title                                        | authors               | journal | year | volume | pages
R1        | Evening doses of one drug in childhood fever | Moreau A, Lindqvist P | BMJ     | 2021 | 325    | 843-54
R2        | Evening doses of one drug in childhood fever | Moreau A, Lindqvist P | BMJ     | 2021 | 325    | 843-854
"""

SHARED = """
reports
report_id | title     | doi
R1        | Two drugs | 10.1000/abc
R2        | Two drugs | 10.1000/abc

arms
report_id | arm_id | label | randomised
R1        | A      | one   | 718
R2        | A      | one   | 781
"""


def found(text: str, decisions: Sequence[Decision] = ()) -> list[Finding]:
    """What the checks of duplicates say of some tables."""
    made = tables(text)
    made.decisions = decisions
    result = run(CHECKS, made)
    assert result.crashes == ()
    return list(result.findings)


def names(findings: list[Finding]) -> list[tuple[str, str]]:
    return sorted((one.check, one.severity.name) for one in findings)


def test_alike_records_are_said_once() -> None:
    (one,) = found(ALIKE)
    assert one.check == "two_records_are_two_publications"
    assert "Moreau" in one.message
    assert "--same R1 R2" in (one.remedy or "")


@pytest.mark.parametrize("same", [True, False])
def test_a_decision_ends_the_question(same: bool) -> None:
    assert found(ALIKE, [Decision("R1", "R2", same, why="read both")]) == []


def test_records_that_are_decided_to_be_one_must_agree() -> None:
    text = ALIKE + SHARED[SHARED.index("\narms") :]
    assert names(found(text)) == [("two_records_are_two_publications", "warning")]
    decided = found(text, [Decision("R1", "R2", True, why="one paper")])
    assert names(decided) == [("records_of_one_publication_agree", "warning")]


def test_records_that_are_decided_to_be_two_need_not() -> None:
    assert names(found(SHARED)) == [
        ("one_publication_has_one_record", "info"),
        ("records_of_one_publication_agree", "warning"),
    ]
    assert found(SHARED, [Decision("R2", "R1", False, why="letter and reply")]) == []


CITED = """
citations
report_id | relation  | position | title                     | journal | year | volume | issue | pages   | doi
R1        | reference | 1        | Two drugs for one disease | BMJ     | {}
R2        | reference | 1        | Two drugs for one disease | BMJ     | {}
"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020 | | | 1-12 | 10.1000/abc", "2022 | 325 | 2 | 843-54 | 10.1000/abc"),  # ahead of print
        ("2020 | PP | Forthcoming | 1-12 | 10.1000/abc", "2022 | 325 | 2 | 843-54 | 10.1000/abc"),
        ("2021 | 325 | 2 | 843 | 10.1000/abc", "2021 | 325 | 2 | 843-854 | 10.1000/abc"),
        ("2021 | 325 | 2 | e843 | 10.1000/abc", "2021 | 325 | 2 | 12-20 | 10.1000/abc"),
        (
            "2021 | 325 | 2 | 843-54 | 10.1000/abc",
            "2021 | Vol. 325 | 2 | 843-54; discussion 855 | 10.1000/abc",
        ),
        ("2021 | 9 | Suppl 2 | S1-4 | 10.1000/abc", "2021 | 9 Suppl 2 | | S1-S4 | 10.1000/abc"),
    ],
)
def test_printings_of_one_place_are_no_conflict(one: str, other: str) -> None:
    assert found(CITED.format(one, other)) == []


def test_one_citation_against_many_is_compared_with_the_first() -> None:
    rows = "\n".join(
        f"R{n} | reference | 1 | Two drugs for one disease | {'352' if n == 9 else '325'} | 10.1000/abc"
        for n in range(1, 10)
    )
    text = f"citations\nreport_id | relation | position | title | volume | doi\n{rows}"
    (one,) = found(text)
    assert one.points[0].text == "352"
    assert "reference 1 of R1" in one.message


def test_a_letter_and_its_reply_share_a_doi() -> None:
    text = """
    citations
    report_id | relation   | position | title                     | journal | year | volume | pages   | doi         | pmid
    R1        | comment_in | 1        | Two drugs for one disease | BMJ     | 2021 | 325    | 843     | 10.1000/abc | 33000001
    R1        | comment_in | 2        | Two drugs for one disease. Reply | BMJ | 2021 | 325 | 843-844 | 10.1000/abc | 33000002
    """
    assert found(text) == []


def test_serial_trials_of_one_group_are_several() -> None:
    text = """
    reports
    report_id | title                                     | authors               | journal | year | registry_ids
    R1        | Drug A in childhood fever: a phase 2 trial | Moreau A, Lindqvist P | BMJ     | 2021 | NCT01234567
    R2        | Drug A in childhood fever: a phase 3 trial | Moreau A, Lindqvist P | BMJ     | 2021 | NCT01234568
    R3        | Drug B in childhood fever: a phase 3 trial | Moreau A, Lindqvist P | BMJ     | 2021 | NCT01234569
    """
    assert found(text) == []


def test_the_notice_is_told_from_its_article() -> None:
    text = """
    reports
    report_id | title
    R1        | Evening doses of one drug in childhood fever
    R2        | Correction: Evening doses of one drug in childhood fever

    arms
    report_id | arm_id | label | randomised
    R2        | A      | one   | 718
    """
    (one,) = found(text)
    assert one.check == "title_is_that_of_a_study"
    assert "which is record R1" in one.message
