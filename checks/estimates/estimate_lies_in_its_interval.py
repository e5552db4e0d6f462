"""An estimate is not outside the interval that is printed with it.

When the three figures are copied, one of them may lose a digit or come from the line above or below, or the
limits may be on another scale than the estimate (an odds ratio's beside its coefficient). What remains is an
interval that excludes its own centre: about 5 of 1,000 ratios that randomised trials print.

Compared as rounding intervals: some value that prints as the estimate is neither below every lower nor
above every upper limit. Bootstrap, profile and Bayesian intervals can in principle miss their estimate. A
number needed to treat is left out: its interval may run through infinity.

Source: definition of an interval; base rate measured by the project on 1,901 ratios in full
texts of trials.

Bad:

    estimates
    report_id | measure | value | ci_lower | ci_upper | ci_method
    R1        | RR      | 1.42  | 0.61     | 0.97     |            <- value
    R2        | MD      | -4.2  | -4.0     | 1.1      |            <- value
    R3        | HR      | 0.99  | 0.61     | 0.97     |            <- value
    R4        | MD      | 2.06  | 0.5      | 2.0      |            <- value (warning)
    R5        | MD      | 1.42  | 0.61     | 0.97     | bootstrap  <- value (warning)
    R6        | OR      | 1.42  |          | 0.97     |            <- value

Good, up to the edge of rounding:

    estimates
    report_id | measure  | value | ci_lower | ci_upper
    R1        | RR       | 0.98  | 0.61     | 0.97
    R2        | RR       | 0.60  | 0.61     | 0.97
    R3        | MD       | 2.05  | 0.5      | 2.0
    R4        | OR       | 9.1   | 1.9      | not_estimable
    R5        | survival | 81.6  | 60.8     | 92.0

Skipped, without an estimate:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | RR      |       | 0.61     | 0.97
"""

from triallint.kit import (
    EVERYTHING,
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Reported,
    Rounding,
    check,
    has_interval,
    slips_that_fit,
    units_off,
)

#: Methods whose intervals can in principle miss their estimate.
_MAY_MISS = ("bootstrap", "bayesian", "profile")


def _limit(cell: Reported, rounding: Rounding) -> Interval:
    printed = cell.maybe
    return printed.interval(rounding) if printed else EVERYTHING


def _inside(value: Interval, lower: Interval, upper: Interval) -> bool:
    return not (value.wholly_below(lower) or value.wholly_above(upper))


def _applies(row: Estimate) -> bool:
    return has_interval(row) and row.raw("measure") not in ("NNT", "NNH")


@check(severity="error", applies=_applies, unless="limits_are_in_order")
def problems(estimate: Estimate) -> Problems:
    """Yield where every value of the estimate is below the lower or above the upper limit."""
    if not (estimate.ci_lower.maybe or estimate.ci_upper.maybe):
        raise CannotLook("neither limit is a number")
    value = estimate.value.interval
    lower, upper = (_limit(c, Rounding.NEAREST) for c in (estimate.ci_lower, estimate.ci_upper))
    if _inside(value, lower, upper):
        return None
    robust = [_limit(c, Rounding.ROBUST) for c in (estimate.value, estimate.ci_lower, estimate.ci_upper)]
    cut_off = _inside(*robust)
    below = value.wholly_below(lower)
    side, limit = ("below the lower", estimate.ci_lower) if below else ("above the upper", estimate.ci_upper)
    slips = slips_that_fit(
        [
            (estimate.value, lambda x: _inside(x, lower, upper)),
            (limit, lambda x: _inside(value, x, upper) if below else _inside(value, lower, x)),
        ]
    )
    yield Problem(
        estimate.value,
        f"{estimate.value} lies {side} limit of its interval, {estimate.ci_lower} to {estimate.ci_upper}",
        also=[estimate.ci_lower, estimate.ci_upper],
        severity="warning" if cut_off or estimate.ci_method.text in _MAY_MISS else None,
        reading="the figures were cut off rather than rounded" if cut_off else slips,
        margin=units_off(estimate.value.printed, lower if below else upper),
    )
    return None
