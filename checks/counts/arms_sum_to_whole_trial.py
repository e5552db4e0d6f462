"""A row for the whole trial, or for arms pooled, has the participants of its arms.

A table of arms often ends in a column for all participants, or has one for the active arms together. Such
columns are never summed with the arms; they are compared with their sum, and a slip in either shows.

For the whole trial the randomised, analysed, treated and clusters of the randomised arms must sum to the
row's own; for pooled arms some two or more of them must. Whole numbers, exact.

Benign readings: an analysis that leaves out or reassigns participants (a warning for all but the
randomised); arms pooled that are not all in the table. Factorial and cross-over trials are left out.

Source: CONSORT 2010, item 13; Cochrane Handbook, section 23.3 (several arms).

Bad:

    arms
    report_id | arm_id | label | role        | randomised | analysed
    R1        | A      | one   |             | 15268      | 15000
    R1        | B      | two   |             | 9067       | 9000
    R1        | all    | both  | whole_trial | 24316      | 24001    <- randomised, analysed (warning)
    R2        | A      | one   |             | 50         | 48
    R2        | B      | two   |             | 51         | 50
    R2        | C      | three |             | 52         | 52
    R2        | AB     | 1+2   | pooled      | 104        | 98       <- randomised (warning)
    R3        | A      | one   |             | 50         |
    R3        | B      | two   |             |            |
    R3        | all    | both  | whole_trial | 49         |          <- randomised

Bad, in a cluster trial:

    arms
    report_id | arm_id | label | role        | clusters
    R1        | A      | one   |             | 12
    R1        | B      | two   |             | 12
    R1        | all    | both  | whole_trial | 25         <- clusters (warning)

Good:

    arms
    report_id | arm_id | label  | role               | randomised | analysed | clusters
    R1        | A      | one    |                    | 15,268     | 15000    | 12
    R1        | B      | two    |                    | 9,067      | 9000     | 12
    R1        | old    | before | historical_control | 200        |          |
    R1        | all    | both   | whole_trial        | 24,335     | 24000    | 24
    R2        | A      | one    |                    | 50         | 48       |
    R2        | B      | two    |                    | 51         |          |
    R2        | C      | three  |                    | 52         |          |
    R2        | AC     | 1+3    | pooled             | 102        |          |
    R2        | all    | every  | whole_trial        | 153        | 150      |

Skipped:

    arms
    report_id | arm_id | label | role        | randomised
    R1        | A      | one   |             | 30
    R1        | all    | both  | whole_trial | 30
    R2        | A      | one   |             | 30
    R2        | B      | two   |             | 30
    R2        | all    | both  | whole_trial |
"""

from collections.abc import Sequence
from itertools import combinations

from triallint.kit import (
    Arm,
    CannotLook,
    Problem,
    Problems,
    Reported,
    SeverityName,
    Tables,
    arms_of_total,
    check,
    counts_of,
    joined,
)

_COLUMNS = ("randomised", "analysed", "treated", "clusters")
_MOST_ARMS = 8


@check(severity="error", applies=lambda arm: arm.raw("role") in ("whole_trial", "pooled"))
def problems(row: Arm, tables: Tables) -> Problems:
    """Yield for each column in which the arms cannot sum to the row's number."""
    arms = arms_of_total(row, tables)
    pooled = row.role.text == "pooled"
    if pooled and len(arms) > _MOST_ARMS:
        raise CannotLook("of so many arms nearly any number is a sum")
    compared = [name for name in _COLUMNS if row.cell(name) and _each(arms, name)]
    if not compared:
        raise CannotLook("no number stands both in the row and in its arms")
    for column in compared:
        cells, own = _each(arms, column), counts_of([row], column)
        if not own:
            continue
        total, found = own[0].count, sum(cell.count for cell in cells)
        if pooled:
            if len(cells) < len(arms) or _some_sum_to(cells, total):
                continue
            message = f"no two or more of {joined(cells, ', ')} sum to the {own[0]} {column}"
        elif found == total or (found < total and len(cells) < len(arms)):
            continue
        else:
            message = f"{joined(cells)} {column} in the arms is {found:,}, not {own[0]}"
        severity: SeverityName = "warning" if pooled or column != "randomised" else "error"
        yield Problem(own[0], message, also=[(cell, "in the arm") for cell in cells], severity=severity)
    return None


def _each(arms: Sequence[Arm], column: str) -> list[Reported]:
    return [cell for arm in arms for cell in counts_of([arm], column)]


def _some_sum_to(cells: Sequence[Reported], total: int) -> bool:
    sizes = [cell.count for cell in cells]
    return any(sum(some) == total for k in range(2, len(sizes) + 1) for some in combinations(sizes, k))
