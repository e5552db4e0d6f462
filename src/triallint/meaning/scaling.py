"""A survival interval and its report's scale: the limit to expect there, slips that lead to it. Pure."""

import math
from collections.abc import Collection
from fractions import Fraction
from functools import partial

from ..arithmetic import SURVIVAL_SCALES, SurvivalScale, clipped, scales_that_fit
from ..model import Interval, Reported, widened
from ..tables import Estimate
from .slips import slips_that_fit
from .survivals import share, whole_of

__all__ = ["slip_onto_scale", "upper_on_scale"]

#: Halvings that bring a proportion to the precision of a float.
_HALVINGS = 60


def slip_onto_scale(row: Estimate, scales: Collection[str]) -> tuple[Reported, str] | None:
    """The first of limits and estimate with a slip that would put the interval on one of the scales.

    Args:
        row: a survival estimate with both limits.
        scales: names of scales.

    Returns:
        The cell and its slip in words; None where no single slip of the usual kinds does it.

    Raises:
        CannotLook: a figure is missing, or its unit is not known.
    """
    cells = (row.ci_upper, row.ci_lower, row.value)
    shares = [share(row, cell) for cell in cells]

    def fits(position: int, instead: Interval) -> bool:
        read = [*shares]
        read[position] = instead.scaled(unit)
        upper, lower, survival = read
        possible = instead.lo >= 0 and lower.lo <= survival.hi and survival.lo <= upper.hi and upper.lo <= 1
        return possible and not set(scales).isdisjoint(scales_that_fit(survival, lower, upper))

    unit = Fraction(1, whole_of(row))
    for position, cell in enumerate(cells):
        slip = slips_that_fit([(cell, partial(fits, position))])
        if slip:
            return cell, slip
    return None


def upper_on_scale(row: Estimate, scale: str) -> Interval:
    """The upper limits, in the row's unit, that lie as far above the estimate as its lower limit lies below.

    Args:
        row: a survival estimate with a lower limit.
        scale: name of the scale on which distances are taken.

    Raises:
        CannotLook: as `slip_onto_scale`.
    """
    kind = SURVIVAL_SCALES[scale]
    survival, lower = (clipped(share(row, cell), 0, 1) for cell in (row.value, row.ci_lower))
    least, most = (
        _inverse(kind, 2 * kind.of(s) - kind.of(x))
        for s, x in ((survival.lo, lower.hi), (survival.hi, lower.lo))
    )
    return widened(least, most).scaled(Fraction(whole_of(row)))


def _inverse(scale: SurvivalScale, target: float) -> float:
    """The proportion that lies at `target` on a scale, nearest end where none does."""
    low, high = 0.0, 1.0
    if math.isnan(target):
        return high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (scale.of(middle) < target) == scale.increasing:
            low = middle
        else:
            high = middle
    return (low + high) / 2
