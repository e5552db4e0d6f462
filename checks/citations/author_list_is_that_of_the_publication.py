"""A citation's authors are those of the publication, in their order, and “et al.” stands for the rest.

A list that names three of ten authors without “et al.” looks whole, and names that are not there at all
are the mark of a list that was made up or mixed with another one. Names in the middle that are missing,
or that the publication does not have, are warnings. A list that stops after some authors, or has them in
another order, is info: exports cap their lists, and co-first authors are swapped. Where at least three
rows of the table name as many, and none names more, the table cuts its lists there, and nothing is said.

Groups are not counted, as they are indexed now and then; members of a group whom PubMed lists as
investigators are no strangers. MEDLINE kept at most 10 authors from 1984 to 1995, and 25 until 1999:
beyond them nothing is missing.

Source: National Library of Medicine, Authorship in MEDLINE (how many names each period kept).

Bad:

    citations
    report_id | relation  | position | authors                  | title     | pmid
    R1        | reference | 1        | Yu H; Balt M             | Two drugs | 42095059 <- authors
    R1        | reference | 2        | Yu H, Peng L, Stranger Q | Two drugs | 42095059 <- authors
    R1        | reference | 3        | Yu H, Peng L             | Two drugs | 42095059 <- authors (info)
    R1        | reference | 4        | Yu H, Li W, Peng L, et al | Two drugs | 42095059 <- authors (info)

    publications
    pmid     | title      | authors
    42095059 | Two drugs. | Yu H; Peng L; Li W; Balt M

Good:

    citations
    report_id | relation  | position | authors                                  | title     | pmid
    R1        | reference | 1        | Yu H, Peng L, Li W, Balt M               | Two drugs | 42095059
    R1        | reference | 2        | Yu H, Peng L, et al; Drug Study Group    | Two drugs | 42095059
    R1        | reference | 3        | Yu H, Peng L, … Balt M                   | Two drugs | 42095059
    R1        | reference | 4        | Yu H, Member Q                           | One drug  | 42095060

    publications
    pmid     | title      | authors                                      | investigators
    42095059 | Two drugs. | Yu H; Peng L; Li W; Balt M; Drug Study Group |
    42095060 | One drug.  | Yu H                                         | Member Q

Good, where the table cuts every list at two:

    citations
    report_id | relation  | position | authors      | title     | pmid
    R1        | reference | 1        | Yu H, Peng L | Two drugs | 42095059
    R1        | reference | 2        | Lind P, Ng K | One hand  | 42095061
    R1        | reference | 3        | Balt M, Yu H | One foot  | 42095062

    publications
    pmid     | title      | authors
    42095059 | Two drugs. | Yu H; Peng L; Li W; Balt M
    42095061 | One hand.  | Lind P; Ng K; Yu H
    42095062 | One foot.  | Balt M; Yu H

Skipped, as the record has only a group:

    citations
    report_id | relation  | position | authors | title     | pmid
    R1        | reference | 1        | Yu H    | Two drugs | 42095059

    publications
    pmid     | title      | authors
    42095059 | Two drugs. | Drug Study Group
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    AuthorList,
    CannotLook,
    Citation,
    Problem,
    Problems,
    Report,
    Tables,
    changed_since,
    check,
    compare_authors,
    is_cut_as_its_table,
    known,
    said_of,
    says,
    says_anything,
)

_INFO = {
    "stops": "“et al.” may have been left out, or an export caps its lists",
    "order": "authors may have asked for another order, as those who share a place do",
}


@check(
    severity="warning",
    applies=says_anything,
    unless=("identifier_names_the_cited_work", "first_author_is_that_of_the_publication"),
)
def problems(row: Report | Citation, answers: Answers, tables: Tables) -> Problems:
    """Yield where the list of authors is another one."""
    if not says(row, "authors"):
        return NOT_APPLICABLE
    found = known(row, answers)
    authors = said_of(row, "authors", found.publication)
    if authors is None:
        return NOT_APPLICABLE
    compared = compare_authors(authors.text, found.publication)
    if compared.verdict == "unknown":
        raise CannotLook("PubMed's record has no list of persons to compare")
    if compared.verdict == "stops" and is_cut_as_its_table(row, tables):
        return None
    reading = changed_since(row, found.publication) or _INFO.get(compared.verdict)
    if compared.verdict != "same":
        yield Problem(
            authors.cell,
            _words(compared, str(found)),
            severity="info" if reading else None,
            reading=reading,
            remedy="Compare the authors with the paper.",
        )
    return None


def _words(compared: AuthorList, source: str) -> str:
    some = ", ".join(compared.names[:3]) + (" …" if len(compared.names) > 3 else "")
    counts = f"{compared.cited} of {compared.known} authors"
    match compared.verdict:
        case "stops":
            return f"the list names the first {counts} that {source} has, and does not say that it is cut"
        case "order":
            return f"the authors stand in another order than {source} has"
        case "extra":
            return f"{source} has {compared.known} authors, and none of them is {some}"
    return f"the list names {counts} that {source} has, and leaves out {some}"
