"""What a title says of a publication's status is what PubMed says of it.

Publishers put RETRACTED or WITHDRAWN before a title, and databases append [Erratum appears in …]. Where
a citation carries such a mark and PubMed's record knows of no such event, one of the two has it wrong or
is older: PubMed may lag, the mark may be that of the notice. No source of retractions has them all, so a
disagreement is said and not settled.

Looked at is the mark in the cited title. That PubMed's own title carries a mark which its links and
types do not is looked at as well.

Source: NISO RP-45-2024 (the title of a retracted publication begins with RETRACTED).

Bad:

    citations
    report_id | relation  | position | title                                            | pmid
    R1        | reference | 1        | RETRACTED: Two drugs for one disease             | 33000001 <- title
    R1        | reference | 2        | One drug [Erratum appears in J Med. 2009;3:87]   | 33000002 <- title
    R1        | reference | 3        | One eye                                          | 33000003 <- pmid

    publications
    pmid     | title                      | links
    33000001 | Two drugs for one disease. | ErratumIn 3 J Med. 2009 Jun;3(2):87
    33000002 | One drug.                  |
    33000003 | RETRACTED: One eye.        |

Bad, with the mark before the authors:

    citations
    report_id | relation  | position | text                                                                 | pmid
    R1        | reference | 1        | RETRACTED: Wang Z, Luo Y. Two drugs for one disease. BMJ. 2016;5:1-6. | 33000001 <- text

    publications
    pmid     | title
    33000001 | Two drugs for one disease.

Good:

    citations
    report_id | relation  | position | title                                                 | pmid
    R1        | reference | 1        | RETRACTED: Two drugs for one disease                  | 33000001
    R1        | reference | 2        | One drug [Erratum appears in J Med. 2009 Jun;3(2):87] | 33000002
    R1        | reference | 3        | Retraction rates in clinical trials                   | 33000003

    publications
    pmid     | title                                | links
    33000001 | Two drugs for one disease.           | RetractionIn 5 J Med. 2010
    33000002 | One drug.                            | ErratumIn 3 J Med. 2009 Jun;3(2):87
    33000003 | Retraction rates in clinical trials. |
"""

from triallint.kit import (
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    check,
    known,
    read_title,
    said,
    says_anything,
    says_retracted,
    standing,
)

#: For each mark of a title, the events that would bear it out.
_BORNE_OUT = {
    "retracted": ("retracted",),
    "retraction": ("retracted",),
    "withdrawn": ("withdrawn", "retracted"),
    "removed": ("withdrawn", "retracted"),
    "corrected": ("corrected", "republished"),
    "concern": ("concern", "retracted"),
}


@check(severity="warning", applies=says_anything, unless="publication_is_not_retracted")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where a title's mark has no event to bear it out."""
    found = known(row, answers)
    events = {event.kind for event in standing(found.publication).events if event.sign != "title"}
    title = said(row, "title")
    cited = (read_title(title.text).markers if title else ()) or ("retracted",) * says_retracted(row)
    own = read_title(found.publication.title).markers
    for marker, needed in _BORNE_OUT.items():
        if events & set(needed) or marker not in (*cited, *own):
            continue
        here = title if title and marker in cited else None
        whose = "the citation" if here else "PubMed's own title"
        yield Problem(
            here.cell if here else found.cell,
            f"{whose} is marked as {_WORDS[marker]}; {found} has no link or type that says so",
            reading="one of the two may be older, or the mark may be that of the notice",
            remedy="Look the publication up on the publisher's page.",
        )
    return None


_WORDS = {
    "retracted": "retracted",
    "retraction": "retracted",
    "withdrawn": "withdrawn",
    "removed": "removed",
    "corrected": "corrected",
    "concern": "under an expression of concern",
}
