"""A DOI cell holds a DOI and nothing that is unexplained.

Everything that is looked up or joined on a DOI fails in silence where the cell holds something else. A
DOI is `10.`, four to nine digits, a slash and nearly any character: brackets, semicolons, colons, plus
and angle brackets are legal, at its end too, and are not found here.

Labels, resolvers, web addresses, tags and punctuation around it are explained, and have a check of their
own; so have placeholders, identifiers of other kinds, several in one cell, and damage.

Source: DOI Handbook, section 2 (syntax); ISO 26324.

Bad:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | see the publisher's page          <- doi
    R1        | reference | 2        | 10.1000/xyz123 see the appendix   <- doi
    R1        | reference | 3        | 10.123/xyz                        <- doi
    R1        | reference | 4        | 10.1000/                          <- doi

Fixed:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | see the publisher's page
    R1        | reference | 2        | 10.1000/xyz123
    R1        | reference | 3        | 10.123/xyz
    R1        | reference | 4        | 10.1000/

Good, with every mark that a DOI may hold:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1016/S0140-6736(10)62002-8
    R1        | reference | 2        | 10.3319/TAO.2009.05.25.02(IWNOP)
    R1        | reference | 3        | 10.1021/ol047676+
    R1        | reference | 4        | 10.1002/(SICI)1097-0274(199601)29:1<23::AID-AJIM4>3.0.CO;2-#
    R1        | reference | 5        | 10.1043/1543-2165(2007)131[297:MOTUT]2.0.CO;2
    R1        | reference | 6        | 10.1023/B:SPOE.0000010691.30834.14
    R1        | reference | 7        | doi: https://doi.org/10.1000/xyz123.
    R1        | reference | 8        | 10.1000.10/x
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    holds_doi,
    reading_of,
    rewritten,
)


@check(severity="error", applies=holds_doi)
def problems(row: Report | Citation) -> Problems:
    """Yield where there is no DOI, or words beside it that are no label."""
    reading = reading_of(row.doi)
    if reading.verdict == "one":
        return None
    if reading.verdict != "malformed":
        return NOT_APPLICABLE
    if not reading.found:
        message = f"`{row.doi}` is no DOI: one begins with 10., four to nine digits and a slash"
        yield Problem(row.doi, message, remedy="Copy the DOI from the article, or leave the cell blank.")
        return None
    doi = reading.found[0].canonical
    beside = ", ".join(f"`{words}`" for words in reading.residue)
    yield Problem(
        row.doi,
        f"beside the DOI `{doi}` the cell holds {beside}",
        remedy="Leave the DOI alone in its cell; remarks go into `note`.",
        fix=rewritten(row.doi, doi),
    )
    return None
