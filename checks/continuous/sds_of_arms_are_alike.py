"""The SD of one arm is not that of the other over the root of its number.

Randomised arms have much the same spread. Where one arm's SD is smaller than the other's by about the
root of its number, it is probably a standard error in the wrong column, the commonest mistake in extracting
continuous outcomes.

For two randomised arms and one outcome, set, time and statistic: SD_B / (SD_A sqrt(n_A)) between 0.8 and
1.25, with n_A at least 10. A screening hint, since spreads may truly differ: always an info.

Source: P. C. Gotzsche et al., JAMA 2007;298:430; Cochrane Handbook, section 6.5.2.2.

Bad:

    arms
    report_id | arm_id | role
    R1        | A      | experimental
    R1        | B      | control

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | final     | 25 | 20.0 | 0.8 <- sd (info)
    R1        | vas        | B      | final     | 27 | 22.0 | 4.2

Bad, up to the ends of what is looked for:

    arms
    report_id | arm_id | role
    R1        | A      | experimental
    R1        | B      | control

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | a          | A      | final     | 16 | 20.0 | 1.0 <- sd (info)
    R1        | a          | B      | final     | 16 | 22.0 | 5.0
    R1        | b          | A      | final     | 16 | 20.0 | 1.0 <- sd (info)
    R1        | b          | B      | final     | 16 | 22.0 | 3.2
    R1        | c          | A      | final     | 10 | 20.0 | 1.0 <- sd (info)
    R1        | c          | B      | final     | 16 | 22.0 | 3.2

Good, of like spread, or where it differs otherwise:

    arms
    report_id | arm_id | role
    R1        | A      | experimental
    R1        | B      | control

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | final     | 25 | 20.0 | 4.0
    R1        | vas        | B      | final     | 27 | 22.0 | 4.2
    R1        | qol        | A      | final     | 25 | 20.0 | 2.0
    R1        | qol        | B      | final     | 27 | 22.0 | 4.2
    R1        | few        | A      | final     | 9  | 20.0 | 1.4
    R1        | few        | B      | final     | 27 | 22.0 | 4.2

Skipped, with one arm only:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | final     | 25 | 20.0 | 0.8
"""

import math

from triallint.kit import CannotLook, Continuous, Problem, Problems, Tables, check, others_about, people_in


def _has_sd(row: Continuous) -> bool:
    return bool(row.sd) and bool(row.arm_id) and bool(row.n) and row.is_printed


@check(severity="info", applies=_has_sd)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield where the SD times the root of n is about the other arm's SD."""
    arms = {arm.raw("arm_id") for arm in tables.randomised_arms_of(row)} or {""}
    rows = others_about(row, tables, "arm_id")
    others = [one for one in rows if one.sd and one.raw("arm_id") in arms and row.raw("arm_id") in arms]
    if not any(one.raw("arm_id") != row.raw("arm_id") for one in others):
        raise CannotLook("no other randomised arm has an SD of the same variable")
    n, own = people_in(row), float(row.sd.value)
    for other in others:
        ratio = float(other.sd.value) / (own * math.sqrt(n)) if own > 0 else 0.0
        if n >= 10 and 0.8 <= ratio <= 1.25:
            yield Problem(
                row.sd,
                f"SD {row.sd} times the root of {n} is {own * math.sqrt(n):.3g}, "
                f"about the other arm's {other.sd}",
                also=[other.sd, row.n],
                reading="the figure may be a standard error",
            )
            break
    return None
