"""Two records that share no identifier are of two publications.

The same paper from two searches may come once with a DOI and once without any. Two records are taken for one
publication where title, first author, journal, year and place in the journal agree as far as both print
them, and nothing forbids it: another DOI, PMID, volume or page, another number or part in the title, a title
that many works have. `triallint reconcile` shows what merging them comes to.

It is an info, and a warning where a figure that was extracted from both differs.

Benign: a paper that was printed in two journals. Say so with `triallint reconcile --different`.

Source: Bramer et al., J Med Libr Assoc 2016;104:240-3, for what duplicates of a search have in common.

Bad:

    reports
    report_id | title                                        | authors             | journal | year | volume | pages   | doi
    R1        | Evening doses of one drug in childhood fever | Moreau A, Lindqvist P | BMJ   | 2021 | 325    | 843-54  | 10.1000/abc
    R2        | Evening Doses of One Drug in Childhood Fever. | Moreau A, et al      | BMJ   | 2021 | 325    | 843-854 |             <- title (info)
    R3        | Morning doses of one drug in adult fever     | Tanaka K, Osei B    | Lancet  | 2019 | 12     | 33-9    |
    R4        | Morning doses of one drug in adult fever     | Tanaka K, Osei B    | Lancet  | 2019 | 12     | 33-39   |             <- title

    arms
    report_id | arm_id | label | randomised
    R3        | A      | one   | 718
    R4        | A      | one   | 781

Good:

    reports
    report_id | title                                        | authors             | journal | year | volume | pages   | doi
    R1        | Evening doses of one drug in childhood fever | Moreau A, Lindqvist P | BMJ   | 2021 | 325    | 843-54  | 10.1000/abc
    R2        | Evening doses of one drug in childhood fever: 5-year follow-up | Moreau A, et al | BMJ | 2026 | 330 | 12-20 |
    R3        | Editorial                                    | Tanaka K            | Lancet  | 2019 | 12     | 33-9    |
    R4        | Editorial                                    | Osei B              | Lancet  | 2020 | 13     | 40-2    |
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Answers,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    figures_apart,
    ties,
)


@check(severity="warning")
def problems(report: Report, tables: Tables, answers: Answers) -> Problems:
    """Yield where an earlier record is of one publication by all that both print."""
    if not report.title or len(tables.rows(Report)) < 2:
        return NOT_APPLICABLE
    for tie in ties(report, tables, answers):
        other, edge = tie.other, tie.edge
        if edge.kind != "duplicate" or edge.certainty != "probable":
            continue
        apart = next(figures_apart(other, report, tables), None)
        differ = f", and {apart[1].label} is {apart[0]} in one, {apart[1]} in the other" if apart else ""
        yield Problem(
            report.title,
            f"records {other.report_id} and {report.report_id} look like one publication "
            f"({tie.because}){differ}",
            also=[(other.title, "the other record"), *((cell, "differs") for cell in apart or ())],
            severity=None if apart else "info",
            reading="a paper may be printed in two journals",
            remedy=f'Decide: `triallint reconcile --same {other.report_id} {report.report_id} --reason "…"`, '
            "or --different.",
        )
    return None
