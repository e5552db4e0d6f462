"""An identifier cell holds one identifier.

Two DOIs glued together are a third one, that does not exist; two PMIDs in a cell join to nothing, and one
comma can make a service refuse a whole batch, which then looks like "nothing found". Several registry
numbers in a cell are in order: a trial may have several.

A cell is split where a second identifier begins (`10.` and a registrant), never at a semicolon or comma,
which a DOI may hold. Where all are the same the repetition can go. A DOI may hold the text of another one
(10.36849/JDD.2020.10.36849/JDD.2020.5106 was registered so): where the first is the beginning of the
second it is info.

Source: DOI Handbook, section 2 (syntax); base of PubMed's own records for the registered exception.

Bad:

    citations
    report_id | relation  | position | doi                                  | pmid
    R1        | reference | 1        | 10.1000/a; 10.1000/b                 |                    <- doi
    R1        | reference | 2        | 10.1000/a,10.1001/b                  |                    <- doi
    R1        | reference | 3        |                                      | 27133167, 27259157 <- pmid
    R1        | reference | 4        | 10.36849/JDD.2020.10.36849/JDD.2020.5106 |            <- doi (info)
    R1        | reference | 5        |                                      | 3365 1090          <- pmid

Bad, with one identifier repeated:

    citations
    report_id | relation  | position | doi                                  | pmid
    R1        | reference | 1        | 10.4137/IJTR.S815810.4137/IJTR.S8158 |                    <- doi
    R1        | reference | 2        |                                      | 27133167; 27133167 <- pmid

Fixed:

    citations
    report_id | relation  | position | doi                | pmid
    R1        | reference | 1        | 10.4137/IJTR.S8158 |
    R1        | reference | 2        |                    | 27133167

Good, with separators inside, and with two registry numbers:

    citations
    report_id | relation  | position | doi                                             | pmid
    R1        | reference | 1        | 10.1002/(SICI)1097-0177(199907)215:3<179::AID-AJA1>3.0.CO;2-Q | 9500320

    reports
    report_id | title | registry_ids
    R1        | One   | NCT02345678; NCT02345679
"""

from triallint.kit import (
    KINDS,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    holds_identifier,
    identifier_cells,
    rewritten,
)


@check(severity="error", applies=holds_identifier)
def problems(row: Report | Citation) -> Problems:
    """Yield for each cell with more than one identifier, other than registry numbers."""
    for cell, reading in identifier_cells(row):
        if reading.one and any(note.what == "nested" for note in reading.one.notes):
            message = f"the DOI `{cell}` holds the text of another DOI"
            reading_ = "one identifier, if its registrant registered it so"
            yield Problem(cell, message, severity="info", reading=reading_)
        if reading.verdict != "several" or cell.column == "registry_ids":
            continue
        first, *others = reading.found
        same = all(other.key == first.key for other in others)
        times = "twice" if len(others) == 1 else f"{len(others) + 1} times"
        listed = ", ".join(f"the {KINDS[one.kind]} `{one.canonical}`" for one in reading.found)
        yield Problem(
            cell,
            f"the cell holds the {KINDS[first.kind]} `{first.canonical}` {times}"
            if same
            else f"the cell holds {len(others) + 1} identifiers: {listed}",
            reading=None if first.is_certain else "it may be one number with a blank in it",
            remedy="Keep the one of this column that is the work cited; another work is another row.",
            fix=rewritten(cell, first.canonical, safe=first.is_certain) if same else None,
        )
    return None
