"""No newer version has taken a publication's place.

Some papers are corrected and republished as a whole; systematic reviews are updated under a new number;
a withdrawn review stays in the list with nothing in it. Figures belong to the version that they were
read from, and the newer one may have others.

Named is the newer record. A withdrawn Cochrane review is mostly an outdated one and no misconduct, so it
is found here and not among the retracted. What was retracted and republished is reported once, as
retracted. For a preprint, the paper is named by another check. In a list of similar or citing papers it
is info.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (CommentsCorrections).

Bad:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | One gene  | 11524736 <- pmid
    R1        | reference | 2        | Two drugs | 11279676 <- pmid
    R1        | reference | 3        | One drug  | 11279677 <- pmid
    R1        | similar   | 1        | One drug  | 11279677 <- pmid (info)

    publications
    pmid     | title                | links
    11524736 | One gene.            | RepublishedIn 11748851 Hum Mutat. 2001 Dec;18(6):546-7
    11279676 | Two drugs.           | UpdateOf 1 Rev. 2000; UpdateIn 11405950 Rev. 2001
    11279677 | WITHDRAWN: One drug. |

Good:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | One gene  | 11748851

    publications
    pmid     | title     | journal   | links
    11748851 | One gene. | Hum Mutat | RepublishedFrom 11524736 Hum Mutat. 2001;18(3):2
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    is_own_work,
    is_preprint,
    known,
    says_anything,
    standing,
    work_in_words,
)


@check(severity="warning", applies=says_anything, unless="publication_is_not_retracted")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a publication was republished, updated or withdrawn."""
    found = known(row, answers)
    if is_preprint(found.publication):
        return NOT_APPLICABLE
    newer = standing(found.publication).of("republished", "updated", "withdrawn")
    if not newer:
        return None
    pmid = next((event.pmid for event in reversed(newer) if event.pmid), "")
    yield Problem(
        found.cell,
        f"{found} says of {work_in_words(row, found.publication)}: {', then '.join(map(str, newer))}",
        severity=None if is_own_work(row) else "info",
        reading=None if is_own_work(row) else "no figure was read from it",
        remedy=f"Compare the figures with the newer version{f', PMID {pmid}' if pmid else ''}.",
    )
    return None
