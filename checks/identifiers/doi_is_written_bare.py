"""A DOI is written bare: no resolver, label, punctuation or escapes.

`https://doi.org/10.1000/xyz123.` and `10.1000/xyz123` are one DOI, but two texts: rows that should meet
do not, and a lookup of the first answers that there is no such DOI. Web addresses and labels before it,
punctuation and tags behind it, percent, HTML and LaTeX escapes, typographic dashes and characters that
cannot be seen are taken off without loss. Case has no meaning in a DOI: letters keep the one they are
printed with, unless the project wants lower case (`doi-case = "lower"` in its configuration), where capitals
are info.

HTML escapes that were escaped again are a warning: two programs have changed the text one after the
other, and other cells are likely to be hit. A bracket at its end is taken off only where it was never
opened, because DOIs do end in brackets; a full stop at the end of a DOI may even be its registered form,
which a registry that ignores it will find as well.

Source: Crossref, DOI display guidelines (for the resolver); DOI Handbook, section 2 (case and
characters).

Bad:

    reports
    report_id | title | doi
    R1        | One   | https://doi.org/10.1016/S0140-6736(10)62002-8  <- doi (info)
    R2        | Two   | 10.1093/biomet/70.3.659.                       <- doi (info)
    R3        | Three | https://pubmed.ncbi.nlm.nih.gov/?term=10.1056/NEJMoa2411680. <- doi (info)
    R4        | Four  | 10.1016/S0016-5085%2818%2933901-5              <- doi (info)
    R5        | Five  | 10.1002/1521-4095(200010)12:20&lt;1539::AID-ADMA1539&gt;3.0.CO;2-S <- doi (info)
    R6        | Six   | 10.1002/x:6&amp;lt;627::AID-HIPO5&amp;gt;3.0   <- doi
    R7        | Seven | (doi:10.1000/xyz123)                           <- doi (info)
    R8        | Eight | 10.1000/xyz123 [doi]                           <- doi (info)
    R9        | Nine  | 10.1056/NEJMoa\\_1                             <- doi (info)

Fixed:

    reports
    report_id | title | doi
    R1        | One   | 10.1016/S0140-6736(10)62002-8
    R2        | Two   | 10.1093/biomet/70.3.659
    R3        | Three | 10.1056/NEJMoa2411680
    R4        | Four  | 10.1016/S0016-5085(18)33901-5
    R5        | Five  | 10.1002/1521-4095(200010)12:20<1539::AID-ADMA1539>3.0.CO;2-S
    R6        | Six   | 10.1002/x:6<627::AID-HIPO5>3.0
    R7        | Seven | 10.1000/xyz123
    R8        | Eight | 10.1000/xyz123
    R9        | Nine  | 10.1056/NEJMoa_1

Good, with a bracket at the end and capitals:

    reports
    report_id | title | doi
    R1        | One   | 10.1061/(ASCE)0733-9399(2010)136:2(174)
    R2        | Two   | 10.1038/S41586-020-2649-2
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Conventions,
    Grade,
    Problem,
    Problems,
    Report,
    check,
    fold,
    holds_doi,
    reading_of,
    rewritten,
    words_of,
)


@check(severity="warning", applies=holds_doi)
def problems(row: Report | Citation, conventions: Conventions) -> Problems:
    """Yield where only the writing of a DOI differs from the bare one."""
    one = reading_of(row.doi).one
    if one is None or not one.is_certain:
        return NOT_APPLICABLE
    bare = fold(one.tidied) if conventions.doi_case == "lower" else one.tidied
    if bare == row.doi.text:
        return None
    why = words_of(one.notes, Grade.tidied) or "this project writes DOIs in lower case"
    twice = any(note.what == "html_again" for note in one.notes)
    yield Problem(
        row.doi,
        f"the DOI is `{bare}`: {why}",
        severity=None if twice else "info",
        remedy="Write the DOI bare.",
        fix=rewritten(row.doi, bare, safe=True),
    )
    return None
