"""A citation's year is that of the issue, where the publication has one.

A paper that came out online in one year and in an issue in the next is cited by both, and looks like two
papers in a list sorted by year. This is hygiene: the year is right, and it is that of the online
version, or of the copy in PubMed Central. Publications that came out online only have no other year.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (PubDate, ArticleDate,
PubModel).

Bad:

    citations
    report_id | relation  | position | title     | year | volume | pmid
    R1        | reference | 1        | Two drugs | 2020 | 178    | 33000001 <- year
    R1        | reference | 2        | One drug  | 2022 | 178    | 33000002 <- year

    publications
    pmid     | title      | dates                                 | volume
    33000001 | Two drugs. | print 2021 Jan; electronic 2020 Feb 7 | 178
    33000002 | One drug.  | print 2021 Jan; pmc 2022 Feb 7        | 178

Fixed:

    citations
    report_id | relation  | position | title     | year | volume | pmid
    R1        | reference | 1        | Two drugs | 2021 | 178    | 33000001
    R1        | reference | 2        | One drug  | 2021 | 178    | 33000002

Good:

    citations
    report_id | relation  | position | title     | year | volume | pmid
    R1        | reference | 1        | Two drugs | 2021 | 178    | 33000001
    R1        | reference | 2        | One drug  | 2020 | 12     | 33000002

    publications
    pmid     | title      | dates                                 | volume
    33000001 | Two drugs. | print 2021 Jan; electronic 2020 Feb 7 | 178
    33000002 | One drug.  | electronic 2020 Feb 7                 | 12
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    cited_year,
    compare_year,
    issue_years,
    known,
    says_anything,
    shown_dates,
    suggested,
    version_of_year,
    year_of,
)


@check(
    severity="info",
    applies=says_anything,
    unless=("identifier_names_the_cited_work", "citation_is_up_to_date"),
)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the year is that of the online version alone."""
    if cited_year(row) is None:
        return NOT_APPLICABLE
    found = known(row, answers)
    year = year_of(row, found.publication)
    if year and compare_year(year[1], found.publication) == "online":
        years = issue_years(found.publication)
        version = version_of_year(year[1], found.publication)
        yield Problem(
            year[0].cell,
            f"{year[0]} is the year of {version}; {found} has {shown_dates(found.publication)}",
            reading=f"the year of {version} was cited",
            fix=suggested(year[0], str(years[0])) if len(years) == 1 else None,
        )
    return None
