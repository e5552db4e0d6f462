"""Years against all years of a publication, and days with the precision that they have."""

from datetime import date

import pytest

from triallint.comparing import (
    compare_year,
    days_in_source,
    days_meant,
    issue_years,
    read_days,
    read_year,
    shown_dates,
    version_of_year,
)
from triallint.model import Publication, PublicationDate
from triallint.pubmed.dates import publication_date

PAPER = Publication(
    "1",
    dates=(
        publication_date("print", "2017 Jan"),
        publication_date("electronic", "2013 Dec 7", 7),
        publication_date("pmc", "2018 Mar"),
    ),
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", 2024),
        ("2024a", 2024),
        (" (2024). ", 2024),
        ("c2024", 2024),
        ("24", None),
        ("0", None),
        ("9999", None),
    ],
)
def test_years_are_read(text: str, year: int | None) -> None:
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("year", "verdict"), [(2017, "issue"), (2013, "online"), (2018, "online"), (2015, "none"), (2016, "none")]
)
def test_a_year_is_one_of_a_set_and_no_year_beside_it(year: int, verdict: str) -> None:
    assert compare_year(year, PAPER) == verdict


def test_a_publication_online_only_has_no_other_year() -> None:
    online = Publication("1", dates=(publication_date("electronic", "2013 Dec"),))
    assert compare_year(2013, online) == "issue"
    assert issue_years(online) == ()
    assert compare_year(2013, Publication("1")) == "unknown"


def test_a_range_means_both_years() -> None:
    turn = Publication("1", dates=(publication_date("print", "1998 Dec-1999 Jan"),))
    assert [compare_year(year, turn) for year in (1997, 1998, 1999)] == ["none", "issue", "issue"]
    assert issue_years(turn) == (1998, 1999)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025 Feb 27", date(2025, 2, 27), date(2025, 2, 27)),
        ("2025-02-27", date(2025, 2, 27), date(2025, 2, 27)),
        ("2024 February", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("1998 Dec-1999 Jan", date(1998, 1, 1), date(1999, 12, 31)),
        ("2020 Spring", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_days_are_as_wide_as_their_text(text: str, first: date, last: date) -> None:
    assert read_days(text) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "27", "2025-13-01"])
def test_no_date_is_no_date(text: str) -> None:
    assert read_days(text) is None


@pytest.mark.parametrize(
    ("source", "first"),
    [
        ("Br J Anaesth 1998 Apr;80(4):572", date(1998, 4, 1)),
        ("Spine (Phila Pa 1976). 2001 Mar 15;26(6):1", date(2001, 3, 15)),
        ("Antivir Ther. 2007;12(7):1145", date(2007, 1, 1)),
        ("Biosci Rep. 2020 Mar 27;40(3):", date(2020, 3, 27)),
    ],
)
def test_the_date_of_a_notice_is_found_in_its_source(source: str, first: date) -> None:
    found = days_in_source(source)
    assert found is not None
    assert found.first == first


def test_dates_of_records_are_days_too() -> None:
    assert days_meant(publication_date("print", "2013 Dec 7", 7)) == (date(2013, 12, 7), date(2013, 12, 7))
    assert days_meant(PublicationDate("print", "", ())) is None
    assert shown_dates(PAPER) == "2017 Jan (issue) and 2013 Dec 7 (online) and 2018 Mar (PubMed Central)"


def test_a_year_of_pubmed_central_is_not_called_the_online_one() -> None:
    dates = [("print", "2017 Jan"), ("electronic", "2013 Dec"), ("pmc", "2018 Mar")]
    one = Publication("1", dates=tuple(publication_date(*each) for each in dates))
    assert version_of_year(2013, one) == "the online version"
    assert version_of_year(2018, one) == "the copy in PubMed Central"
