"""A PMCID is the letters PMC and digits.

Without its letters the number is some other article's PMID: services that take both answer with that
article, and one bare number makes NCBI's converter refuse a whole batch. The column says that it is a
PMCID, so the letters can be put back; it is a warning, because a PMID may have been entered by mistake.
Small letters, blanks, labels and addresses around it are taken off without loss; a version
(`PMC3531190.1`) is info, since it names one of several.

Source: NCBI, ID Converter API (accepted identifiers).

Bad:

    citations
    report_id | relation  | position | pmid     | pmcid
    R1        | reference | 1        | 23193287 | 3531190                       <- pmcid (warning)
    R1        | reference | 2        |          | pmc3531190                    <- pmcid (info)
    R1        | reference | 3        |          | europepmc.org/articles/PMC353 <- pmcid (info)
    R1        | reference | 4        |          | PMC3531190.1                  <- pmcid (info)
    R1        | reference | 5        |          | PMC35311x0                    <- pmcid

Fixed:

    citations
    report_id | relation  | position | pmid     | pmcid
    R1        | reference | 1        | 23193287 | PMC3531190
    R1        | reference | 2        |          | PMC3531190
    R1        | reference | 3        |          | PMC353
    R1        | reference | 4        |          | PMC3531190.1
    R1        | reference | 5        |          | PMC35311x0

Good:

    citations
    report_id | relation  | position | pmcid
    R1        | reference | 1        | PMC3531190
    R1        | reference | 2        | PMC13900
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Grade,
    Problem,
    Problems,
    Report,
    check,
    holds_pmcid,
    reading_of,
    rewritten,
    words_of,
)


@check(severity="error", applies=holds_pmcid)
def problems(row: Report | Citation) -> Problems:
    """Yield for what is no PMCID, and for what is one and more or less."""
    cell, reading = row.pmcid, reading_of(row.pmcid)
    if reading.verdict == "malformed":
        message = f"`{cell}` is no PMCID: one has the letters PMC and digits"
        yield Problem(cell, message, remedy="Copy it from PubMed Central, or leave the cell blank.")
        return None
    one = reading.one
    if one is None or cell.text == row.raw("pmid"):
        return NOT_APPLICABLE
    if not one.notes:
        return None
    certain = one.is_certain
    only_version = {note.grade for note in one.notes} == {Grade.left_off}
    yield Problem(
        cell,
        f"the PMCID is `{one.canonical}`: {words_of(one.notes)}",
        severity="info" if certain else "warning",
        reading=None if certain else f"`{one.canonical}`, as the column says, unless the number is a PMID",
        remedy="Write the letters PMC and the digits." if certain else "Compare it with PubMed Central.",
        fix=None if only_version else rewritten(cell, _tidied(one.canonical, one.version), safe=certain),
    )
    return None


def _tidied(pmcid: str, version: str) -> str:
    return f"{pmcid}.{version}" if version else pmcid
