"""Several registry numbers in a cell are separated by semicolons.

A trial may have several numbers (a core study and its extension, one per registry), and all are kept. A
cell is read as a list at its semicolons, so `NCT02345678 and NCT02345679` is one item, which meets
neither of the two.

The list of the numbers alone is offered. It is not applied by itself, because the words between them say
something.

Source: the list notation of this dataset's tables.

Bad:

    reports
    report_id | title | registry_ids
    R1        | One   | ClinicalTrials.gov NCT02345678 and NCT02345679 (extension) <- registry_ids
    R2        | Two   | NCT02345678; ISRCTN02452400 / 2013-003828-36              <- registry_ids

Fixed:

    reports
    report_id | title | registry_ids
    R1        | One   | NCT02345678; NCT02345679
    R2        | Two   | NCT02345678; ISRCTN02452400; 2013-003828-36

Good:

    reports
    report_id | title | registry_ids
    R1        | One   | NCT02345678; NCT02345679
    R2        | Two   | NCT02345678 (core); NCT02345679 (extension)
    R3        | Three | NCT02345678
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Problem,
    Problems,
    Report,
    Trial,
    check,
    holds_registry_numbers,
    reading_of,
    rewritten,
)


@check(severity="info", applies=holds_registry_numbers)
def problems(row: Report | Trial) -> Problems:
    """Yield where two numbers stand in one item of the list."""
    cell, reading = row.registry_ids, reading_of(row.registry_ids)
    if "," in cell.text:
        return NOT_APPLICABLE  # that the list has commas is said when the table is shaped
    items = [cell.text.count(";", 0, one.span.start) for one in reading.found]
    if len(set(items)) < len(items):
        new = "; ".join(one.text for one in reading.found)
        message = f"{len(items)} numbers stand in {len(set(items))} items of the list"
        yield Problem(cell, message, remedy="Separate them by “; ”.", fix=rewritten(cell, new))
    return None
