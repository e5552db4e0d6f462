"""A publication has one record among the reports.

The same paper often comes from two sources: a PubMed page and a publisher's notice, or two searches. Both
records may stay, but what is counted or pooled over reports must count the publication once.

Two records are of one publication where they print the same DOI or the same PMID, resolver prefixes, letter
case and trailing punctuation apart. A letter and its reply may share a DOI: where both records print a PMID
and these differ, the two are not taken for one.

Benign: nothing is wrong with the numbers; this is a note for whoever counts the reports.

Source: Cochrane Handbook 4.6.2, on several reports of one study; DOI Handbook, on
letter case.

Bad:

    reports
    report_id | title        | doi                       | pmid
    000       | A trial      | 10.1056/NEJMoa2411680     | 39651791
    003       | A trial      | 10.1056/nejmoa2411680.    |          <- doi
    004       | Another      |                           | 33651090
    005       | Another      |                           | 33651090 <- pmid

Good:

    reports
    report_id | title            | doi                   | pmid
    000       | A letter         | 10.1056/NEJMc2504183  | 40499181
    001       | A letter. Reply. | 10.1056/NEJMc2504183  | 40499182
    002       | Another          | 10.1056/NEJMoa2411680 |
"""

from triallint.kit import NOT_APPLICABLE, Problem, Problems, Report, Tables, check, records_of_one_publication


@check(severity="info")
def problems(report: Report, tables: Tables) -> Problems:
    """Yield where an earlier record is of the same publication."""
    if not (report.doi or report.pmid):
        return NOT_APPLICABLE
    for other in records_of_one_publication(report, tables):
        by_pmid = bool(report.pmid and other.pmid)
        cell, same = (report.pmid, other.pmid) if by_pmid else (report.doi, other.doi)
        if by_pmid and cell.text != same.text:
            continue
        yield Problem(
            cell,
            f"records {other.report_id} and {report.report_id} are of one publication: both have {same}",
            also=[(same, "the other record")],
            remedy="Keep both if each has facts of its own, and count the publication once.",
        )
    return None
