"""A report's confidence intervals have the level that it states for them.

The level is often printed once, in a heading or the methods, and lost on the way into a table: 99 % limits
extracted as 95 % make every effect look less certain, and give it a wrong weight in a meta-analysis. One
such report is one finding, not one for each of its P values.

Where at least three rows' P values agree with estimate and limits at one other level (90, 95, 97.5, 99 or
99.9 %), none of them at the stated one, no row says the opposite and no other reading does as well, the
limits are of that other level. A blank level counts as 95 %: then it is an info.

Benign: simultaneous limits, or P values adjusted for multiple testing.

Source: D. G. Altman & J. M. Bland, BMJ 2011;343:d2304 and d2090; levels seen in full texts of trials.

Bad, with limits that are 99 % ones:

    reports
    report_id | title
    R1        | Stated as 95 %
    R2        | Level not stated

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides
    R1        | RR      | 0.65  | 95       | 0.44     | 0.98     | 0.006   | 2        <- ci_level
    R1        | RR      | 2.12  | 95       | 1.05     | 4.28     | 0.006   | 2
    R1        | RR      | 0.80  | 95       | 0.60     | 1.07     | 0.046   | 2
    R2        | RR      | 0.65  |          | 0.44     | 0.98     | 0.006   | 2        <- ci_lower (info)
    R2        | RR      | 2.12  |          | 1.05     | 4.28     | 0.006   | 2
    R2        | RR      | 0.80  |          | 0.60     | 1.07     | 0.046   | 2

Good, where the level is stated:

    reports
    report_id | title
    R1        | Stated as 99 %

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides
    R1        | RR      | 0.65  | 99       | 0.44     | 0.98     | 0.006   | 2
    R1        | RR      | 2.12  | 99       | 1.05     | 4.28     | 0.006   | 2
    R1        | RR      | 0.80  | 99       | 0.60     | 1.07     | 0.046   | 2

Good, where two rows are not enough, or a third says the opposite:

    reports
    report_id | title
    R1        | Two rows
    R2        | Divided

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides
    R1        | RR      | 0.65  | 95       | 0.44     | 0.98     | 0.006   | 2
    R1        | RR      | 2.12  | 95       | 1.05     | 4.28     | 0.006   | 2
    R1        | RR      | 0.80  | 95       | 0.60     | 1.07     | 0.5     | 2
    R2        | RR      | 0.65  | 95       | 0.44     | 0.98     | 0.006   | 2
    R2        | RR      | 2.12  | 95       | 1.05     | 4.28     | 0.006   | 2
    R2        | RR      | 0.80  | 95       | 0.60     | 1.07     | 0.046   | 2
    R2        | RR      | 0.80  | 95       | 0.60     | 1.07     | 0.13    | 2
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Conventions,
    Estimate,
    Problem,
    Problems,
    Report,
    Tables,
    Verdict,
    check,
    tests_superiority,
)


@check(severity="warning")
def problems(report: Report, tables: Tables, conventions: Conventions) -> Problems:
    """Yield one problem for all intervals of the report that are of another level."""
    rows = [row for row in tables.like(report, Estimate, "report_id") if tests_superiority(row)]
    if not rows:
        return NOT_APPLICABLE
    level = conventions.of(report).levels.level
    if level is None:
        return Verdict(also=rows)
    told = {cell.place for cell in level.cells}
    guilty = [row for row in rows if row.p_value.place in told]
    stated = [row for row in guilty if row.ci_level]
    cells = [row.ci_level if row.ci_level else row.ci_lower for row in stated or guilty]
    percent = f"{float(level.value * 100):g}"
    says = f"stated as {cells[0]} %" if stated else "whose level is not stated"
    yield Problem(
        cells[0],
        f"{len(guilty)} P values agree with intervals {says} only if these are {percent} % intervals",
        also=[*cells[1:], *((row.p_value, "P value") for row in guilty)],
        severity=None if stated else "info",
        reading=f"the intervals are {percent} % intervals",
        inferred=[level.evidence],
        remedy="look for the level in the methods or the heading of the table",
    )
    return Verdict(also=rows)
