"""The P value of a two-sample t test follows from the two means, their SDs and numbers.

Means, SDs and numbers give the test statistic, so P can be recomputed; where it cannot be right, one of
the seven figures is wrong, or SDs are standard errors.

Means and SDs are rounded, so P has a range: 20 (SD 4) against 21 (SD 2) among 30 each allows 0.0056 to 1.
Looked at are unadjusted comparisons, not paired and not corrected for clusters, whose `p_test` is `t`
(Student's or Welch's: many reports call both so) or `welch`. A one-sided P may be for either direction.
Offered where they fit: the other number of sides, Student's test, and standard errors typed as SDs. None of
them is proven unless row or report says so: a warning.

Source: Student 1908; B. L. Welch, Biometrika 1947;34:28; INSPECT-SR guidance, check 4.9.

Bad:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | final     | 30 | 20.0 | 4.0
    R1        | vas        | B      | final     | 30 | 22.0 | 4.0
    R2        | vas        | A      | change    | 25 | 20.0 | 0.8
    R2        | vas        | B      | change    | 25 | 23.0 | 0.8
    R3        | vas        | A      | final     | 10 | 20.0 | 8.0
    R3        | vas        | B      | final     | 40 | 23.0 | 2.0

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | p_value | p_sides | p_test
    R1        | vas        | MD      | A      | B             | 0.02    | 2       | t      <- p_value
    R1        | vas        | MD      | A      | B             | 0.10    | 2       | welch  <- p_value
    R1        | vas        | MD      | A      | B             | 0.03    |         | t      <- p_value
    R1        | vas        | test    | A      | B             | <0.01   | 2       | t      <- p_value
    R2        | vas        | MD      | A      | B             | 0.01    | 2       | t      <- p_value
    R3        | vas        | MD      | A      | B             | 0.03    | 2       | welch  <- p_value

Good, on the edges of rounding:

    outcomes
    outcome_id | type
    age        | characteristic

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      |           | 30 | 20   | 4
    R1        | vas        | B      |           | 30 | 21   | 2
    R2        | vas        | A      | final     | 30 | 20.0 | 4.0
    R2        | vas        | B      | final     | 30 | 22.0 | 4.0
    R4        | vas        | A      | final     | 10 | 20.0 | 8.0
    R4        | vas        | B      | final     | 40 | 23.0 | 2.0
    R3        | age        | A      | baseline  | 30 | 20.0 | 4.0
    R3        | age        | B      | baseline  | 30 | 22.0 | 4.0

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | p_value | p_sides | p_test
    R1        | vas        | MD      | A      | B             | 0.02    | 2       | t
    R1        | vas        | MD      | A      | B             | 0.006   | 2       | t
    R2        | vas        | MD      | A      | B             | 0.044   | 2       | t
    R2        | vas        | MD      | A      | B             | 0.07    | 2       | welch
    R2        | vas        | MD      | A      | B             | 0.98    | 1       | t
    R2        | vas        | MD      | A      | B             | 0.03    | 1       | t
    R3        | age        | test    | A      | B             | 0.05    | 2       | t
    R4        | vas        | MD      | A      | B             | 0.03    | 2       | t
    R4        | vas        | MD      | A      | B             | 0.27    | 2       | t
    R4        | vas        | MD      | A      | B             | 0.27    | 2       | welch
    R4        | vas        | MD      | A      | B             | 0.14    | 1       | t

Skipped, without the means at the time of the test:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | baseline  | 30 | 20.0 | 4.0
    R1        | vas        | B      | baseline  | 30 | 22.0 | 4.0

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | p_value | p_sides | p_test
    R1        | vas        | MD      | A      | B             | 0.02    | 2       | t
"""

from triallint.kit import (
    CannotLook,
    Continuous,
    Conventions,
    Estimate,
    Interval,
    Problem,
    Problems,
    Tables,
    check,
    one_sided,
    p_range,
    pairs_of_arms,
    sd_from_se,
    sides_of,
    span_of,
    summary_of,
    t_test_p,
)


def _is_t_test(row: Estimate) -> bool:
    simple = row.raw("analysis") in ("", "crude") and row.raw("paired") != "yes" != row.raw(
        "cluster_adjusted"
    )
    asked = row.raw("measure") in ("MD", "test", "difference") and row.raw("p_for") in ("", "superiority")
    return row.raw("p_value") != "" and row.raw("p_test") in ("t", "welch") and simple and asked


@check(severity="warning", applies=_is_t_test, unless="p_value_is_a_probability")
def problems(row: Estimate, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where P is outside all that the means and SDs allow."""
    p, sides = p_range(row.p_value), sides_of(row, conventions)
    pairs = [(a, b) for a, b in pairs_of_arms(row, tables) if (a.sd or a.se) and (b.sd or b.se)]
    if not pairs or any(summary_of(one).n < 2 for pair in pairs for one in pair):
        raise CannotLook("the spread in the two arms is not both given")
    welch = row.raw("p_test") == "welch"

    def agrees(number: int, which: bool, errors: bool = False) -> bool:
        return any(_fits(p, _ranges(a, b, which, errors), number) for a, b in pairs)

    if agrees(sides.value, welch):
        return None
    ways = {
        f"read as {'two' if sides.value == 1 else 'one'}-sided": agrees(3 - sides.value, welch),
        "by Student's test": agrees(sides.value, False),
        "with the SDs read as standard errors": agrees(sides.value, welch, True),
    }
    readings = [words for words, fits in ways.items() if fits]
    found = span_of(_ranges(*pairs[0], welch)[0])
    yield Problem(
        row.p_value,
        f"{' against '.join(map(_shown, pairs[0]))} gives two-sided P {found}, printed {row.p_value}",
        also=[cell for one in pairs[0] for cell in (one.mean, one.sd or one.se, one.n)],
        reading=f"P agrees {' or '.join(readings)}" if readings else None,
        inferred=sides.inferred,
    )
    return None


def _ranges(a: Continuous, b: Continuous, welch: bool, errors: bool = False) -> list[Interval]:
    """Two-sided P of Welch's and, unless `welch`, Student's test; with `errors`, reading SDs as errors."""
    first, second = (summary_of(one) for one in (a, b))
    if errors and a.sd and b.sd:
        first, second = (arm._replace(sd=sd_from_se(arm.sd, arm.n)) for arm in (first, second))
    found = t_test_p(first, second)
    return [found["Welch"]] if welch else [found["Student"], found["Welch"]]


def _fits(p: Interval, ranges: list[Interval], sides: int) -> bool:
    if sides == 2:
        return any(p.meets(one) for one in ranges)
    return any(p.meets(end) for one in ranges for end in one_sided(one))


def _shown(one: Continuous) -> str:
    return f"{one.mean} ({'SD' if one.sd else 'SE'} {one.sd or one.se}, n {one.n})"
