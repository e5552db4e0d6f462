"""A relative reduction is one minus its ratio, and its limits are the ratio's in reverse.

Relative risk reduction and vaccine efficacy are another way to print a ratio. Where both are printed and do
not agree, one of them is of another analysis, or the limits were not exchanged.

100 (1 - R) meets the reduction, 100 (1 - U) its lower and 100 (1 - L) its upper limit, over all roundings. R
is a risk, rate, hazard, prevalence or odds ratio of the same quantity in the report; one that agrees is
enough. A reduction printed as a proportion is read as one. Limits of different levels are not compared.

Benign: a reduction from an adjusted model beside a crude ratio (rows that state different analyses are not
compared).

Source: Cochrane Handbook, section 6.4.1.5; B. Greenwood & U. Yule 1915 (efficacy of vaccines).

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | RR      | 0.71  | 95       | 0.52     | 0.97
    R1        | RRR     | 39    | 95       | 3        | 48        <- value
    R2        | RR      | 0.30  | 95       | 0.17     | 0.53
    R2        | VE      | 70    | 95       | 17       | 53        <- ci_lower

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | RR      | 0.71  | 95       | 0.52     | 0.97
    R1        | RRR     | 28.5  | 95       | 3        | 48
    R2        | HR      | 0.28  | 95       | 0.15     | 0.51
    R2        | RR      | 0.30  | 95       | 0.17     | 0.53
    R2        | VE      | 0.70  | 95       | 0.47     | 0.83
    R3        | RR      | 1.10  | 95       | 0.90     | 1.34
    R3        | VE      | -10   | 95       | -34      | 10

Skipped, without a ratio:

    estimates
    report_id | measure | value | ci_lower | ci_upper
    R1        | VE      | 70    | 47       | 83
"""

from fractions import Fraction

from triallint.kit import (
    ABOUT,
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Reported,
    Tables,
    check,
    level_of,
    relative_reduction,
    shown,
    span_of,
    units_off,
)

#: The ratios that a reduction is made of, the commonest first.
_RATIOS = ("RR", "IRR", "HR", "PR", "OR")


def _candidates(row: Estimate, tables: Tables) -> list[Estimate]:
    """The ratios of the same quantity, unless they state another analysis than the reduction does."""
    rows = [other for other in tables.like(row, Estimate, *ABOUT) if other.raw("measure") in _RATIOS]
    analysis = row.raw("analysis")
    rows = [other for other in rows if not analysis or other.raw("analysis") in ("", analysis)]
    return sorted(rows, key=lambda other: _RATIOS.index(other.raw("measure")))


def _misfit(row: Estimate, ratio: Estimate, scale: Fraction) -> tuple[Reported, Interval] | None:
    """The first cell that the ratio does not give, and what it gives."""
    pairs = [(row.value, ratio.value)]
    if level_of(row).value == level_of(ratio).value:
        pairs += [(row.ci_lower, ratio.ci_upper), (row.ci_upper, ratio.ci_lower)]
    for cell, source in pairs:
        if cell.maybe and source.maybe:
            expected = relative_reduction(source.interval).scaled(scale)
            if not expected.meets(cell.interval):
                return cell, expected
    return None


@check(severity="warning", applies=lambda row: row.raw("measure") in ("RRR", "VE") and row.raw("value") != "")
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where no ratio of the same quantity gives the reduction."""
    candidates = [other for other in _candidates(row, tables) if other.value.maybe]
    if not candidates:
        raise CannotLook("no ratio of the same quantity is given")
    scales = [Fraction(1), Fraction(1, 100)] if abs(row.value.value) <= 1 else [Fraction(1)]
    found = [(_misfit(row, ratio, scale), ratio) for ratio in candidates for scale in reversed(scales)]
    if any(misfit is None for misfit, _ in found):
        return None
    misfit, ratio = next((pair for pair in found if pair[0] and pair[0][0].column != "value"), found[0])
    if misfit:
        cell, expected = misfit
        yield Problem(
            cell,
            f"{shown(ratio)} is a reduction of {span_of(expected)} in {cell.label}, printed {cell}",
            also=[c for c in (ratio.value, ratio.ci_lower, ratio.ci_upper) if c],
            margin=units_off(cell.printed, expected),
        )
    return None
