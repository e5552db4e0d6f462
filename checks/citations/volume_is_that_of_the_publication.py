"""A citation's volume is that of the publication.

A wrong volume hides a paper in the stacks, and breaks every link that is made of journal, volume and
page.

Words and marks around the number do not count (Vol., No., roman numerals, zeros before it), supplements
and parts are one thing whether they are printed with the volume or with the issue, and one that lacks
its own number agrees with any. A citation made before the issue was out is a case of its own.

A whole number that a spreadsheet has made a decimal (`9.0`) is info. A month or “online” in the cell is no
volume to compare. What was read from a citation's text is not held against it where PubMed's own
volume stands in that text.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (Volume).

Bad:

    citations
    report_id | relation  | position | title     | volume | issue | pages  | pmid
    R1        | reference | 1        | Two drugs | 352    | 9     | 843-54 | 33000001 <- volume
    R1        | reference | 2        | Two drugs | 325.0  | 9     | 843-54 | 33000001 <- volume (info)

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
    report_id | relation  | position | title     | volume        | issue | pmid
    R1        | reference | 1        | Two drugs | Vol. 325      | 9     | 33000001
    R1        | reference | 2        | Two drugs | CCCXXV        | 9     | 33000001
    R1        | reference | 3        | One drug  | 12(Suppl. 2)  |       | 33000002
    R1        | reference | 4        | One drug  | 12            | S2    | 33000002
    R1        | reference | 5        | One eye   | 43 Suppl      |       | 33000003

    publications
    pmid     | title      | volume   | issue
    33000001 | Two drugs. | 325      | 9
    33000002 | One drug.  | 12       | Suppl 2
    33000003 | One eye.   | 43 Suppl 1 |

Skipped, as the record has none:

    citations
    report_id | relation  | position | title     | volume | pmid
    R1        | reference | 1        | Two drugs | 325    | 33000001

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
    """Yield where the volume is another one."""
    if said(row, "volume") is None:
        return NOT_APPLICABLE
    found = known(row, answers)
    publication = found.publication
    volume, beside = said_of(row, "volume", publication), said_of(row, "issue", publication)
    if volume is None or not publication.volume or not is_a_number(volume.text):
        raise CannotLook("the row or PubMed's record has no volume to compare")
    if compare_numbers(volume.text, publication.volume, publication.issue, beside.text if beside else ""):
        if volume.text != (whole := undamaged(volume.text)):
            yield Problem(
                volume.cell,
                f"the volume is {volume}, and {found} has {publication.volume}",
                severity="info",
                reading="a spreadsheet has made a decimal of it",
                fix=suggested(volume, whole),
            )
        return None
    yield Problem(
        volume.cell,
        f"the volume is {volume}; {found} has {publication.volume}, in {shown_place(publication)}",
        remedy="Compare the volume with the paper.",
        fix=suggested(volume, publication.volume),
    )
    return None
