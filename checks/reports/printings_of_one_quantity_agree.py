"""Two printings of one quantity in a report agree.

Abstract, text, table and figure print many figures twice. Where two printings of one quantity differ, one
of them is wrong, and which one a review takes is chance. In six journals 18 to 68 % of abstracts had figures
that were not in their article, or at odds with it.

Rows are two printings where they agree in everything that says what they are about (outcome, arms,
subgroup, population, time, data cut, measure, statistic, analysis ...) and differ in `source`. Their figures
must have a value in common within rounding (54 % and 54.4 % agree); whole numbers of participants and events
must be equal. Columns are compared where the units, levels and scales beside them do not differ. Where one
of the two is of the registry it is an info: its data cut may be another.

Benign: interim and final analysis, or two sets of participants, that the rows do not tell apart; one of the
two was cut off rather than rounded.

Source: R. M. Pitkin et al., JAMA 1999;281:1110.

Bad:

    reports
    report_id | title
    R1        | Two printings

    counts
    report_id | outcome_id | arm_id | events | total | percent | source  | origin
    R1        | response   | A      | 14     | 18    | 74      | text    |
    R1        | response   | A      | 14     | 18    | 78      | table 2 |          <- percent
    R1        | response   | B      | 97     | 208   |         | text    |
    R1        | response   | B      | 98     | 208   |         | table 2 |          <- events
    R1        | relapse    | B      | 55     | 208   |         | text    |
    R1        | relapse    | B      | 60     | 208   |         | posted  | registry <- events (info)

    estimates
    report_id | outcome_id | measure | value | ci_level | ci_lower | ci_upper | p_value | source
    R1        | os         | HR      | 0.70  | 95       | 0.47     | 1.03     | 0.07    | abstract
    R1        | os         | HR      | 0.70  |          | 0.47     | 1.30     | 0.071   | table 2  <- ci_upper

Good, up to the edge of rounding:

    reports
    report_id | title
    R1        | Two printings

    estimates
    report_id | outcome_id | measure  | arm_id | time_value | value | ci_level | ci_lower | source
    R1        | dfs        | survival | A      | 2          | 54    | 95       | 45       | key points
    R1        | dfs        | survival | A      | 2          | 54.4  | 90       | 47.2     | abstract
    R1        | dfs        | survival | B      | 2          | 39.5  |          |          | abstract
    R1        | dfs        | survival | B      | 2          | 39    |          |          | key points
    R1        | dfs        | survival | B      | 3          | 31    |          |          | key points

    flow
    report_id | stage      | n     | source
    R1        | randomised | 1,440 | abstract
    R1        | randomised | 1440  | figure 1
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
    Rounding,
    Row,
    Tables,
    Verdict,
    check,
    figures_agree,
    printed_twice,
    shared_figures,
    slips_that_fit,
)


@check(severity="warning")
def problems(report: Report, tables: Tables) -> Problems:
    """Yield for each pair of figures that cannot be two printings of one value."""
    looked_at: list[Row] = []
    for kind in (Estimate, Count, Continuous, Flow, Arm):
        for first, second in printed_twice(tables.like(report, kind, "report_id")):
            looked_at += (first, second)
            for a, b in shared_figures(first, second):
                if figures_agree(a, b):
                    continue
                cut_off = figures_agree(a, b, Rounding.ROBUST)
                slips = slips_that_fit([(b, a.interval.meets), (a, b.interval.meets)])
                yield Problem(
                    b,
                    f"{b.label} is {b} in {second.source or 'one place'}, {a} in {first.source or 'another'}",
                    also=[(a, "the other printing")],
                    severity="info" if "registry" in (first.raw("origin"), second.raw("origin")) else None,
                    reading="one of them may have been cut off rather than rounded" if cut_off else slips,
                )
    return Verdict(also=looked_at) if looked_at else NOT_APPLICABLE
