"""Means, medians and extremes lie between the lowest and the highest value of their scale.

A scale from 0 to 10 has no mean of 12.4: the figure is on another scale (percent of the maximum, a sum of
items where their mean is meant), or has lost its decimal point.

scale_min <= mean, median, quartiles, minimum, maximum <= scale_max as rounding intervals; a change runs
from minus to plus the width of the scale. A warning where figures cut off rather than rounded would
explain it.

Source: definition of the scale; INSPECT-SR guidance, check 4.8.

Bad:

    outcomes
    outcome_id | scale_min | scale_max
    vas        | 0         | 10
    open       | 1         |
    fine       | 0         | 3.4

    continuous
    report_id | outcome_id | statistic | mean  | median | max
    R1        | vas        | final     | 12.4  |        |     <- mean
    R1        | vas        | final     |       | 4      | 100 <- max
    R1        | vas        | change    | -12.4 |        |     <- mean
    R1        | open       | baseline  | 0.2   |        |     <- mean
    R1        | fine       | final     | 4     |        |     <- mean (warning)

Good, up to the ends and the edge of rounding:

    outcomes
    outcome_id | scale_min | scale_max
    vas        | 0         | 10
    open       | 1         |

    continuous
    report_id | outcome_id | statistic | mean | median | min | max
    R1        | vas        | final     | 10.0 | 10     | 0   | 10
    R1        | vas        | change    | -10  |        |     |
    R1        | open       | baseline  | 1    |        |     |
    R1        | open       | change    | -5   |        |     |

Skipped, where the mean is not a number:

    outcomes
    outcome_id | scale_min | scale_max
    vas        | 0         | 10

    continuous
    report_id | outcome_id | mean
    R1        | vas        | about 5
"""

import math

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Continuous,
    Interval,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    scale_of,
)


@check(severity="error", applies=lambda row: row.is_printed)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield for each figure wholly beyond an end of the scale."""
    low, high = scale_of(row, tables)
    if low is None and high is None:
        return NOT_APPLICABLE
    scale = Interval(-math.inf if low is None else low, math.inf if high is None else high)
    cells = [cell for cell in (row.mean, row.median, row.q1, row.q3, row.min, row.max) if cell.maybe]
    if not cells:
        raise CannotLook("no figure of the row is a number")
    for cell in cells:
        if cell.interval.meets(scale):
            continue
        cut = cell.rounded(Rounding.ROBUST).meets(scale)
        ends = [f"{float(end):g}" for end in (low, high) if end is not None]
        yield Problem(
            cell,
            f"{cell.label} {cell} is beyond the scale of {' to '.join(ends)}",
            severity="warning" if cut else None,
            reading="the figure was cut off, not rounded" if cut else None,
        )
    return None
