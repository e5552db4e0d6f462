"""Several registry numbers in a cell are separated by semicolons.

A trial may have several numbers (a core study and its extension, one per registry), and all are kept. A
cell is read as a list at its semicolons, so `NCT02345678 and NCT02345679` is one item, which meets
neither of the two.

The list of the numbers alone is offered. Where only commas, blanks, slashes or “and” stood between them it
is safe; any other word says something.

Source: the list notation of this dataset's tables.

Bad:

    reports
    report_id | title | registry_ids
    R1        | One   | ClinicalTrials.gov NCT02345678 and NCT02345679 (extension) <- registry_ids
    R2        | Two   | NCT02345678; ISRCTN02452400 / 2013-003828-36              <- registry_ids
    R3        | Three | NCT02345678, ISRCTN02452400                               <- registry_ids

Fixed:

    reports
    report_id | title | registry_ids
    R1        | One   | NCT02345678; NCT02345679
    R2        | Two   | NCT02345678; ISRCTN02452400; 2013-003828-36
    R3        | Three | NCT02345678; ISRCTN02452400

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
    Reading,
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
    items = [cell.text.count(";", 0, one.span.start) for one in reading.found]
    if not items:
        return NOT_APPLICABLE
    if len(set(items)) < len(items):
        new = "; ".join(one.text for one in reading.found)
        count = len(set(items))
        message = (
            f"{len(items)} numbers stand in {'one item' if count == 1 else f'{count} items'} of the list"
        )
        fix = rewritten(cell, new, safe=_is_punctuated(cell.text, reading))
        yield Problem(cell, message, remedy="Separate them by “; ”.", fix=fix)
    return None


def _is_punctuated(text: str, reading: Reading) -> bool:
    """Whether nothing that says something stands between and around the numbers."""
    for one in reversed(reading.found):
        text = f"{text[: one.span.start]} {text[one.span.end :]}"
    return all(word in ("and", "&") or not any(map(str.isalnum, word)) for word in text.split())
