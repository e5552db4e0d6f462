"""A log-rank hazard ratio is exp((O - E) / V).

Observed minus expected events and their variance give a hazard ratio; reviews print them, and meta-analyses
of individual data enter them in place of it. A sign lost in O - E reverses the effect.

Each event adds to O - E, under Cox's estimate HR, its share of V times (HR - 1) / (p HR + 1 - p), where p is
the arm's share of those at risk. So (O - E) / V lies between 1 - 1/HR and HR - 1 whatever the shares are, and
about at ln HR where arms are equal. Warning where it lies beyond, over all roundings.

Benign: an adjusted hazard ratio beside an unadjusted O - E.

Source: S. Yusuf et al., Prog Cardiovasc Dis 1985;27:335; J. F. Tierney et al., Trials 2007;8:16.

Bad:

    estimates
    report_id | measure | value | o_minus_e | variance
    R1        | HR      | 0.70  | 7.1       | 19.9      <- value
    R2        | HR      | 0.70  | -1.7      | 19.9      <- value
    R3        | HR      | 0.70  | -8.9      | 20.0      <- value
    R4        | HR      | 0.70  | -5.8      | 20.0      <- value

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | o_minus_e | variance
    R1        | HR      | 0.70  | -7.1      | 19.9
    R2        | HR      | 0.70  | -8.8      | 20.0
    R3        | HR      | 0.70  | -5.9      | 20.0
    R4        | HR      | 0.41  | -10.9     | 14.0

Skipped, without a variance:

    estimates
    report_id | measure | value | o_minus_e
    R1        | HR      | 0.70  | -7.1
"""

from triallint.kit import (
    ROUNDED,
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    check,
    hr_from_o_minus_e,
    quotient,
    reciprocal,
    slips_that_fit,
    span_of,
)

_ONE = Interval.exactly(1)


def _possible(value: Interval, difference: Interval, variance: Interval) -> bool:
    """Whether (O - E) / V may lie between 1 - 1/HR and HR - 1."""
    if value.lo <= 0 or variance.hi <= 0:
        return value.hi > 0
    between = (_ONE - reciprocal(value)).hull(value - _ONE)
    return quotient(difference, variance).meets(between)


def _applies(row: Estimate) -> bool:
    return row.raw("measure") == "HR" and row.raw("o_minus_e") != "" and row.raw("value") != ""


@check(severity="warning", applies=_applies, unless="ratio_and_its_limits_are_positive")
def problems(row: Estimate) -> Problems:
    """Yield where O - E and V cannot belong to the hazard ratio."""
    value, difference, variance = row.value.interval, row.o_minus_e.interval, row.variance.interval
    if variance.hi <= 0:
        raise CannotLook("the variance is not above zero")
    if _possible(value, difference, variance):
        return ROUNDED
    slips = slips_that_fit(
        [
            (row.o_minus_e, lambda x: _possible(value, x, variance)),
            (row.variance, lambda x: x.lo > 0 and _possible(value, difference, x)),
            (row.value, lambda x: x.lo > 0 and _possible(x, difference, variance)),
        ]
    )
    yield Problem(
        row.value,
        f"exp({row.o_minus_e} / {row.variance}) is {span_of(hr_from_o_minus_e(difference, variance))}, "
        f"printed HR {row.value}",
        also=[row.o_minus_e, row.variance],
        reading=slips or ("the hazard ratio may be adjusted" if row.analysis.text != "crude" else None),
    )
    return None
