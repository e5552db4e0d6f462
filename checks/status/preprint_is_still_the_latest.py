"""A preprint was not withdrawn, and is not yet published.

A preprint may be the very document that was read, and citing it is then right; but its figures can
change in review, and some preprints are withdrawn. A withdrawn one is an error. Where PubMed knows the
paper, it is named as info, so that both may be given.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (PublicationType,
CommentsCorrections).

Bad:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 35794888 <- pmid (info)
    R1        | reference | 2        | One drug  | 35794889 <- pmid

    publications
    pmid     | title                | journal | types    | links
    35794888 | Two drugs.           | Res Sq  | Preprint | UpdateIn 36156117 Nat Med. 2022 Sep 26
    35794889 | WITHDRAWN: One drug. | bioRxiv | Preprint |

Good:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 35794888

    publications
    pmid     | title      | journal | types    | links
    35794888 | Two drugs. | Res Sq  | Preprint | UpdateOf 35000000 Res Sq. 2021
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


@check(severity="error", applies=says_anything, unless="publication_is_not_retracted")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a preprint was withdrawn, or published since."""
    found = known(row, answers)
    if not is_preprint(found.publication):
        return NOT_APPLICABLE
    history = standing(found.publication)
    preprint = f"this preprint, {work_in_words(row, found.publication)}"
    withdrawn = history.of("withdrawn")
    published = history.of("updated", "republished")
    if withdrawn:
        yield Problem(
            found.cell,
            f"{found} says of {preprint}: {', then '.join(map(str, withdrawn))}",
            severity=None if is_own_work(row) else "info",
            reading=None if is_own_work(row) else "no figure was read from it",
            remedy="Leave its figures out, or keep them with a reason.",
        )
    elif published:
        yield Problem(
            found.cell,
            f"{found} says of {preprint}: {', then '.join(map(str, published))}",
            severity="info",
            reading="the preprint itself may be what was read",
            remedy="Give the identifiers of both, and compare the figures.",
        )
    return None
