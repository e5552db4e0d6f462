"""Two records of one publication print the same figures.

Two sources of one paper can only differ where one of them was copied wrongly, or corrected in between; and
which of the two a review takes is chance. Comparing them is a second extraction that costs nothing.

Records are of one publication where they print the same DOI or PMID. Rows are compared that are about the
same quantity (outcome, arms, subgroup, population, time, data cut, measure …) by the same ids, whatever
their `source`. Their figures must have a value in common within rounding; whole numbers of participants and
events must be equal.

Benign: one record is of the paper before a correction, or before it went to print.

Source: Xu et al., BMJ 2022;377:e069155, for how often a copy differs from its source.

Bad:

    reports
    report_id | title   | doi
    000       | A trial | 10.1056/NEJMoa2411680
    003       | A trial | 10.1056/NEJMoa2411680

    arms
    report_id | arm_id | label | randomised
    000       | A      | one   | 718
    000       | B      | two   | 722
    003       | A      | one   | 781        <- randomised
    003       | B      | two   | 722

    estimates
    report_id | outcome_id | measure         | value | ci_level | ci_lower | ci_upper | source
    000       | dfs        | RMST_difference | 72    | 95       | 36       | 108      | abstract
    003       | dfs        | RMST_difference | 72    | 95       | 36       | 180      | notice   <- ci_upper

Good, up to the edge of rounding:

    reports
    report_id | title   | doi
    000       | A trial | 10.1056/NEJMoa2411680
    003       | A trial | https://doi.org/10.1056/NEJMOA2411680
    004       | Another | 10.1001/jama.2021.0669

    estimates
    report_id | outcome_id | measure  | arm_id | value
    000       | dfs        | survival | A      | 96.5
    003       | dfs        | survival | A      | 97
    004       | dfs        | survival | A      | 54.4
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Arm,
    Continuous,
    Count,
    Estimate,
    Flow,
    Problem,
    Problems,
    Report,
    Row,
    Tables,
    Verdict,
    check,
    figures_agree,
    printed_in_both,
    records_of_one_publication,
    shared_figures,
    slips_that_fit,
)


@check(severity="warning")
def problems(report: Report, tables: Tables) -> Problems:
    """Yield for each figure that an earlier record of the same publication prints otherwise."""
    looked_at: list[Row] = []
    for other in records_of_one_publication(report, tables):
        for kind in (Arm, Flow, Count, Continuous, Estimate):
            rows = tables.like(other, kind, "report_id"), tables.like(report, kind, "report_id")
            for first, second in printed_in_both(*rows):
                looked_at += (first, second)
                for a, b in shared_figures(first, second):
                    if figures_agree(a, b):
                        continue
                    yield Problem(
                        b,
                        f"{b.label} is {b} in record {report.report_id}, {a} in record {other.report_id}",
                        also=[(a, "the other record of the publication")],
                        reading=slips_that_fit([(b, a.interval.meets), (a, b.interval.meets)]),
                    )
    return Verdict(also=looked_at) if looked_at else NOT_APPLICABLE
