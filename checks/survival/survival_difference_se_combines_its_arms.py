"""The standard error of a difference in survival combines those of its two arms.

The arms are independent, so their variances add. A spread that is too small or too large belongs to
another difference, or to one of the arms alone.

SE = sqrt(SE_1^2 + SE_2^2). The difference's SE is the printed one, or (U - L)/(2 z) of its limits; each
arm's is the printed one, or that behind its limits on every scale that they fit. Adjusted and stratified
differences have a standard error of their own, and are left out. A blank level gives an info.

Source: variance of a difference of independent estimates; J. P. Klein et al., Stat Med 2007;26:4505.

Bad:

    estimates
    measure             | arm_id | comparator_id | value | se   | ci_level | ci_lower | ci_upper
    survival            | A      |               | 54.4  | 4.9  |          |          |
    survival            | B      |               | 39.0  | 4.8  |          |          |
    survival_difference | A      | B             | 15.4  | 4.9  |          |          |          <- se
    survival_difference | A      | B             | 15.4  | 6.94 |          |          |          <- se
    survival_difference | A      | B             | 15.4  |      | 95       | 1.7      | 29.1     <- ci_lower
    survival_difference | A      | B             | 15.4  |      | 90       | 1.8      | 29.0     <- ci_lower

Bad, at a level that is not stated:

    estimates
    measure             | arm_id | comparator_id | value | se  | ci_lower | ci_upper
    survival            | A      |               | 54.4  | 4.9 |          |
    survival            | B      |               | 39.0  | 4.8 |          |
    survival_difference | A      | B             | 15.4  |     | 5.8      | 25.0     <- ci_lower (info)

Good, on the edges of rounding:

    estimates
    measure             | arm_id | comparator_id | value | se   | ci_level | ci_lower | ci_upper
    survival            | A      |               | 54.4  | 4.9  |          |          |
    survival            | B      |               | 39.0  | 4.8  |          |          |
    survival_difference | A      | B             | 15.4  | 6.93 |          |          |
    survival_difference | A      | B             | 15.4  | 6.79 |          |          |
    survival_difference | A      | B             | 15.4  |      | 95       | 1.8      | 29.0
    survival_difference | A      | B             | 15.4  |      | 95       | 2.1      | 28.7

Skipped, without the spread of an arm:

    estimates
    measure             | arm_id | comparator_id | value | se
    survival            | A      |               | 54.4  |
    survival            | B      |               | 39.0  | 4.8
    survival_difference | A      | B             | 15.4  | 4.9
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
    estimates_of_arm,
    has_interval,
    level_of,
    same_moment,
    se_behind,
    se_from_limits,
    se_of_difference,
    share,
    span_of,
    whole_of,
)


def _has_spread(row: Estimate) -> bool:
    spread = row.se or (row.ci_lower and row.ci_upper)
    crude = row.raw("analysis") in ("", "crude")
    return row.raw("measure") == "survival_difference" and row.is_printed and crude and bool(spread)


@check(severity="warning", applies=_has_spread)
def problems(difference: Estimate, tables: Tables) -> Problems:
    """Yield where no two printings of the arms can give the printed spread."""
    arms, others = (_rows(difference, tables, column) for column in ("arm_id", "comparator_id"))
    if not arms or not others:
        raise CannotLook("the spread of survival in the two arms is not both given")
    own = share(difference, difference.se) if difference.se else _from_limits(difference)
    pairs = list(product(arms, others))
    both = [se_of_difference(se_behind(arm, tables), se_behind(other, tables)) for arm, other in pairs]
    if any(own.meets(se) for se in both):
        return Verdict(also=[*arms, *others])
    whole = whole_of(difference)
    read = [row for row in (difference, *arms, *others) if not row.se]
    assumed = tuple(dict.fromkeys(words for row in read for words in level_of(row).assumed))
    yield Problem(
        difference.se or difference.ci_lower,
        f"the arms' standard errors combine to {span_of(both[0].scaled(whole))}, "
        f"that of the difference is {span_of(own.scaled(whole))}",
        also=[arms[0].value, others[0].value],
        severity="info" if assumed else None,
        assumed=assumed,
    )
    return None


def _rows(difference: Estimate, tables: Tables, column: str) -> list[Estimate]:
    found = [row for row in estimates_of_arm(tables, difference, "survival", column) if row.is_printed]
    spread = [row for row in found if row.raw("se_scale") != "log" and (row.se or has_interval(row))]
    timed = bool(difference.time_value)
    return [row for row in spread if (same_moment(row, difference) if timed else not row.time_value)]


def _from_limits(difference: Estimate) -> Interval:
    if difference.raw("ci_method") not in ("", "wald", "plain"):
        raise CannotLook("the interval of the difference was made by another method")
    lower, upper = share(difference, difference.ci_lower), share(difference, difference.ci_upper)
    return se_from_limits(lower, upper, level_of(difference).value * 100, ratio=False)
