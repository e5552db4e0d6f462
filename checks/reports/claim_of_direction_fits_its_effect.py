"""An effect that a report calls an increase or a reduction is on that side of no effect.

"Reduced" beside a ratio above 1 is a slip in one of the two, or the comparison is the other way round than
its row says; either would turn the effect round in a review.

Contradicted where no value that prints as the effect is on the claimed side of the null (1 for ratios, 0 for
differences).

Not looked at where the words may mean the absence of the outcome: times to an event whose outcome is not
said to be a harm (`higher_is_better` is no), differences in survival and in time.

Source: definition of the measures; Cochrane Handbook, section 15.3.

Bad:

    outcomes
    outcome_id | label | higher_is_better
    death      | death | no

    estimates
    report_id | measure | outcome_id | value | claim
    R1        | RR      |            | 1.27  | reduced   <- claim
    R2        | MD      |            | -4.0  | increased <- claim
    R3        | HR      | death      | 1.10  | reduced   <- claim
    R4        | RR      |            | 1.006 | reduced   <- claim

Good, up to the edge of rounding:

    outcomes
    outcome_id | label | higher_is_better
    death      | death | no

    estimates
    report_id | measure | outcome_id | value | claim
    R1        | RR      |            | 0.99  | reduced
    R2        | RR      |            | 1.0   | reduced
    R3        | HR      | death      | 0.62  | reduced
    R4        | MD      |            | 4.0   | increased

Skipped, where the words may mean the survivors:

    outcomes
    outcome_id | label            | higher_is_better
    os         | overall survival | yes

    estimates
    report_id | measure             | outcome_id | value | claim
    R1        | HR                  | os         | 0.62  | increased
    R2        | survival_difference | os         | 5.1   | reduced
"""

from triallint.kit import (
    CannotLook,
    Estimate,
    Problem,
    Problems,
    Tables,
    check,
    is_comparison,
    null_of,
    shown,
)

_TURNED = {"increased": "reduced", "reduced": "increased"}
_TIMED = ("HR", "SHR", "log_HR")
_OPEN = ("survival_difference", "RMST_difference", "median_difference", "coefficient", "difference")


def _applies(row: Estimate) -> bool:
    return row.raw("claim") in _TURNED and is_comparison(row)


@check(severity="warning", applies=_applies)
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the effect is on the other side of the null than the claim."""
    outcome = tables.outcome_of(row)
    harm = outcome is not None and outcome.higher_is_better.text == "no"
    if row.measure.text in _OPEN or (row.measure.text in _TIMED and not harm):
        raise CannotLook("whether more is meant of the outcome or of its absence is not stated")
    value, null = row.value.interval, null_of(row)
    reduced = row.claim.text == "reduced"
    if value.wholly_above(null) if reduced else value.wholly_below(null):
        yield Problem(
            row.claim,
            f"{shown(row)} is {_TURNED[row.claim.text]}, and is called {row.claim}",
            also=[row.value],
            reading="the comparison may be the other way round",
            changes_conclusion=True,
        )
    return None
