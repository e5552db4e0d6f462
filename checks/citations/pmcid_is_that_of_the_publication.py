"""A PMCID belongs to the publication that the row's other identifiers name.

PubMed Central numbers its articles by itself: an article and its erratum have two numbers, and the
digits of a PMCID are also those of some PMID. Where the record that the PMID or DOI names has another
PMCID, a program that fetches the full text reads another paper.

A record without a PMCID is no mismatch: the article may be under embargo, or never come. It is one only
where the PMCID itself is known to be another publication's.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (ArticleIdList, the
record's own).

Bad, with the PMCID of its erratum, and one whose record is another one's:

    citations
    report_id | relation  | position | title     | pmid     | pmcid
    R1        | reference | 1        | One gene  | 25644899 | PMC4411282 <- pmcid
    R1        | reference | 2        | Two genes | 25644900 | PMC4411282 <- pmcid

    publications
    pmid     | title                | pmcid      | types
    25644899 | One gene.            | PMC4327415 | Journal Article
    25900001 | Corrigendum: One gene. | PMC4411282 | Published Erratum
    25644900 | Two genes.           |            | Journal Article

Bad, where nothing is known of the cited number:

    citations
    report_id | relation  | position | title    | pmid     | pmcid
    R1        | reference | 1        | One gene | 25644899 | PMC4411282 <- pmcid

    publications
    pmid     | title     | pmcid
    25644899 | One gene. | PMC4327415

Fixed:

    citations
    report_id | relation  | position | title    | pmid     | pmcid
    R1        | reference | 1        | One gene | 25644899 | PMC4327415

Good, with a version:

    citations
    report_id | relation  | position | title    | pmid     | pmcid
    R1        | reference | 1        | One gene | 25644899 | PMC4327415.2

    publications
    pmid     | title     | pmcid
    25644899 | One gene. | PMC4327415

Skipped, as the record has none:

    citations
    report_id | relation  | position | title    | pmid     | pmcid
    R1        | reference | 1        | One gene | 25644899 | PMC4327415

    publications
    pmid     | title
    25644899 | One gene.
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Problem,
    Problems,
    Report,
    answered,
    check,
    holds_pmcid,
    identities,
    likeness,
    names_it,
    notice_of,
    sayer,
    suggested,
)


@check(severity="error", applies=holds_pmcid, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the publication has another PMCID, or the PMCID is another publication's."""
    named = identities(row, answers)
    pmcid = next((one for one in named if one.kind == "pmcid"), None)
    others = tuple(one for one in named if one.kind != "pmcid")
    if pmcid is None or not others:
        return NOT_APPLICABLE
    if not any(one.publications for one in others):
        answered(others)
    found = [(one, publication) for one in others for publication in one.publications]
    own, record = min(found, key=lambda pair: len(likeness(row, pair[1]).conflicts))
    if any(names_it(publication, pmcid) for _, publication in found):
        return None
    other = next(iter(pmcid.publications), None)
    if not record.pmcid and other is None:
        raise CannotLook("PubMed's record has no PMCID to compare")
    kind = notice_of(other)[0] if other else ""
    has = f"the PMCID {record.pmcid}" if record.pmcid else "no PMCID"
    whose = (
        f"; {sayer(pmcid.answer)} has {pmcid} for PMID {other.pmid}" if other else f"; the row has {pmcid}"
    )
    yield Problem(
        pmcid.said.cell,
        f"{sayer(own.answer)} has {has} for {own}{whose}",
        also=[(own.said.cell, own.kind)],
        reading=f"it is the PMCID of a publication that is itself an {kind}" if kind == "erratum" else None,
        remedy="Follow both to the paper that was read, and keep the number of that one.",
        fix=suggested(pmcid.said, record.pmcid),
    )
    return None
