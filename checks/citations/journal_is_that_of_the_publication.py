"""A citation's journal is that of the publication.

One journal has many names: in full and abbreviated, with a place or a year in brackets, in two
languages, as an acronym. A number (ISSN, NLM's own) decides where it is printed; else each name that
PubMed has is compared, word by word, as abbreviations are made. A name that only looks different is
info. A title of one word stands for itself: Nature is not Nature Physics, and nothing is abbreviated to
its first word.

A journal that was renamed, or is known by a parallel title that PubMed does not have, is a benign
reading, the more where volume and page agree.

Source: National Library of Medicine, Citing Medicine, rules on journal titles. Of 665 pairs of records
of one paper in two public sets of duplicate records 65 % of journals differ as text, and 7 % once
compared like this.

Bad:

    citations
    report_id | relation  | position | title     | journal                     | pmid
    R1        | reference | 1        | Two drugs | Nature Physics              | 33000001 <- journal
    R1        | reference | 2        | One drug  | New Engl J Med              | 33000002 <- journal (info)
    R1        | reference | 3        | Two eyes  | J Gerontol B                | 33000003 <- journal

    publications
    pmid     | title      | journal
    33000001 | Two drugs. | Nature
    33000002 | One drug.  | The New England journal of medicine; N Engl J Med
    33000003 | Two eyes.  | The journals of gerontology. Series A; J Gerontol A

Fixed:

    citations
    report_id | relation  | position | title     | journal                     | pmid
    R1        | reference | 1        | Two drugs | Nature                      | 33000001
    R1        | reference | 2        | One drug  | N Engl J Med                | 33000002
    R1        | reference | 3        | Two eyes  | J Gerontol A                | 33000003

Good:

    citations
    report_id | relation  | position | title     | journal                             | pmid
    R1        | reference | 1        | Two drugs | 0028-4793                           | 33000002
    R1        | reference | 2        | Two drugs | The New England Journal of Medicine | 33000002

    publications
    pmid     | title      | journal
    33000002 | Two drugs. | The New England journal of medicine; N Engl J Med; 0028-4793

Skipped, as a book has no journal:

    citations
    report_id | relation  | position | title     | journal | pmid
    R1        | reference | 1        | Two drugs | StatRef | 33000001

    publications
    pmid     | title      | book_title
    33000001 | Two drugs. | Handbook
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Problem,
    Problems,
    Report,
    changed_since,
    check,
    compare_journal,
    known,
    likeness,
    names_of,
    said_of,
    says,
    says_anything,
    suggested,
)


@check(severity="warning", applies=says_anything, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the journal is none of the publication's names for it."""
    if not says(row, "journal"):
        return NOT_APPLICABLE
    found = known(row, answers)
    publication = found.publication
    journal = said_of(row, "journal", publication)
    if journal is None:
        return NOT_APPLICABLE
    verdict = compare_journal(journal.text, publication.journal)
    if verdict == "unknown":
        raise CannotLook("PubMed's record has no journal to compare")
    if verdict == "same":
        return None
    same_place = {"volume", "pages"} <= set(likeness(row, publication).agrees)
    renamed = "another name of the journal" + (", as volume and page agree" if same_place else "")
    names, since = names_of(publication.journal), changed_since(row, publication)
    benign = "another way to print the same name" if verdict == "style" else since
    yield Problem(
        journal.cell,
        f"the journal is {journal}; {found} has {names[0]}",
        severity="info" if benign else None,
        reading=benign or f"it may be {renamed}",
        remedy=None if verdict == "style" else "Compare the journal with the paper.",
        fix=suggested(journal, names[0]),
    )
    return None
