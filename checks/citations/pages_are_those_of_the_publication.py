"""A citation's pages are those of the publication.

Pages tell an article from the notice about it and from its neighbours, and wrong ones come with the
identifier of a letter or an erratum. They are compared in full: 875-91 is 875-891, e204-16 is e204-e216,
436S-9S is 436S-439S; a discussion or reply printed behind them does not count, nor does `p.`. The first
page alone is a way to cite them.

Pages counted from 1 in the file of an article that has a number are info. An article number beside pages
is a warning that may be benign, as some journals have both; the BMJ's are known by their letter, which
is that of the year. A number that a spreadsheet has made a date is for another check.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (Pagination). Of 642 pairs
of records of one paper in two public sets of duplicate records 10 % of pages differ as text, and 6 %
once compared like this, mostly of notices and abstracts.

Bad:

    citations
    report_id | relation  | position | title     | pages   | pmid
    R1        | reference | 1        | Two drugs | 834-54  | 33000001 <- pages
    R1        | reference | 2        | Two drugs | 843-55  | 33000001 <- pages
    R1        | reference | 3        | One drug  | 1-6     | 33000002 <- pages (info)
    R1        | reference | 4        | One eye   | S12-S14 | 33000003 <- pages
    R1        | reference | 5        | Two drugs | e12724  | 33000001 <- pages

    publications
    pmid     | title      | pages
    33000001 | Two drugs. | 843-54
    33000002 | One drug.  | e12724
    33000003 | One eye.   | 12-14

Fixed:

    citations
    report_id | relation  | position | title     | pages  | pmid
    R1        | reference | 1        | Two drugs | 843-54 | 33000001
    R1        | reference | 2        | Two drugs | 843-54 | 33000001
    R1        | reference | 3        | One drug  | e12724 | 33000002
    R1        | reference | 4        | One eye   | 12-14  | 33000003
    R1        | reference | 5        | Two drugs | 843-54 | 33000001

Good:

    citations
    report_id | relation  | position | title     | pages                 | pmid
    R1        | reference | 1        | Two drugs | pp. 843–854           | 33000001
    R1        | reference | 2        | Two drugs | 843                   | 33000001
    R1        | reference | 3        | Two drugs | 843-56                | 33000002
    R1        | reference | 4        | One drug  | E204-E216             | 33000003
    R1        | reference | 5        | One eye   | Article 12724         | 33000004
    R1        | reference | 6        | One hand  | b2535                 | 33000005
    R1        | reference | 7        | One foot  | a1754                 | 33000006

    publications
    pmid     | title      | pages                       | doi               | journal | dates
    33000001 | Two drugs. | 843-54                      |                   |         |
    33000002 | Two drugs. | 843-54; discussion 855-6    |                   |         |
    33000003 | One drug.  | e204-16                     |                   |         |
    33000004 | One eye.   | e12724                      |                   |         |
    33000005 | One hand.  |                             | 10.1136/bmj.b2535 |         |
    33000006 | One foot.  | 969-72                      |                   | BMJ     | print 2008

Skipped, as neither side has pages:

    citations
    report_id | relation  | position | title     | pages | pmid
    R1        | reference | 1        | Two drugs | 843   | 33000001
    R1        | reference | 2        | One drug  | N.PAG | 33000002

    publications
    pmid     | title      | pages
    33000001 | Two drugs. |
    33000002 | One drug.  | 12-9
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    compare_pages_with,
    known,
    said,
    said_of,
    says_anything,
    shown_place,
    suggested,
)

_READINGS = {
    "file": "these are the pages of the article's own file",
    "unlike": "one is an article number, and some journals have both",
}


@check(
    severity="warning",
    applies=says_anything,
    unless=("identifier_names_the_cited_work", "citation_is_up_to_date"),
)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the pages are other ones."""
    if said(row, "pages") is None:
        return NOT_APPLICABLE
    found = known(row, answers)
    pages = said_of(row, "pages", found.publication)
    verdict = compare_pages_with(pages.text, found.publication) if pages else "unknown"
    if pages is None or verdict == "unknown":
        raise CannotLook("the row or PubMed's record has no pages to compare")
    if verdict in ("same", "shorter"):
        return None
    yield Problem(
        pages.cell,
        f"the pages are {pages}; {found} has {found.publication.pages}, in {shown_place(found.publication)}",
        severity="info" if verdict == "file" else None,
        reading=_READINGS.get(verdict),
        remedy="Compare the pages with the paper.",
        fix=suggested(pages, found.publication.pages),
    )
    return None
