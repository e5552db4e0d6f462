"""The means that an arm prints are those of the number of participants printed beside them.

Where several means are impossible for the printed n, and one smaller number makes all of them possible,
the explanation is that number (participants with missing data, or an analysis set that is not stated),
and not as many separate slips. It is said once.

Looked at are an arm's means of whole numbers with one printed n. At least three must be impossible for it,
and one number from two thirds of n to n - 1 must make every mean of the list possible; the chance of that,
if means were any figures, must be below 5 %: the sum over these numbers m of the product over the
impossible means of min(1, m items/10^decimals).

Source: N. J. L. Brown & J. A. J. Heathers, Soc Psychol Personal Sci 2017;8:363; the reading of a list as
one smaller number after a published re-analysis in which 21 explained ten of ten means and the printed 26
one.

Bad:

    outcomes
    outcome_id | items
    a          | 1
    b          | 1
    c          | 1
    d          | 1
    e          | 1
    f          | 1

    continuous
    report_id | outcome_id | arm_id | n  | mean
    R1        | a          | A      | 26 | 15.19
    R1        | b          | A      | 26 | 14.67 <- n
    R1        | c          | A      | 26 | 8.76
    R1        | d          | A      | 26 | 24.33
    R1        | e          | A      | 26 | 28.29
    R1        | f          | A      | 26 | 4.90

Good, where too few are impossible, or no one number explains all:

    outcomes
    outcome_id | items
    a          | 1
    b          | 1
    c          | 1
    d          | 1
    e          | 1

    continuous
    report_id | outcome_id | arm_id | n  | mean
    R1        | a          | A      | 26 | 15.19
    R1        | b          | A      | 26 | 14.67
    R1        | c          | A      | 26 | 8.76
    R2        | a          | A      | 26 | 14.67
    R2        | b          | A      | 26 | 8.76
    R2        | c          | A      | 26 | 24.33
    R2        | d          | A      | 26 | 28.29
    R2        | e          | A      | 26 | 14.65
    R3        | a          | A      | 26 | 14.67
    R3        | b          | A      | 26 | 8.76
    R3        | c          | A      | 26 | 24.33

Skipped, without a number of participants:

    outcomes
    outcome_id | items
    a          | 1

    continuous
    report_id | outcome_id | arm_id | mean
    R1        | a          | A      | 14.67
"""

import math

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Continuous,
    Problem,
    Problems,
    Tables,
    check,
    grim_totals,
    people_in,
    require_figures,
    whole_items,
)

#: Above it a list of means has no power, and the search no end.
_MOST = 10_000
_LIST = ("report_id", "arm_id", "subgroup", "population", "n")


def _has_mean(row: Continuous) -> bool:
    return bool(row.mean) and row.is_printed


@check(severity="warning", applies=_has_mean)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield at the first impossible mean of a list that one smaller number explains."""
    require_figures(row.mean)
    n = people_in(row)
    if _possible(row, whole_items(row, tables), n):
        return None
    if n > _MOST:
        raise CannotLook("with so many participants one smaller number explains any list")
    rows = [(one, items) for one in tables.like(row, Continuous, *_LIST) if (items := _items(one, tables))]
    impossible = [(one, items) for one, items in rows if not _possible(one, items, n)]
    if impossible[0][0].identity != row.identity:
        return NOT_APPLICABLE
    sizes = range(-(-2 * n // 3), n)
    explaining = [m for m in sizes if all(_possible(one, items, m) for one, items in rows)]
    by_chance = sum(math.prod(_share(one, items, m) for one, items in impossible) for m in sizes)
    if len(impossible) < 3 or not explaining or by_chance >= 0.05:
        return None
    yield Problem(
        row.n,
        f"{len(impossible)} of {len(rows)} means are impossible for {n} participants; "
        f"all {len(rows)} are possible for {' or '.join(map(str, explaining))}",
        also=[one.mean for one, _ in impossible],
        reading="participants without data may have been left out",
    )
    return None


def _items(row: Continuous, tables: Tables) -> int:
    try:
        require_figures(row.mean)
        return whole_items(row, tables) if _has_mean(row) else 0
    except CannotLook:
        return 0


def _possible(row: Continuous, items: int, n: int) -> bool:
    return bool(grim_totals(row.mean.interval, n, items))


def _share(row: Continuous, items: int, n: int) -> float:
    return min(1.0, n * items / float(10**row.mean.decimals))
