"""The participants randomised to the arms sum to all who were randomised.

ALLHAT's correction printed 15,255 and 9,061 for 24,316 where the first report had 15,268 and 9,067 for
24,335: each set sums, a mixture of the two does not. Each printing of the total is compared.

The sum is over the arms to which participants were randomised, of `arms.randomised` or, where the diagram
gives them, of its own boxes for the arms. The whole trial, pooled arms and controls from elsewhere are
never summed. All numbers are whole and exact.

Benign readings: a total of another data cut or time than the arms' (a warning); where one arm has no
number, only a sum beyond the total is found. Factorial and cross-over trials are left out, because their
arms share participants.

Source: CONSORT 2010, item 13a; correction to ALLHAT, JAMA 2002;288:2976.

Bad, one off in the table of arms, one of two printings, and boxes of the diagram:

    arms
    report_id | arm_id | label | role               | randomised
    R1        | A      | one   | experimental       | 722
    R1        | B      | two   | control            | 719
    R2        | A      | one   |                    | 105
    R2        | B      | two   |                    | 103
    R3        | A      | one   |                    |
    R3        | B      | two   |                    |
    R4        | A      | one   |                    | 105
    R4        | B      | two   |                    | 104
    R4        | C      | three |                    |
    R5        | A      | one   |                    | 10
    R5        | B      | two   |                    | 20
    R5        | C      | three |                    | 30

    flow
    report_id | stage      | n     | arm_id | source   | data_cut
    R1        | randomised | 1,440 |        |          |              <- n
    R2        | randomised | 208   |        | abstract |
    R2        | randomised | 280   |        | figure 1 |              <- n
    R2        | randomised | 207   |        | table 1  | interim      <- n (warning)
    R3        | randomised | 24316 |        |          |              <- n
    R3        | allocated  | 15268 | A      |          |
    R3        | allocated  | 9061  | B      |          |
    R4        | randomised | 208   |        |          |              <- n
    R5        | randomised | 70    |        |          |              <- n

Good:

    arms
    report_id | arm_id | label    | role               | randomised
    R1        | A      | one      | experimental       | 718
    R1        | B      | two      | control            | 722
    R1        | all    | everyone | whole_trial        | 1440
    R1        | old    | before   | historical_control | 214
    R2        | A      | one      |                    | 100
    R2        | B      | two      |                    |
    R3        | A      | one      |                    |
    R3        | B      | two      |                    |

    flow
    report_id | stage      | n      | arm_id
    R1        | randomised | 1,440  |
    R2        | randomised | 100    |
    R3        | randomised | 24,316 |
    R3        | randomised | 15,255 | A
    R3        | randomised | 9,061  | B

Skipped, with one arm, with arms that share participants, and without numbers:

    trials
    trial_id | design
    T2       | 2x2 factorial

    reports
    report_id | trial_id | title
    R2        | T2       | two

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 30
    R2        | A      | one   | 100
    R2        | B      | two   | 100
    R3        | A      | one   |
    R3        | B      | two   |

    flow
    report_id | stage      | n
    R1        | randomised | 40
    R2        | randomised | 100
    R3        | randomised | 100
"""

from collections.abc import Iterator, Sequence

from triallint.kit import (
    CannotLook,
    Flow,
    Problem,
    Problems,
    Reported,
    Tables,
    Verdict,
    arms_of_total,
    check,
    counts_of,
    joined,
    matching_sum,
    near_slips,
    rows_of,
)


def _is_total(box: Flow) -> bool:
    return box.raw("stage") == "randomised" and not box.arm_id and not box.reason


@check(severity="error", applies=_is_total)
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield where the arms' numbers cannot sum to the total."""
    total, arms = box.n.count, arms_of_total(box, tables)
    known = [group for arm in arms if (group := _sizes(box, arm.raw("arm_id"), tables))]
    if not known:
        raise CannotLook("no arm's randomised number is given")
    found, cells = matching_sum(known, total)
    if found == total or (found < total and len(known) < len(arms)):
        return Verdict(also=rows_of(cells))
    other_cut = bool(box.data_cut or box.time_value)
    readings = ["the arms may be of another data cut"] if other_cut else []
    readings += _slips(cells, found, box.n) if len(known) == len(arms) else ()
    yield Problem(
        box.n,
        f"{joined(cells)} in the arms is {found:,}, and {box.n} were randomised",
        also=[(cell, "randomised to the arm") for cell in cells],
        severity="warning" if other_cut else None,
        reading="; or ".join(readings[:3]) or None,
    )
    return None


def _sizes(box: Flow, arm_id: str, tables: Tables) -> Sequence[Reported]:
    boxes = [
        other
        for stage in ("randomised", "allocated")
        for other in tables.where(Flow, report_id=box.raw("report_id"), stage=stage, arm_id=arm_id)
        if not other.reason
    ]
    boxes.sort(key=lambda other: other.raw("source") != box.raw("source"))
    arm = [a for a in tables.arms_of(box) if a.raw("arm_id") == arm_id]
    return [*counts_of([*arm], "randomised"), *counts_of(boxes, "n")]


def _slips(cells: Sequence[Reported], found: int, printed: Reported) -> Iterator[str]:
    total = printed.count
    for cell, number in [(printed, found), *((cell, total - found + cell.count) for cell in cells)]:
        slip = next((slip for slip in near_slips(str(cell.count)) if slip.text == str(number)), None)
        if slip:
            yield f"{cell} may be {number} ({slip.words})"
