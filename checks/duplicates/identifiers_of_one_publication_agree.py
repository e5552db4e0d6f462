"""Records that are one publication by all else have one DOI and one PMID.

Two records with one title, one first author and one place in a journal, or with one identifier in common,
whose DOIs or PMIDs differ: one of the identifiers was mistyped or copied from the line above, or the records
are of two publications after all. Merging them would put two DOIs into one cell, so they are kept apart.

A letter and its reply may share a DOI; versions of one paper have DOIs that say so. Neither is meant here.

Benign: PubMed has some papers twice, and some publishers gave a paper a second DOI when it moved.

Source: DOI Handbook (a DOI names one object, and an object may come to have two). PubMed has
10.1056/NEJMc2504183 on two records.

Bad:

    reports
    report_id | title                                        | authors               | journal | year | volume | pages  | doi         | pmid
    R1        | Evening doses of one drug in childhood fever | Moreau A, Lindqvist P | BMJ     | 2021 | 325    | 843-54 | 10.1000/abc | 33000001
    R2        | Evening doses of one drug in childhood fever | Moreau A, Lindqvist P | BMJ     | 2021 | 325    | 843-54 | 10.1000/abc | 33000010 <- pmid

Good:

    reports
    report_id | title                                               | authors               | journal | year | volume | pages  | doi         | pmid
    R1        | Evening doses of one drug in childhood fever        | Moreau A, Lindqvist P | BMJ     | 2021 | 325    | 843-54 | 10.1000/abc | 33000001
    R2        | Evening doses of one drug in childhood fever. Reply | Moreau A, Lindqvist P | BMJ     | 2021 | 325    | 855    | 10.1000/abc | 33000010
    R3        | Evening doses of one drug in childhood fever        | Moreau A, Lindqvist P | BMJ     | 2021 | 325    | 843-54 | 10.1000/abc |
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    conflicting_fields,
    holds_identifier,
    is_own_work,
    named_record,
    ties,
)

_IDENTIFIERS = ("doi", "pmid", "pmcid")


@check(
    severity="warning",
    applies=holds_identifier,
    unless=(
        "identifier_names_the_cited_work",
        "doi_and_pmid_name_one_publication",
        "identifier_is_of_one_work",
    ),
)
def problems(row: Report | Citation, tables: Tables, answers: Answers) -> Problems:
    """Yield for each identifier in which an earlier record of the publication differs."""
    if not is_own_work(row):
        return NOT_APPLICABLE
    for tie in ties(row, tables, answers):
        if tie.edge.kind not in ("duplicate", "repeated_citation") or tie.edge.certainty != "possible":
            continue
        for name, ours, theirs in conflicting_fields(row, tie.other):
            if name in _IDENTIFIERS:
                yield Problem(
                    ours.cell,
                    f"{named_record(tie.other)} and {named_record(row)} have {name.upper()} {theirs} and "
                    f"{ours}, and are alike else ({tie.because})",
                    also=[(theirs.cell, "the other record")],
                    reading="PubMed has some papers twice, and some papers have a second DOI",
                    remedy="Follow both identifiers, and keep each on the work that it leads to.",
                )
                return None
    return None
