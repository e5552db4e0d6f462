"""A P value lies between 0 and 1.

A P value below 0 or above 1 is nearly always another figure in its place (the test statistic, the
correlation, a dash read as a minus sign) or has lost its power of ten. 0.000 is what programs print for
anything below half a unit of the last place: possible, and better written as an inequality.

0 <= P <= 1, from the digits alone: no rounding brings 1.01 or -0.01 back.

Source: definition of a probability; M. B. Nuijten et al., Behav Res Methods 2016;48:1205 (P printed as 0).

Bad:

    estimates
    report_id | measure | p_value
    R1        | test    | 1.921   <- p_value
    R2        | test    | 1.01    <- p_value
    R3        | HR      | -0.013  <- p_value
    R4        | HR      | >1      <- p_value
    R5        | HR      | < -0.1  <- p_value
    R6        | HR      | 0.000   <- p_value (info)
    R7        | HR      | <0.00   <- p_value (info)

Good, up to the edge:

    estimates
    report_id | measure | p_value
    R1        | test    | 1.00
    R2        | test    | 0.001
    R3        | HR      | <.001
    R4        | HR      | >0.99
    R5        | HR      | 2.0x10-5

Skipped, with words in place of a number:

    estimates
    report_id | measure | p_value
    R1        | test    | NS
"""

from triallint.kit import Estimate, Printed, Problem, Problems, check, short


def _reading(printed: Printed) -> str | None:
    if -1 <= printed.value < 0:
        return f"a dash before {short(-printed.value)} may have been read as a minus sign"
    if 1 < printed.value < 10:
        return "a power of ten may be lost (x10-n), or a test statistic stands in its place"
    return None


@check(severity="error", applies=lambda row: row.raw("p_value") != "")
def problems(estimate: Estimate) -> Problems:
    """Yield where the digits are no probability, or print as zero."""
    cell, printed = estimate.p_value, estimate.p_value.printed
    if printed.value == 0 and printed.operator in ("=", "~", "<", "<="):
        half = short(printed.unit / 2)
        yield Problem(
            cell,
            f"P is printed as {cell}: no P value is zero",
            severity="info",
            reading=f"printed by a program for P < {half}" if printed.decimals > 0 else None,
            remedy="keep it as printed; for a meta-analysis enter it as an inequality",
        )
    elif printed.interval().wholly_below(0):
        yield Problem(cell, f"{cell} is below 0: no probability", reading=_reading(printed))
    elif printed.interval().wholly_above(1):
        yield Problem(cell, f"{cell} is above 1: no probability", reading=_reading(printed))
    return None
