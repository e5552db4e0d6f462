"""A citation gives the volume and pages that the publication has by now.

A paper is cited first as it came out online, without a volume, with pages counted from 1 or the
publisher's own item number, and by the year of that day. When its issue is out, all of these change.
Nothing was wrong: the citation is older than the issue. Differences in year, volume, issue and pages are
then not reported beside it, and those in title, authors and journal are info.

A citation shows its age by its words (ahead of print, online first, in press), or by having neither
volume nor the publication's pages in a table that has volumes; there its year must fit, and the title or
the first author must be the publication's.

Source: 20,862 citations that PubMed printed on two days, ahead of print and once the issue was out.

Bad:

    citations
    report_id | relation  | position | title     | journal | year | volume | pages | pmid
    R1        | reference | 1        | Two drugs | Drugs   | 2022 |        | 1-10  | 36369434 <- year

    publications
    pmid     | title      | journal | dates                                  | volume | issue | pages
    36369434 | Two drugs. | Drugs   | print 2023 Mar; electronic 2022 Nov 11 | 79     | 3     | 527-536

Fixed:

    citations
    report_id | relation  | position | title     | journal | year | volume | pages   | pmid
    R1        | reference | 1        | Two drugs | Drugs   | 2023 | 79     | 527-536 | 36369434

Bad, with the number of an advance article:

    citations
    report_id | relation  | position | text                                                              | pmid
    R1        | reference | 1        | Moreau A. Two drugs for one eye. Clin Eye Dis 2022; ciac769.      | 36369436 <- text

    publications
    pmid     | title                  | journal      | dates                                  | volume | issue | pages   | authors
    36369436 | Two drugs for one eye. | Clin Eye Dis | print 2023 Feb; electronic 2022 Sep 11 | 76     | 3     | 527-536 | Moreau A

Good, up to date, and not in an issue yet:

    citations
    report_id | relation  | position | title     | journal | year | volume | pages   | pmid
    R1        | reference | 1        | Two drugs | Drugs   | 2023 | 79     | 527-536 | 36369434
    R1        | reference | 2        | One drug  | Drugs   | 2024 |        |         | 36369435

    publications
    pmid     | title      | journal | dates                                  | volume | issue | pages
    36369434 | Two drugs. | Drugs   | print 2023 Mar; electronic 2022 Nov 11 | 79     | 3     | 527-536
    36369435 | One drug.  | Drugs   | electronic 2024 Nov 11                 |        |       |
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    CitedField,
    Edit,
    Fix,
    Given,
    Known,
    Problem,
    Problems,
    Report,
    check,
    is_outdated,
    issue_years,
    known,
    said,
    says_anything,
    shown_place,
)


@check(severity="info", applies=says_anything, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a citation was made ahead of print, and the publication is in an issue by now."""
    cells = [field for name in _FIELDS if (field := said(row, name))]
    if not cells:
        return NOT_APPLICABLE
    found = known(row, answers)
    if not is_outdated(row, found.publication):
        return None
    yield Problem(
        cells[0].cell,
        f"it was cited before its issue was out; {found} has {shown_place(found.publication)} by now",
        reading="the citation is older than the issue",
        fix=_fix(row, found, cells),
    )
    return None


_FIELDS: tuple[CitedField, ...] = ("year", "volume", "issue", "pages")


def _fix(row: Report | Citation, found: Known, cells: list[Given]) -> Fix | None:
    """Write year, volume, issue and pages into the columns that the table has."""
    if not all(cell.has_own_cell for cell in cells):
        return None
    publication, years = found.publication, issue_years(found.publication)
    new = {
        "year": str(years[0]) if len(years) == 1 else "",
        "volume": publication.volume,
        "issue": publication.issue,
        "pages": publication.pages,
    }
    edits = tuple(
        Edit(row.place(name), row.raw(name), text)
        for name, text in new.items()
        if text and name in row.grid.columns and row.raw(name) != text
    )
    return Fix(f"write {shown_place(publication)}", edits) if edits else None
