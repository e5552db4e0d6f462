"""Dates of PubMed's records: by name or number, ranges, seasons, and which of them count."""

from datetime import date

import pytest

from triallint.model import PublicationDate

from .made import article, read_one


def issue_date(inside: str, **more: str) -> PublicationDate:
    return read_one(article(date=inside, **more)).dates[0]


@pytest.mark.parametrize(
    ("inside", "text", "years", "month", "day"),
    [
        ("<Year>2019</Year>", "2019", (2019,), None, None),
        ("<Year>2019</Year><Month>Oct</Month>", "2019 Oct", (2019,), 10, None),
        ("<Year>2019</Year><Month>10</Month><Day>07</Day>", "2019 Oct 7", (2019,), 10, 7),
        ("<Year>2019</Year><Month>september</Month>", "2019 Sep", (2019,), 9, None),
        ("<Year>2019</Year><Month>13</Month>", "2019 13", (2019,), None, None),
        ("<Year>2019</Year><Month>Feb</Month><Day>99</Day>", "2019 Feb 99", (2019,), 2, None),
        ("<Year>2019</Year><Season>Fall</Season>", "2019 Fall", (2019,), None, None),
        ("<Year>2019</Year><Season>Nov-Dec</Season>", "2019 Nov-Dec", (2019,), None, None),
        ("<MedlineDate>1975 Mar-Apr</MedlineDate>", "1975 Mar-Apr", (1975,), None, None),
        ("<MedlineDate>1978 Sep-OCT</MedlineDate>", "1978 Sep-OCT", (1978,), None, None),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998 Dec-1999 Jan", (1998, 1999), None, None),
        ("<MedlineDate>2003 Dec-Jan</MedlineDate>", "2003 Dec-Jan", (2003, 2004), None, None),
        ("<MedlineDate>1947-1948</MedlineDate>", "1947-1948", (1947, 1948), None, None),
        ("<MedlineDate>1998-99</MedlineDate>", "1998-99", (1998, 1999), None, None),
        ("<MedlineDate>1999-2000 Winter</MedlineDate>", "1999-2000 Winter", (1999, 2000), None, None),
        ("<MedlineDate>Winter 2016</MedlineDate>", "Winter 2016", (2016,), None, None),
        ("<MedlineDate>1985 Aug 15-20</MedlineDate>", "1985 Aug 15-20", (1985,), 8, None),
        ("<MedlineDate>2019 Sep/Oct</MedlineDate>", "2019 Sep/Oct", (2019,), None, None),
        ("<MedlineDate>1700-9999</MedlineDate>", "1700-9999", (1700,), None, None),
        ("<MedlineDate>in press</MedlineDate>", "in press", (), None, None),
    ],
)
def test_dates(inside: str, text: str, years: tuple[int, ...], month: int | None, day: int | None) -> None:
    assert issue_date(inside) == PublicationDate("print", text, years, month, day)


def test_no_date_is_no_date() -> None:
    assert read_one(article(date="")).dates == ()


@pytest.mark.parametrize(
    ("model", "stage", "kind"),
    [
        ("Print", "ppublish", "print"),
        ("Print-Electronic", "ppublish", "print"),
        ("Print-Electronic", "aheadofprint", "electronic"),
        ("Electronic-Print", "ppublish", "print"),
        ("Electronic", "epublish", "electronic"),
        ("Electronic-eCollection", "epublish", "collection"),
    ],
)
def test_what_the_date_of_the_issue_is(model: str, stage: str, kind: str) -> None:
    assert issue_date("<Year>2019</Year>", model=model, stage=stage).kind == kind


def test_dates_are_a_set_without_those_of_indexing() -> None:
    step = '<PubMedPubDate PubStatus="{}"><Year>{}</Year><Month>1</Month><Day>2</Day></PubMedPubDate>'
    steps = {
        "received": 2010,
        "entrez": 2011,
        "pubmed": 2012,
        "medline": 2013,
        "ecollection": 2020,
        "pmc-release": 2021,
    }
    online = (
        '<ArticleDate DateType="Electronic"><Year>2018</Year><Month>12</Month><Day>31</Day></ArticleDate>'
    )
    found = read_one(
        article(
            model="Print-Electronic",
            more=online,
            history="".join(step.format(*one) for one in steps.items()) + step.format("epublish", 2018),
        )
    )
    assert [(one.kind, one.text) for one in found.dates] == [
        ("print", "2019 Oct"),
        ("electronic", "2018 Dec 31"),
        ("collection", "2020 Jan 2"),
        ("pmc", "2021 Jan 2"),
        ("electronic", "2018 Jan 2"),
    ]
    assert found.years == {2018, 2019, 2020, 2021}
    assert found.revised == date(2024, 2, 29)


@pytest.mark.parametrize(
    "revised", ["<Year>2024</Year><Month>02</Month>", "<Year>2024</Year><Month>2</Month><Day>30</Day>"]
)
def test_a_date_of_revision_that_is_no_day(revised: str) -> None:
    whole = "<Year>2024</Year><Month>02</Month><Day>29</Day>"
    assert read_one(article().replace(whole, revised)).revised is None
