"""A DOI is that of the article, not a short form, a part of it or a remark on it.

Supplementary files, figures and tables, referees' reports and recommendations have DOIs of their own,
which lead to no record in PubMed; and a short DOI such as `10/d8dn` is known to the resolver alone, and
must be looked up before anything else can be asked about it.

Citing a part can be meant. For a row that stands in a list of what cites or resembles a report, it is
info.

Source: Crossref documentation on components and peer reviews; shortDOI service.

Bad:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | doi.org/d8dn                        <- doi
    R1        | reference | 2        | 10.3410/f.718232.793456             <- doi
    R1        | cited_by  | 1        | 10.3410/f.718232.793456             <- doi (info)

Bad, with the article's DOI in it:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1371/journal.pone.0012724.s001   <- doi
    R1        | reference | 2        | 10.7717/peerj.4375/fig-1            <- doi

Fixed:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1371/journal.pone.0012724
    R1        | reference | 2        | 10.7717/peerj.4375

Good, of articles:

    citations
    report_id | relation  | position | doi
    R1        | reference | 1        | 10.1371/journal.pone.0012724
    R1        | reference | 2        | 10.7717/peerj.4375
    R1        | reference | 3        | 10.1093/clinids/11.Supplement_2.S404
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Problem,
    Problems,
    Report,
    SeverityName,
    check,
    holds_doi,
    part_of,
    reading_of,
    rewritten,
)


@check(severity="warning", applies=holds_doi)
def problems(row: Report | Citation) -> Problems:
    """Yield for a short DOI, and for one whose form says that it is of a part."""
    reading = reading_of(row.doi)
    if reading.verdict not in ("one", "short"):
        return NOT_APPLICABLE
    severity: SeverityName | None = None
    if isinstance(row, Citation) and row.relation.text in ("cited_by", "similar", "comment_in"):
        severity = "info"
    if reading.verdict == "short":
        message = f"`{row.doi}` is a short DOI: the resolver alone knows which DOI it stands for"
        remedy = "Open it in a browser and copy the DOI of the article."
        yield Problem(row.doi, message, severity=severity, remedy=remedy)
        return None
    doi = reading.found[0].canonical
    part = part_of(doi)
    if part:
        words, article = part
        yield Problem(
            row.doi,
            f"`{doi}` is the DOI of {words}, not of an article",
            severity=severity,
            reading=f"the article's is then `{article}`" if article else None,
            remedy="Cite the article by its own DOI, unless the part itself is meant.",
            fix=rewritten(row.doi, article) if article else None,
        )
    return None
