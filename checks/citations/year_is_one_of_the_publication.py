"""A citation's year is one of those in which the publication came out.

A paper has several dates: its issue's, that of its online version, of an electronic collection, of
PubMed Central. Any of them may be cited, years apart as they may be; a tolerance of a year would both
pass slips and flag true citations. Dates of indexing are none of them.

Ranges and seasons mean all their years. The date columns of a report are looked at as well: `published`
and `epub` must lie in one of these years, and where both name a month it is compared, as info.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (PubDate, ArticleDate,
PubModel).

Bad:

    citations
    report_id | relation  | position | title     | year  | pmid
    R1        | reference | 1        | Two drugs | 2015  | 23344044 <- year

    reports
    report_id | title     | year | published  | epub       | pmid
    R1        | Two drugs | 2013 | 2014 Jan   | 2012 Dec 7 | 23344044 <- published
    R2        | Two drugs | 2013 | 2013 Feb 2 | 2012 Dec 7 | 23344044 <- published (info)

    publications
    pmid     | title      | dates
    23344044 | Two drugs. | print 2013 Jan; electronic 2012 Dec 7

Good:

    citations
    report_id | relation  | position | title     | year  | pmid
    R1        | reference | 1        | Two drugs | 2012  | 23344044
    R1        | reference | 2        | One drug  | 1999  | 23344045

    reports
    report_id | title     | published  | epub    | pmid
    R1        | Two drugs | 2013-01-31 | 2012    | 23344044

    publications
    pmid     | title      | dates
    23344044 | Two drugs. | print 2013 Jan; electronic 2012 Dec 7
    23344045 | One drug.  | print 1998 Dec-1999 Jan

Skipped, as the record has no date:

    citations
    report_id | relation  | position | title     | year  | pmid
    R1        | reference | 1        | Two drugs | 2012  | 23344044

    publications
    pmid     | title
    23344044 | Two drugs.
"""

from collections.abc import Iterator

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Days,
    Known,
    Problem,
    Problems,
    Report,
    Reported,
    check,
    cited_year,
    compare_year,
    days_meant,
    known,
    read_days,
    says_anything,
    shown_dates,
    year_of,
)


@check(
    severity="warning",
    applies=says_anything,
    unless=("identifier_names_the_cited_work", "citation_is_up_to_date"),
)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield for a year, or a date, that is none of the publication's."""
    dates = [(cell, days) for cell in _date_cells(row) if (days := read_days(cell.text))]
    if cited_year(row) is None and not dates:
        return NOT_APPLICABLE
    found = known(row, answers)
    year = year_of(row, found.publication)
    if not found.publication.years:
        raise CannotLook("PubMed's record has no date to compare")
    if year and compare_year(year[1], found.publication) == "none":
        yield Problem(
            year[0].cell,
            f"the year is {year[0]}; {found} has {shown_dates(found.publication)}",
            remedy="Compare the year with the paper.",
        )
    for cell, days in dates:
        yield from _date(cell, days, found)
    return None


def _date_cells(row: Report | Citation) -> list[Reported]:
    return [cell for cell in (row.published, row.epub) if cell] if isinstance(row, Report) else []


def _date(cell: Reported, days: Days, found: Known) -> Iterator[Problem]:
    """A date that meets none of the publication's, and how much of it is wrong."""
    theirs = [one for each in found.publication.dates if (one := days_meant(each))]
    if any(days.meets(one) for one in theirs):
        return
    in_year = {days.first.year, days.last.year} & found.publication.years
    yield Problem(
        cell,
        f"the date is {cell}; {found} has {shown_dates(found.publication)}",
        severity="info" if in_year else None,
        reading="PubMed may have another day of the same issue" if in_year else None,
        remedy="Compare the date with the paper.",
    )
