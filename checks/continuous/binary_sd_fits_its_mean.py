"""The SD of a yes-or-no variable follows from its mean.

Coded 0 and 1, a share p of n has the SD sqrt(p(1 - p) n/(n - 1)), and no other. Another SD belongs to
another row, or the variable is not coded so.

Some whole k must give both: k/n in the interval of the mean and k(n - k)/(n(n - 1)) in that of SD^2. Looked
at only for outcomes of type `binary` with a mean from 0 to 1. An SD that divides by n is offered where it
fits.

Source: J. A. J. Heathers & N. J. L. Brown 2019 (DEBIT).

Bad:

    outcomes
    outcome_id | type
    female     | binary

    continuous
    report_id | outcome_id | n    | mean | sd
    R1        | female     | 1683 | 0.19 | 0.35 <- sd
    R1        | female     | 10   | 0.3  | 0.46 <- sd
    R1        | female     | 10   | 0.3  | 0.49 <- sd

Good, on the edge of rounding:

    outcomes
    outcome_id | type
    female     | binary

    continuous
    report_id | outcome_id | n    | mean | sd
    R1        | female     | 1683 | 0.53 | 0.50
    R1        | female     | 1683 | 0.44 | 0.50
    R1        | female     | 10   | 0.3  | 0.48
    R1        | female     | 10   | 0.30 | 0.5
    R1        | female     | 10   | 1.00 | 0.00
    R1        | female     | 10   | 0    | 0.0

Skipped, where the mean is a percent:

    outcomes
    outcome_id | type
    female     | binary

    continuous
    report_id | outcome_id | n  | mean | sd
    R1        | female     | 10 | 30   | 46
"""

import math
from fractions import Fraction

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Continuous,
    Problem,
    Problems,
    Tables,
    check,
    debit,
    people_in,
    require_figures,
)

#: Above it the search through all numbers of ones takes longer than it tells.
_MOST = 100_000


def _has_both(row: Continuous) -> bool:
    return bool(row.mean) and bool(row.sd) and row.is_printed


@check(severity="warning", applies=_has_both)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield where no number of ones gives both the mean and the SD."""
    outcome = tables.outcome_of(row)
    if outcome is None or outcome.type.text != "binary":
        return NOT_APPLICABLE
    if not 0 <= row.mean.value <= 1:
        raise CannotLook("the mean of the binary outcome is not a proportion")
    require_figures(row.mean, row.sd)
    mean, sd, n = row.mean.interval, row.sd.interval, people_in(row)
    if n > _MOST:
        raise CannotLook("with so many participants any mean and SD near enough fit")
    if debit(mean, sd, n):
        return None
    by_n = debit(mean, sd, n, divisor_n=True)
    yield Problem(
        row.sd,
        f"{n} zeros and ones with the mean {row.mean} have an SD of {_sd(row, n)}, printed {row.sd}",
        also=[row.mean, row.n],
        reading="it divides by n rather than n - 1" if by_n else None,
    )
    return None


def _sd(row: Continuous, n: int) -> str:
    """The SD of the printed mean itself, for the message."""
    p = row.mean.value
    variance = p * (1 - p) * Fraction(n, max(n - 1, 1))
    return f"{math.sqrt(variance):.3g}"
