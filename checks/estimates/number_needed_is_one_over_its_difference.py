"""A number needed to treat is one over its risk difference.

So are its limits. Where the difference's interval includes zero, that of the number needed runs through
infinity: an absolute reduction of 10 % (-5 % to 25 %) is a number needed to treat for benefit of 10, from 4
to infinity and on to 20 for harm.

|1 / D| for all values that print as the difference must meet the number to the next whole either way, for it
is often rounded up; so must the limits, whichever of them is printed first and however its sign is shown.

Benign: a number per year or at another baseline risk, one from an odds ratio.

Source: D. G. Altman, BMJ 1998;317:1309; N. Barrowman, CMAJ 2002;166:1676.

Bad:

    estimates
    report_id | measure | value | unit    | ci_lower | ci_upper
    R1        | RD      | 10    | percent | -5       | 25
    R1        | NNT     | 20    |         | 4        | -20       <- value
    R2        | RD      | 16.6  | percent | 0.9      | 32.2
    R2        | NNT     | 6     |         | 4.1      | 111.1     <- ci_lower

Good, up to the edge of rounding:

    estimates
    report_id | measure | value | unit    | ci_lower | ci_upper
    R1        | RD      | 10    | percent | -5       | 25
    R1        | NNT     | 10    |         | 4        | -20
    R2        | RD      | 16.6  | percent | 0.9      | 32.2
    R2        | NNT     | 7     |         | 3.1      | 111.1
    R3        | RD      | -0.04 |         | -0.07    | -0.01
    R3        | NNT     | 25    |         | 14       | 100
    R4        | RD      | 0.07  |         |          |
    R4        | NNT     | 13    |         |          |

Skipped, without a difference:

    estimates
    report_id | measure | value
    R1        | NNT     | 20
"""

from triallint.kit import (
    ABOUT,
    CannotLook,
    Estimate,
    Interval,
    Problem,
    Problems,
    Reported,
    Rounding,
    Tables,
    absolute,
    check,
    number_needed,
    printed_effects,
    shown,
    span_of,
)


def _gives(difference: Interval | None, cell: Reported) -> bool:
    """Whether one over the difference may be the printed number, rounded either way."""
    if difference is None or not cell.maybe:
        return True
    return absolute(number_needed(difference)).meets(absolute(cell.rounded(Rounding.ROBUST)))


def _misfit(
    row: Estimate, value: Interval | None, lower: Interval | None, upper: Interval | None
) -> Reported | None:
    """The first cell that the difference does not give, its limits taken in the better order."""
    if not _gives(value, row.value):
        return row.value
    orders = [(lower, upper), (upper, lower)]
    fits = [[_gives(a, row.ci_lower), _gives(b, row.ci_upper)] for a, b in orders]
    best = max(fits, key=sum)
    return None if all(best) else row.ci_upper if best[0] else row.ci_lower


@check(
    severity="warning", applies=lambda row: row.raw("measure") in ("NNT", "NNH") and row.raw("value") != ""
)
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where no risk difference of the same quantity gives the number."""
    rows = [other for other in tables.like(row, Estimate, *ABOUT) if other.raw("measure") == "RD"]
    rows = [other for other in rows if other.value.maybe]
    if not rows:
        raise CannotLook("no risk difference of the same quantity is given")
    found = [(_misfit(row, *effect), effect, rd) for rd in rows for effect in printed_effects(rd)]
    if any(cell is None for cell, _, _ in found):
        return None
    cell, effect, rd = next((one for one in found if one[0] is not row.value), found[0])
    if cell and effect.value:
        yield Problem(
            cell,
            f"{shown(rd)} needs {span_of(absolute(number_needed(effect.value)))} to treat, "
            f"printed {shown(row)}",
            also=[c for c in (rd.value, rd.ci_lower, rd.ci_upper) if c],
        )
    return None
