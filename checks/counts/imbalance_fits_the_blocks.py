"""Arms differ in size by no more than their randomisation's blocks allow.

Permuted blocks keep the arms level: within a stratum only the last, unfinished block can be uneven.
INSPECT-SR tells of blocks of 4 in one centre and arms that differ by 5, which such a list cannot give.

With blocks of b, s strata (or sites, where randomisation was by site) and a ratio r_i : r_j of a total R,
|n_i / r_i - n_j / r_j| <= s b / R; for 1:1 that is s b / 2. Of several block sizes the largest counts. The
strata must be stated ("none" is one); where the factors are named and not their number, and where strata and
sites are both given, the larger product is taken.

Benign readings: participants randomised and removed before they were counted, minimisation or simple
randomisation described as blocks, a list for more strata than the report names.

Source: INSPECT-SR check 4.2; Cochrane Handbook, section 8.3.

Bad, one beyond what blocks of 4, and of up to 6 in 2:1 over two strata, can do:

    trials
    trial_id | block_size | strata | sites | allocation_ratio
    T1       | 4          | none   | 1     |
    T2       | 3; 6       | 2      |       | 2:1

    reports
    report_id | trial_id | title
    R1        | T1       | one
    R2        | T2       | two

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 53         <- randomised
    R1        | B      | two   | 50
    R2        | A      | one   | 109        <- randomised
    R2        | B      | two   | 50

Good, up to the most that they can do:

    trials
    trial_id | block_size | strata | sites | allocation_ratio
    T1       | 4          | none   | 1     |
    T2       | 3; 6       | 2      |       | 2:1
    T3       | 4          | none   | 3     |
    T4       | 4          | 2      | 3     | 1:1

    reports
    report_id | trial_id | title
    R1        | T1       | one
    R1b       | T1       | one again
    R2        | T2       | two
    R3        | T3       | three
    R4        | T4       | four

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 52
    R1        | B      | two   | 50
    R2        | A      | one   | 108
    R2        | B      | two   | 50
    R3        | A      | one   | 56
    R3        | B      | two   | 50
    R4        | A      | one   | 62
    R4        | B      | two   | 50

Skipped, where the strata are not stated:

    trials
    trial_id | block_size | strata
    T1       | 4          |
    T2       | 4          | age and sex

    reports
    report_id | trial_id | title
    R1        | T1       | one
    R2        | T2       | two

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 55
    R1        | B      | two   | 50
    R2        | A      | one   | 55
    R2        | B      | two   | 50
"""

from fractions import Fraction

from triallint.kit import (
    CannotLook,
    Problem,
    Problems,
    Tables,
    Trial,
    Verdict,
    allocation_of,
    arms_by_trial,
    check,
)

_NONE = ("none", "no", "unstratified", "not stratified", "0", "1")


@check(severity="warning", applies=lambda trial: bool(trial.block_size))
def problems(trial: Trial, tables: Tables) -> Problems:
    """Yield where two arms differ by more than the unfinished blocks of all strata."""
    sizes = [int(part) for part in "".join(c if c.isdigit() else " " for c in trial.block_size.text).split()]
    if not sizes:
        raise CannotLook("block size is not a number")
    layers = _layers(trial)
    arms = arms_by_trial(trial, tables)
    ratio = allocation_of(trial, arms)
    most = Fraction(layers * max(sizes), sum(ratio))
    shares = [(Fraction(arm.randomised.count, share), arm) for arm, share in zip(arms, ratio, strict=True)]
    low, high = min(shares, key=lambda pair: pair[0]), max(shares, key=lambda pair: pair[0])
    if high[0] - low[0] <= most:
        return Verdict(also=arms)
    per = "" if set(ratio) == {1} else " by their shares"
    blocks = f"blocks of {trial.block_size} in {layers} {'list' if layers == 1 else 'lists'}"
    yield Problem(
        high[1].randomised,
        f"{high[1].randomised} and {low[1].randomised} differ{per} by {float(high[0] - low[0]):g}; "
        f"{blocks} allow {float(most):g}",
        also=[low[1].randomised, trial.block_size, *([trial.strata] if trial.strata else [])],
        reading="participants may have been removed after randomisation, or the strata were more",
    )
    return None


def _layers(trial: Trial) -> int:
    """How many lists of blocks there were, at the most that the trial's row allows."""
    sites = trial.sites.count if trial.sites else 1
    text = trial.strata.text.strip().casefold()
    if text in _NONE:
        return max(sites, 1)
    if not text.isdigit():
        raise CannotLook("the number of strata is not stated")
    return int(text) * max(sites, 1)
