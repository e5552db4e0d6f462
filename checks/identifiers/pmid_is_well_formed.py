"""A PMID is one to eight digits without a leading zero.

A label, an address of PubMed's, or punctuation around the number is taken off without loss. Zeros before
it are a warning: a spreadsheet may have padded the number, or the number that it is the end of has lost
its beginning, and a shorter PMID is as real as a longer one. A version (`26389276.2`) is in order.

Whatever else stands there cannot be looked up. Placeholders, other kinds of identifiers and several in
one cell have checks of their own.

Source: NCBI, PMID in the PubMed DTD (`PMID`, with its attribute `Version`).

Bad:

    citations
    report_id | relation  | position | pmid
    R1        | reference | 1        | 00775                                     <- pmid (warning)
    R1        | reference | 2        | 271331670                                 <- pmid
    R1        | reference | 3        | 2713316?7                                 <- pmid
    R1        | reference | 4        | PMID: 9500320                             <- pmid (info)
    R1        | reference | 5        | https://pubmed.ncbi.nlm.nih.gov/27133167/ <- pmid (info)
    R1        | reference | 6        | :26711011                                 <- pmid (info)

Fixed:

    citations
    report_id | relation  | position | pmid
    R1        | reference | 1        | 775
    R1        | reference | 2        | 271331670
    R1        | reference | 3        | 2713316?7
    R1        | reference | 4        | 9500320
    R1        | reference | 5        | 27133167
    R1        | reference | 6        | 26711011

Good, from one digit to eight:

    citations
    report_id | relation  | position | pmid
    R1        | reference | 1        | 1
    R1        | reference | 2        | 27133167
    R1        | reference | 3        | 26389276.25
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    holds_pmid,
    reading_of,
    rewritten,
    words_of,
)


@check(severity="error", applies=holds_pmid)
def problems(row: Report | Citation) -> Problems:
    """Yield for what is no PMID, and for what is one and more."""
    cell, reading = row.pmid, reading_of(row.pmid)
    if reading.verdict == "malformed":
        message = f"`{cell}` is no PMID: one has one to eight digits"
        yield Problem(cell, message, remedy="Copy the number from PubMed, or leave the cell blank.")
        return None
    one = reading.one
    if one is None:
        return NOT_APPLICABLE
    if not one.notes:
        return None
    new = one.canonical + (f".{one.version}" if one.version else "")
    certain = one.is_certain
    yield Problem(
        cell,
        f"the PMID is `{new}`: {words_of(one.notes)}",
        severity="info" if certain else "warning",
        reading=None if certain else f"`{new}`, if a program put the zeros there",
        remedy="Write the number alone." if certain else "Compare it with PubMed: digits may be missing.",
        fix=rewritten(cell, new, safe=certain),
    )
    return None
