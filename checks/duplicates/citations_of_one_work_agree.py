"""Citations of one work agree with each other, and with its record.

A work that stands in several reference lists is printed in several ways, but it has one volume, one first
page and one year of issue. Where two citations that share an identifier differ in these, one was copied
wrongly, whether or not PubMed was asked.

Years may differ by one, as an article is online before its issue; pages may be printed short, and an article
number may stand beside pages. Lists of similar and citing papers are left to an info.

Benign: an early citation may give the provisional pages of the online version.

Source: National Library of Medicine, Citing Medicine, on what identifies an article in its journal.

Bad:

    citations
    report_id | relation  | position | title                     | journal | year | volume | pages   | doi
    R1        | reference | 1        | Two drugs for one disease | BMJ     | 2021 | 325    | 843-54  | 10.1000/abc
    R2        | reference | 1        | Two drugs for one disease | BMJ     | 2021 | 352    | 843-54  | 10.1000/ABC <- volume
    R3        | similar   | 1        | Two drugs for one disease | BMJ     | 2021 | 325    | 834-54  | 10.1000/abc <- pages (info)

Good:

    citations
    report_id | relation  | position | title                     | journal     | year | volume | pages   | doi
    R1        | reference | 1        | Two drugs for one disease | BMJ         | 2021 | 325    | 843-854 | 10.1000/abc
    R2        | reference | 1        | Two Drugs for One Disease | Br Med J    | 2020 | 325    | 843-54  | 10.1000/abc
    R3        | reference | 1        | Two drugs for one disease | BMJ         | 2021 | 325    | 843     | 10.1000/abc
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Problem,
    Problems,
    Tables,
    check,
    conflicting_fields,
    is_own_work,
    named_record,
    ties,
)


@check(
    severity="warning",
    unless=(
        "identifier_names_the_cited_work",
        "identifier_is_of_one_work",
        "identifiers_of_one_publication_agree",
        "volume_is_that_of_the_publication",
        "issue_is_that_of_the_publication",
        "pages_are_those_of_the_publication",
        "year_is_one_of_the_publication",
    ),
)
def problems(citation: Citation, tables: Tables, answers: Answers) -> Problems:
    """Yield for each field in which the first record or citation of the same work differs."""
    same = [
        tie.other
        for tie in ties(citation, tables, answers)
        if tie.edge.kind == "repeated_citation" and tie.edge.certainty != "possible"
    ]
    if not same:
        return NOT_APPLICABLE
    for name, ours, theirs in conflicting_fields(citation, same[0]):
        yield Problem(
            ours.cell,
            f"{named_record(citation)} has {name} {ours}, and {named_record(same[0])}, of the same work, {theirs}",
            also=[(theirs.cell, "the same work")],
            severity=None if is_own_work(citation) else "info",
            reading="the online version may have had other pages"
            if name == "pages"
            else None
            if is_own_work(citation)
            else "the lists were printed by others at different times",
        )
    return None
