"""An arm is compared with another arm than itself.

A comparison whose two arms are one is a slip of the pen in one of the two cells, and nothing that belongs to
the arms (their counts, their survival) can be held against it.

Source: definition of a comparison.

Bad:

    estimates
    report_id | measure | arm_id | comparator_id | value
    R1        | HR      | A      | A             | 0.70  <- comparator_id

Good:

    estimates
    report_id | measure | arm_id | comparator_id | value
    R1        | HR      | A      | B             | 0.70
    R1        | HR      | A      |               | 0.70
"""

from triallint.kit import Estimate, Problem, Problems, check


@check(severity="error", applies=lambda row: bool(row.arm_id))
def problems(estimate: Estimate) -> Problems:
    """Yield where both ids are the same."""
    if estimate.arm_id.text == estimate.comparator_id.text:
        yield Problem(
            estimate.comparator_id,
            f"{estimate.measure} of arm {estimate.arm_id} against arm {estimate.comparator_id}, the same",
            also=[estimate.arm_id],
        )
    return None
