"""A standard deviation is possible for its mean on its scale.

On a scale from a to b the SD is largest when everyone stands at an end; a mean near an end leaves little
room. Whole numbers whose mean is not whole must differ, so their SD has a least value too. An SD outside
is another quantity (often a standard error, or a variance), or has a slipped digit.

SD^2 <= (b - m)(m - a) n/(n - 1), less what whole items cannot reach; SD^2 >= r(1 - r) n/(n - 1) for whole
numbers whose mean ends in the fraction r. A change runs from a - b to b - a. Where SE stands without SD,
SE sqrt(n) is the SD, and the finding a warning, since models have standard errors of their own. So is one
that figures cut off rather than rounded, or an SD that divides by n, would explain.

Source: T. Popoviciu 1935; R. Bhatia & C. Davis, Am Math Mon 2000;107:353; INSPECT-SR guidance, check 4.8.

Bad:

    outcomes
    outcome_id | items | scale_min | scale_max
    likert     | 1     | 1         | 7
    vas        |       | 0         | 10
    apgar      | 1     | 0         | 10

    continuous
    report_id | outcome_id | statistic | n  | mean | sd   | se
    R1        | likert     |           | 20 | 4    | 5    |     <- sd
    R1        | vas        |           | 20 | 9.0  | 3.4  |     <- sd
    R1        | vas        |           | 20 | 9.0  |      | 0.9 <- se (warning)
    R1        | vas        | change    | 20 | -9.5 | 4.5  |     <- sd
    R1        | apgar      |           | 30 | 9.93 | 0.18 |     <- sd
    R2        | apgar      |           | 5  | 8.2  | 0.41 |     <- sd (warning)
    R3        | vas        |           | 20 | 9.0  | 3.16 |     <- sd (warning)

Good, on the edges:

    outcomes
    outcome_id | items | scale_min | scale_max
    likert     | 1     | 1         | 7
    vas        |       | 0         | 10
    whole      | 1     |           |

    continuous
    report_id | outcome_id | statistic | n  | mean | sd   | se
    R1        | likert     |           | 20 | 4    | 3.08 |
    R1        | likert     |           | 5  | 4.2  | 0.45 |
    R1        | likert     |           | 5  | 4.2  | 3.03 |
    R1        | vas        |           | 20 | 9.0  | 3.15 |
    R1        | vas        |           | 20 | 9.0  |      | 0.7
    R1        | vas        | change    | 20 | -9.5 | 3.2  |
    R1        | whole      |           | 5  | 4.2  | 0.45 |

Skipped, where neither a scale nor whole numbers are stated:

    outcomes
    outcome_id | type       | scale_min
    weight     | continuous |
    stay       | continuous | 0

    continuous
    report_id | outcome_id | n  | mean | sd
    R1        | weight     | 20 | 4    | 5
    R1        | stay       | 20 | 4    | 5
"""

import math
from fractions import Fraction

from triallint.kit import (
    CannotLook,
    Continuous,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    has_mean_and_spread,
    people_in,
    require_figures,
    scale_of,
    sd_behind,
    sd_bounds,
    short,
    span_of,
    sqrt_of,
    square_of,
    whole_items,
)


@check(severity="error", applies=has_mean_and_spread)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield where no data on the scale, or no whole numbers, have the mean and the SD."""
    require_figures(row.mean, row.sd, row.se)
    n = people_in(row)
    low, high = scale_of(row, tables)
    items = _items(row, tables)
    if items is None and (low is None or high is None):
        raise CannotLook("neither the ends of the scale nor whole numbers are stated")
    sd, cell = sd_behind(row)
    bounds = sd_bounds(row.mean.interval, n, low, high, items)
    if bounds is None:
        raise CannotLook("the mean itself is impossible, or there is one participant")
    if sd.meets(bounds):
        return None
    robust = sd_bounds(row.mean.rounded(Rounding.ROBUST), n, low, high, items)
    cut = robust is not None and sd_behind(row, Rounding.ROBUST)[0].meets(robust)
    by_n = sqrt_of(square_of(sd).scaled(Fraction(n, n - 1))).meets(bounds)
    printed = row.se.interval if not row.sd else sqrt_of(square_of(sd).scaled(n))
    readings = ["it was cut off, not rounded"] if cut else []
    readings += ["it divides by n rather than n - 1"] if by_n else []
    readings += [f"it is a standard {'error' if row.sd else 'deviation'}"] if printed.meets(bounds) else []
    words = span_of(bounds) if math.isfinite(bounds.hi) else f"{short(bounds.lo)} or more"
    found = f"printed {cell}" if row.sd else f"SE {cell} makes it {span_of(sd)}"
    yield Problem(
        cell,
        f"with mean {row.mean} and n {n} the SD can be {words}, {found}",
        also=[row.mean, row.n],
        severity="warning" if cut or by_n or not row.sd else None,
        reading=f"possible if {' or '.join(readings)}" if readings else None,
    )
    return None


def _items(row: Continuous, tables: Tables) -> int | None:
    try:
        return whole_items(row, tables)
    except CannotLook:
        return None
