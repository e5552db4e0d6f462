"""A row's DOI and PMID name one publication.

They came from two places, or one of them from the line above; whoever follows the DOI then reads another
paper than whoever follows the PMID. The way there and back must end where it began: the record of the
PMID has the DOI, and the record of the DOI has the PMID.

A letter and its reply may share a DOI and stand under two PMIDs: that the record of the PMID has the DOI
is enough. Where the record has no DOI, and nothing is known of the cited one, nothing is said. A DOI
that PubMed does not have, beside a PMID whose record has another, is an error; where nobody was asked
about the DOI it is a warning. Versions of one paper that PubMed keeps under one PMID (F1000, Research
Square) are info; those of a Cochrane review have a PMID each, and are different publications.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (ArticleIdList, the
record's own).

Bad, with another paper's DOI, a DOI that PubMed does not have, and one that nobody was asked about:

    citations
    report_id | relation  | position | title                     | doi           | pmid
    R1        | reference | 1        | Two drugs for one disease | 10.1000/other | 33000001 <- doi
    R1        | reference | 2        | Two drugs for one disease | 10.1000/ab    | 33000001 <- doi
    R1        | reference | 3        | Two drugs for one disease | 10.1000/new   | 33000001 <- doi (warning)

    publications
    pmid     | title                           | doi           | state
    33000001 | Two drugs for one disease.      | 10.1000/abc   |
    33000002 | Two drugs for another disease.  | 10.1000/other |
             |                                 | 10.1000/ab    | absent

Bad, with an earlier version's DOI:

    citations
    report_id | relation  | position | title     | doi                  | pmid
    R1        | reference | 1        | Two drugs | 10.12688/f1000.112.1 | 33000001 <- doi (info)

    publications
    pmid     | title      | doi
    33000001 | Two drugs. | 10.12688/f1000.112.2

Bad, where only the record of the DOI knows both:

    citations
    report_id | relation  | position | title                     | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease | 10.1000/abc | 33000009 <- doi

    publications
    pmid     | title                      | doi
    33000001 | Two drugs for one disease. | 10.1000/abc
    33000009 | Two drugs for one disease. |

Bad, with the end of the DOI lost:

    citations
    report_id | relation  | position | title                     | doi        | pmid
    R1        | reference | 1        | Two drugs for one disease | 10.1000/ab | 33000001 <- doi

    publications
    pmid     | title                      | doi         | state
    33000001 | Two drugs for one disease. | 10.1000/abc |
             |                            | 10.1000/ab  | absent

Fixed:

    citations
    report_id | relation  | position | title                     | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease | 10.1000/abc | 33000001

Good, a letter and its reply, and a DOI in capitals:

    citations
    report_id | relation  | position | title            | doi         | pmid
    R1        | reference | 1        | One drug         | 10.1000/abc | 33000001
    R1        | reference | 2        | One drug. Reply  | 10.1000/ABC | 33000002

    publications
    pmid     | title            | doi
    33000001 | One drug.        | 10.1000/abc
    33000002 | One drug. Reply. | 10.1000/abc

Skipped, as the record has no DOI:

    citations
    report_id | relation  | position | title    | doi         | pmid
    R1        | reference | 1        | One drug | 10.1000/abc | 33000001

    publications
    pmid     | title
    33000001 | One drug.
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Named,
    Problem,
    Problems,
    Publication,
    Report,
    answered,
    are_versions,
    changed_since,
    check,
    identities,
    names_it,
    sayer,
    says_anything,
    suggested,
)


@check(
    severity="error", applies=says_anything, unless=("identifier_names_the_cited_work", "pmid_is_in_pubmed")
)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the record of the PMID has another DOI, or the record of the DOI another PMID."""
    named = {one.kind: one for one in identities(row, answers)}
    doi, pmid = named.get("doi"), named.get("pmid")
    if doi is None or pmid is None:
        return NOT_APPLICABLE
    record = next(iter(pmid.publications), None)
    if record is not None and (names_it(record, doi) or _is_of_title(doi, record)):
        return None
    others = [p for p in doi.publications if p.pmid != pmid.key]
    if not others and (record is None or not record.doi):
        answered((pmid,))
        raise CannotLook("PubMed's record of the PMID has no DOI to compare")
    is_sure = bool(others) or doi.answer.state == "absent"
    benign = _benign(row, doi, record) if record is not None and not others else None
    yield Problem(
        doi.said.cell,
        "; ".join(_said_of(doi, pmid, record, others)),
        also=[(pmid.said.cell, "PMID")] if pmid.said.has_own_cell else (),
        severity="info" if benign else None if is_sure else "warning",
        reading=benign or _reading(doi, record),
        remedy="Compare both records with the paper that was read; keep the identifiers of that one.",
        fix=suggested(doi.said, record.doi) if record and record.doi and not others else None,
    )
    return None


def _benign(row: Report | Citation, doi: Named, record: Publication) -> str | None:
    """Why both may be right."""
    if are_versions(doi.key, record.doi.lower()):
        return "two versions of one paper, under one PMID"
    return changed_since(row, record)


def _is_of_title(doi: Named, record: Publication) -> bool:
    """Whether a DOI in a citation's text is that of the work which the title is about."""
    return not doi.said.has_own_cell and doi.key in record.title.lower()


def _said_of(doi: Named, pmid: Named, record: Publication | None, others: list[Publication]) -> list[str]:
    words = [f"{sayer(pmid.answer)} has the DOI {record.doi} for {pmid}"] if record and record.doi else []
    words += [f"{sayer(doi.answer)} has the PMID {one.pmid} for {doi}" for one in others[:1]]
    return [*words, f"the row has {doi} and {pmid}"]


def _reading(doi: Named, record: Publication | None) -> str | None:
    if record is None or not record.doi:
        return None
    if record.doi.lower().startswith(doi.key):
        return "the end of the DOI may be missing"
    if doi.key.startswith(record.doi.lower()):
        return "it may be the DOI of a part, a supplement or another version of it"
    return None
