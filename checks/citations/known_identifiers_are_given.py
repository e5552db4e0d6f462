"""A citation gives the identifiers that PubMed knows.

With a PMID and a DOI a paper can be asked about everywhere: whether it was retracted, corrected, read
before.

Only what PubMed's record itself holds is given, as a suggestion, and only where nothing in the row
conflicts with that record. A PMCID is asked for only where the table has a column for it.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions.

Bad:

    citations
    report_id | relation  | position | title     | doi         | pmid
    R1        | reference | 1        | Two drugs | 10.1000/abc |          <- doi
    R1        | reference | 2        | One drug  |             | 12937682 <- pmid

    publications
    pmid     | title      | doi
    33000001 | Two drugs. | 10.1000/ABC
    12937682 | One drug.  | 10.1023/a:1025493705728

Fixed:

    citations
    report_id | relation  | position | title     | doi                     | pmid
    R1        | reference | 1        | Two drugs | 10.1000/abc             | 33000001
    R1        | reference | 2        | One drug  | 10.1023/a:1025493705728 | 12937682

Good, as the record has no more:

    citations
    report_id | relation  | position | title     | doi         | pmid
    R1        | reference | 1        | Two drugs | 10.1000/abc | 33000001
    R1        | reference | 2        | One drug  |             | 12937682

    publications
    pmid     | title      | doi         | pmcid
    33000001 | Two drugs. | 10.1000/abc | PMC1
    12937682 | One drug.  |             |

Skipped, as nothing was recorded:

    citations
    report_id | relation  | position | title     | doi
    R1        | reference | 1        | Two drugs | 10.1000/abc
"""

from triallint.kit import (
    Answers,
    CannotLook,
    Citation,
    CitedField,
    Edit,
    Fix,
    Problem,
    Problems,
    Report,
    check,
    known,
    likeness,
    said,
    says_anything,
    work_in_words,
)

_NAMES: dict[CitedField, str] = {"pmid": "PMID", "doi": "DOI", "pmcid": "PMCID"}


@check(severity="info", applies=says_anything, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the record has an identifier that the row lacks."""
    found = known(row, answers)
    if likeness(row, found.publication).conflicts:
        raise CannotLook("a field beside the identifier conflicts with the record")
    missing: dict[CitedField, str] = {
        column: getattr(found.publication, column)
        for column in _NAMES
        if said(row, column) is None and (column != "pmcid" or column in row.grid.columns)
    }
    given = {column: text for column, text in missing.items() if text}
    if not given:
        return None
    listed = " and ".join(f"{_NAMES[column]} {text}" for column, text in given.items())
    columns = ", ".join(f"`{column}`" for column in given if column in row.grid.columns)
    edits = tuple(
        Edit(row.place(column), row.raw(column), text)
        for column, text in given.items()
        if column in row.grid.columns and not row.raw(column)
    )
    yield Problem(
        found.cell,
        f"{found} has {listed} for {work_in_words(row, found.publication)}",
        remedy=f"Add {listed}: {f'column {columns}' if columns else 'the table has no column for it'}.",
        fix=Fix(f"write {listed}", edits) if edits else None,
    )
    return None
