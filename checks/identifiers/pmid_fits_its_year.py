"""A PMID is as long as those of its year.

PMIDs were given in order, so a short one is an old one: those of up to six digits are of papers before
1980, and those of seven of papers before 2000. A shorter PMID beside a later year is often the beginning
or end of a longer one (775 was cited for 7751313), and PubMed has a record for it all the same.

It is info, and leaves a margin of some years: the cell is well formed, and only PubMed can say what it
names.

Source: PMIDs and years of 111,582 citations in PubMed: the last of six digits is of 1979, of seven of
1999.

Bad:

    citations
    report_id | relation  | position | year | pmid
    R1        | reference | 1        | 1995 | 775      <- pmid (info)
    R1        | reference | 2        | 1985 | 999999   <- pmid (info)
    R1        | reference | 3        | 2003 | 9999999  <- pmid (info)

Good, at the edges:

    citations
    report_id | relation  | position | year | pmid
    R1        | reference | 1        | 1984 | 999999
    R1        | reference | 2        | 2002 | 9999999
    R1        | reference | 3        | 1985 | 1000000
    R1        | reference | 4        | 2003 | 10000000

Skipped, where the year is none:

    citations
    report_id | relation  | position | year     | pmid
    R1        | reference | 1        | in press | 775
"""

from triallint.kit import NOT_APPLICABLE, Citation, Problem, Problems, Report, check, holds_pmid, reading_of

#: From that year on, a PMID has at least so many digits.
_FROM = {1985: 7, 2003: 8}


@check(severity="info", applies=holds_pmid)
def problems(row: Report | Citation) -> Problems:
    """Yield where a PMID has fewer digits than any of its year."""
    one = reading_of(row.pmid).one
    if one is None or not one.is_certain or not row.raw("year"):
        return NOT_APPLICABLE
    year = row.year.count
    least = max((digits for first, digits in _FROM.items() if year >= first), default=1)
    if len(one.canonical) < least:
        yield Problem(
            row.pmid,
            f"PMIDs of {year} have {least} or more digits, and `{row.pmid}` has {len(one.canonical)}",
            also=[row.year],
            reading="digits may be missing; or the year is that of a later edition",
            remedy="Compare the number with PubMed.",
        )
    return None
