"""The standard error of a mean difference follows from the two arms' SDs and numbers.

Participants of two arms are independent, so their variances add. Another standard error or interval
belongs to an adjusted or paired analysis, to one arm, or the SDs are standard errors.

SE = sqrt(s_1^2/n_1 + s_2^2/n_2), or with a pooled SD; that of the difference is printed, or half the
distance of its limits over z or t (n_1 + n_2 - 2 degrees of freedom). Paired, clustered and adjusted
differences have a standard error of their own, and are left out. A blank level gives an info. Read with
the SDs as standard errors, or at another level, where that fits.

Source: Cochrane Handbook, section 6.5.2.3; Student 1908; B. L. Welch, Biometrika 1947;34:28.

Bad:

    continuous
    outcome_id | arm_id | statistic | n  | mean | sd
    vas        | A      | final     | 30 | 20.0 | 4.0
    vas        | B      | final     | 30 | 22.0 | 4.0
    qol        | A      | final     | 30 | 20.0 | 0.73
    qol        | B      | final     | 30 | 22.0 | 0.73

    estimates
    outcome_id | measure | arm_id | comparator_id | se   | ci_level | ci_lower | ci_upper
    vas        | MD      | A      | B             | 0.73 |          |          |          <- se
    vas        | MD      | A      | B             | 1.06 |          |          |          <- se
    vas        | MD      | A      | B             |      | 95       | -2.5     | -1.5     <- ci_lower
    vas        | MD      | A      | B             |      |          | -2.5     | -1.5     <- ci_lower (info)
    qol        | MD      | A      | B             |      | 95       | -4.1     | 0.1      <- ci_lower

Good, on the edges of rounding, with z or t:

    continuous
    outcome_id | arm_id | statistic | n  | mean | sd
    vas        | A      | final     | 30 | 20.0 | 4.0
    vas        | B      | final     | 30 | 22.0 | 4.0

    estimates
    outcome_id | measure | arm_id | comparator_id | se   | ci_level | ci_lower | ci_upper
    vas        | MD      | A      | B             | 1.02 |          |          |
    vas        | MD      | A      | B             | 1.05 |          |          |
    vas        | MD      | A      | B             |      | 95       | -4.1     | 0.1
    vas        | MD      | A      | B             |      | 95       | -4.0     | 0.0

Skipped, without an SD:

    continuous
    outcome_id | arm_id | statistic | n  | mean | sd
    vas        | A      | final     | 30 | 20.0 | 4.0
    vas        | B      | final     | 30 | 22.0 |

    estimates
    outcome_id | measure | arm_id | comparator_id | se
    vas        | MD      | A      | B             | 0.73
"""

from triallint.kit import (
    CannotLook,
    Continuous,
    Estimate,
    Interval,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    level_of,
    pairs_of_arms,
    require_figures,
    se_from_limits,
    se_of_difference,
    span_of,
    student_se,
    summary_of,
    welch_se,
)


def _has_spread(row: Estimate) -> bool:
    spread = row.se or (row.ci_lower and row.ci_upper)
    simple = row.raw("paired") != "yes" != row.raw("cluster_adjusted") and row.raw("analysis") in (
        "",
        "crude",
    )
    return row.raw("measure") == "MD" and simple and bool(spread) and row.is_printed


@check(severity="warning", applies=_has_spread, unless="estimate_lies_in_its_interval")
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where no pair of arms gives the printed spread."""
    pairs = [(a, b) for a, b in pairs_of_arms(row, tables) if (a.sd or a.se) and (b.sd or b.se)]
    if not pairs or (not row.se and row.raw("ci_method") not in ("", "wald", "t")):
        raise CannotLook("the spread in the arms is not given, or the interval is by another method")
    require_figures(row.se, row.ci_lower, row.ci_upper)
    level, sizes = level_of(row), [summary_of(one).n for one in pairs[0]]
    if min(sizes) < 2:
        raise CannotLook("an arm has fewer than two participants")
    own = _printed(row, sizes, float(level.value * 100))
    expected = [se for a, b in pairs for se in _expected(a, b)]
    if any(se.meets(one) for se in own for one in expected):
        return Verdict(also=[one for pair in pairs for one in pair])
    first, second = pairs[0]
    as_errors = se_of_difference(*(one.sd.interval if one.sd else one.se.interval for one in pairs[0]))
    levels = ("90", "95", "99")
    others = [x for x in levels for se in _printed(row, sizes, float(x)) if se.meets(expected[0])]
    readings = ["read as standard errors, the SDs give it"] if any(map(as_errors.meets, own)) else []
    readings += [f"read as a {others[0]} % interval, it agrees"] if others and not row.se else []
    yield Problem(
        row.se or row.ci_lower,
        f"the arms' standard errors combine to {span_of(expected[0])}, the difference's is {span_of(own[0])}",
        also=[cell for one in (first, second) for cell in (one.sd or one.se, one.n)],
        severity="info" if level.assumed and not row.se else None,
        reading="; or ".join(readings) or None,
        assumed=() if row.se else level.assumed,
    )
    return None


def _printed(row: Estimate, sizes: list[int], level: float) -> list[Interval]:
    """The standard error of the difference as printed, or behind its limits with z and with t."""
    if row.se:
        return [row.se.interval]
    limits = row.ci_lower.interval, row.ci_upper.interval
    # Welch's degrees of freedom lie between the smaller arm's and both arms' together.
    dfs = None, min(sizes) - 1, sum(sizes) - 2
    normal, few, many = (se_from_limits(*limits, level, ratio=False, df=df) for df in dfs)
    return [normal, few.hull(many)]


def _expected(first: Continuous, second: Continuous) -> tuple[Interval, Interval]:
    arms = summary_of(first), summary_of(second)
    return welch_se(*arms), student_se(*arms)
