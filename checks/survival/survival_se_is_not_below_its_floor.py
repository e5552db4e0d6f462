"""A Kaplan-Meier standard error is at least what its number of participants allows.

With everyone followed to the end the Greenwood standard error is that of a simple proportion, and
censoring only makes it larger. A smaller one means fewer digits, a wrong arm, or an interval of something
else than this arm's survival.

SE >= sqrt(S(1 - S)/n), where n is the number in the row, or the arm's largest (randomised, analysed,
treated). The error is the printed one, or else the largest behind the limits over every scale that they
fit. It needs the arm's own number: a subgroup or a historical control without one is skipped.

Late entry and models that borrow strength (weighted, adjusted) can give less: a warning, and adjusted
estimates are left out.

Source: M. Greenwood 1926. Each step of his sum is at least (1/n)(1/S_after - 1/S_before), since no more
than n S_before can be at risk; these add up to (1/n)(1/S - 1).

Bad:

    estimates
    report_id | measure  | arm_id | value | se   | ci_level | ci_lower | ci_upper | unit | n_1
    R1        | survival | A      | 70.0  | 4.57 |          |          |          | %    | 100 <- se
    R1        | survival | B      | 93.3  |      | 95       | 75.9     | 98.3     | %    | 28  <- ci_lower
    R2        | survival | A      | 70.0  | 4.5  |          |          |          | %    |     <- se

    arms
    report_id | arm_id | randomised | treated
    R2        | A      | 101        | 97

Bad, at a level that is not stated:

    estimates
    report_id | measure  | value | ci_lower | ci_upper | unit | n_1
    R3        | survival | 93.3  | 75.9     | 98.3     | %    | 28  <- ci_lower (info)

Good, sitting on the floor:

    estimates
    report_id | measure  | arm_id | value | se    | ci_level | ci_lower | ci_upper | unit       | n_1
    R1        | survival | A      | 70.0  | 4.58  |          |          |          | percent    | 100
    R1        | survival | B      | 93.3  |       | 95       | 75.9     | 98.3     | percent    | 29
    R2        | survival | A      | 0.700 | 0.045 |          |          |          | proportion |
    R3        | survival | A      | 70.0  | 4.5   |          |          |          | percent    | 102

    arms
    report_id | arm_id | randomised | treated
    R2        | A      | 101        | 102

Skipped, without the arm's own number:

    estimates
    report_id | measure  | arm_id | subgroup | value | se  | unit
    R1        | survival | A      | women    | 70.0  | 4.4 | percent
    R1        | survival | B      |          | 70.0  | 4.4 | percent

    arms
    report_id | arm_id | role               | randomised   | analysed
    R1        | A      | experimental       | 100          |
    R1        | B      | historical_control | not_reported |
"""

from triallint.kit import (
    CannotLook,
    Estimate,
    Problem,
    Problems,
    Tables,
    check,
    greenwood_floor,
    is_survival,
    level_of,
    people_behind,
    se_from_survival_limits,
    share,
    span_of,
    whole_of,
)

_CAUSES = ("survival_is_0_to_100_percent", "limits_are_in_order", "estimate_lies_in_its_interval")


def _has_spread(row: Estimate) -> bool:
    spread = row.se or (row.ci_lower and row.ci_upper)
    return is_survival(row) and row.is_printed and bool(spread) and row.raw("analysis") != "adjusted"


@check(severity="warning", applies=_has_spread, unless=_CAUSES)
def problems(estimate: Estimate, tables: Tables) -> Problems:
    """Yield where even the largest value of the error is below the least value of its floor."""
    if estimate.se and estimate.raw("se_scale") == "log":
        raise CannotLook("the standard error is on the log scale")
    n = people_behind(estimate, tables)
    level = None if estimate.se else level_of(estimate)
    se = share(estimate, estimate.se) if estimate.se else se_from_survival_limits(estimate)
    floor = greenwood_floor(share(estimate, estimate.value), n)
    if not se.wholly_below(floor):
        return None
    whole = whole_of(estimate)
    known = "printed" if estimate.se else f"behind {estimate.ci_lower} to {estimate.ci_upper}"
    yield Problem(
        estimate.se or estimate.ci_lower,
        f"survival {estimate.value} among {n} has a standard error of at least "
        f"{span_of(floor.scaled(whole))}, and that {known} is {span_of(se.scaled(whole))}",
        also=[cell for cell in (estimate.value, estimate.ci_upper, estimate.ci_level) if cell],
        severity="info" if level and level.assumed else None,
        assumed=level.assumed if level else (),
    )
    return None
