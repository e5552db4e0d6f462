"""An effect points the way that its two arms' counts point.

Where the counts' own ratio lies outside the printed interval and its reciprocal inside, two arms have
changed places, in the counts or in the effect. An adjustment moves an effect; it hardly ever turns it round.

Warning if r = (a/n1)/(c/n2), the odds ratio or the risk difference lies outside [L-, U+] and 1/r (or -d)
inside [L+, U-]: robust to every rounding, and for any analysis.

Benign: a strong confounder; an effect whose reference group is the arm.

Source: recomputation from the counts; Cochrane Handbook, section 6.4.

Bad:

    estimates
    report_id | measure | value | ci_lower | ci_upper | events_1 | n_1 | events_2 | n_2 | analysis
    R1        | OR      | 0.50  | 0.30     | 0.83     | 60       | 100 | 40       | 100 | adjusted <- value
    R2        | RR      | 1.60  | 1.10     | 2.30     | 40       | 100 | 60       | 100 |          <- value
    R3        | RD      | -18   | -31      | -5       | 60       | 100 | 40       | 100 | adjusted <- value

Good, where the counts agree, or cannot tell:

    estimates
    report_id | measure | value | ci_lower | ci_upper | events_1 | n_1 | events_2 | n_2 | analysis
    R1        | OR      | 2.00  | 1.20     | 3.33     | 60       | 100 | 40       | 100 | adjusted
    R2        | OR      | 0.92  | 0.56     | 1.50     | 51       | 139 | 51       | 147 |
    R3        | RR      | 1.60  | 1.51     | 1.70     | 40       | 100 | 60       | 100 |
    R4        | RR      | 0.90  | 0.67     | 1.21     | 60       | 100 | 40       | 100 |

Skipped, without counts:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | OR      | 0.50  | 0.30     | 0.83
"""

import math
from fractions import Fraction

from triallint.kit import (
    COUNTED,
    Estimate,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    counts_behind,
    point_estimate,
    printed_effects,
    short,
    shown,
)


def _applies(row: Estimate) -> bool:
    return row.raw("measure") in COUNTED and row.raw("ci_lower") != "" != row.raw("ci_upper")


@check(
    severity="warning",
    applies=_applies,
    unless=("limits_are_in_order", "effect_has_its_stated_measure_and_direction"),
)
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the counts' effect is outside the interval and its opposite inside."""
    behind, measure = counts_behind(row, tables), COUNTED[row.measure.text]
    own = point_estimate(behind.table, measure)
    if own is None or math.isinf(own) or (measure != "RD" and own == 0):
        return None
    opposite = -own if measure == "RD" else Fraction(1) / Fraction(own)
    turned = []
    for _, lower, upper in printed_effects(row, Rounding.ROBUST):
        if lower is None or upper is None:
            return None
        outside = lower.wholly_above(own) or upper.wholly_below(own)
        turned.append(outside and lower.hi <= opposite <= upper.lo)
    if all(turned):
        words = "with the sign changed" if measure == "RD" else "as the reciprocal"
        yield Problem(
            row.value if row.value else row.ci_lower,
            f"{behind.words} gives {short(own)}, outside {shown(row)}; {short(opposite)} {words} is inside",
            also=[cell for cell in (row.ci_lower, row.ci_upper, *behind.cells) if cell],
            reading="two arms changed places, in the counts or in the effect",
        )
    return None
