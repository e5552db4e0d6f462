"""A DOI, PMID, PMCID or registry number stands in the column of its kind.

A PMCID without its letters is some other article's PMID, and most services answer to it. So the kind is
never guessed from digits: a bare number is what its column says. What can be told by its form is found
here: a DOI in the column of PMIDs, a PMCID there, an ISBN with a valid check digit, manuscript numbers,
accessions of other databases, a publisher's item number, the address of a page. A PMCID cell that repeats
the row's PMID is one of them.

A PROSPERO or ethics committee's number among registry numbers is info: it is a register's, but no
trial's.

Source: check digits of ISBN (ISO 2108) and ISSN (ISO 3297); NCBI, forms of PMID, PMCID and manuscript
numbers.

Bad:

    reports
    report_id | title | doi             | pmid                      | pmcid
    R1        | One   | 9783642403361   | 9783642403361             |               <- doi, pmid
    R2        | Two   | R-HSA-5654346.1 |                           | NIHMS1234567  <- doi, pmcid
    R3        | Three | 27133167        |                           | 27133168      <- doi
    R4        | Four  |                 | 27133168                  | 27133168      <- pmcid

Bad, with the right cell blank:

    reports
    report_id | title | doi | pmid                      | pmcid      | registry_ids
    R1        | One   |     | PMC3531190                |            |               <- pmid
    R2        | Two   |     | 10.1007/978-3-642-40337-8 |            |               <- pmid
    R3        | Three |     |                           | 10.1000/x1 |               <- pmcid
    R4        | Four  |     |                           |            | CRD42020123456 <- registry_ids (info)

Fixed:

    reports
    report_id | title | doi                       | pmid | pmcid      | registry_ids
    R1        | One   |                           |      | PMC3531190 |
    R2        | Two   | 10.1007/978-3-642-40337-8 |      |            |
    R3        | Three | 10.1000/x1                |      |            |
    R4        | Four  |                           |      |            | CRD42020123456

Good:

    reports
    report_id | title | doi                       | pmid     | pmcid      | registry_ids
    R1        | One   | 10.1007/978-3-642-40337-8 | 27133167 | PMC3531190 | NCT01208194
    R2        | Two   |                           | 3531190  | 3531190.1  |
"""

from triallint.kit import (
    Citation,
    Edit,
    Fix,
    Problem,
    Problems,
    Report,
    Reported,
    Trial,
    check,
    holds_identifier,
    identifier_cells,
    what_is,
)

_COLUMNS = ("doi", "pmid", "pmcid")


@check(severity="error", applies=holds_identifier)
def problems(row: Report | Citation | Trial) -> Problems:
    """Yield for each identifier cell that holds another kind's."""
    for cell, reading in identifier_cells(row):
        if reading.verdict == "other":
            kind = what_is(cell.text.strip(" .,;:"))
            name = kind.name if kind else ""
            yield Problem(
                cell,
                f"`{cell}` is {reading.seen}, not a {cell.label.removesuffix(' ids')} number"
                if cell.column == "registry_ids"
                else f"`{cell}` is {reading.seen}, not a {cell.label.upper()}",
                severity="info" if name in ("prospero", "ccmo") else None,
                remedy="Enter it in the column of its kind, or in `note`.",
                fix=_moved(cell, name),
            )
        elif cell.column == "pmcid" and reading.one and cell.text == row.raw("pmid"):
            message = f"`{cell}` is the row's PMID, not a PMCID"
            yield Problem(
                cell, message, also=[row.cell("pmid")], remedy="Enter the PMCID, or leave it blank."
            )
    return None


def _moved(cell: Reported, column: str) -> Fix | None:
    """Move a cell's text to the column of its kind, where that is there and blank."""
    row = cell.row
    if column not in _COLUMNS or not isinstance(row, Report | Citation):
        return None
    if column not in row.grid.columns or row.raw(column):
        return None
    edits = (Edit(cell.place, cell.text, ""), Edit(row.place(column), "", cell.text))
    return Fix(f"move it to `{column}`", edits)
