"""A cell says what its document prints at the place that it was read from.

Of 10,386 trials in published reviews, 17 % could not be reproduced from their reports. Where a row gives the
characters that its cells were read from (`at`), each cell is held against them.

The same are a number in digits and in words, a date in figures and with the name of its month, words that
differ in blanks and dashes, and two ways of writing one identifier. A number of the same value at another
precision ("0.7" for a printed 0.70) is an info: the printed digits say how it was rounded.

Benign: the span is of another printing of the same figure, or was counted in another copy of the document.

Source: Xu et al., BMJ 2022;377:e069155, for how often extractions cannot be reproduced.

Bad:

    documents
    report_id | text
    R1        | Of 40 men, thirty (75 %) had relief; hazard ratio 0.70.

    reports
    report_id | title
    R1        | A

    counts
    report_id | outcome_id | events | total | percent | at
    R1        | relief     | 30     | 46    | 75      | events=11:17 total=3:5 percent=19:21 <- total

    estimates
    report_id | outcome_id | measure | value | at
    R1        | relief     | HR      | 0.7   | value=50:54 <- value (info)

Good:

    documents
    report_id | text
    R1        | Of 40 men, thirty (75 %) had relief; hazard ratio 0·70.

    reports
    report_id | title
    R1        | A

    counts
    report_id | outcome_id | events | total | percent | at
    R1        | relief     | 30     | 40    | 75      | events=11:17 total=3:5 percent=19:21

    estimates
    report_id | outcome_id | measure | value | at
    R1        | relief     | HR      | 0.70  | value=50:54

Skipped, where the document is another one than was read:

    documents
    report_id | text                | sha256
    R1        | We enrolled 40 men. | 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef

    reports
    report_id | title | document_sha256
    R1        | A     | 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08

    flow
    report_id | stage    | n  | at
    R1        | enrolled | 46 | n=12:14
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Arm,
    Citation,
    Continuous,
    Count,
    Curve,
    Estimate,
    Flow,
    Outcome,
    Problem,
    Problems,
    Report,
    Sources,
    Tables,
    Trial,
    check,
    document_as_read,
    elsewhere,
    places_of,
    says_what_is_printed,
)

AnyRow = Report | Trial | Outcome | Arm | Flow | Count | Continuous | Estimate | Curve | Citation


@check(severity="error", applies=lambda row: bool(row.at))
def problems(row: AnyRow, tables: Tables, sources: Sources) -> Problems:
    """Yield for each cell that its document prints otherwise."""
    if not sources.wanted:
        return NOT_APPLICABLE
    source = document_as_read(row, tables, sources)
    for cell, span in places_of(row):
        printed = source.text[span.start : span.end]
        same = says_what_is_printed(cell.column, cell.text, printed)
        if same == "same":
            continue
        yield Problem(
            cell,
            f"{cell.label} is {cell}; the document prints “{' '.join(printed.split())}” there",
            also=[source.quoted(span, "the document")],
            severity="info" if same == "same number" else None,
            reading=elsewhere(cell, source) if same == "other" else "the same number at another precision",
            remedy="Read the place in the document: correct the cell, or the span in `at`.",
        )
    return None
