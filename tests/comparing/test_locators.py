"""Pages, volumes and issues in all their spellings."""

import pytest

from triallint.comparing import (
    compare_numbers,
    compare_pages,
    compare_pages_with,
    is_a_number,
    read_pages,
    shown_place,
    undamaged,
)
from triallint.model import Journal, Publication
from triallint.pubmed.dates import publication_date


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("875-91", "875-891"),
        ("e204-16", "e204-e216"),
        ("S12-4", "S12-S14"),
        ("II-221-5", "II-221-II-225"),
        ("II-221-II-225", "II-221-II-225"),
        ("436S-9S", "436S-439S"),
        ("637–641", "637-641"),
        ("pp. 12-14", "12-14"),
        ("11; discussion 11-2", "11"),
        ("742-8; author reply 748-9", "742-748"),
        ("63-71, vi", "63-71, vi"),
        ("527-32.e1", "527-532"),
        ("085038", "085038"),
        ("085-038", "085038"),
        ("101880T", "101880T"),
        ("Article e12724", "e12724"),
        ("1205-12", "1205-1212"),
        ("99-102", "99-102"),
    ],
)
def test_pages_are_written_in_full(text: str, canonical: str) -> None:
    assert str(read_pages(text)) == canonical


@pytest.mark.parametrize(
    ("text", "damage"),
    [("N.PAG", "placeholder"), ("N.PAG-N.PAG", "placeholder"), ("Sep-12", "date"), ("", "")],
)
def test_what_is_no_page(text: str, damage: str) -> None:
    found = read_pages(text)
    assert (found.ranges, found.damage) == ((), damage)


@pytest.mark.parametrize("article", ["e12724", "085038", "101880T", "CD000078", "S1058-2746(23)00693-6"])
def test_article_numbers_are_told_from_pages(article: str) -> None:
    assert read_pages(article).is_article
    assert not read_pages("843").is_article
    assert not read_pages("S12").is_article


@pytest.mark.parametrize(
    ("cited", "known", "verdict"),
    [
        ("637-641", "637-41", "same"),
        ("436S-439S", "436S-9S", "same"),
        ("E204-E216", "e204-16", "same"),
        ("12724", "e12724", "same"),
        ("742-749", "742-8; discussion 748-9", "same"),
        ("63-71", "63-71, vi", "same"),
        ("94 to 104", "94-104", "same"),
        ("[843]-54", "843-54", "same"),
        ("843-54 e1-3", "843-54", "same"),
        ("843-854 (12 pages)", "843-54", "same"),
        ("CD001431.pub2", "CD001431", "same"),
        ("843-", "843-54", "shorter"),
        ("637", "637-41", "shorter"),
        ("637-41", "637", "shorter"),
        ("1-6", "e12724", "file"),
        ("e12724", "843-54", "unlike"),
        ("843-855", "843-54", "different"),
        ("834-54", "843-54", "different"),
        ("S12", "12", "different"),
        ("1-10", "527-36", "different"),
        ("", "527-36", "unknown"),
        ("N.PAG", "527-36", "unknown"),
    ],
)
def test_pages_are_compared(cited: str, known: str, verdict: str) -> None:
    assert compare_pages(cited, known) == verdict


def test_a_place_has_more_than_pages() -> None:
    paper = Publication(
        "1",
        doi="10.1136/bmj.b2535",
        journal=Journal("BMJ", "BMJ", "BMJ"),
        dates=(publication_date("print", "2009 Jul"),),
        volume="339",
        issue="2",
        pages="969-72",
    )
    assert compare_pages_with("b2535", paper) == "same"
    assert compare_pages_with("b1111", paper) == "same"  # the BMJ's letter of that year
    assert compare_pages_with("a1111", paper) == "unlike"
    assert shown_place(paper) == "2009;339(2):969-72"


@pytest.mark.parametrize(
    ("cited", "verdict"),
    [
        ("E1870", "same"),
        ("1870", "same"),
        ("Article e1870", "same"),
        ("ciac769", "same"),
        ("342-5", "same"),
        ("342", "shorter"),
        ("E1871", "unlike"),
        ("ciac768", "different"),
        ("1870-85", "different"),
    ],
)
def test_article_numbers_of_electronic_locations_count_beside_pages(cited: str, verdict: str) -> None:
    located = (("pii", "E1870"), ("pii", "ciac769"), ("mid", "NIHMS1871"))
    paper = Publication("1", pages="342-345", pii="6717535", other_ids=located)
    assert compare_pages_with(cited, paper) == verdict


@pytest.mark.parametrize(
    ("cited", "known", "beside"),
    [
        ("Vol. 325", "325", ""),
        ("CCCXXV", "325", ""),
        ("No. 09", "9", "325"),
        ("3/4", "3-4", "43"),
        ("12(Suppl. 2)", "12", "Suppl 2"),
        ("Suppl 2", "S2", "12"),
        ("Suppl", "Suppl 2", "12"),
        ("43 Suppl", "43 Suppl 1", ""),
        ("3", "3 Pt 1", "43"),
        ("Supplement_2", "Suppl 2", ""),
        ("Suppl 19", "19 Suppl", "31"),
        ("66.0", "66", ""),
        ("v325", "325", ""),
        ("325-9", "325", "9"),
        ("#9", "9", "325"),
        ("iss. 9", "9", "325"),
    ],
)
def test_one_volume_or_issue(cited: str, known: str, beside: str) -> None:
    assert compare_numbers(cited, known, beside)


@pytest.mark.parametrize(
    ("cited", "known", "beside"),
    [
        ("352", "325", ""),
        ("2", "Suppl 2", "12"),
        ("Suppl 1", "Suppl 2", "12"),
        ("1", "11", ""),
        ("24 3", "243", ""),
        ("66.5", "66", ""),
        ("325-8", "325", "9"),
    ],
)
def test_two_volumes_or_issues(cited: str, known: str, beside: str) -> None:
    assert not compare_numbers(cited, known, beside)


def test_a_volume_may_hold_the_issue() -> None:
    assert compare_numbers("59", "59 (1 vol.)", "", "1 vol")
    assert not compare_numbers("59", "59 (2)", "", "1")


def test_what_is_no_number_is_known() -> None:
    assert [is_a_number(text) for text in ("online", "September", "Jan-Feb 2021", "in press")] == [False] * 4
    assert [is_a_number(text) for text in ("9", "Suppl 2", "B", "March of dimes")] == [True] * 4
    assert undamaged("66.0") == "66"
    assert undamaged("66.5") == "66.5"
