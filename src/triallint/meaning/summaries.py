"""Means and their spread as checks read them: whole numbers, scales, and the rows of two arms. Pure."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from ..arithmetic import ArmSummary, combined_mean, combined_sd, sd_from_se, sqrt_of, square_of
from ..model import CannotLook, Interval, Reported, Rounding
from ..tables import Continuous, Estimate, Outcome, Row, Tables
from .participants import arms_of_total, is_whole_trial
from .quantities import ABOUT_BUT_ARM, about_but_arm

__all__ = [
    "has_mean_and_spread",
    "others_about",
    "pairs_of_arms",
    "parts_of_whole",
    "people_in",
    "require_figures",
    "same_number",
    "scale_of",
    "sd_behind",
    "sd_from_divisor_n",
    "statistic_of_parts",
    "summary_of",
    "whole_items",
]

_MOST_PEOPLE = 100_000_000
_MOST_ITEMS = 10_000
_LARGEST = 10**30
_FINEST = 20
_COARSEST = -6


def whole_items(row: Continuous, tables: Tables) -> int:
    """How many whole-number items each participant's value averages: 1 for a whole number.

    Proven by the outcome's `items`, or by its type `count`. An ordered scale alone proves nothing: some
    have half points.

    Raises:
        CannotLook: nothing proves that the values are whole numbers.
    """
    outcome = tables.outcome_of(row)
    if outcome is not None and outcome.items:
        items = outcome.items.count
        if items > _MOST_ITEMS:
            raise CannotLook("items are more than any score has")
        if items > 0:
            return items
    if outcome is not None and outcome.raw("type") == "count" and _is_bare(outcome, row):
        return 1
    raise CannotLook("that values are whole numbers is not proven")


def _is_bare(outcome: Outcome, row: Continuous) -> bool:
    """Whether a count is a bare number, and not one per year or per hundred."""
    unit = f" {row.raw('unit')} {outcome.raw('unit')} ".lower()
    return "/" not in unit and " per " not in unit


def people_in(row: Continuous) -> int:
    """The number of participants a row summarises.

    Raises:
        CannotLook: it is blank, zero, or more than any trial has.
    """
    n = row.n.count
    if n == 0:
        raise CannotLook("n is zero")
    if n > _MOST_PEOPLE:
        raise CannotLook("n is more than any trial has")
    return n


def require_figures(*cells: Reported) -> None:
    """Make sure that cells which state something print plain numbers that can be reckoned with.

    Raises:
        CannotLook: one is no number, an inequality ("<5"), or larger or finer than anything measured.
    """
    for cell in cells:
        if not cell:
            continue
        value = cell.value
        if abs(value) > _LARGEST or not _COARSEST <= cell.decimals <= _FINEST:
            raise CannotLook(f"{cell.label} is out of all proportion")


def scale_of(row: Continuous, tables: Tables) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and highest value that a row's variable can take; None where the scale is open.

    A change runs from minus to plus the width of the scale.
    """
    outcome = tables.outcome_of(row)
    if outcome is None:
        return None, None
    require_figures(outcome.scale_min, outcome.scale_max)
    low = outcome.scale_min.value if outcome.scale_min else None
    high = outcome.scale_max.value if outcome.scale_max else None
    if row.raw("statistic") == "change":
        width = high - low if low is not None and high is not None else None
        return (None, None) if width is None else (-width, width)
    return low, high


def has_mean_and_spread(row: Continuous) -> bool:
    """Whether a mean stands in the row with an SD or a standard error."""
    return bool(row.mean) and bool(row.sd or row.se) and row.is_printed


def sd_behind(row: Continuous, rounding: Rounding = Rounding.NEAREST) -> tuple[Interval, Reported]:
    """A row's SD, printed or SE sqrt(n), and the cell that says so.

    Raises:
        CannotLook: neither is given, or the SE stands without n.
    """
    require_figures(row.sd, row.se)
    if row.sd:
        return row.sd.rounded(rounding).intersection(Interval(Fraction(0), math.inf)), row.sd
    if row.se:
        return sd_from_se(row.se.rounded(rounding), people_in(row)), row.se
    raise CannotLook("neither sd nor se is given")


def sd_from_divisor_n(sd: Interval, n: int) -> Interval:
    """The usual SD, which divides by n - 1, of data whose SD with divisor n is `sd`: sd sqrt(n/(n - 1))."""
    return sqrt_of(square_of(sd).scaled(Fraction(n, max(n - 1, 1))))


def summary_of(row: Continuous) -> ArmSummary:
    """Mean, SD and number of one arm. Raises `CannotLook` where one is missing."""
    require_figures(row.mean)
    return ArmSummary(row.mean.interval, sd_behind(row)[0], people_in(row))


