"""Everyone allocated to an arm completed, left, was lost, or is still in.

The lower half of the flow diagram: what becomes of an arm accounts for all its participants and no more.
Those who left and those lost may be told apart or counted within each other, so two bounds are checked:

completed + ongoing + max(discontinued, lost) <= allocated <= completed + ongoing + discontinued + lost.

Allocated may be the randomised, allocated or treated, whichever agrees; whole numbers, exact.

Benign readings: participants who stopped treatment and completed the study are counted twice (too many);
deaths or protocol deviations in boxes of their own (too few). Both are warnings; too few is a note where
the lost have no box at all.

Source: CONSORT 2010, item 13b; ClinicalTrials.gov participant flow module.

Bad:

    flow
    report_id | stage        | n   | arm_id
    R1        | allocated    | 105 | A
    R1        | completed    | 80  | A         <- n (warning)
    R1        | discontinued | 26  | A
    R1        | allocated    | 103 | B
    R1        | completed    | 80  | B         <- n (warning)
    R1        | discontinued | 20  | B
    R1        | lost         | 2   | B
    R2        | allocated    | 103 | B
    R2        | completed    | 80  | B         <- n (info)
    R2        | discontinued | 20  | B

Good, up to both bounds:

    flow
    report_id | stage        | n   | arm_id
    R1        | allocated    | 105 | A
    R1        | treated      | 100 | A
    R1        | completed    | 80  | A
    R1        | discontinued | 25  | A
    R1        | lost         | 10  | A
    R1        | allocated    | 103 | B
    R1        | completed    | 80  | B
    R1        | discontinued | 15  | B
    R1        | ongoing      | 5   | B
    R1        | lost         | 3   | B
    R2        | allocated    | 105 | A
    R2        | treated      | 100 | A
    R2        | completed    | 80  | A
    R2        | discontinued | 20  | A

Good, with the size of the arm from the table of arms:

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 105

    flow
    report_id | stage        | n   | arm_id
    R1        | completed    | 80  | A
    R1        | discontinued | 25  | A

Skipped, where nothing is known of the rest:

    flow
    report_id | stage        | n   | arm_id
    R1        | allocated    | 105 | A
    R1        | completed    | 80  | A
    R1        | completed    | 80  | B
    R1        | discontinued | 20  | B
"""

from triallint.kit import (
    CannotLook,
    Flow,
    Problem,
    Problems,
    Reported,
    Tables,
    Verdict,
    boxes,
    check,
    counts_of,
    require_separate_arms,
    rows_of,
)

_REST = ("ongoing", "discontinued", "lost")


@check(severity="warning", applies=lambda box: box.raw("stage") == "completed" and not box.reason)
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield where the outcomes of an arm hold more or fewer than its participants."""
    if box.arm_id:
        require_separate_arms(box, tables)
    completed = box.n.count
    rest = {stage: counts_of(boxes(box, tables, stage), "n") for stage in _REST}
    sizes = _sizes(box, tables)
    if not sizes or not (rest["discontinued"] or rest["lost"]):
        raise CannotLook("the allocated, or those who left, are not given")
    ongoing, discontinued, lost = (cells[0].count if cells else 0 for cells in rest.values())
    low = completed + ongoing + max(discontinued, lost)
    high = completed + ongoing + discontinued + lost
    # Without those who discontinued, nobody knows how many left besides the lost.
    if any(low <= size.count and (size.count <= high or not rest["discontinued"]) for size in sizes):
        return Verdict(also=rows_of([*sizes, *(cell for cells in rest.values() for cell in cells)]))
    known = [(stage, cells[0]) for stage, cells in rest.items() if cells]
    too_many = low > max(size.count for size in sizes)
    parts = "".join(f" + {cell} {stage}" for stage, cell in known)
    yield Problem(
        box.n,
        f"{box.n} completed{parts} is {high if not too_many else low:,}"
        f"{' at least' if too_many and low < high else ''}, and the arm has {sizes[0]}",
        also=[*((cell, stage) for stage, cell in known), (sizes[0], "in the arm")],
        severity=None if too_many or rest["lost"] else "info",
        reading="participants who stopped treatment may have completed the study"
        if too_many
        else "deaths or other exits may have boxes of their own",
    )
    return None


def _sizes(box: Flow, tables: Tables) -> list[Reported]:
    found = [b for stage in ("allocated", "randomised", "treated") for b in boxes(box, tables, stage)]
    arm = tables.arm_of(box)
    return [*counts_of(found, "n"), *(counts_of([arm], "randomised") if arm else [])]
