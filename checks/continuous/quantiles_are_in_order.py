"""Minimum, lower quartile, median, upper quartile and maximum are in ascending order.

They are ordered by definition. Out of order, two cells were exchanged, a minus sign or a digit was lost,
or the column holds something else (a width in place of a quartile).

Neighbours are compared as rounding intervals. Where every figure given (three or more) descends, as
"logMAR 1.2 to 0.4" is printed, the range runs from worst to best: an info. A reversed minimum and maximum
alone may be that too: a warning, as is what figures cut off rather than rounded would explain.

Source: definition of quantiles.

Bad:

    continuous
    report_id | min  | q1   | median | q3   | max
    R1        | 3.9  |      | 62.3   |      | 48.2 <- median
    R2        |      | 18.0 | 12.0   | 31.0 |      <- q1
    R3        | 40.0 | 18.0 | 26.3   | 31.0 | 48.2 <- min
    R4        | 1.2  |      |        |      | 0.4  <- min (warning)
    R5        | 1.2  |      | 0.8    |      | 0.4  <- min (info)
    R6        |      | 18.1 | 18.04  | 31.0 |      <- q1 (warning)

Good, up to the edge of rounding:

    continuous
    report_id | min  | q1   | median | q3   | max
    R1        | 3.9  | 18.1 | 26.3   | 31.0 | 48.2
    R2        |      | 18.1 | 18.0   | 18.0 |
    R3        | -1.2 |      | 0      |      | -0

Skipped, where only one of them is a number:

    continuous
    report_id | min | median | max
    R1        |     | 26.3   | about 50
"""

from itertools import pairwise

from triallint.kit import CannotLook, Continuous, Problem, Problems, Reported, Rounding, check


def _has_some(row: Continuous) -> bool:
    return sum(map(bool, (row.min, row.q1, row.median, row.q3, row.max))) > 1


@check(severity="error", applies=_has_some)
def problems(row: Continuous) -> Problems:
    """Yield at the first figure that is wholly above one that should follow it."""
    cells = [cell for cell in (row.min, row.q1, row.median, row.q3, row.max) if cell.maybe]
    if len(cells) < 2:
        raise CannotLook("only one of the quantiles is a number")
    if all(_reversed(a, b) for a, b in pairwise(cells)):
        yield Problem(
            cells[0],
            f"{' , '.join(cell.text for cell in cells)} descend from {cells[0].label} to {cells[-1].label}",
            also=cells[1:],
            severity="info" if len(cells) > 2 else "warning",
            reading="the range may be printed from worst to best, or a minus sign was lost",
        )
        return None
    for first, second in _misplaced(cells):
        certain = first.rounded(Rounding.ROBUST).wholly_above(second.rounded(Rounding.ROBUST))
        yield Problem(
            first,
            f"{first.label} {first} is above {second.label} {second}",
            also=[second],
            severity=None if certain else "warning",
            reading=None if certain else "the figures were cut off, not rounded",
        )
    return None


def _reversed(first: Reported, second: Reported) -> bool:
    return first.interval.wholly_above(second.interval)


def _misplaced(cells: list[Reported]) -> list[tuple[Reported, Reported]]:
    """The first pair out of order, neighbours or not; one slip is one finding."""
    pairs = [(a, b) for i, a in enumerate(cells) for b in cells[i + 1 :] if _reversed(a, b)]
    return pairs[:1]
