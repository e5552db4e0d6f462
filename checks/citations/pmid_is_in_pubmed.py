"""A PMID is one that PubMed has.

A PMID that PubMed does not know was mistyped, or its record was deleted: PubMed removes records that it
held twice and names no survivor. Whatever a program joins on such a number joins to nothing, mostly
without a word.

Only PubMed's own "there is no such record" counts; a converter that knows only part of PubMed, a service
that did not answer, and a number that nobody asked about yet say nothing. A local mirror may be older
than the record: a warning. Where the DOI beside it names a publication that fits, its PMID is suggested.

Source: National Library of Medicine, E-utilities: EFetch leaves out what it does not have.

Bad:

    citations
    report_id | relation  | position | title                     | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease | 10.1000/abc | 33890651 <- pmid

    publications
    pmid     | title                      | doi         | state
    33890651 |                            |             | absent
    31311831 | Two drugs for one disease. | 10.1000/abc |

Fixed:

    citations
    report_id | relation  | position | title                     | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease | 10.1000/abc | 31311831

Good:

    citations
    report_id | relation  | position | title                     | pmid
    R1        | reference | 1        | Two drugs for one disease | 31311831

    publications
    pmid     | title
    31311831 | Two drugs for one disease.

Skipped, as nobody was asked:

    citations
    report_id | relation  | position | title                     | pmid
    R1        | reference | 1        | Two drugs for one disease | 33890651
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    answered,
    check,
    identities,
    likeness,
    sayer,
    says_anything,
    suggested,
)


@check(severity="error", applies=says_anything)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where PubMed was asked for a PMID and has no such record."""
    named = identities(row, answers)
    own = next((one for one in named if one.kind == "pmid"), None)
    if own is None:
        return NOT_APPLICABLE
    if own.answer.state != "absent":
        answered((own,))
        return None
    others = [p for one in named for p in one.publications if not likeness(row, p).conflicts]
    other = others[0].pmid if others else ""
    deleted = (
        f"; it may have been deleted as a double of PMID {other}, which the row names too" if other else ""
    )
    yield Problem(
        own.said.cell,
        f"{sayer(own.answer)} has no record with the {own}",
        severity="warning" if own.answer.source == "mirror" else None,
        reading=f"digits may be wrong{deleted}",
        remedy="Look the work up in PubMed by its title.",
        fix=suggested(own.said, other),
    )
    return None
