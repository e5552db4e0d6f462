"""The mean of whole numbers is a whole total divided by their number.

Twenty-eight whole numbers have a mean of 5.18 or 5.21, never of 5.19: with few participants most printed
means are impossible, and a slipped digit shows at once. About half of the articles first checked in this
way had such a mean.

Possible means are total/(n items), rounded. It needs proof that values are whole: the outcome's `items`,
or the type `count`. With more participants than the decimals can tell apart (n items >= 10^decimals)
nothing can be found, and the row is skipped.

Benign: fewer participants than the printed n; an adjusted, weighted or imputed mean; a figure cut off
rather than rounded (an info where the report's percents prove that it cuts off).

Source: N. J. L. Brown & J. A. J. Heathers, Soc Psychol Personal Sci 2017;8:363 (GRIM).

Bad:

    outcomes
    outcome_id | items | type
    score      | 1     |
    pair       | 2     |
    visits     |       | count

    continuous
    report_id | outcome_id | arm_id | n  | mean
    R1        | score      | A      | 28 | 5.19  <- mean
    R1        | pair       | A      | 14 | 5.19  <- mean
    R1        | visits     | A      | 20 | 3.48  <- mean
    R2        | score      | A      | 50 | 5.83  <- mean
    R3        | score      | A      | 28 | -5.19 <- mean

    arms
    report_id | arm_id | randomised | analysed
    R1        | A      | 28         | 26

Bad, where the report is known to cut off its figures:

    outcomes
    outcome_id | items
    score      | 1

    continuous
    report_id | outcome_id | n  | mean
    R1        | score      | 28 | 5.17 <- mean (info)

    counts
    report_id | outcome_id | events | total | percent
    R1        | a          | 40     | 450   | 8.8
    R1        | b          | 49     | 450   | 10.8
    R1        | c          | 58     | 450   | 12.8

Good, also where two totals fit, or a total lies on the edge:

    outcomes
    outcome_id | items | type
    score      | 1     |
    pair       | 2     |
    visits     |       | count

    continuous
    report_id | outcome_id | n  | mean
    R1        | score      | 28 | 5.18
    R1        | score      | 28 | 5.21
    R1        | pair       | 14 | 5.18
    R1        | score      | 40 | 5.02
    R1        | score      | 40 | 5.03
    R1        | visits     | 9  | 5.2

Skipped, where values need not be whole, or all means are possible:

    outcomes
    outcome_id | items | type       | unit
    score      | 1     |            |
    age        |       | continuous | years
    rate       |       | count      | events per year

    continuous
    report_id | outcome_id | n   | mean
    R1        | age        | 28  | 5.19
    R1        | rate       | 28  | 5.19
    R1        | score      | 100 | 5.19
    R1        | score      |     | 5.19
"""

from triallint.kit import (
    CannotLook,
    Continuous,
    Conventions,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    grim_totals,
    nearest_possible,
    people_in,
    require_figures,
    whole_items,
)


def _has_mean(row: Continuous) -> bool:
    return bool(row.mean) and row.is_printed


@check(severity="warning", applies=_has_mean, unless="means_share_one_number")
def problems(row: Continuous, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where no whole total gives the printed mean."""
    require_figures(row.mean)
    items, n, printed = whole_items(row, tables), people_in(row), row.mean.printed
    if n * items >= 10**printed.decimals:
        raise CannotLook("with so many participants every mean is possible")
    if grim_totals(printed.interval(), n, items):
        return None
    cut = bool(grim_totals(printed.interval(Rounding.ROBUST), n, items))
    rounding = conventions.of(row).rounding
    proven = rounding is not None and grim_totals(printed.interval(rounding.value), n, items)
    below, above = (f"{float(mean):.{printed.decimals}f}" for mean in nearest_possible(printed, n, items))
    of = f"{n} participants" + (f" and {items} items each" if items > 1 else "")
    others = _other_numbers(row, tables, n, items)
    readings = (["it was cut off, not rounded"] if cut else []) + [f"it is the mean of {m}" for m in others]
    yield Problem(
        row.mean,
        f"whole numbers of {of} cannot have the mean {row.mean}; the nearest are {below} and {above}",
        also=[row.n],
        severity="info" if proven else None,
        reading=f"possible if {' or '.join(readings)}" if readings else None,
        inferred=[rounding.evidence] if rounding is not None and proven else (),
    )
    return None


def _other_numbers(row: Continuous, tables: Tables, n: int, items: int) -> list[int]:
    """Other numbers of participants that the row's arm declares and that make the mean possible."""
    arm = tables.arm_of(row)
    cells = (arm.analysed, arm.treated, arm.randomised) if arm is not None else ()
    declared = dict.fromkeys(cell.count for cell in cells if cell.maybe)
    return [m for m in declared if m != n and grim_totals(row.mean.interval, m, items)]
