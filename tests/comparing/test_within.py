"""What a record says is found in a text of any layout, and never held against the text that says it."""

import pytest

from tests.comparing.citing import asked
from triallint.comparing.within import (
    first_author_in,
    journal_in,
    lacks_authors,
    lacks_title,
    number_in,
    pages_in,
    title_in,
    words_in,
    year_in,
)
from triallint.model import Author, Journal, Publication, PublicationDate, Severity

PAPER = Publication(
    pmid="33000001",
    title="Two drugs for one disease in adults with chronic pain: a randomised trial.",
    journal=Journal("The Journal of invented pain", "J. Invent. Pain", "J Invent Pain"),
    dates=(PublicationDate("print", "2021 Mar 2", (2021,), 3, 2),),
    volume="325",
    issue="9",
    pages="843-54",
    first_page="843",
    last_page="854",
    authors=(
        Author("Müller", "Karl Heinz", "KH"),
        Author("van der Berg", "Jan", "JK"),
        Author("Li", "Wei", "W"),
    ),
)
TITLE = "Two drugs for one disease in adults with chronic pain: a randomised trial"
AMA = f"Müller KH, van der Berg JK, Li W. {TITLE}. J Invent Pain"

#: The paper as it may be printed; each must agree with its record.
RIGHT = [
    f"K. H. Müller, J. K. van der Berg, and W. Li, “{TITLE},” J. Invent. Pain, vol. 325, no. 9, pp. 843–854, Mar. 2021.",
    f"Müller, K. H., van der Berg, J. K. & Li, W. {TITLE}. J. Invent. Pain 325, 843–854 (2021).",
    f"Müller, Karl Heinz, Jan van der Berg, and Wei Li. “{TITLE}.” Journal of Invented Pain 325, no. 9 (2021): 843-54.",
    f"Mueller KH et al (2021) {TITLE}. J Invent Pain 325(9):843-854",
    f"{AMA} 2021;325:843-54 [in French].",
    f"{AMA}. 2021;325(9):843-854. Published correction appears in J Invent Pain. 2022;326(1):99.",
    f"{AMA} 2021;325(9):843 to 854 (ISSN 1234-5678)",
    "Müller et al. 2021, J Invent Pain",
    "Müller KH (TOCO-1 trial): J Invent Pain 2021",
    f"RETRACTED: {AMA}. 2021;325(9):843-54.".replace("RETRACTED", "Full text"),
]


def said(text: str) -> set[tuple[str, str]]:
    result = asked([{"text": text, "pmid": "33000001"}], [PAPER], "citations")
    assert result.crashes == ()
    return {(f.check, f.severity.name) for f in result.findings if f.severity > Severity.info}


@pytest.mark.parametrize("text", RIGHT)
def test_a_text_that_says_what_the_record_says_is_not_accused(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "check"),
    [
        (f"{AMA}. 2021;352(9):843-54.", "volume_is_that_of_the_publication"),
        (f"{AMA}. 2021;325(6):843-54.", "issue_is_that_of_the_publication"),
        (f"{AMA}. 2021;325(9):834-54.", "pages_are_those_of_the_publication"),
        (f"{AMA}. 2021;325(9):843-53.", "pages_are_those_of_the_publication"),
        (f"{AMA}. 2019;325(9):843-54.", "year_is_one_of_the_publication"),
        (
            f"{AMA}. 2021;325(9):843-54.".replace("Invent Pain", "Other Things"),
            "journal_is_that_of_the_publication",
        ),
        (
            f"{AMA}. 2021;325(9):843-54.".replace("Müller KH", "Lind P"),
            "first_author_is_that_of_the_publication",
        ),
        (
            f"{AMA}. 2021;325(9):843-54.".replace("Müller KH", "Müller ZQ"),
            "first_author_is_that_of_the_publication",
        ),
        (
            f"{AMA}. 2021;325(9):843-54.".replace("KH, van", "KH, Lind P, van"),
            "author_list_is_that_of_the_publication",
        ),
        (f"{AMA}. 2021;325(9):843-54.".replace("trial.", "trial. Reply."), "title_keeps_its_telling_words"),
        (f"{AMA}. 2021;325(9):843-54.".replace("in adults", "in children"), "title_keeps_its_telling_words"),
    ],
)
def test_what_does_not_stand_in_a_text_is_still_missed(text: str, check: str) -> None:
    assert {name for name, _ in said(text)} == {check}


def test_a_text_of_an_unknown_layout_with_nothing_of_the_record_is_of_another_work() -> None:
    text = "Q. Zed, and P. Other, “Gardening on distant planets with robots and birds,” J. Invent. Pain, Mar. 2021."
    assert said(text) == {("identifier_names_the_cited_work", "error")}
    assert lacks_title(text, PAPER)
    assert lacks_authors(text, PAPER)
    assert not lacks_authors(text.replace("Other", "Li"), PAPER)
    assert said(text.replace("Other", "Li")) == set()


def test_a_title_stands_in_a_text_only_whole_and_with_a_stop_behind_it() -> None:
    assert title_in(f"Müller. {TITLE.upper()}, 2021", PAPER)
    assert title_in(TITLE.replace("randomised", "randomized"), PAPER)
    assert not title_in(f"{TITLE} of women. J Invent Pain", PAPER)
    assert not title_in(TITLE.replace("Two", "Twenty-two").replace("one", "none"), PAPER)


def test_words_are_found_at_their_ends_only() -> None:
    words = words_in("A phase 10 trial of meta-analysis")
    assert words.find(["phase", "10"]) == (1, 3)
    assert words.find(["phase", "1"]) is None
    assert words.find(["metaanalysis"]) == (5, 7)
    assert words.find([]) is None


def test_numbers_names_and_years_are_found_among_words() -> None:
    words = words_in("J. Invent. Pain 2021a, vol. 325 (9), pp. 843–54").words
    assert journal_in(words, PAPER) == "J Invent Pain"
    assert year_in(words, PAPER) == 2021
    assert year_in(["2019", "20215"], PAPER) is None
    assert number_in(words, "325")
    assert not number_in(words, "32")
    assert not number_in(words, "")
    assert pages_in(words, PAPER)
    assert not pages_in(["843", "53"], PAPER)
    assert pages_in(["843", "2021"], PAPER)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("K. H. Müller and J. K. van der Berg, 2021", True),
        ("Mueller, 2021", True),
        ("van der Berg JK, Müller KH", False),
        ("Müller Z", False),
        ("Lind P", False),
    ],
)
def test_the_first_author_is_found_where_nobody_else_stands_before(text: str, found: bool) -> None:
    assert (first_author_in(text, PAPER) is not None) == found