def pairs_of_arms(comparison: Estimate, tables: Tables) -> list[tuple[Continuous, Continuous]]:
    """The summaries of a comparison's two arms, each pair of one statistic.

    The arms are those that the row names; where it names none, the report's two randomised arms.

    Raises:
        CannotLook: the arms are not known, or no pair of means is given.
    """
    ids = (comparison.raw("arm_id"), comparison.raw("comparator_id"))
    if not any(ids):
        arms = tables.randomised_arms_of(comparison)
        if len(arms) != 2:
            raise CannotLook("which two arms are compared is not stated")
        ids = (arms[0].raw("arm_id"), arms[1].raw("arm_id"))
    first, second = (_summaries(comparison, arm, tables) for arm in ids)
    found = [
        (a, b)
        for a, b in product(first, second)
        if a.raw("statistic") == b.raw("statistic") and a.mean and b.mean
    ]
    require_figures(*(row.mean for pair in found for row in pair))
    if not found:
        raise CannotLook("the means of the two arms are not both given")
    return found


def _summaries(comparison: Estimate, arm_id: str, tables: Tables) -> Sequence[Continuous]:
    same = about_but_arm(comparison)
    rows = tables.where(Continuous, **same, arm_id=arm_id)
    outcome = tables.outcome_of(comparison)
    # Only a characteristic is compared at baseline; an outcome's effect is not that of its baseline.
    at_baseline = outcome is not None and outcome.raw("type") == "characteristic"
    return [row for row in rows if row.is_printed and (at_baseline or row.raw("statistic") != "baseline")]


def others_about(row: Continuous, tables: Tables, *but: str, **texts: str) -> list[Continuous]:
    """Rows about what `row` is about, less the columns in `but`, with these `texts` in place of its own."""
    names = [name for name in (*ABOUT_BUT_ARM, "arm_id", "statistic") if name not in but]
    wanted: dict[str, str] = {name: row.raw(name) for name in names} | texts
    return [other for other in tables.where(Continuous, **wanted) if other.identity != row.identity]


def same_number(rows: Sequence[Row]) -> bool:
    """Whether all rows print one n."""
    counts = {row.raw("n") for row in rows}
    return len(counts) == 1 and "" not in counts


def parts_of_whole(row: Continuous, tables: Tables) -> Iterator[list[Continuous]]:
    """Lists of rows that may share out the participants of `row`: its arms, or its subgroups by factor.

    A factor is the name before a colon or an equals sign in `subgroup` ("sex: female"). Whether a list is
    exhaustive is for the numbers to prove.
    """
    if is_whole_trial(row, tables):
        try:
            arms = [others_about(row, tables, arm_id=arm.raw("arm_id")) for arm in arms_of_total(row, tables)]
        except CannotLook:
            arms = []
        if arms and all(arms):
            yield [found[0] for found in arms]
    by_factor: dict[str, list[Continuous]] = defaultdict(list)
    for other in others_about(row, tables, "subgroup"):
        if other.subgroup:
            factor, mark, _ = other.raw("subgroup").replace("=", ":").partition(":")
            by_factor[factor if mark else ""].append(other)
    yield from (parts for parts in by_factor.values() if len(parts) > 1)


def statistic_of_parts(
    parts: Sequence[Continuous], name: str, rounding: Rounding, by_n: bool = False
) -> Interval | None:
    """The mean, median or SD of all participants that exhaustive parts allow; None where a figure is missing.

    Args:
        parts: rows that share out the participants of a whole.
        name: `mean`, `median` (which lies between those of the parts) or `sd` (which needs the means too).
        rounding: how their figures were brought to their decimals.
        by_n: whether their SDs divide by n; the result divides by n - 1 all the same.

    Raises:
        CannotLook: a figure is out of all proportion, or a part has no number of participants.
    """
    require_figures(*(cell for part in parts for cell in (part.mean, part.cell(name))))
    figures = [part.cell(name).rounded(rounding) for part in parts if part.cell(name).maybe]
    if len(figures) < len(parts):
        return None
    if name == "median":
        return Interval(min(x.lo for x in figures), max(x.hi for x in figures))
    means = [part.mean.rounded(rounding) for part in parts if part.mean.maybe]
    if len(means) < len(parts):
        return None
    sizes = [people_in(part) for part in parts]
    if name == "mean":
        return combined_mean(list(zip(means, sizes, strict=True)))
    if by_n:
        figures = [sd_from_divisor_n(sd, n) for sd, n in zip(figures, sizes, strict=True)]
    return combined_sd([ArmSummary(m, s, n) for m, s, n in zip(means, figures, sizes, strict=True)])
