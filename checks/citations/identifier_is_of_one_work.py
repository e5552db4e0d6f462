"""An identifier stands on one work only.

A DOI, PMID or PMCID that two rows share makes them one work; where their titles say otherwise, one of
them has the other's identifier, as happens when a cell is filled downwards. No answer from outside is
needed to see it.

Titles may differ in all that titles are forgiven for, and one may lack its subtitle. A letter and its
reply may share a DOI and stand under two PMIDs. Rows without a title are not compared. Chapters of a
book that carry the book's DOI, and abstracts that carry their supplement's, are a benign reading.

Source: DOI Handbook (a DOI names one object). PubMed has 10.1056/NEJMc2504183 on two records.

Bad:

    citations
    report_id | relation  | position | title                       | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease   | 10.1000/abc | 33000001
    R1        | reference | 2        | A history of hospital beds  | 10.1000/ABC |          <- doi
    R2        | reference | 1        | Gardening after surgery     |             | 33000001 <- pmid

Good:

    citations
    report_id | relation  | position | title                              | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease          | 10.1000/abc | 33000001
    R1        | reference | 2        | Two Drugs for One Disease: a trial | 10.1000/abc | 33000001
    R1        | reference | 3        | Two drugs for one disease. Reply   | 10.1000/abc | 33000002

Skipped, without a title:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1000/abc
    R1        | reference | 2        | 10.1000/abc
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Citation,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    first_title_under,
    may_share_identifier,
    said,
    says_anything,
    stated,
)


@check(severity="warning", applies=says_anything, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, tables: Tables) -> Problems:
    """Yield where an earlier row has the same identifier and another title."""
    named = list(stated(row))
    if not named:
        return NOT_APPLICABLE
    title = said(row, "title")
    if title is None:
        raise CannotLook("it prints no title to compare")
    for one in named:
        first = first_title_under(tables, (one.kind, one.key))
        if first is None or may_share_identifier(title.text, first.text):
            continue
        yield Problem(
            one.said.cell,
            f"{one.kind.upper()} {one.key} stands on “{first}” and on “{title}”",
            also=[(title.cell, "title here"), (first.cell, "title there")],
            reading="chapters of one book and abstracts of one supplement may carry that of the whole",
            remedy="Follow the identifier, and keep it on the work that it leads to.",
        )
    return None
