"""What a record's lists cite is not itself a record here.

Where it is, nothing is wrong: reports of one field cite each other. But whoever follows the lists for further
studies, or counts what cites a report, should know that this publication is here already.

One finding is given for each report that is cited here, by a common identifier, or by a title, author and
place that agree; a report that prints no identifier is known by PubMed's answer to its title.

Benign: it is a note.

Source: Cochrane Handbook 4.3.5, on searching the reference lists of reports that are included.

Bad:

    reports
    report_id | title                     | doi
    R1        | Two drugs for one disease | 10.1000/abc <- title
    R2        | A later trial of drugs    | 10.1000/xyz

    citations
    report_id | relation  | position | title                     | doi
    R2        | reference | 1        | Two drugs for one disease | 10.1000/ABC
    R2        | reference | 2        | Another trial of drugs    | 10.1000/def

Good:

    reports
    report_id | title                     | doi
    R1        | Two drugs for one disease | 10.1000/abc

    citations
    report_id | relation  | position | title                     | doi
    R1        | reference | 1        | Another trial of drugs    | 10.1000/def
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Citation,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    cited_here,
    named_record,
)

_NAMED = 5


@check(severity="info")
def problems(report: Report, tables: Tables, answers: Answers) -> Problems:
    """Yield where citations of the dataset are of this report."""
    if not report.title or not tables.rows(Citation):
        return NOT_APPLICABLE
    found = cited_here(report, tables, answers)
    if not found:
        return None
    named = ", ".join(named_record(one) for one in found[:_NAMED])
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    yield Problem(
        report.title,
        f"record {report.report_id} is cited here too: {named}{more}",
        also=[(one.title if one.title else one.position, "cited here") for one in found[:_NAMED]],
        reading="reports of one field cite each other",
    )
    return None
