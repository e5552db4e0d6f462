"""The percents of mutually exclusive parts sum to the percent of the whole.

A partition printed in percents only: the parts sum to the whole's percent, or to 100 of its participants,
as far as rounding allows. "99.9 %" and "100.1 %" are what rounding k parts leads to, and no error.

The sum of the parts' rounding intervals must meet the interval of the whole's percent (or 100). With k parts
printed to unit u that is a slack of k u/2. Up to k u it may be cut off instead of rounded: a note. A sum
below 100 without a row for the whole proves nothing, because a part may be missing from the table.

Source: F. Mosteller, C. Youtz & D. Zahn, Demography 1967;4:850 (sums of rounded percentages).

Bad:

    outcomes
    outcome_id | part_of | exclusive
    complete   | any     | yes
    partial    | any     | yes
    any        |         |

    counts
    report_id | outcome_id | arm_id | percent
    R1        | any        | A      | 45        <- percent (warning)
    R1        | complete   | A      | 30
    R1        | partial    | A      | 18
    R2        | complete   | A      | 61        <- percent (warning)
    R2        | partial    | A      | 43
    R3        | any        | A      | 50        <- percent (info)
    R3        | complete   | A      | 30
    R3        | partial    | A      | 18
    R4        | any        | A      | 60        <- percent (warning)
    R4        | complete   | A      | 30
    R4        | partial    | A      | 18

Good, up to both edges of rounding:

    outcomes
    outcome_id | part_of | exclusive
    complete   | any     | yes
    partial    | any     | yes
    any        |         |

    counts
    report_id | outcome_id | arm_id | percent
    R1        | any        | A      | 48.5
    R1        | complete   | A      | 30
    R1        | partial    | A      | 18
    R2        | any        | A      | 47
    R2        | complete   | A      | 30
    R2        | partial    | A      | 18
    R3        | complete   | A      | 60.1
    R3        | partial    | A      | 40.0
    R4        | any        | A      | 49
    R4        | complete   | A      | 30
    R4        | partial    | A      | 18

Good, where the whole, or the parts, are Kaplan-Meier percents and not summed:

    outcomes
    outcome_id | part_of | exclusive
    complete   | any     | yes
    partial    | any     | yes
    any        |         |

    counts
    report_id | outcome_id | arm_id | percent | percent_kind
    R1        | any        | A      | 70      | km
    R1        | complete   | A      | 60      |
    R1        | partial    | A      | 40      |
    R2        | any        | A      | 70      | km
    R2        | complete   | A      | 30      | km
    R2        | partial    | A      | 18      | km

Skipped, where a part may be missing:

    outcomes
    outcome_id | part_of | exclusive
    complete   | any     | yes
    partial    | any     | yes

    counts
    report_id | outcome_id | arm_id | percent
    R2        | complete   | A      | 30
    R2        | partial    | A      | 18
    R3        | complete   | A      | 90
    R3        | partial    | A      |
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Count,
    Interval,
    Problem,
    Problems,
    Rounding,
    Tables,
    Verdict,
    check,
    exclusive_parts,
    is_crude,
    joined,
    percent_sum,
    span_of,
)

_HUNDRED = Interval.exactly(100)


@check(severity="warning", applies=lambda row: bool(row.percent) and row.is_printed and is_crude(row))
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where the parts' percents cannot sum to the whole's."""
    partitions = [
        parts for parts in exclusive_parts(row, tables) if not all(part[0].events for part in parts.rows)
    ]
    if not partitions:  # or their parts are counted, and then the counts are summed
        return NOT_APPLICABLE
    for whole, wholes, rows, complete, _ in partitions:
        parts = [part[0] for part in rows]
        if not complete or not all(part.percent.maybe and is_crude(part) for part in parts):
            raise CannotLook("a part has no percent")
        own = [other for other in wholes if other.percent.maybe and is_crude(other)]
        target = own[0].percent.interval if own else _HUNDRED
        found = percent_sum([part.percent.interval for part in parts])
        if found.meets(target) or any(found.meets(other.percent.interval) for other in own):
            continue
        if not own and found.wholly_below(target):
            raise CannotLook("a part may not be in the table")
        robust = percent_sum([part.percent.rounded(Rounding.ROBUST) for part in parts])
        cells = [part.percent for part in parts]
        yield Problem(
            own[0].percent if own else cells[0],
            f"{joined(cells)} is {span_of(found, 4)} %, and {whole if own else 'everybody'} "
            f"is {own[0].percent if own else 100} %",
            also=[(cell, "a part") for cell in cells[0 if own else 1 :]],
            severity="info" if robust.meets(target) else None,
            reading="the percents may be cut off or rounded up" if robust.meets(target) else None,
        )
    return Verdict(also=[part for _, _, rows, _, _ in partitions for group in rows for part in group])
