"""What a record or a citation names is the study, and no notice or comment about it.

The erratum, the retraction notice, the editorial and the reader's letter carry the study's title, and
stand beside it in every search: in curated tables they were entered in place of the study, and figures
then hang on the wrong record. Looked at are a report's own identity, included studies and references;
lists of comments, similar and citing papers hold such items by right.

A notice in place of a report or an included study is an error; among references it may be meant: a
warning. A comment or editorial counts for reports and included studies only, and only where nothing
shows that it reports data of its own: no trial or study type, no research support, no registry number. A
letter that comments is a warning, as some trials are reported in letters.

Source: National Library of Medicine, MEDLINE/PubMed data element descriptions (PublicationType,
CommentsCorrections).

Bad:

    reports
    report_id | title                 | pmid
    R1        | Two drugs             | 27259157 <- pmid
    R2        | On two drugs          | 40000001 <- pmid
    R3        | To the editor         | 40000002 <- pmid (warning)

    citations
    report_id | relation       | position | title                | pmid
    R1        | included_study | 1        | Retraction: One drug | 19718576 <- pmid
    R1        | reference      | 1        | Retraction: One drug | 19718576 <- pmid (warning)

    publications
    pmid     | title                 | types                     | links
    27259157 | Two drugs.            | Published Erratum         | ErratumFor 27133167 J Med. 2016
    19718576 | Retraction: One drug. | RETRACTION OF PUBLICATION | RetractionOf 18000000 J Med. 2008
    40000001 | On two drugs.         | Comment; Editorial        | CommentOn 33000001 J Med. 2025
    40000002 | To the editor.        | Comment; Letter           | CommentOn 33000001 J Med. 2025

Good:

    reports
    report_id | title         | pmid
    R1        | Two drugs     | 40000003

    citations
    report_id | relation   | position | title        | pmid
    R1        | reference  | 1        | On two drugs | 40000001

    publications
    pmid     | title         | types                                    | links
    40000003 | Two drugs.    | Comment; Letter; Randomized Controlled Trial | CommentOn 33000001 J Med. 2025
    40000001 | On two drugs. | Comment; Editorial                       | CommentOn 33000001 J Med. 2025
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    is_own_work,
    known,
    notice_of,
    says_anything,
    work_in_words,
)

_OPINIONS = ("comment", "editorial", "letter of comment")


@check(severity="error", applies=says_anything)
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a row names a notice or a comment."""
    if not is_own_work(row):
        return NOT_APPLICABLE
    found = known(row, answers)
    kind, about = notice_of(found.publication)
    is_reference = row.raw("relation") == "reference"
    if not kind or (is_reference and kind in _OPINIONS):
        return None
    study = next((f"PMID {link.pmid}" for link in about if link.pmid), "") or next(
        (o.text for o in about), ""
    )
    article = "an" if kind[0] in "aeio" else "a"
    retracted = bool(study) and kind == "retraction notice"
    yield Problem(
        found.cell,
        f"{found} has {work_in_words(row, found.publication)} as {article} {kind}"
        f"{f' on {study}' if study else ''}{', which is retracted' if retracted else ''}",
        severity="warning" if is_reference or kind == "letter of comment" else None,
        reading="the notice itself may be meant"
        if is_reference
        else "a letter may report data of its own"
        if kind == "letter of comment"
        else None,
        remedy=f"The study that it is about, {study}, is retracted: leave its figures out, or keep them with a "
        "reason."
        if retracted
        else f"Name the study itself{f', {study}' if study else ''}, unless this is what was read.",
    )
    return None
