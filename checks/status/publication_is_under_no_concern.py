"""No expression of concern was published about a publication.

An editor who has doubts that are not settled yet publishes an expression of concern, sometimes in
another journal. Most of them end in a retraction or a correction; until then the figures stand under
reserve.

Where the paper was retracted since, that is what is reported. One notice is one event, whoever cites it.
In a list of similar or citing papers it is info.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (CommentsCorrections).

Bad:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 33000001 <- pmid
    R1        | cited_by  | 1        | Two drugs | 33000001 <- pmid (info)

    publications
    pmid     | title      | links
    33000001 | Two drugs. | ExpressionOfConcernIn 33000009 J Med. 2020 Mar;40(3):1

Good:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 33000001

    publications
    pmid     | title      | links
    33000001 | Two drugs. | CommentIn 33000009 J Med. 2020 Mar;40(3):1
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


@check(severity="warning", applies=says_anything, unless="publication_is_not_retracted")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where there is an expression of concern."""
    found = known(row, answers)
    history = standing(found.publication)
    if history.of("concern"):
        yield Problem(
            found.cell,
            f"{found} says of {work_in_words(row, found.publication)}: {history}",
            severity=None if is_own_work(row) else "info",
            reading=None if is_own_work(row) else "no figure was read from it",
            remedy="Read the notice; note what it doubts, and check again before the figures are used.",
        )
    return None
