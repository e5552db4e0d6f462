"""A difference in survival, restricted means or medians is the difference of its two arms' figures.

Where a report prints both arms and their difference, one of the three checks the others. Rounded
figures may be apart by a unit more or less than the true ones (54.4 and 39.0 by 15.3 or 15.5), so all three
are rounding intervals.

difference in [a_lo - b_hi, a_hi - b_lo] for the arm and its comparator, of one outcome, set, data cut and
time. Adjusted and stratified differences need not be differences of the arms' crude figures: an info. The
difference taken the other way round is offered where it fits.

Source: INSPECT-SR guidance, check 4.9; interval arithmetic.

Bad:

    estimates
    report_id | measure             | arm_id | comparator_id | value | unit   | analysis | time_value
    R1        | survival            | A      |               | 54.4  | %      |          | 2
    R1        | survival            | B      |               | 39.0  | %      |          | 2
    R1        | survival_difference | A      | B             | 15.29 | %      |          | 2 <- value
    R1        | survival_difference | A      | B             | 15.6  | %      | adjusted | 2 <- value (info)
    R1        | survival_difference | B      | A             | 15.4  | %      | crude    | 2 <- value
    R2        | rmst                | A      |               | 30.1  | months |          | 3
    R2        | rmst                | B      |               | 27.8  | months |          | 3
    R2        | RMST_difference     | A      | B             | 60    | days   |          | 3 <- value
    R3        | median_survival     | A      |               | 12.0  | months |          |
    R3        | median_survival     | B      |               | 10.5  | months |          |
    R3        | median_difference   | A      | B             | 1.7   | months |          |  <- value

Good, on the edges of rounding:

    estimates
    report_id | measure             | arm_id | comparator_id | value | unit        | time_value | time_unit
    R1        | survival            | A      |               | 54.4  | percent     | 2          | years
    R1        | survival            | B      |               | 39.0  | percent     | 2          | years
    R1        | survival            | B      |               | 33.0  | percent     | 3          | years
    R1        | survival_difference | A      | B             | 15.30 | points      | 24         | months
    R1        | survival            | A      |               | 60.0  | percent     | 2          | years
    R2        | survival            | A      |               | 54    | percent     | 2          | years
    R2        | survival            | B      |               | 0.390 | probability | 2          | years
    R2        | survival_difference | A      | B             | 15.6  | points      | 2          | years
    R2        | survival_difference | A      | B             | 14.4  | points      | 2          | years
    R3        | rmst                | A      |               | 30.1  | months      | 3          | years
    R3        | rmst                | B      |               | 27.8  | months      | 3          | years
    R3        | RMST_difference     | A      | B             | 73    | days        | 3          | years
    R4        | median_survival     | A      |               | 12.0  | months      |            |
    R4        | median_survival     | B      |               | 10.5  | months      |            |
    R4        | median_difference   | A      | B             | 1.6   | months      |            |

Skipped, with one arm only, or at another time:

    estimates
    report_id | measure             | arm_id | comparator_id | value | unit | time_value
    R1        | survival            | A      |               | 54.4  | %    | 2
    R1        | survival            | B      |               | 39.0  | %    | 3
    R1        | survival_difference | A      | B             | 14.0  | %    | 2
"""

from itertools import product

from triallint.kit import (
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    duration,
    estimates_of_arm,
    same_moment,
    share,
    span_of,
)

_OF_ARM = {
    "survival_difference": "survival",
    "RMST_difference": "rmst",
    "median_difference": "median_survival",
}


def _is_difference(row: Estimate) -> bool:
    return row.raw("measure") in _OF_ARM and row.is_printed


@check(severity="warning", applies=_is_difference)
def problems(difference: Estimate, tables: Tables) -> Problems:
    """Yield where no two printings of the arms can differ by the printed difference."""
    arms, others = (_rows(difference, tables, column) for column in ("arm_id", "comparator_id"))
    if not arms or not others:
        raise CannotLook("the figures of the two arms are not both given")
    printed = _value(difference)
    gaps = [_value(arm) - _value(other) for arm, other in product(arms, others)]
    if any(printed.meets(gap) for gap in gaps):
        return Verdict(also=[*arms, *others])
    gap, arm, other = gaps[0], arms[0], others[0]
    turned = any(printed.meets(-gap) for gap in gaps)
    yield Problem(
        difference.value,
        f"{arm.value} less {other.value} is {_shown(difference, gap)}, printed {difference.value}",
        also=[arm.value, other.value],
        severity="info" if difference.raw("analysis") in ("adjusted", "stratified") else None,
        reading="taken the other way round, comparator less arm, it agrees" if turned else None,
    )
    return None


def _rows(difference: Estimate, tables: Tables, column: str) -> list[Estimate]:
    found = estimates_of_arm(tables, difference, _OF_ARM[difference.raw("measure")], column)
    timed = difference.raw("measure") != "median_difference"
    return [
        row for row in found if row.value and row.is_printed and (not timed or _together(row, difference))
    ]


def _together(row: Estimate, difference: Estimate) -> bool:
    if row.raw("tau") != difference.raw("tau") or bool(row.time_value) != bool(difference.time_value):
        return False
    return not row.time_value or same_moment(row, difference)


def _value(row: Estimate) -> Interval:
    survival = row.raw("measure") in ("survival", "survival_difference")
    return share(row, row.value) if survival else duration(row, row.value)


def _shown(difference: Estimate, gap: Interval) -> str:
    """The gap in the unit of the difference: `_value` multiplied by what one unit is worth."""
    printed = difference.value.interval
    one = _value(difference).hi / printed.hi if printed.hi else _value(difference).lo / printed.lo
    return span_of(Interval(gap.lo / one, gap.hi / one))
