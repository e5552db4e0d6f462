"""Those treated and those not treated are together the allocated; so are the analysed and the not analysed.

Two boxes that between them hold everyone: "received the allocated intervention (n = 100), did not (n = 5)".

treated + not treated = allocated (or randomised), whole numbers, exact. For the analysed, those lost or
discontinued may be left out of both boxes:
allocated - lost - discontinued <= analysed + not analysed <= allocated.

Benign reading: participants counted as treated, in another arm than allocated to. Where the sums over all
arms permit an excess, or balance a shortfall, it is a note; a warning where a number of another arm is
missing; otherwise an error. For the analysed it is a warning, as the two boxes may be of two analyses.

Source: CONSORT 2010, items 13a and 16; Cochrane Handbook, section 8.4 (as treated).

Bad:

    flow
    report_id | stage        | n   | arm_id
    R1        | allocated    | 105 | A
    R1        | treated      | 100 | A
    R1        | not_treated  | 6   | A         <- n (warning)
    R1        | lost         | 3   | A
    R1        | analysed     | 100 | A
    R1        | not_analysed | 1   | A         <- n (warning)
    R2        | randomised   | 105 | A
    R2        | analysed     | 100 | A
    R2        | not_analysed | 6   | A         <- n (warning)
    R3        | allocated    | 105 |
    R3        | treated      | 100 |
    R3        | not_treated  | 4   |           <- n

Bad, where one arm's excess is another's shortfall:

    flow
    report_id | stage        | n   | arm_id
    R1        | allocated    | 105 | A
    R1        | allocated    | 103 | B
    R1        | treated      | 101 | A
    R1        | treated      | 100 | B
    R1        | not_treated  | 5   | A         <- n (info)
    R1        | not_treated  | 2   | B         <- n (info)

Bad, where the arms together do not allow that:

    flow
    report_id | stage        | n   | arm_id
    R1        | allocated    | 105 | A
    R1        | allocated    | 103 | B
    R1        | treated      | 101 | A
    R1        | treated      | 100 | B
    R1        | not_treated  | 5   | A         <- n
    R1        | not_treated  | 3   | B
    R2        | allocated    | 105 | A
    R2        | allocated    | 103 | B
    R2        | treated      | 100 | A
    R2        | treated      | 100 | B
    R2        | not_treated  | 4   | A         <- n
    R2        | not_treated  | 3   | B

Good, up to both bounds:

    flow
    report_id | stage        | n   | arm_id
    R1        | allocated    | 105 | A
    R1        | treated      | 100 | A
    R1        | not_treated  | 5   | A
    R1        | lost         | 3   | A
    R1        | discontinued | 1   | A
    R1        | analysed     | 100 | A
    R1        | not_analysed | 1   | A
    R2        | allocated    | 105 | A
    R2        | analysed     | 100 | A
    R2        | not_analysed | 5   | A

Skipped:

    flow
    report_id | stage       | n   | arm_id
    R1        | not_treated | 5   | A
    R1        | treated     | 100 | A
"""

from triallint.kit import (
    CannotLook,
    Flow,
    Problem,
    Problems,
    Reported,
    SeverityName,
    Tables,
    Verdict,
    arm_sums,
    boxes,
    check,
    counts_of,
    is_whole_trial,
    require_separate_arms,
    rows_of,
)

_OTHER_HALF = {"not_treated": "treated", "not_analysed": "analysed"}


@check(severity="error", applies=lambda box: box.raw("stage") in _OTHER_HALF and not box.reason)
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield where the two halves hold more or fewer than the arm."""
    if box.arm_id:
        require_separate_arms(box, tables)
    out, half = box.n.count, _OTHER_HALF[box.raw("stage")]
    ins = counts_of(boxes(box, tables, half), "n")
    found = [other for stage in ("allocated", "randomised") for other in boxes(box, tables, stage)]
    arm = tables.arm_of(box)
    sizes = [*counts_of(found, "n"), *(counts_of([arm], "randomised") if arm else [])]
    if not ins or not sizes:
        raise CannotLook(f"the {half} or the allocated are not given")
    left = 0
    if half == "analysed":
        left = sum(
            max((cell.count for cell in counts_of(boxes(box, tables, stage), "n")), default=0)
            for stage in ("lost", "discontinued")
        )
    if any(size.count - left <= cell.count + out <= size.count for cell in ins for size in sizes):
        return Verdict(also=rows_of([*ins, *sizes]))
    severity = "warning" if half == "analysed" else _as_treated(box, ins[0].count + out, sizes, tables)
    yield Problem(
        box.n,
        f"{ins[0]} {half} + {box.n} not is {ins[0].count + out:,}, and the arm has {sizes[0]}",
        also=[(ins[0], half), (sizes[0], "in the arm")],
        severity=severity,
        reading="participants may be counted in the arm they were treated in" if severity else None,
    )
    return None


def _as_treated(box: Flow, both: int, sizes: list[Reported], tables: Tables) -> SeverityName | None:
    """The severity of an arm's excess or shortfall, if it may be another arm's shortfall or excess."""
    if is_whole_trial(box, tables):
        return None
    sums = arm_sums(box, both, tables, "treated", "not_treated")
    short = both < min(size.count for size in sizes)
    if sums.permit is False or (short and sums.complete and sums.inside < sums.randomised):
        return None
    return "info" if sums.permit else "warning"
