"""Everyone assessed for eligibility was excluded or went on.

The first two boxes of the flow diagram: those assessed are those excluded plus those randomised (or
enrolled, in a trial without randomisation or with a run-in before it).

assessed = excluded + randomised, or assessed = excluded + enrolled; whole numbers, exact, for the whole
trial. Boxes that hold more than were assessed are impossible.

Benign readings of a shortfall, which is a warning: a run-in whose dropouts are counted on neither side, a box
between the two (enrolled, not yet decided) that is not in the table.

Source: CONSORT 2010, items 13a and 13b.

Bad:

    flow
    report_id | stage      | n
    R1        | assessed   | 669      <- n (warning)
    R1        | excluded   | 451
    R1        | randomised | 208
    R2        | assessed   | 669      <- n (warning)
    R2        | excluded   | 200
    R2        | enrolled   | 488
    R2        | randomised | 224
    R3        | assessed   | 40       <- n
    R3        | excluded   | 11
    R3        | enrolled   | 30
    R4        | assessed   | 669      <- n (warning)
    R4        | excluded   | 100
    R4        | enrolled   | 488
    R4        | randomised | 224
    R5        | assessed   | 669      <- n
    R5        | excluded   | 462
    R5        | randomised | 208

Good:

    flow
    report_id | stage      | n   | reason
    R1        | assessed   | 669 |
    R1        | excluded   | 461 |
    R1        | excluded   | 400 | not eligible
    R1        | randomised | 208 |
    R2        | assessed   | 669 |
    R2        | excluded   | 181 |
    R2        | enrolled   | 488 |
    R2        | randomised | 224 |
    R3        | assessed   | 669 |
    R3        | excluded   | 445 |
    R3        | enrolled   | 488 |
    R3        | randomised | 224 |

Skipped:

    flow
    report_id | stage      | n
    R1        | assessed   | 669
    R1        | randomised | 208
"""

from triallint.kit import (
    CannotLook,
    Flow,
    Problem,
    Problems,
    Tables,
    Verdict,
    boxes,
    check,
    counts_of,
    rows_of,
)


def _is_first_box(box: Flow) -> bool:
    return box.raw("stage") == "assessed" and not box.arm_id and not box.reason


@check(severity="error", applies=_is_first_box)
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield where no printing of the next boxes sums to the assessed."""
    assessed = box.n.count
    excluded = counts_of(boxes(box, tables, "excluded"), "n")
    onward = [
        cell for stage in ("randomised", "enrolled") for cell in counts_of(boxes(box, tables, stage), "n")
    ]
    if not excluded or not onward:
        raise CannotLook("the excluded, or those who went on, are not given")
    sums = [out.count + on.count for out in excluded for on in onward]
    if assessed in sums:
        return Verdict(also=rows_of([*excluded, *onward]))
    short = min(sums) < assessed
    out, on = excluded[0], onward[0]
    yield Problem(
        box.n,
        f"{box.n} assessed, and {out} excluded + {on} who went on is {out.count + on.count:,}",
        also=[*((cell, "excluded") for cell in excluded), *((cell, "went on") for cell in onward)],
        severity="warning" if short else None,
        reading="participants may have left in a run-in, or a box between them is not in the table"
        if short
        else None,
    )
    return None
