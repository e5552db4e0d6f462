"""An identifier cell that has no identifier is blank or says so in the dataset's own words.

`NA`, `TBD` and `NCT00000000` are texts like any other: rows that share one look like one study, and a
lookup by it has opened another curator's study. A number of zeros passes for a registry number, and a
word in a column of numbers for a key: these are errors. Words in the columns of DOIs and registry numbers
cannot be taken for one and are info.

A word that says only that there is none is taken out without loss. `in press` and its like say something,
which belongs into `note`.

Source: forms of the registries (no registry has given a number of zeros).

Bad:

    reports
    report_id | title | doi         | pmid | pmcid | registry_ids
    R1        | One   | forthcoming | NA   |       | NCT00000000      <- doi (info), pmid, registry_ids
    R2        | Two   | Unavailable |      | none  | U0000-0000-0000  <- doi (info), pmcid, registry_ids
    R3        | Three | 10.xxxx/xxx | 00000000 |   | not registered   <- doi (info), pmid, registry_ids (info)

Fixed:

    reports
    report_id | title | doi         | pmid | pmcid | registry_ids
    R1        | One   |             |      |       | NCT00000000
    R2        | Two   |             |      |       | U0000-0000-0000
    R3        | Three | 10.xxxx/xxx | 00000000 |   |

Good, in the dataset's words, and with digits that are nearly all zeros:

    reports
    report_id | title | doi          | pmid | registry_ids
    R1        | One   | not_reported | 1    | NCT00000102
"""

from triallint.kit import (
    Citation,
    Problem,
    Problems,
    Report,
    Reported,
    SeverityName,
    Trial,
    check,
    holds_identifier,
    identifier_cells,
    rewritten,
)

_REMEDY = "Leave the cell blank, or write `not_reported` where the report gives none."


@check(severity="error", applies=holds_identifier)
def problems(row: Report | Citation | Trial) -> Problems:
    """Yield for words, and for digits, that stand for no identifier."""
    for cell, reading in identifier_cells(row):
        if reading.verdict == "placeholder":
            yield _placeholder(cell, reading.seen)
        for one in reading.found:
            if any(note.what == "zero" for note in one.notes):
                message = f"`{one.text}` has no digit but 0: no registry gave that number"
                yield Problem(cell, message, remedy=_REMEDY)
    return None


def _placeholder(cell: Reported, seen: str) -> Problem:
    words = {
        "none": "says that there is none",
        "later": "says that there is none yet",
        "made up": "stands for one that is not filled in",
    }
    severity: SeverityName | None = "info" if cell.column in ("doi", "registry_ids") else None
    fix = None if seen == "made up" else rewritten(cell, "", safe=seen == "none")
    message = f"`{cell}` is no {cell.label}: it {words[seen]}"
    return Problem(cell, message, severity=severity, remedy=_REMEDY, fix=fix)
