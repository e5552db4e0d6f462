"""A P value is one that its two arms' counts give under some usual test.

One table of counts has a dozen defensible P values: Pearson, Yates, N - 1, likelihood ratio, Fisher in four
variants, Wald on three scales. For 3/15 against 9/15 they run from 0.011 to 0.062. A P value is wrong only
if it is none of them.

Compared with every variant, or with those of the named test (Fisher's: all of its variants). One that fits
another test than the named one only is an info. One that fits none is a warning where the row is crude or
names a test of counts, or where it is off by more than a quarter of a standard error; else an info.

Benign: an adjusted or stratified analysis; paired and clustered data (not looked at). A one-sided P value,
and one that was cut off, are offered where they fit; they are proven only where row or report says so.

Source: K. Pearson 1900; F. Yates 1934; R. A. Fisher 1935; H. O. Lancaster, JASA 1961;56:223; I. Campbell,
Stat Med 2007;26:3661.

Bad:

    estimates
    report_id | measure | events_1 | n_1 | events_2 | n_2 | analysis | p_value | p_test | p_sides
    R1        | OR      | 3        | 15  | 9        | 15  | crude    | 0.20    |        | 2   <- p_value
    R2        | test    | 3        | 15  | 9        | 15  |          | 0.0253  | fisher | 2 <- p_value (info)
    R3        | OR      | 3        | 15  | 9        | 15  | crude    | 0.0302  |        | <- p_value
    R4        | RR      | 4        | 241 | 10       | 249 |          | 0.06    |        | 2   <- p_value
    R5        | RR      | 4        | 241 | 10       | 249 |          | 0.21    |        | 2 <- p_value (info)
    R6        | RR      | 4        | 241 | 10       | 249 |          | 0.16    | wald   | 2 <- p_value (info)

Good, by one test or another, up to the edge of rounding:

    estimates
    report_id | measure | events_1 | n_1 | events_2 | n_2 | analysis | p_value | p_test      | p_sides
    R1        | OR      | 3        | 15  | 9        | 15  | crude    | 0.0624  |             | 2
    R2        | OR      | 3        | 15  | 9        | 15  | crude    | 0.0604  | fisher      | 2
    R3        | OR      | 3        | 15  | 9        | 15  | crude    | 0.0253  | chi-squared | 2
    R4        | RR      | 4        | 241 | 10       | 249 |          | 0.17    |             |
    R5        | OR      | 3        | 15  | 9        | 15  | crude    | 0.0302  |             | 1
    R6        | OR      | 141      | 561 | 928      | 14453 |        | <0.001  |             |

Skipped, where the P value is of another test:

    estimates
    report_id | measure | events_1 | n_1 | events_2 | n_2 | analysis | p_value | p_test
    R1        | OR      | 3        | 15  | 9        | 15  | adjusted | 0.20    |
    R2        | OR      | 3        | 15  | 9        | 15  | crude    | 0.20    | cmh
"""

from collections.abc import Mapping

from triallint.kit import (
    COUNTED,
    SIDES,
    CannotLook,
    Conventions,
    Estimate,
    Interval,
    Problem,
    Problems,
    Rounding,
    Tables,
    check,
    clipped,
    counts_behind,
    delta_z,
    is_for_superiority,
    p_range,
    short,
    sides_of,
    table_p_values,
    widened,
)

_VARIANTS = {
    "": ("",),
    "fisher": ("fisher",),
    "chi-squared": ("pearson", "n-1"),
    "score": ("pearson", "n-1"),
    "yates": ("yates",),
    "likelihood ratio": ("likelihood ratio",),
    "wald": ("wald",),
}


def _fitting(p: Interval, found: Mapping[str, float], sides: int) -> list[str]:
    """The variants that give P, in either direction where it is one-sided."""
    ends = {name: (x,) if sides == 2 else (x, 1 - x) for name, x in found.items()}
    return [name for name, xs in ends.items() if any(widened(x, x).meets(p) for x in xs)]


def _applies(row: Estimate) -> bool:
    return row.raw("p_value") != "" and row.raw("measure") in (*COUNTED, "test") and is_for_superiority(row)


@check(severity="warning", applies=_applies, unless="p_value_is_a_probability")
def problems(row: Estimate, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where no variant, or only one of another test, gives the P value."""
    test, p, sides = row.p_test.text, p_range(row.p_value), sides_of(row, conventions)
    crude = row.analysis.text == "crude" or test in ("fisher", "chi-squared", "yates")
    if test not in _VARIANTS or row.analysis.text not in ("", "crude"):
        raise CannotLook("the P value is not of a test of the counts alone")
    behind = counts_behind(row, tables)
    found = table_p_values(behind.table, sides.value)
    named = {name: x for name, x in found.items() if name.startswith(_VARIANTS[test])}
    if _fitting(p, named, sides.value):
        return None
    if not named:
        raise CannotLook("the counts have no such test")
    one_sided = not sides.known and _fitting(p, table_p_values(behind.table, 1), 1)
    others = [f"it is P of another test: {name}" for name in _fitting(p, found, sides.value)]
    readings = others + ["read as one-sided, it agrees"] * bool(one_sided)
    if _fitting(clipped(row.p_value.rounded(Rounding.TRUNCATED), 0, 1), named, sides.value):
        readings.append("it may have been cut off rather than rounded")
    gap = min(delta_z(p, widened(x, x)) for x in found.values())
    nearest = sorted(named, key=lambda name: abs(named[name] - float(p.lo)))[:3]
    yield Problem(
        row.p_value,
        f"{behind.words} gives {SIDES[str(sides.value)]} P "
        f"{', '.join(f'{short(named[name])} ({name})' for name in nearest)}, printed {row.p_value}",
        also=behind.cells,
        severity="info" if others or not (crude or gap > 0.25) else None,
        reading="; or ".join(readings[:2]) or None,
        inferred=sides.inferred,
        margin=f"{gap:.2f} standard errors",
    )
    return None
