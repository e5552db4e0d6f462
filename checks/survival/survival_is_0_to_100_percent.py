"""A survival estimate and its limits lie between 0 and 100 %.

Survival and cumulative incidence are probabilities: beyond 0 or 100 % they have lost a decimal point or a
sign, or belong to another column. A limit alone may run past the end: an interval made on the plain scale
(estimate minus and plus 1.96 standard errors) is cut off by most software but not by all.

A limit beyond the end is an info where the interval is symmetric about its estimate, which is what an
interval that was not cut off looks like; else it is an error like the estimate.

Source: definition of a probability; O. Borgan & K. Liestol, Scand J Stat 1990;17:35 (intervals on the
plain scale run beyond 0 and 1).

Bad:

    estimates
    report_id | measure              | value | ci_lower | ci_upper | unit
    R1        | survival             | 101   | 92       | 99       | percent    <- value
    R2        | survival             | -3.1  |          |          | percent    <- value
    R3        | cumulative_incidence | 1.02  | 0.80     | 0.98     | proportion <- value
    R4        | survival             | 97.0  | 90.2     | 983      | percent    <- ci_upper
    R5        | survival             | 2.0   | -1.0     | 9.9      | percent    <- ci_lower

Bad, with a limit that was not cut off:

    estimates
    report_id | measure  | value | ci_lower | ci_upper | unit
    R1        | survival | 96.0  | 91.0     | 101.0    | percent <- ci_upper (info)
    R2        | survival | 2.0   | -0.7     | 4.7      | percent <- ci_lower (info)

Good, up to the ends and to the edge of rounding:

    estimates
    report_id | measure              | value | ci_lower | ci_upper | unit
    R1        | survival             | 100   | 100      | 100      | percent
    R2        | survival             | 0     | 0        | 0        | percent
    R3        | cumulative_incidence | 1     | 0.9      | 1.0      | proportion
    R4        | survival             | 96.0  | 90       |          | percent
    R5        | survival             | 96    | 90       | <=100    | percent

Skipped, in an unknown unit:

    estimates
    report_id | measure  | value | unit
    R1        | survival | 101   | months
"""

from triallint.kit import CannotLook, Estimate, Interval, Problem, Problems, Reported, check, whole_of


def _is_probability(estimate: Estimate) -> bool:
    return estimate.raw("measure") in ("survival", "cumulative_incidence")


@check(severity="error", applies=_is_probability)
def problems(estimate: Estimate) -> Problems:
    """Yield for each figure that no probability prints as."""
    cells = [cell for cell in (estimate.value, estimate.ci_lower, estimate.ci_upper) if cell.maybe]
    if not cells:
        raise CannotLook("value is not a number")
    whole = whole_of(estimate)
    possible = Interval.exactly(0).hull(Interval.exactly(whole))
    for cell in cells:
        if cell.interval.meets(possible):
            continue
        message = f"{cell.label} {cell} is not a probability: it is beyond 0 to {whole}"
        if cell is not cells[0] and _symmetric(estimate):
            reading = "the interval is symmetric about its estimate: made on the plain scale and not cut off"
            yield Problem(cell, message, also=[estimate.value], severity="info", reading=reading)
        else:
            yield Problem(cell, message, reading=_reading(cell, whole))
    return None


def _symmetric(estimate: Estimate) -> bool:
    lower, value, upper = estimate.ci_lower.maybe, estimate.value.maybe, estimate.ci_upper.maybe
    if lower is None or value is None or upper is None:
        return False
    return (lower.interval() + upper.interval()).meets(value.interval().scaled(2))


def _reading(cell: Reported, whole: int) -> str | None:
    for places in (1, 2):
        moved = cell.value / 10**places
        if 0 <= moved <= whole:
            words = "one place" if places == 1 else "two places"
            return f"with the decimal point moved by {words} it is {float(moved):g}"
    return "without its sign it is possible" if 0 <= -cell.value <= whole else None
