"""The confidence interval of a crude proportion is one that its counts give.

Events and total determine the interval once the method is named, and there are about a dozen methods. An
interval that none of them gives is of other participants, of another level, or has a slip.

The limits are held against Clopper-Pearson, mid-P, Wilson and Wald with and without continuity, Agresti-
Coull, Jeffreys, logit, arcsine, likelihood and Blyth-Still intervals of x/n, each printed limit a rounding
interval. Exact methods are not inverted: the Clopper-Pearson lower limit fits if
P(X >= x | L-) <= alpha/2 <= P(X >= x | L+), the upper likewise; at x = 0 it is 1 - (alpha/2)^(1/n).

Only percents labelled crude: an interval about a survival estimate is not one about x/n (28 of 30 has
77.9 to 99.2, and a two-year survival of 93.3 had 75.9 to 98.3).

Benign readings: another level; an interval that allows for clusters, stages or a model (a note where the
design or `ci_method` says so); limits cut off instead of rounded. With an unstated level it is a note.

Source: C. J. Clopper & E. S. Pearson, Biometrika 1934;26:404; R. G. Newcombe, Stat Med 1998;17:857; L. D.
Brown et al., Stat Sci 2001;16:101.

Bad:

    counts
    report_id | outcome_id | events | total | percent_kind | ci_level | ci_lower | ci_upper
    R1        | response   | 28     | 30    | crude        | 95       | 75.9     | 98.3     <- ci_lower
    R1        | nausea     | 28     | 30    | crude        | 95       | 80.5     | 98.8     <- ci_lower
    R1        | fever      | 0      | 30    | crude        | 95       | 0        | 21.6     <- ci_lower
    R1        | cough      | 28     | 30    | crude        | 95       | 0.759    | 0.983    <- ci_lower

Bad, but with a level that is not stated, or a method that is not computed from the counts alone:

    trials
    trial_id | design
    T2       | single arm, Simon two-stage

    reports
    report_id | trial_id | title
    R2        | T2       | two

    counts
    report_id | events | total | percent_kind | ci_level | ci_lower | ci_upper | ci_method
    R1        | 28     | 30    | crude        |          | 75.9     | 98.3     |           <- ci_lower (info)
    R1        | 28     | 30    | crude        | 95       | 75.9     | 98.3     | bootstrap <- ci_lower (info)
    R2        | 28     | 30    | crude        | 95       | 75.9     | 98.3     |           <- ci_lower (info)

Good, by several methods, levels and scales:

    counts
    report_id | outcome_id | events | total | percent_kind | ci_level | ci_sides | ci_lower | ci_upper
    R1        | exact      | 28     | 30    | crude        | 95       |          | 77.9     | 99.2
    R1        | wilson     | 28     | 30    | crude        | 95       |          | 78.7     | 98.2
    R1        | wald       | 28     | 30    | crude        | 95       |          | 84.4     | 100
    R1        | zero       | 0      | 30    | crude        | 95       | 2        | 0        | 11.6
    R1        | zero share | 0      | 30    | crude        | 95       | 2        | 0        | 0.116
    R1        | proportion | 28     | 30    | crude        | 95       |          | 0.779    | 0.992
    R1        | level      | 28     | 30    | crude        | 90       |          | 80.5     | 98.8
    R1        | one-sided  | 28     | 30    | crude        | 95       | 1        | 80.5     |
    R1        | survival   | 28     | 30    | km           | 95       |          | 75.9     | 98.3
    R1        | unsaid     | 28     | 30    |              | 95       |          | 75.9     | 98.3
    R1        | all        | 30     | 30    | crude        | 95       |          | 88.4     | 100

Skipped, where the percent is not labelled, and without a limit:

    counts
    report_id | outcome_id | events | total | percent_kind | ci_lower      | ci_upper
    R1        | response   | 28     | 30    | crude        | not_estimable | not_reported
    R1        | response   | 30     | 28    | crude        | 77.9          | 99.2
"""

from fractions import Fraction

from triallint.kit import (
    CannotLook,
    Count,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    clopper_pearson,
    has_interval,
    level_of,
    methods_that_fit,
)

_MODELLED = ("bootstrap", "bayesian", "other", "profile")
_DESIGNS = ("stage", "simon", "cluster", "adaptive")
_LEVELS = (Fraction(90), Fraction(95), Fraction("97.5"), Fraction(99))


def _about_counts(row: Count) -> bool:
    return row.raw("percent_kind") == "crude" and has_interval(row) and row.is_printed


@check(severity="warning", applies=_about_counts, unless="percent_is_events_over_total")
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where no method gives the printed limits."""
    x, n, level = row.events.count, row.total.count, level_of(row)
    known = [cell for cell in (row.ci_lower, row.ci_upper) if cell.maybe]
    if not known or not 0 <= x <= n or n == 0:
        raise CannotLook("no limit is printed, or the events are not among the total")
    percent, sides = level.value * 100, level.sides
    if _method(row, percent, sides):
        return None
    readings = [
        f"a {float(other):g} % interval ({method})"
        for other in _LEVELS
        if other != percent and (method := _method(row, other, sides))
    ]
    if method := _method(row, percent, sides, Rounding.ROBUST):
        readings.append(f"limits cut off, not rounded ({method})")
    modelled = _is_modelled(row, tables)
    if modelled:
        readings.insert(0, "an interval that allows for the design or a model")
    low, high = (100 * end for end in clopper_pearson(x, n, percent, sides))
    yield Problem(
        known[0],
        f"{row.events} of {row.total} has an exact interval of {low:.4g} to {high:.4g} %; "
        f"printed {row.ci_lower} to {row.ci_upper}, which no method gives",
        also=[*known[1:], row.events, row.total],
        severity="info" if modelled or level.assumed else None,
        reading="; or ".join(readings[:2]) or None,
        assumed=level.assumed,
    )
    return None


def _is_modelled(row: Count, tables: Tables) -> bool:
    trial, arm = tables.trial_of(row), tables.arm_of(row)
    design = trial.design.text.casefold() if trial else ""
    clustered = arm is not None and bool(arm.clusters)
    return row.raw("ci_method") in _MODELLED or clustered or any(word in design for word in _DESIGNS)


def _method(row: Count, level: Fraction, sides: int, rounding: Rounding = Rounding.NEAREST) -> str:
    """The first method that gives the limits, as percents or (unless one exceeds 1) as proportions."""
    cells = [cell if cell.maybe else None for cell in (row.ci_lower, row.ci_upper)]
    scales = [Fraction(1, 100)]
    if all(cell is None or cell.printed.value <= 1 for cell in cells):
        scales.append(Fraction(1))
    for scale in scales:
        low, high = (None if cell is None else cell.rounded(rounding).scaled(scale) for cell in cells)
        method = next(methods_that_fit(row.events.count, row.total.count, low, high, level, sides), None)
        if method:
            return method
    return ""
