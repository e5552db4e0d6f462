"""An effect is of the measure and the direction that its row states.

Extracted effects are often right but named wrongly: an odds ratio as a risk ratio, the comparator as the
reference and not the arm, survivors in place of deaths. Counts tell: the reading under which all printed
figures come out of them is the true one. In a meta-analysis a reversed ratio is the worst of errors.

Reported where no method gives the printed figures from the counts as stated, cut off or rounded, and one
does with the arms exchanged, as OR for RR or RR for OR, or for those without the event. A row that is stated
to be crude and names its arms, or has another label, is a warning; a reciprocal may be a matter of the
reference group, and is an info where the row does not name the arms; so is all where the analysis is not
stated. Rows without any limit are left to the check of the effect itself.

Source: Cochrane Handbook, section 6.4.1 (odds ratios read as risk ratios); recomputation from the counts.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | n_1 | events_2 | n_2 | analysis
    R1        | OR      | 0.92  | 95       | 0.56     | 1.50     | 51       | 139 | 51 | 147 | <- value (info)
    R2        | OR      | 0.92  | 95       | 0.56     | 1.49     | 51 | 139 | 51 | 147 | crude <- value (info)
    R3        | RR      | 4.89  | 95       | 4.00     | 5.99     | 141 | 561 | 928 | 14453 | crude <- measure
    R4        | RR      | 4.89  | 95       | 4.00     | 5.99     | 141 | 561 | 928 | 14453 | <- measure (info)
    R5        | RR      | 0.80  | 95       | 0.76     | 0.84 | 141 | 561 | 928 | 14453 | crude <- value (info)

Bad, where the arms are named:

    estimates
    report_id | measure | arm_id | comparator_id | value | ci_level | ci_lower | ci_upper | analysis
    R1        | RR      | A      | B             | 2.42  | 95       | 0.77     | 7.61     | crude    <- value

    counts
    report_id | arm_id | events | total
    R1        | A      | 4      | 241
    R1        | B      | 10     | 249

Good, as stated:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | n_1 | events_2 | n_2 | analysis
    R1        | OR      | 1.09  | 95       | 0.67     | 1.77     | 51       | 139 | 51       | 147 | crude
    R2        | OR      | 4.89  | 95       | 4.00     | 5.99     | 141      | 561 | 928      | 14453 |
    R3        | RR      | 1.01  | 95       | 0.99     | 1.03     | 98       | 100 | 97       | 100 | adjusted

Skipped, without counts:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | OR      | 0.92  | 95       | 0.56     | 1.49
"""

from triallint.kit import (
    COUNTED,
    LEVELS,
    Estimate,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    counts_behind,
    fitting_method,
    has_interval,
    level_of,
    printed_effects,
    shown,
    table_readings,
)


def _applies(row: Estimate) -> bool:
    return row.raw("measure") in COUNTED and row.raw("value") != "" and has_interval(row)


@check(severity="warning", applies=_applies, unless="ratio_and_its_limits_are_positive")
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the counts give the printed figures under another reading of the row only."""
    behind, measure, level = counts_behind(row, tables), COUNTED[row.measure.text], level_of(row)
    effects = printed_effects(row, Rounding.ROBUST)
    levels = LEVELS if level.assumed else (level.value,)
    if any(fitting_method(effects, behind.table, measure, x, level.sides) for x in levels):
        return None
    for words, table, other in table_readings(behind.table, measure):
        if not fitting_method(effects, table, other, level.value, level.sides):
            continue
        relabelled = table == behind.table
        named = relabelled or (row.raw("arm_id") and row.raw("comparator_id"))
        yield Problem(
            row.measure if relabelled else row.value,
            f"{behind.words} does not give {shown(row)}, but it does {words}",
            also=[cell for cell in (row.value, row.ci_lower, row.ci_upper, *behind.cells) if cell],
            severity=None if row.analysis.text == "crude" and named and not level.assumed else "info",
            reading=f"the figures are right {words}",
            assumed=level.assumed,
        )
        return None
    return None
