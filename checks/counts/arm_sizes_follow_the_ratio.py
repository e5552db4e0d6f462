"""The sizes of the arms are what the planned allocation ratio gives, within chance.

Nothing spreads participants more widely over the arms than tossing a coin for each; every other method
(blocks, minimisation) keeps closer to the plan. Sizes further from the stated ratio than that are rare
enough to look twice: an arm closed early, a changed ratio, or a digit.

For two arms a and b with ratio r_a : r_b, the tail of a binomial distribution with probability
r_a / (r_a + r_b), doubled, must not be below 1 in 10,000.

Benign readings: an arm that was opened late or closed early, a ratio changed on the way. It is always a note.

Source: K. F. Schulz & D. A. Grimes, Lancet 2002;359:966 (unequal group sizes).

Bad:

    trials
    trial_id | allocation_ratio
    T1       | 1:1

    reports
    report_id | trial_id | title
    R1        | T1       | one

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 40
    R1        | B      | two   | 84         <- randomised

Good, up to the last size that chance allows:

    trials
    trial_id | allocation_ratio
    T1       | 1:1
    T2       | 2:1

    reports
    report_id | trial_id | title
    R1        | T1       | one
    R2        | T2       | two

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 40
    R1        | B      | two   | 83
    R2        | A      | one   | 80
    R2        | B      | two   | 41

Skipped, where one arm is given:

    trials
    trial_id | allocation_ratio
    T1       | 1:1

    reports
    report_id | trial_id | title
    R1        | T1       | one

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 40
"""

from fractions import Fraction
from itertools import combinations

from triallint.kit import (
    Problem,
    Problems,
    Tables,
    Trial,
    allocation_of,
    arms_by_trial,
    binomial_lower,
    check,
    short,
)

_RARE = 1e-4


@check(severity="info", applies=lambda trial: bool(trial.allocation_ratio))
def problems(trial: Trial, tables: Tables) -> Problems:
    """Yield for each pair of arms whose sizes chance would not give."""
    arms = arms_by_trial(trial, tables)
    ratio = allocation_of(trial, arms)
    for (arm, share), (other, other_share) in combinations(zip(arms, ratio, strict=True), 2):
        n, m = arm.randomised.count, other.randomised.count
        small, large = (arm, other) if n * other_share <= m * share else (other, arm)
        part = share if small is arm else other_share
        few = small.randomised.count
        chance = 2 * binomial_lower(few, n + m, Fraction(part, share + other_share))
        if chance < _RARE:
            yield Problem(
                large.randomised,
                f"{large.randomised} and {small.randomised} randomised, planned {trial.allocation_ratio}: "
                f"tossing a coin for each gives that in {short(chance * 100, 2)} % of trials",
                also=[small.randomised, trial.allocation_ratio],
                reading="an arm may have been closed early, or the ratio changed",
            )
    return None
