"""A row says what the program itself reads of the same quantity in the document.

A second extraction costs nothing where the document is at hand. A row that shares most of its figures with a
sentence, and differs from it in one, was more likely copied with a slip than read in another place.

Rows are compared that agree in at least two figures and in the measure, time and arm as far as both say them;
a row that some sentence confirms in every figure is confirmed, whatever others say. Cells that name the
characters they were read from are held against these by another check.

Benign: the document prints two quantities that are nearly alike, and the row is of the other one.

Source: Xu et al., BMJ 2022;377:e069155; Cochrane Handbook 5.5.2, on two people extracting each report.

Bad:

    documents
    report_id | text
    R1        | The hazard ratio for death was 0.70 (95% CI, 0.47 to 1.03; P=0.07).

    reports
    report_id | title
    R1        | A

    outcomes
    outcome_id | label
    death      | death

    estimates
    report_id | outcome_id | measure | value | ci_level | ci_lower | ci_upper | p_value
    R1        | death      | HR      | 0.70  | 95       | 0.74     | 1.03     | 0.07    <- ci_lower

Good:

    documents
    report_id | text
    R1        | The hazard ratio for death was 0.70 (95% CI, 0.47 to 1.03; P=0.07).

    reports
    report_id | title
    R1        | A

    outcomes
    outcome_id | label
    death      | death

    estimates
    report_id | outcome_id | measure | value | ci_level | ci_lower | ci_upper | p_value
    R1        | death      | HR      | 0.7   | 95       | 0.47     | 1.03     | 0.07

Skipped, where no sentence is near enough:

    documents
    report_id | text
    R1        | The hazard ratio for death was 0.70 (95% CI, 0.47 to 1.03).

    reports
    report_id | title
    R1        | A

    estimates
    report_id | outcome_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | relapse    | OR      | 2.31  | 95       | 1.44     | 3.70
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Continuous,
    Count,
    Estimate,
    Problem,
    Problems,
    Sources,
    Tables,
    check,
    document_as_read,
    nearest_reading,
)


@check(severity="warning", applies=lambda row: row.is_printed, unless="cell_says_what_is_printed")
def problems(row: Count | Continuous | Estimate, tables: Tables, sources: Sources) -> Problems:
    """Yield for the one figure in which the nearest sentence differs."""
    if not sources.wanted:
        return NOT_APPLICABLE
    source = document_as_read(row, tables, sources)
    reading = nearest_reading(row, source.reading)
    if reading is None:
        raise CannotLook("the document has no sentence with most of its figures")
    for cell, read in reading.apart:
        yield Problem(
            cell,
            f"{cell.label} is {cell}; with the same {reading.shared}, the document reads {read}",
            also=[source.quoted(read.source, "the document")] if read.source else [],
            remedy="Read the sentence: correct the cell, or say in `at` where it was read.",
        )
    return None
