"""A standard deviation fits the smallest and largest value.

Two people stand at the ends of the range, so the SD cannot be smaller than a share of it; and nobody
stands beyond, so it cannot be larger than half of it (and a little more in a small sample). A standard
error typed as an SD falls below, as do limits of eligibility typed as an observed range.

(max - min)/sqrt(2(n - 1)) <= SD <= (max - min)/2 sqrt(n/(n - 1)). Where SE stands without SD, SE sqrt(n) is
the SD, and the finding a warning; so is one that figures cut off rather than rounded would explain, or an
SD that divides by n: printed s is then s sqrt(n/(n - 1)).

Source: K. R. Nair, Biometrika 1948;35:118; G. W. Thomson, Biometrika 1955;42:268; T. Popoviciu 1935.

Bad:

    continuous
    report_id | n  | sd   | se  | min | max
    R1        | 51 | 1.1  |     | 3.9 | 48.2 <- sd
    R2        | 51 | 25.0 |     | 3.9 | 48.2 <- sd
    R3        | 2  | 0.8  |     | 3   | 7    <- sd
    R4        | 51 |      | 4.9 | 3.9 | 48.2 <- se (warning)
    R5        | 51 | 4.41 |     | 3.9 | 48.2 <- sd (warning)
    R6        | 10 | 2.24 |     | 0.0 | 10.0 <- sd (warning)
    R7        | 10 | 2.18 |     | 0.0 | 10.0 <- sd

Good, on the edges:

    continuous
    report_id | n  | sd   | se  | min | max
    R1        | 51 | 4.42 |     | 3.9 | 48.2
    R2        | 51 | 22.4 |     | 3.9 | 48.2
    R3        | 2  | 2.83 |     | 3   | 7
    R4        | 51 |      | 3.0 | 3.9 | 48.2

Skipped, with no number of participants, or one:

    continuous
    report_id | n | sd  | min | max
    R1        |   | 1.1 | 3.9 | 48.2
    R2        | 1 | 0   | 4   | 4
"""

from triallint.kit import (
    CannotLook,
    Continuous,
    Problem,
    Problems,
    Rounding,
    check,
    people_in,
    require_figures,
    sd_behind,
    sd_from_divisor_n,
    sd_from_range,
    sd_from_se,
    span_of,
)


def _has_range(row: Continuous) -> bool:
    return bool(row.min) and bool(row.max) and bool(row.sd or row.se) and row.is_printed


@check(severity="error", applies=_has_range, unless="quantiles_are_in_order")
def problems(row: Continuous) -> Problems:
    """Yield where no data with the range have the SD."""
    require_figures(row.min, row.max, row.sd, row.se)
    n = people_in(row)
    sd, cell = sd_behind(row)
    possible = sd_from_range(row.min.interval, row.max.interval, n)
    if possible is None:
        raise CannotLook("the range is reversed, or there is one participant")
    if sd.meets(possible):
        return None
    robust = sd_from_range(row.min.rounded(Rounding.ROBUST), row.max.rounded(Rounding.ROBUST), n)
    widest = sd_behind(row, Rounding.ROBUST)[0]
    cut = robust is not None and widest.meets(robust)
    by_n = robust is not None and bool(row.sd) and sd_from_divisor_n(widest, n).meets(robust)
    yield Problem(
        cell,
        f"from {row.min} to {row.max} among {n} the SD can be {span_of(possible)}, "
        + (f"printed {cell}" if row.sd else f"SE {cell} makes it {span_of(sd)}"),
        also=[row.min, row.max, row.n],
        severity="warning" if cut or by_n or not row.sd else None,
        reading=_reading(row) or ("as an SD that divides by n, not by n - 1, it fits" if by_n else None),
    )
    return None


def _reading(row: Continuous) -> str | None:
    possible = sd_from_range(row.min.interval, row.max.interval, people_in(row))
    if possible is None:
        return None
    if row.sd and sd_from_se(row.sd.interval, people_in(row)).meets(possible):
        return "read as a standard error, it fits"
    return "read as an SD, it fits" if not row.sd and row.se.interval.meets(possible) else None
