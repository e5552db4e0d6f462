"""A publication is not in the list of retractions that the project keeps.

PubMed learns of some retractions late and of some never. A list of retractions, such as the download of
Retraction Watch, is a second source where the project names one (`retraction-watch` in its configuration).

A notice counts where its PMID or whole DOI is the row's; where the other identifier differs, or only the
remains of a damaged DOI are alike, it is a warning. A later reinstatement ends the finding; undated ones
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

Skipped, as no list was given:

    citations
    report_id | relation  | position | title     | pmid
    R1        | reference | 1        | Two drugs | 8863847
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    CannotLook,
    Citation,
    Notice,
    Problem,
    Problems,
    Report,
    SeverityName,
    check,
    is_own_work,
    own_identifiers,
    says_anything,
    state_of,
)

_NO_LIST = "no list of retractions was given: name one as `retraction-watch` in the configuration"


@check(severity="error", applies=says_anything, unless="publication_is_not_retracted")
def problems(row: Report | Citation, answers: Answers) -> Problems:
    """Yield where the list has a notice about the publication that still stands."""
    said = own_identifiers(row)
    keys = dict(said)
    if not keys:
        return NOT_APPLICABLE
    pmid = next((key for kind, key in keys if kind == "pmid"), "")
    doi = next((key for kind, key in keys if kind == "doi"), "")
    notices = answers.notices(pmid, doi)
    if notices is None:
        raise CannotLook(_NO_LIST)
    state, notice = state_of(notices)
    if notice is None:
        return None
    severity, reading = _weighed(state, notice, doi)
    cell = said["pmid", pmid] if pmid and notice.about_pmid in ("", pmid) else next(iter(said.values()))
    yield Problem(
        cell.cell,
        f"the list of retractions says: {notice}",
        severity=severity if is_own_work(row) else "info",
        reading=reading if is_own_work(row) else "no figure was read from it",
        remedy="Read the notice; leave the figures out, or keep them with a reason.",
    )
    return None


def _weighed(state: str, notice: Notice, doi: str) -> tuple[SeverityName | None, str | None]:
    if not notice.certain:
        return "warning", "the notice may be about another paper: its identifiers are only partly the row's"
    if state == "unclear":
        return "warning", "it was reinstated too, and the dates do not tell which came last"
    if state == "concern":
        return "warning", None
    if doi.startswith("10.1002/14651858."):
        return "warning", "Cochrane withdraws reviews that are out of date"
    return None, None
