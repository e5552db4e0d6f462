"""An effect that a report calls significant, or not, is so by its figures.

Abstracts are read for their verbs. "Not significant" beside P = 0.002 leaves two readers of one report with
opposite conclusions.

Significant: contradicted where P is not below alpha, or the interval includes the null, and neither of them
says the opposite. Not significant, no difference: contradicted where P is below alpha, or the interval
excludes the null, and neither says the opposite. Alpha is the trial's, with its sides, else 0.05, two-sided;
an interval counts where its level is 1 - alpha.

A warning where P is at least twice alpha, or below a fifth of it; else an info, as it is where only the
interval speaks. Significance in Bayesian analyses has no meaning: not looked at.

Benign: corrections for multiple testing or interim analyses.

Source: I. Boutron et al., JAMA 2010;303:2058 (how abstracts word results that are not significant);
Cochrane Handbook, section 15.3.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides | claim
    R1        | HR      | 0.87  | 95       | 0.56     | 1.63     | 0.27    | 2       | significant  <- claim
    R2        | HR      | 0.41  | 95       | 0.23     | 0.73     | 0.002   |  | not_significant <- claim
    R3        | RR      | 0.80  | 95       | 0.64     | 1.00     | 0.06    |  | significant <- claim (info)
    R4        | RR      | 0.80  | 95       | 0.65     | 0.99     | 0.04    |  | no_difference <- claim (info)
    R5        | test    |       |          |          |          | 0.61    |         | significant  <- claim
    R6        | RR      | 0.80  | 95       | 0.65     | 1.09     |         |  | significant <- claim (info)
    R7        | RR      | 0.80  | 95       | 0.65     | 1.09     | NS      |  | significant <- claim (info)
    R8        | RR      | 0.80  | 95       | 0.65     | 0.99     | <0.05   |  | no_difference <- claim (info)

Good, also with a one-sided alpha:

    trials
    trial_id | alpha | alpha_sides
    T1       | .025  | 1

    reports
    report_id | title            | trial_id
    R1        | One-sided alpha  | T1

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides | claim
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     | .03     | 1       | not_significant
    R1        | HR      | 0.62  | 95       | 0.39     | 0.98     | .02     | 1       | significant
    R2        | HR      | 0.87  | 95       | 0.56     | 1.00     | 0.05    |         | significant
    R3        | RD      | -0.4  | 95       | -2.1     | 1.3      | 0.61    | 2       | no_difference
    R4        | test    |       |          |          |          | <0.001  |         | significant
    R5        | HR      | 0.80  | 90       | 0.65     | 0.98     | 0.08    | 2       | not_significant

Skipped, without a decision:

    estimates
    report_id | measure | value | claim
    R1        | HR      | 0.62  | significant
"""

from fractions import Fraction

from triallint.kit import (
    CannotLook,
    Conventions,
    Estimate,
    Problem,
    Problems,
    Reported,
    Tables,
    bounds_of,
    check,
    has_interval,
    is_comparison,
    is_not_significant,
    is_significant,
    level_of,
    p_range,
    shown,
    sides_of,
)

#: The decision that contradicts each claim: whether the effect is significant.
_CONTRARY = {"significant": False, "not_significant": True, "no_difference": True}


def _alpha(row: Estimate, tables: Tables) -> tuple[Fraction, tuple[Reported, ...], tuple[str, ...]]:
    """The two-sided alpha of the trial with its cells, or the usual one and that it was assumed."""
    trial = tables.trial_of(row)
    if trial is None or not trial.alpha.maybe:
        return Fraction(1, 20), (), ("alpha is 0.05, two-sided",)
    sides = 2 if trial.alpha_sides.text == "1" else 1
    return trial.alpha.value * sides, (trial.alpha, trial.alpha_sides), ()


@check(severity="warning", applies=lambda row: row.raw("claim") in _CONTRARY)
def problems(row: Estimate, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where P or interval decide against the claim, and neither for it."""
    if row.ci_method.text == "bayesian":
        raise CannotLook("significance has no meaning in a Bayesian analysis")
    (alpha, stated, assumed), wanted = _alpha(row, tables), _CONTRARY[row.claim.text]
    decided: list[bool | None] = []
    clear = False
    if is_not_significant(row.p_value):
        decided.append(False)
    elif row.p_value:
        p, sides = p_range(row.p_value), sides_of(row, conventions).value
        decided.append(is_significant(p, alpha, sides))
        clear = is_significant(p, alpha / 5 if wanted else min(2 * alpha, Fraction(1)), sides) is wanted
    about_effect = row.p_for.text not in ("interaction", "trend", "noninferiority", "equivalence")
    if is_comparison(row) and has_interval(row) and about_effect and level_of(row).alpha == alpha:
        decided.append(bounds_of(row).excludes_null)
    if not decided:
        raise CannotLook("neither P nor an interval at the level of alpha is given")
    if wanted in decided and (not wanted) not in decided:
        yield Problem(
            row.claim,
            f"{shown(row)}{f', P {row.p_value}' if row.p_value else ''} is called {row.claim}",
            also=[cell for cell in (row.value, row.p_value, row.ci_lower, row.ci_upper, *stated) if cell],
            severity=None if clear else "info",
            reading="P may have been corrected for other tests or interim analyses" if wanted else None,
            assumed=assumed,
            changes_conclusion=True,
        )
    return None
