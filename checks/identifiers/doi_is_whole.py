"""No part of a DOI is missing, and no blank stands inside it.

A DOI that lost a character on its way through a PDF file, a web page or a spreadsheet is another DOI or
none. What shows in the cell itself is found here: a slash that is gone, a bracket without its partner, an
ellipsis or a hyphen at the end, angle brackets that a browser took for markup, a link that a program made
of its middle. Only a registry can tell that its last digits are missing.

Blanks inside, as PDF files give them, are a warning: closed up, the text may be the right DOI. What the
DOI may have been is offered and never applied by itself: the repair is a guess until the DOI is looked
up.

Source: DOI Handbook, section 2 (syntax); NISO Z39.56 (SICI, whose codes hold angle brackets).

Bad:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1186s40246-021-00319-2        <- doi
    R1        | reference | 2        | 10.1016/S0140-6736(10            <- doi
    R1        | reference | 3        | 10.1016/j.cell.2020...           <- doi
    R1        | reference | 4        | 10.1146/annurev-                 <- doi
    R1        | reference | 5        | 10.1002/1521-4095(200010)12:201539::AID-ADMA15393.0.CO;2-S <- doi
    R1        | reference | 6        | 10.1016/S0140-6736)62002-8       <- doi

Bad, with a guess at what it was:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1186s40246-021-00319-2        <- doi
    R1        | reference | 2        | https : / / doi.org / 10 .1109 /V LHCC.20 04.20  <- doi (warning)
    R1        | reference | 3        | 10.1146/annurev- med-041818-020630 <- doi (warning)
    R1        | reference | 4        | 10,1001/jama.2021.0669           <- doi

Fixed:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1186/s40246-021-00319-2
    R1        | reference | 2        | 10.1109/VLHCC.2004.20
    R1        | reference | 3        | 10.1146/annurev-med-041818-020630
    R1        | reference | 4        | 10.1001/jama.2021.0669

Good, though it looks odd:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1130/0091-7613(1984)12<623:COCMIS>2.0.CO;2
    R1        | reference | 2        | 10.1043/1543-2165(2007)131[297:MOTUT]2.0.CO;2
    R1        | reference | 3        | 10.1016/S0140-6736(10)62002-8).
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Grade,
    Problem,
    Problems,
    Report,
    check,
    holds_doi,
    reading_of,
    rewritten,
    words_of,
)

#: Damage after which nothing can be said of what is missing.
_BEYOND_REPAIR = {"dangling", "open", "ellipsis", "stripped"}
_BLANKS = {"blanks", "hyphen"}


@check(severity="error", applies=holds_doi)
def problems(row: Report | Citation) -> Problems:
    """Yield where a DOI can only be guessed."""
    one = reading_of(row.doi).one
    if one is None:
        return NOT_APPLICABLE
    damage = {note.what for note in one.notes if note.grade is Grade.guessed}
    if not damage:
        return None
    lost = damage & _BEYOND_REPAIR
    yield Problem(
        row.doi,
        f"the DOI `{row.doi}` is damaged: {words_of(one.notes, Grade.guessed)}",
        severity="warning" if damage <= _BLANKS else None,
        reading=None if lost else f"it may be `{one.tidied}`",
        remedy="Copy the DOI from the article; look it up before it is used.",
        fix=None if lost else rewritten(row.doi, one.tidied),
    )
    return None
