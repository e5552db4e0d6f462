"""A citation's issue is that of the publication.

A wrong issue sends the reader to another cover; in journals that begin each issue with page 1 it is part
of the address.

Words and marks around the number do not count (Vol., No., roman numerals, zeros before it), supplements
and parts are one thing whether they are printed with the volume or with the issue, and one that lacks
its own number agrees with any. A citation made before the issue was out is a case of its own.

A whole number that a spreadsheet has made a decimal (`9.0`) is info. A month or “online” in the cell is no
issue to compare. What was read from a citation's text is not held against it where PubMed's own
issue stands in that text.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (Issue).

Bad:

    citations
    report_id | relation  | position | title     | volume | issue | pages  | pmid
    R1        | reference | 1        | Two drugs | 325    | 6     | 843-54 | 33000001 <- issue
    R1        | reference | 2        | Two drugs | 325    | 9.0   | 843-54 | 33000001 <- issue (info)

    publications
    pmid     | title      | volume | issue | pages
    33000001 | Two drugs. | 325    | 9     | 843-54

Fixed:

    citations
    report_id | relation  | position | title     | volume | issue | pages  | pmid
    R1        | reference | 1        | Two drugs | 325    | 9     | 843-54 | 33000001
    R1        | reference | 2        | Two drugs | 325    | 9     | 843-54 | 33000001

Good:

    citations
    report_id | relation  | position | title     | volume | issue       | pmid
    R1        | reference | 1        | Two drugs | 325    | No. 09      | 33000001
    R1        | reference | 2        | One drug  | 12     | Supplement 2 | 33000002
    R1        | reference | 3        | One drug  | 12     | Suppl       | 33000002
    R1        | reference | 4        | One eye   | 43     | 3/4         | 33000003
    R1        | reference | 5        | One eye   | 43     | 3 Pt 1      | 33000004

    publications
    pmid     | title      | volume | issue
    33000001 | Two drugs. | 325    | 9
    33000002 | One drug.  | 12     | Suppl 2
    33000003 | One eye.   | 43     | 3-4
    33000004 | One eye.   | 43     | 3

Skipped, as the record has none:

    citations
    report_id | relation  | position | title     | issue | pmid
    R1        | reference | 1        | Two drugs | 9     | 33000001

    publications
    pmid     | title
    33000001 | Two drugs.
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
    compare_numbers,
    is_a_number,
    known,
    said,
    said_of,
    says_anything,
    shown_place,
    suggested,
    undamaged,
)


@check(
    severity="warning",
    applies=says_anything,
    unless=("identifier_names_the_cited_work", "citation_is_up_to_date"),
)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the issue is another one."""
    if said(row, "issue") is None:
        return NOT_APPLICABLE
    found = known(row, answers)
    publication = found.publication
    issue, beside = said_of(row, "issue", publication), said_of(row, "volume", publication)
    if issue is None or not publication.issue or not is_a_number(issue.text):
        raise CannotLook("the row or PubMed's record has no issue to compare")
    if compare_numbers(issue.text, publication.issue, publication.volume, beside.text if beside else ""):
        if issue.text != (whole := undamaged(issue.text)):
            yield Problem(
                issue.cell,
                f"the issue is {issue}, and {found} has {publication.issue}",
                severity="info",
                reading="a spreadsheet has made a decimal of it",
                fix=suggested(issue, whole),
            )
        return None
    yield Problem(
        issue.cell,
        f"the issue is {issue}; {found} has {publication.issue}, in {shown_place(publication)}",
        remedy="Compare the issue with the paper.",
        fix=suggested(issue, publication.issue),
    )
    return None
