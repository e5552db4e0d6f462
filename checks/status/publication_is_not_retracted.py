"""A publication was not retracted.

Figures from a retracted paper go on being pooled for years, and whoever reads the list cannot see it.
PubMed says it in three ways, any of which is enough: a link to the notice, the type “Retracted
Publication”, the publisher's prefix to the title. All that became of the paper is told in the order of
its dates, the notice with its place.

A paper that was retracted and republished names its successor, from which figures are to be read anew. A
later reinstatement, known to lists of retractions, ends the finding; where dates do not tell which came
last it is a warning. In a list of similar or citing papers it is info: no figure was read from them.
Retraction as a subject (“Retraction rates in clinical trials”) is no sign.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (PublicationType,
CommentsCorrections).

Bad:

    citations
    report_id | relation  | position | title      | pmid
    R1        | reference | 1        | Two drugs  | 8863847  <- pmid
    R1        | reference | 2        | One drug   | 23432189 <- pmid
    R1        | similar   | 1        | Two drugs  | 8863847  <- pmid (info)
    R1        | reference | 3        | One eye    | 8863848  <- pmid
    R1        | reference | 4        | Two eyes   | 8863849  <- pmid (warning)

    reports
    report_id | title     | doi
    R1        | Two drugs | 10.1000/abc <- doi

    publications
    pmid     | title               | doi         | types                 | links
    8863847  | Two drugs.          | 10.1000/abc | Retracted Publication | RetractionIn 9499167 J. 1998 Feb;5:3
    23432189 | One drug.           |             |                       | RetractedandRepublishedIn 3
    8863848  | RETRACTED: One eye. |             |                       |
    8863849  | Two eyes.           |             |                       | RetractionIn; ReinstatedIn

Good:

    citations
    report_id | relation  | position | title                    | pmid
    R1        | reference | 1        | Retraction rates, a view | 33000001
    R1        | reference | 2        | One hand                 | 33000002

    publications
    pmid     | title                     | links
    33000001 | Retraction rates, a view. | CommentIn 33000009 BMJ. 2020
    33000002 | One hand.                 | RetractionIn 4 J. 2016 Mar;1:2; ReinstatedIn 5 J. 2017 May;1:3

Skipped, as nothing was recorded:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 8863847
"""

from triallint.kit import (
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    is_own_work,
    known,
    says_anything,
    standing,
    work_in_words,
)

_REMEDY = "Leave its figures out, or keep them with a reason; mark an included study as retracted."


@check(severity="error", applies=says_anything)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a publication is retracted by now."""
    found = known(row, answers)
    history = standing(found.publication)
    state = history.retraction
    if state in ("", "reinstated"):
        return None
    again = next((event.pmid for event in history.of("republished") if event.pmid), "")
    unclear = "it was retracted and reinstated, and the dates do not tell which came last"
    yield Problem(
        found.cell,
        f"{found} says of {work_in_words(row, found.publication)}: {history}",
        severity="info" if not is_own_work(row) else "warning" if state == "unclear" else None,
        reading=unclear if state == "unclear" else None if is_own_work(row) else "no figure was read from it",
        remedy=f"It was republished as PMID {again}: read the figures from there." if again else _REMEDY,
    )
    return None
