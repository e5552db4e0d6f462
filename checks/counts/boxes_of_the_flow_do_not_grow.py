"""No box of the flow diagram holds more participants than the box it comes from.

Participants only leave on the way from eligibility to analysis. A box that holds more than an earlier one
has a slip of a digit, or the number of another arm.

For each box and each earlier stage that it is part of, n <= the largest n printed for that stage, of the
same arm (or the whole trial); the table of arms may give the randomised. Whole numbers, exact. Stages side
by side (lost, discontinued, completed) are not compared.

Benign reading: an arm counted as treated may hold participants who were allocated to another. Where the sums
over all arms permit it, that is a note for the treated and a warning for the completed and the analysed; a
warning where a number of another arm is missing. A whole trial with more than its randomised is impossible.

Source: CONSORT 2010, item 13; INSPECT-SR check 4.6 (100 randomised, outcomes of 150); Cochrane Handbook,
section 8.4 (as treated).

Bad:

    arms
    report_id | arm_id | label | randomised
    R2        | A      | one   | 105

    flow
    report_id | stage      | n   | arm_id
    R1        | assessed   | 200 |
    R1        | enrolled   | 150 |
    R1        | randomised | 208 |            <- n
    R1        | analysed   | 209 |            <- n
    R2        | treated    | 106 | A          <- n (warning)
    R2        | analysed   | 107 | A          <- n (warning)
    R2        | lost       | 106 | A          <- n

Bad, where the sums over the arms permit that participants were counted as treated:

    flow
    report_id | stage      | n   | arm_id
    R1        | allocated  | 105 | A
    R1        | allocated  | 103 | B
    R1        | treated    | 106 | A          <- n (info)
    R1        | treated    | 102 | B
    R1        | completed  | 106 | A          <- n (warning)
    R1        | completed  | 102 | B
    R1        | analysed   | 106 | A          <- n (warning)
    R1        | analysed   | 102 | B

Bad, where they do not:

    flow
    report_id | stage      | n   | arm_id
    R1        | allocated  | 105 | A
    R1        | allocated  | 103 | B
    R1        | treated    | 106 | A          <- n
    R1        | treated    | 103 | B
    R2        | randomised | 100 | A
    R2        | randomised | 100 | B
    R2        | analysed   | 150 | A          <- n
    R2        | analysed   | 100 | B

Good, up to the edge:

    arms
    report_id | arm_id | label | randomised
    R2        | A      | one   | 105

    flow
    report_id | stage        | n   | arm_id | reason    | source
    R1        | assessed     | 300 |        |           | text
    R1        | assessed     | 250 |        |           | figure
    R1        | excluded     | 100 |        |           |
    R1        | randomised   | 250 |        |           | figure
    R1        | discontinued | 9   |        |           |
    R1        | lost         | 10  |        |           |
    R2        | treated      | 105 | A      |           |
    R2        | not_treated  | 205 | A      | withdrew  |

Skipped:

    flow
    report_id | stage      | n
    R1        | randomised | 208
"""

from triallint.kit import (
    CannotLook,
    Flow,
    Problem,
    Problems,
    Reported,
    SeverityName,
    Tables,
    arm_sums,
    boxes,
    check,
    counts_of,
    is_whole_trial,
    require_separate_arms,
)

_ALLOCATED = ("allocated", "randomised", "enrolled", "assessed")
#: Stage -> the stages that hold all its participants, nearest first.
_FROM = {
    "excluded": ("assessed",),
    "enrolled": ("assessed",),
    "randomised": ("enrolled", "assessed"),
    "allocated": ("randomised", "enrolled", "assessed"),
} | dict.fromkeys(
    ("treated", "not_treated", "crossed_over", "lost", "discontinued", "ongoing", "completed"), _ALLOCATED
)
_FROM |= dict.fromkeys(("analysed", "not_analysed"), _ALLOCATED)
#: Stages that may be counted as treated, and what an arm's excess is where the sums over all arms permit it.
_AS_TREATED: dict[str, SeverityName] = {"treated": "info", "completed": "warning", "analysed": "warning"}


@check(severity="error", applies=lambda box: box.raw("stage") in _FROM and not box.reason)
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield for the nearest earlier stage that holds too few."""
    if box.arm_id:
        require_separate_arms(box, tables)
    own, looked = box.n.count, False
    for stage in _FROM[box.raw("stage")]:
        earlier = _holding(box, tables, stage)
        if not earlier:
            continue
        looked = True
        most = max(earlier, key=lambda cell: cell.count)
        if own > most.count:
            severity = _as_treated(box, own, tables)
            yield Problem(
                box.n,
                f"{box.n} {box.stage} of {most} {stage}",
                also=[(most, stage)],
                severity=severity,
                reading="participants may be counted in the arm they were treated in" if severity else None,
            )
            return None
    if not looked:
        raise CannotLook("no earlier stage is given")
    return None


def _as_treated(box: Flow, own: int, tables: Tables) -> SeverityName | None:
    """The severity of an arm's excess, if its participants may come from another arm."""
    stage = box.raw("stage")
    if stage not in _AS_TREATED or is_whole_trial(box, tables):
        return None
    permit = arm_sums(box, own, tables, stage).permit
    return None if permit is False else _AS_TREATED[stage] if permit else "warning"


def _holding(box: Flow, tables: Tables, stage: str) -> list[Reported]:
    found = counts_of(boxes(box, tables, stage), "n")
    arm = tables.arm_of(box)
    if arm is not None and stage == "randomised":
        found += counts_of([arm], "randomised")
    return found
