"""A survival interval is symmetric about its estimate on the scale that its report uses.

The limits of a Kaplan-Meier estimate lie equally far from it on one of five scales: plain, log, log-log,
logit or arcsine. Three printed figures are enough to tell which, and about four of five digit changes
that leave limits and estimate in order fit none of them.

Each figure is a rounding interval; g(S) must lie midway between g(L) and g(U) for some values behind
them, with g(S) = S, ln S, ln(-ln S), ln(S/(1 - S)) or arcsin(sqrt S). A limit printed as 0 or 100 % may
have been cut off there on the scales that can run beyond.

Likelihood, bootstrap and Rothman intervals are symmetric on none of them: a single misfit is an info. It
is a warning where the report's other intervals (at least three, and more than half) share a scale and
this one fits none, or where the row states its scale and does not fit that. An interval that fits
another scale than its siblings is an info. The finding points at the cell of which a slip (digits transposed,
a decimal point moved) would put the interval on its scale; at the lower limit where there is none.

Source: O. Borgan & K. Liestol, Scand J Stat 1990;17:35; J. D. Kalbfleisch & R. L. Prentice, The
Statistical Analysis of Failure Time Data, section 1.4.

Bad, where three siblings share the log-log scale:

    estimates
    report_id | measure  | arm_id | value | ci_lower | ci_upper | unit
    R1        | survival | A      | 81.6  | 60.8     | 92.0     | percent
    R1        | survival | B      | 49.4  | 42.5     | 56.0     | percent
    R1        | survival | C      | 93.3  | 75.9     | 98.3     | percent
    R1        | survival | D      | 65.8  | 58.9     | 78.1     | percent <- ci_upper
    R1        | survival | E      | 70.0  | 60.1     | 79.9     | percent <- ci_lower (info)

Bad, with digits transposed in a limit, in the estimate, or in none:

    estimates
    report_id | measure  | value | ci_lower | ci_upper | unit    | ci_method
    R1        | survival | 81.6  | 60.8     | 90.2     | percent | log-log   <- ci_upper
    R2        | survival | 93.3  | 79.5     | 98.3     | percent | log-log   <- ci_lower
    R3        | survival | 94.4  | 42.5     | 56.0     | percent | log-log   <- value
    R4        | survival | 48.4  | 42.5     | 56.0     | percent | log-log   <- ci_lower

Bad, alone or under a stated method:

    estimates
    report_id | measure  | value | ci_lower | ci_upper | unit    | ci_method
    R1        | survival | 81.6  | 60.4     | 92.0     | percent |           <- ci_lower (info)
    R2        | survival | 81.6  | 61.4     | 92.0     | percent |           <- ci_lower (info)
    R3        | survival | 81.6  | 61.4     | 92.0     | percent | log-log   <- ci_lower
    R4        | survival | 70.0  | 60.1     | 79.9     | percent | log-log   <- ci_lower

Good, on the edges of rounding:

    estimates
    report_id | measure  | value | ci_lower | ci_upper | unit       | ci_method
    R1        | survival | 81.6  | 60.5     | 92.0     | percent    | log-log
    R2        | survival | 0.816 | 0.613    | 0.920    | proportion | log-log
    R3        | survival | 70.0  | 60.1     | 80.1     | percent    | plain
    R4        | survival | 96.0  | 91.0     | 100      | percent    | plain

Skipped, made by a method that is symmetric on no scale, or all alive:

    estimates
    report_id | measure  | value | ci_lower | ci_upper | unit    | ci_method
    R1        | survival | 81.6  | 61.4     | 92.0     | percent | profile
    R2        | survival | 100   | 88.4     | 100      | percent |
"""

from triallint.kit import (
    SURVIVAL_SCALES,
    Conventions,
    Estimate,
    Problem,
    Problems,
    SeverityName,
    check,
    is_survival,
    scales_of,
    slip_onto_scale,
    span_of,
    upper_on_scale,
)

_CAUSES = ("survival_is_0_to_100_percent", "limits_are_in_order", "estimate_lies_in_its_interval")


def _has_limits(row: Estimate) -> bool:
    return is_survival(row) and row.is_printed and bool(row.ci_lower) and bool(row.ci_upper)


@check(severity="warning", applies=_has_limits, unless=_CAUSES)
def problems(estimate: Estimate, conventions: Conventions) -> Problems:
    """Yield where the three figures fit none of the scales that they should be on."""
    fitting = scales_of(estimate)
    method = estimate.raw("ci_method")
    shared = conventions.of(estimate).survival_scales
    expected: tuple[str, ...]
    severity: SeverityName
    if method in SURVIVAL_SCALES:
        expected, severity = (method,), "warning"
    elif shared is not None:
        expected, severity = shared.value, "info" if fitting else "warning"
    else:
        expected, severity = tuple(SURVIVAL_SCALES), "info"
    if set(expected) & set(fitting):
        return None
    known = len(expected) < len(SURVIVAL_SCALES)
    at, slip = (slip_onto_scale(estimate, expected) if known else None) or (estimate.ci_lower, None)
    other = f"on the {' or '.join(fitting)} scale they do" if fitting else slip or _reading(method)
    yield Problem(
        at if other == slip else estimate.ci_lower,
        _message(estimate, expected if known else ()),
        also=[cell for cell in (estimate.value, estimate.ci_lower, estimate.ci_upper) if cell is not at],
        severity=severity,
        reading=other,
        inferred=[shared.evidence] if shared is not None and method not in SURVIVAL_SCALES else (),
    )
    return None


def _message(row: Estimate, expected: tuple[str, ...]) -> str:
    figures = (
        f"{row.value} ({row.ci_lower} to {row.ci_upper}): the limits do not lie equally far from the estimate"
    )
    if not expected:
        return f"{figures} on any usual scale"
    upper = span_of(upper_on_scale(row, expected[0]))
    return f"{figures} on the {' or '.join(expected)} scale; beside {row.ci_lower} the upper would be {upper}"


def _reading(method: str) -> str | None:
    return None if method else "a likelihood, bootstrap or Rothman interval is symmetric on no scale"
