"""A publication is not in the list of retractions that the project keeps.

PubMed learns of some retractions late and of some never. A list of retractions, such as the download of
Retraction Watch, is a second source where the project names one (`retraction-watch` in its configuration,
or `--retraction-watch`); without one there is nothing to look at here, and nothing is skipped.

A notice counts where its PMID or whole DOI is the row's, or is one that PubMed's record of the publication
has: many notices carry a DOI alone, and many rows a PMID, or a title. Where the other identifier differs,
or only the remains of a damaged DOI are alike, it is a warning. A later reinstatement ends the finding; undated ones
make it a warning. A Cochrane review that was withdrawn is a warning: that is how they are taken out of
use when they are old. An expression of concern is a warning too. In a list of similar or citing papers all
is info.

Source: Retraction Watch, data of Crossref (columns RetractionNature, RetractionDate, RetractionDOI).

Bad:

    citations
    report_id | relation  | position | title      | pmid    | doi
    R1        | reference | 1        | Two drugs  | 8863847 |             <- pmid
    R1        | reference | 2        | One drug   |         | 10.1000/abc <- doi
    R1        | similar   | 1        | Two drugs  | 8863847 |             <- pmid (info)
    R1        | reference | 3        | Other drug | 8863840 | 10.1000/abc <- doi (warning)
    R1        | reference | 4        | One hand   | 33      |             <- pmid (warning)
    R1        | reference | 5        | One eye    | 34      |             <- pmid (warning)
    R1        | reference | 6        | A review   |         | 10.1002/14651858.cd000001 <- doi (warning)

    retraction_list
    OriginalPaperPubMedID | OriginalPaperDOI          | RetractionNature      | RetractionDate
    8863847               | unavailable               | Retraction            | 2/3/1998 0:00
    8863841               | 10.1000/abc               | Retraction            | 2/3/1999 0:00
    33                    | unavailable               | Expression of concern | 2/3/1999 0:00
    34                    | unavailable               | Retraction            |
    34                    | unavailable               | Reinstatement         | 2/3/1999 0:00
    0                     | 10.1002/14651858.cd000001 | Retraction            | 2/3/1999 0:00

Bad, by an identifier that PubMed knows:

    reports
    report_id | title                     | pmid    | pmcid
    R1        | Two drugs for one disease |         |        <- title
    R2        | One drug for one eye      | 8863850 |        <- pmid
    R3        | One hand for one foot     |         | PMC333 <- pmcid

    publications
    pmid    | title                      | doi         | pmcid
    8863849 | Two drugs for one disease. | 10.1000/two |
    8863850 | One drug for one eye.      | 10.1000/one |
    8863851 | One hand for one foot.     |             | PMC333

    retraction_list
    OriginalPaperPubMedID | OriginalPaperDOI | RetractionNature | RetractionDate
    0                     | 10.1000/two      | Retraction       | 2/3/1998 0:00
    0                     | 10.1000/one      | Withdrawal       | 2/3/1998 0:00
    8863851               | unavailable      | Retraction       | 2/3/1998 0:00

Good:

    citations
    report_id | relation  | position | title    | pmid    | doi
    R1        | reference | 1        | One hand | 33      | 10.1000/xyz
    R1        | reference | 2        | One eye  | 8863848 |

    retraction_list
    OriginalPaperPubMedID | OriginalPaperDOI | RetractionNature | RetractionDate
    33                    | 10.1000/xyz      | Reinstatement    | 5/1/2017 0:00
    33                    | 10.1000/xyz      | Retraction       | 12/1/2016 0:00
    0                     | unavailable      | Retraction       | 12/1/2016 0:00

Skipped, as nothing tells which publication it is:

    citations
    report_id | relation  | position | title
    R1        | reference | 1        | One hand

    retraction_list
    OriginalPaperPubMedID | OriginalPaperDOI | RetractionNature | RetractionDate
    33                    | 10.1000/xyz      | Retraction       | 12/1/2016 0:00
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Known,
    Notice,
    Problem,
    Problems,
    Report,
    SeverityName,
    check,
    is_own_work,
    keys_of,
    known,
    says_anything,
    state_of,
    stated,
    work_in_words,
)


@check(severity="error", applies=says_anything, unless="publication_is_not_retracted")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the list has a notice about the publication that still stands."""
    if answers.listed is None:
        return NOT_APPLICABLE
    said = {one.kind: one for one in stated(row)}
    pmids, dois = ({said[kind].key} if kind in said else set() for kind in ("pmid", "doi"))
    found = _known(row, answers, needed=not pmids and not dois)
    if found:
        pmids |= keys_of(found.publication, "pmid")
        dois |= keys_of(found.publication, "doi")
    state, notice = state_of(answers.notices(pmids, dois))
    if notice is None:
        return None
    severity, reading = _weighed(state, notice, dois)
    matching = [one.said.cell for one in said.values() if one.key in (notice.about_pmid, notice.about_doi)]
    yield Problem(
        matching[0] if matching else found.cell if found else next(iter(said.values())).said.cell,
        f"the list of retractions ({notice.listed_in}) says of {_named(row, found, notice)}: {notice}",
        severity=severity if is_own_work(row) else "info",
        reading=reading if is_own_work(row) else "no figure was read from it",
        remedy="Read the notice; leave the figures out, or keep them with a reason.",
    )
    return None


def _known(row: Report | Citation, answers: Answers, *, needed: bool) -> Known | None:
    """What PubMed knows of it; None where that is nothing, and the row's own identifiers have to do."""
    try:
        return known(row, answers)
    except CannotLook:
        if needed:
            raise
        return None


def _named(row: Report | Citation, found: Known | None, notice: Notice) -> str:
    words = work_in_words(row, found.publication if found else None, title=notice.title)
    return words or "this publication"


def _weighed(state: str, notice: Notice, dois: set[str]) -> tuple[SeverityName | None, str | None]:
    if not notice.certain:
        return "warning", "the notice may be about another paper: its identifiers are only partly the row's"
    if state == "unclear":
        return "warning", "it was reinstated too, and the dates do not tell which came last"
    if state == "concern":
        return "warning", None
    if any(doi.startswith("10.1002/14651858.") for doi in dois):
        return "warning", "Cochrane withdraws reviews that are out of date"
    return None, None
