"""An identifier names the work that is cited.

A DOI or PMID that belongs to another paper looks right in every list and leads every reader astray. So
whatever an identifier names is compared with what stands beside it: title, first author, year and
journal. Where two or more of these conflict it is another work, and no other difference in the row is
then reported: this is their cause.

A conflict is a title that differs by more than a few words, a surname or initials that no way of writing
brings together, a year that is none of the publication's dates, a journal that is none of its names. One
conflict alone is for the checks of that field. Where volume and first page agree it is the cited paper
after all. Where the title agrees, and journal and year do not, the identifier may be that of a preprint
or a conference abstract of the same work: a warning.

If another identifier in the row names a publication that fits, it is the one to trust, and its
counterpart is suggested.

Source: ICMJE Recommendations, section IV (references are to be verified against PubMed or the papers).
Measured on 1,811 records of PubMed: with the identifiers of another record each is found, with its own
none.

Bad, a PMID that lost its last digits:

    citations
    report_id | relation  | position | authors  | title                   | journal | year | pmid
    R1        | reference | 1        | Ortiz M  | Genes for rhodomycin    | J Bact  | 1995 | 775 <- pmid
    R1        | reference | 2        |          | Genes for rhodomycin    |         | 1995 | 775 <- pmid
    R1        | reference | 3        | Moreau A | Left anterior hemiblock | J Bact  | 1975 | 775

    publications
    pmid | title                    | journal     | dates      | authors
    775  | Left anterior hemiblock. | Circulation | print 1975 | Moreau A; Lind P

Bad, a preprint's DOI beside the journal and year of the paper:

    citations
    report_id | relation  | position | title                     | journal | year | doi
    R1        | reference | 1        | Two drugs for one disease | BMJ     | 2021 | 10.1101/2 <- doi (warning)

    publications
    pmid     | doi          | title                      | journal | dates           | authors
    32000001 | 10.1101/2    | Two drugs for one disease. | medRxiv | electronic 2020 | Moreau A

Bad, where the DOI is the right one:

    citations
    report_id | relation  | position | title                     | year | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease | 2021 | 10.1000/abc | 12345678 <- pmid

    publications
    pmid     | doi         | title                            | dates
    12345678 | 10.1000/xyz | A history of hospital gardening. | print 1998
    33000001 | 10.1000/abc | Two drugs for one disease.       | print 2021

Fixed:

    citations
    report_id | relation  | position | title                     | year | doi         | pmid
    R1        | reference | 1        | Two drugs for one disease | 2021 | 10.1000/abc | 33000001

Good, with one conflict, and with two beside the right volume and page:

    citations
    report_id | relation  | position | authors  | title     | journal | year | volume | pages  | pmid
    R1        | reference | 1        | Moreau A | Two drugs | Lancet  | 2021 | 325    | 843-54 | 33000001
    R1        | reference | 2        | Morris Q |           | BMJ     | 2012 | 325    | 843    | 33000001

    publications
    pmid     | title      | journal | dates      | authors  | volume | pages
    33000001 | Two drugs. | BMJ     | print 2021 | Moreau A | 325    | 843-54

Skipped, as nothing was recorded:

    citations
    report_id | relation  | position | title                     | pmid
    R1        | reference | 1        | Two drugs for one disease | 33000001
"""

from collections.abc import Iterable

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Likeness,
    Named,
    Problem,
    Problems,
    Report,
    answered,
    check,
    identities,
    likeness,
    said,
    sayer,
    says_anything,
    shown_publication,
    suggested,
)


@check(severity="error", applies=says_anything)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield for each publication that an identifier names and that is not the cited work."""
    named = identities(row, answers)
    if not named:
        return NOT_APPLICABLE
    fits = [(one, each) for one in named for each in (_likest(row, one),) if each and not each.other]
    blamed: set[str] = set()
    for one in named:
        found = _likest(row, one)
        if found is None or not found.other or found.publication.pmid in blamed:
            continue
        blamed.add(found.publication.pmid)
        beside = {column: field for column in found.conflicts if (field := said(row, column))}
        yield Problem(
            one.said.cell,
            f"{one} names another {found.other}: {_listed(found.conflicts)} disagree; {sayer(one.answer)} has "
            f"{shown_publication(found.publication)}",
            also=[(field.cell, f"cited {name}") for name, field in beside.items() if field.has_own_cell],
            severity="warning" if found.other == "printing" else None,
            reading="it may be a preprint, an abstract or a reprint of the same work"
            if found.other == "printing"
            else f"{fits[0][0]} fits what is cited"
            if fits
            else None,
            remedy="Look the work up by its title, and give the identifier of the printing that was read.",
            fix=suggested(one.said, _counterpart(one, fits)),
        )
    answered(named)
    return None


def _likest(row: Report | Citation, named: Named) -> Likeness | None:
    """Of the publications that an identifier names (a letter and its reply may share a DOI) the likest."""
    found = [likeness(row, publication) for publication in named.publications]
    return min(found, key=lambda one: len(one.conflicts), default=None)


def _counterpart(named: Named, fits: list[tuple[Named, Likeness]]) -> str:
    """The identifier of this kind that the publication has which another one names, and which fits."""
    return next((getattr(each.publication, named.kind) for _, each in fits), "")


def _listed(columns: Iterable[str]) -> str:
    words = ["first author" if column == "authors" else column for column in columns]
    return f"{', '.join(words[:-1])} and {words[-1]}"
