"""A ratio and its confidence limits are above zero.

A negative odds, risk or hazard ratio does not exist. Where one is printed, the column usually holds
another quantity: a logarithm, a regression coefficient, a risk reduction (also abbreviated RR), or the
dash of a range was read as a minus sign. Zero is possible, as the rounding of something small and as the
ratio of an arm without events.

x > 0 for some value that rounds to the digits.

Source: definition of a ratio; C. Georgescu & J. D. Wren, Algorithmic identification of discrepancies
between published ratios and their reported confidence intervals and P-values, Bioinformatics 2018.

Bad:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | HR      | -0.36 | -0.76    | 0.03     <- value, ci_lower
    R2        | OR      | 1.20  | -0.80    | 1.80     <- ci_lower
    R3        | RR      | -1    |          |          <- value

Good, down to the edge of rounding:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | OR      | 0.01  | 0.00     | 0.06
    R2        | RR      | 0     | 0.00     | not_estimable
    R3        | MD      | -0.36 | -0.76    | 0.03
    R4        | HR      | 0.70  | 0.47     | 1.03

Skipped, without a figure:

    estimates
    report_id | measure | value
    R1        | HR      | not_reported
"""

import math
from fractions import Fraction

from triallint.kit import ROUNDED, CannotLook, Estimate, Problem, Problems, check, is_ratio, short


def _reading(value: Fraction, log_scale: bool) -> str:
    if log_scale and value > -7:
        return f"on the logarithmic scale it would be a ratio of {short(math.exp(value))}"
    return "a dash may have been read as a minus sign"


def _has_figure(row: Estimate) -> bool:
    return is_ratio(row) and any(row.raw(name) for name in ("value", "ci_lower", "ci_upper"))


@check(severity="error", applies=_has_figure)
def problems(estimate: Estimate) -> Problems:
    """Yield for the value and each limit that no positive number rounds to."""
    cells = (estimate.value, estimate.ci_lower, estimate.ci_upper)
    numbers = [(cell, printed) for cell in cells if (printed := cell.maybe)]
    if not numbers:
        raise CannotLook("neither the ratio nor a limit is a number")
    value = estimate.value.maybe
    log_scale = value is not None and value.value < 0
    for cell, printed in numbers:
        if printed.value < 0 and printed.operator not in (">", ">="):
            yield Problem(
                cell,
                f"{cell.label} {cell} of a {estimate.measure} is below zero, and a ratio cannot be",
                reading=_reading(printed.value, log_scale),
            )
    return ROUNDED if any(printed.value == 0 for _, printed in numbers) else None
