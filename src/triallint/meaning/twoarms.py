"""The two arms' counts behind an effect: in its own row, or in rows of counts about the same thing. Pure."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from ..arithmetic import EffectEstimate, TwoByTwo, effect_estimates, table_p_values
from ..model import CannotLook, Interval, Reported, Rounding
from ..tables import Count, Estimate, Tables
from .kin import is_crude
from .quantities import about_but_arm

__all__ = [
    "COUNTED",
    "CountsBehind",
    "PrintedEffect",
    "counts_behind",
    "events_behind",
    "fitting_method",
    "fitting_test_of_counts",
    "misfits",
    "printed_effects",
]

#: Measures that are functions of two arms' counts, and the one each is computed as.
COUNTED = {"OR": "OR", "RR": "RR", "PR": "RR", "RD": "RD"}

_OWN = ("events_1", "n_1", "events_2", "n_2")


class CountsBehind(NamedTuple):
    """A table of counts and the cells it comes from, in the order of the table."""

    table: TwoByTwo
    cells: tuple[Reported, ...]

    @property
    def words(self) -> str:
        """The counts as printed: "4 of 241 against 10 of 249"."""
        a, n1, c, n2 = self.cells
        return f"{a} of {n1} against {c} of {n2}"


def counts_behind(row: Estimate, tables: Tables) -> CountsBehind:
    """The 2x2 table that an effect was, or could have been, computed from.

    Rows of counts are used only where they agree with the estimate in outcome, subgroup, population, time
    and data cut, and name its two arms; percents from survival curves are no such counts.

    Raises:
        CannotLook: there is none, or it is impossible, or two printings of a count differ, or the
            analysis is one that counts alone do not give.
    """
    if row.raw("paired") == "yes" or row.raw("cluster_adjusted") == "yes":
        raise CannotLook("paired or clustered data are not in the counts alone")
    if any(row.raw(name) for name in _OWN):
        cells: tuple[Reported, ...] = tuple(row.cell(name) for name in _OWN)
    elif not row.raw("arm_id") or not row.raw("comparator_id"):
        raise CannotLook("the counts of the two arms are not given")
    else:
        first, second = (_count_of(row, tables, row.raw(name)) for name in ("arm_id", "comparator_id"))
        cells = (first.events, first.total, second.events, second.total)
    table = TwoByTwo(*(cell.count for cell in cells))
    if not table.possible:
        raise CannotLook("the counts of the two arms are impossible")
    return CountsBehind(table, cells)


def _count_of(row: Estimate, tables: Tables, arm_id: str) -> Count:
    found = [
        count
        for count in tables.where(Count, arm_id=arm_id, grade="", serious="", **about_but_arm(row))
        if count.raw("events") and count.raw("total") and is_crude(count)
    ]
    if not found:
        raise CannotLook("the counts of the two arms are not given")
    if len({(count.raw("events"), count.raw("total")) for count in found}) > 1:
        raise CannotLook("two printings of an arm's counts differ")
    return found[0]


def events_behind(
    row: Estimate, tables: Tables, column: str = "events"
) -> tuple[int, int | None, tuple[Reported, ...]]:
    """Numbers of events that an effect rests on: of each arm, or of both together.

    Both numbers stand in its row, or in rows of counts of the same outcome, subgroup, population and
    stated data cut; of one arm each, or of the whole trial.

    Args:
        row: the effect.
        tables: the dataset.
        column: of the table of counts: `events` (participants) or `event_count`.

    Returns:
        Events of the arm, events of the comparator (None where the first is of both), and their cells.

    Raises:
        CannotLook: there are none, or nothing proves that they are of the same data cut.
    """
    if row.raw("events_1") and row.raw("events_2"):
        return row.events_1.count, row.events_2.count, (row.events_1, row.events_2)
    shared = {name: row.raw(name) for name in ("report_id", "outcome_id", "subgroup", "population")}
    counts = [c for c in tables.where(Count, **shared, grade="", serious="") if c.raw(column)]
    if not counts:
        raise CannotLook("the numbers of events are not given")
    cut = row.raw("data_cut")
    counts = [c for c in counts if cut and c.raw("data_cut") == cut and c.raw("time_value") == ""]
    if not counts:
        raise CannotLook("data cut not proven: events and estimate may be of different analyses")
    by_arm = {c.raw("arm_id"): c.cell(column) for c in counts}
    if len(by_arm) < len(counts):
        raise CannotLook("a number of events is printed twice")
    pair = [by_arm.get(row.raw(name)) for name in ("arm_id", "comparator_id") if row.raw(name)]
    if len(pair) == 2 and pair[0] is not None and pair[1] is not None:
        return pair[0].count, pair[1].count, (pair[0], pair[1])
    whole = by_arm.get("")
    if whole is None:
        raise CannotLook("the numbers of events are given for neither both arms nor the whole trial")
    return whole.count, None, (whole,)


def fitting_test_of_counts(row: Estimate, tables: Tables, sides: int) -> list[str]:
    """In words, the first test of the two arms' counts that gives the P value; none where none is known to.

    Raises:
        CannotLook: the row has no P value that is a number.
    """
    p = row.p_value.interval
    try:
        behind = counts_behind(row, tables)
    except CannotLook:
        return []
    found = table_p_values(behind.table, sides).items()
    return [f"as P of {behind.words} ({name}), it agrees" for name, x in found if p.contains(x)][:1]


class PrintedEffect(NamedTuple):
    """An effect and its limits as printed, risk differences as proportions; None where there is no number."""

    value: Interval | None
    lower: Interval | None
    upper: Interval | None


#: What units of a risk difference a proportion has to be multiplied with.
_SCALES = {"percent": 100, "%": 100, "percentage points": 100, "pp": 100, "proportion": 1}


def printed_effects(row: Estimate, rounding: Rounding = Rounding.NEAREST) -> list[PrintedEffect]:
    """The effect as printed; both ways where a risk difference may be a percent or a proportion."""
    numbers = [cell.maybe for cell in (row.value, row.ci_lower, row.ci_upper)]
    printed = [number.interval(rounding) if number else None for number in numbers]
    if row.raw("measure") not in ("RD", "survival_difference"):
        return [PrintedEffect(*printed)]
    unit = row.raw("unit").strip().lower()
    if unit and unit not in _SCALES:
        raise CannotLook("the unit of the difference is neither percent nor proportion")
    scales = [_SCALES[unit]] if unit else [100, 1]
    if not unit and any(number and abs(number.value) > 1 for number in numbers):
        scales = [100]
    return [
        PrintedEffect(*(x.scaled(Fraction(1, scale)) if x else None for x in printed)) for scale in scales
    ]


def fitting_method(
    effects: Iterable[PrintedEffect], table: TwoByTwo, measure: str, level: Fraction, sides: int = 2
) -> str | None:
    """The first usual method by which the counts give the printed effect and limits, if there is one.

    Args:
        effects: the figures, in each unit that they may have.
        table: the counts.
        measure: OR, RR or RD.
        level: of the interval, 0 to 1.
        sides: of the interval.
    """
    printed = [*effects]
    for own in effect_estimates(table, measure, level * 100, sides):
        if any(own.fits(*effect) for effect in printed):
            return own.method
    return None


def misfits(own: EffectEstimate, effects: Iterable[PrintedEffect]) -> list[int]:
    """Which of value (0), lower (1) and upper limit (2) a method does not give, under the kindest unit."""
    pairs = [zip(effect, own[1:], strict=True) for effect in effects]
    return min(([i for i, (x, y) in enumerate(pair) if x and not x.meets(y)] for pair in pairs), key=len)
