"""A title differs from that of its publication in no word that tells works apart.

Where an identifier is right and a word of the title is not, somebody retyped it, or a program did:
“study” became “analysis”, “review” became “survey”, a number or a “not” was lost. Such a title finds
nothing in a search, and an amount or a design read from it is wrong. Measures of likeness pass every one
of them.

The words that differ are named, with what they are: a number, a negation, a direction or group, a
design, or any other word. A publisher may have changed a title after it came out online. The mark of a
notice before the title (“Correction:”) is info: the work it names is this one.

Source: National Library of Medicine, Citing Medicine, rules on titles (words are given as they stand).

Bad:

    citations
    report_id | relation  | position | title                                             | pmid
    R1        | reference | 1        | Cancer and infection: a national cohort analysis  | 42094024 <- title
    R1        | reference | 2        | Cancer and infection: national cohort study       | 42094024
    R1        | reference | 3        | Effect of drug A 10 mg on pain after knee surgery | 42092958 <- title
    R1        | reference | 4        | One drug for one disease in children. Reply       | 42092960 <- title
    R1        | reference | 5        | Correction: One drug for one disease in children  | 42092960 <- title (info)

    publications
    pmid     | title
    42094024 | Cancer and infection: a national cohort study.
    42092958 | Effect of drug A 20 mg on pain after knee surgery.
    42092960 | One drug for one disease in children.

Fixed:

    citations
    report_id | relation  | position | title                                             | pmid
    R1        | reference | 1        | Cancer and infection: a national cohort study     | 42094024
    R1        | reference | 2        | Cancer and infection: national cohort study       | 42094024
    R1        | reference | 3        | Effect of drug A 20 mg on pain after knee surgery | 42092958
    R1        | reference | 4        | One drug for one disease in children              | 42092960
    R1        | reference | 5        | One drug for one disease in children              | 42092960

Good:

    citations
    report_id | relation  | position | title                                                | pmid
    R1        | reference | 1        | Cancer & infections: the national cohort study       | 42094024

    publications
    pmid     | title
    42094024 | Cancer and infection: a national cohort study.
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
    compare_title,
    known,
    read_title,
    said_of,
    says,
    says_anything,
    suggested,
    title_of,
)


@check(severity="warning", applies=says_anything, unless="identifier_names_the_cited_work")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where few words differ, and they are not forgiven."""
    if not says(row, "title"):
        return NOT_APPLICABLE
    found = known(row, answers)
    title = said_of(row, "title", found.publication)
    if title is None:
        return NOT_APPLICABLE
    compared = compare_title(title.text, found.publication)
    if compared.verdict == "unknown":
        raise CannotLook("PubMed's record has no title to compare")
    if compared.verdict != "near":
        return None
    words = "; ".join(f"{one} ({one.kind})" if one.kind != "word" else str(one) for one in compared.telling)
    own, since = title_of(found.publication), changed_since(row, found.publication)
    about = read_title(title.text).about
    if about and compare_title(about, found.publication).agrees:
        since = since or "it carries the mark of a notice about this work"
    yield Problem(
        title.cell,
        f"in the title, {words}; {found} has “{own}”",
        severity="info" if since else None,
        reading=since,
        remedy="Compare the title with the paper.",
        fix=suggested(title, own, "write PubMed's title"),
    )
    return None
