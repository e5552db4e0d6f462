"""The boxes of the arms sum to the box of the whole trial, at every stage.

"118 of 208 completed the randomised therapy" in the text and 60 + 57 in the diagram: one of them has a
slip. The randomised themselves are compared elsewhere, with the table of arms.

sum of the arms' n = the whole trial's n, for one stage, time and data cut; whole numbers, exact. Where an
arm has no box, only a sum beyond the total is found.

Benign reading: another time or definition in one of the two printings, which is why it is a warning, except
for the allocated.

Source: CONSORT 2010, item 13.

Bad:

    arms
    report_id | arm_id | label
    R1        | A      | one
    R1        | B      | two

    flow
    report_id | stage     | n   | arm_id
    R1        | allocated | 208 |            <- n
    R1        | allocated | 105 | A
    R1        | allocated | 102 | B
    R1        | completed | 118 |            <- n (warning)
    R1        | completed | 60  | A
    R1        | completed | 57  | B
    R1        | lost      | 5   |            <- n (warning)
    R1        | lost      | 6   | A

Good:

    arms
    report_id | arm_id | label
    R1        | A      | one
    R1        | B      | two

    flow
    report_id | stage     | n   | arm_id
    R1        | completed | 118 |
    R1        | completed | 61  | A
    R1        | completed | 57  | B
    R1        | lost      | 6   |
    R1        | lost      | 6   | A

Skipped:

    arms
    report_id | arm_id | label
    R1        | A      | one
    R1        | B      | two

    flow
    report_id | stage     | n
    R1        | completed | 118
"""

from triallint.kit import (
    CannotLook,
    Flow,
    Problem,
    Problems,
    Tables,
    Verdict,
    arms_of_total,
    boxes,
    check,
    counts_of,
    joined,
    matching_sum,
    rows_of,
)


def _is_total(box: Flow) -> bool:
    stage = box.raw("stage")
    return not (box.arm_id or box.reason) and stage not in ("assessed", "excluded", "enrolled", "randomised")


@check(severity="error", applies=_is_total)
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield where the arms' boxes cannot sum to the total."""
    total, arms = box.n.count, arms_of_total(box, tables)
    rows = [boxes(box, tables, box.raw("stage"), arm.raw("arm_id")) for arm in arms]
    groups = [cells for part in rows if (cells := counts_of(part, "n"))]
    if not groups:
        raise CannotLook("no arm has a box of this stage")
    found, summed = matching_sum(groups, total)
    if found == total or (found < total and len(groups) < len(arms)):
        return Verdict(also=rows_of(summed))
    yield Problem(
        box.n,
        f"{joined(summed)} {box.stage.text.replace('_', ' ')} in the arms is {found:,}, and {box.n} in all",
        also=[(cell, "in the arm") for cell in summed],
        severity=None if box.stage.text == "allocated" else "warning",
        reading=None if box.stage.text == "allocated" else "one of the two may be of another time",
    )
    return None
