"""A citation's title is that of the publication that its identifier names.

A title is the one field that nearly every citation prints in full, so it tells first that something was
mixed up. Titles are compared as words, after case, punctuation, accents, markup, brackets and appended
notes are set aside; never by a ratio of characters, which lets most tampered titles pass. Forgiven are
spelling of either side of the Atlantic, plurals, small words, Greek letters by name, a lost superscript
of an ion, numerals of one value, and a subtitle left out unless it makes another work (a protocol, a
subgroup, quality of life). One letter that differs within a long word is info, and so is a title that an
export has cut off. What was read from a citation's text is not held against it where PubMed's own title
stands in that text.

Titles that differ in few words only are for another check, and titles of which the first author, year or
journal conflicts too are another work's. A book's title, and the original title of a translated one,
count as well. Where nothing but the title is there to compare, the title may be wrong or the identifier:
both are said, and neither is offered to be overwritten.

Source: National Library of Medicine, Citing Medicine, rules on titles. Of 672 pairs of records of one
paper in two public sets of duplicate records 41 % of titles differ as text, and 10 % once compared like
this, mostly of notices and of two translations.

Bad:

    citations
    report_id | relation  | position | title                                       | pmid
    R1        | reference | 1        | Two drugs for one diseases of the oesophegus | 33000002 <- title (info)
    R1        | reference | 2        | Two drugs for one disease of the … | 33000002 <- title (info)

    publications
    pmid     | title
    33000002 | Two drugs for one disease of the esophagus.

Fixed:

    citations
    report_id | relation  | position | title                                      | pmid
    R1        | reference | 1        | Two drugs for one disease of the esophagus | 33000002
    R1        | reference | 2        | Two drugs for one disease of the esophagus | 33000002

Bad, another title, alone and beside what agrees:

    citations
    report_id | relation  | position | authors  | title                      | year | pmid
    R1        | reference | 1        |          | A history of hospital beds |      | 33000001 <- title
    R1        | reference | 2        | Moreau A | A history of hospital beds | 2021 | 33000001 <- title

    publications
    pmid     | title                      | authors  | dates
    33000001 | Two drugs for one disease. | Moreau A | print 2021

Good, with all that is forgiven:

    citations
    report_id | relation  | position | title                                                   | pmid
    R1        | reference | 1        | RETRACTED: TWO DRUGS FOR ONE DISEASE.                   | 33000001
    R1        | reference | 2        | Two drugs for one disease: a randomised phase III trial | 33000001
    R1        | reference | 3        | Tumour necrosis factor-α and oedemas                    | 33000002
    R1        | reference | 4        | Zwei Mittel                                             | 33000003
    R1        | reference | 5        | Two remedies. [German] [12 refs]                        | 33000003

    publications
    pmid     | title                                 | vernacular
    33000001 | Two drugs for one disease.            |
    33000002 | Tumor Necrosis Factor-alpha and edema |
    33000003 | [Two remedies].                       | Zwei Mittel.

Skipped, as the record has no title:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 33000001

    publications
    pmid     | title
    33000001 | [Not Available].
"""

from collections.abc import Sequence

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
    compare_title,
    known,
    likeness,
    said_of,
    says,
    says_anything,
    suggested,
    title_of,
)


@check(severity="warning", applies=says_anything, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a title is another one, or has a slip of one letter."""
    if not says(row, "title"):
        return NOT_APPLICABLE
    found = known(row, answers)
    title = said_of(row, "title", found.publication)
    if title is None:
        return NOT_APPLICABLE
    compared = compare_title(title.text, found.publication)
    if compared.verdict == "unknown":
        raise CannotLook("PubMed's record has no title to compare")
    slips = [str(one) for one in compared.differences if one.kind == "letter"]
    own = title_of(found.publication)
    since = changed_since(row, found.publication)
    if compared.verdict == "different":
        yield Problem(
            title.cell,
            f"the title is “{title}”; {found} has “{own}”",
            severity="info" if since else None,
            reading=since or _either(likeness(row, found.publication).agrees),
            remedy="Compare both with the paper: the title or the identifier is another one's.",
        )
    elif compared.verdict == "cut":
        yield Problem(
            title.cell,
            f"the title ends early; {found} has “{own}”",
            severity="info",
            reading="an export cuts its titles",
            fix=suggested(title, own, "write PubMed's title"),
        )
    elif compared.verdict == "forgiven" and slips:
        yield Problem(
            title.cell,
            f"{', '.join(slips)}; {found} has “{own}”",
            severity="info",
            reading="one letter differs: a slip on either side",
            fix=suggested(title, own, "write PubMed's title"),
        )
    return None


def _either(agreeing: Sequence[str]) -> str:
    """Which of title and identifier is likelier to be wrong, by what else in the row is the publication's."""
    if not agreeing:
        return "nothing else in the row tells whether the title or the identifier is another work's"
    words = ["first author" if field == "authors" else field for field in agreeing]
    return f"the identifier may be right: {', '.join(words)} agree with its record"
