"""A P value is the one that its test statistic and degrees of freedom give.

Test statistic, degrees of freedom and P value say one thing in three figures. In two surveys one result in
nine of those printed in BMJ and Nature did not agree with itself.

P over all values that print as the statistic: two-sided tails of z, t and r (through t), upper tails of F,
chi-squared and Q; half of these where one degree of freedom is tested on one side, as the row then says.
Printed whole degrees of freedom are exact, fractional ones rounded.

Benign: a one-sided P value, a P value corrected for multiple testing or for sphericity, a P value that was
cut off. They are offered where they fit; none of them is proven unless row or report says so.

Source: M. B. Nuijten et al., Behav Res Methods 2016;48:1205 (statcheck); E. Garcia-Berthou & C. Alcaraz,
BMC Med Res Methodol 2004;4:13.

Bad:

    estimates
    report_id | measure | statistic_name | statistic | df1 | df2 | p_value | p_sides
    R1        | test    | t              | 2.20      |     | 28  | .03     | 2       <- p_value
    R2        | test    | F              | 2.20      | 2   | 28  | .15     |         <- p_value
    R3        | test    | r              | 0.22      |     | 28  | .26     | 2       <- p_value
    R4        | test    | chi2           | 22.20     | 28  |     | .79     |         <- p_value
    R5        | test    | t              | 2.2       |     | 28  | <.02    | 2       <- p_value
    R6        | test    | t              | 2.20      |     | 28  | .018    |         <- p_value
    R7        | test    | t              | 2.20      |     | 28  | .018    | 2       <- p_value
    R8        | test    | t              | 2.20      |     | 28  | .04     | 1       <- p_value
    R9        | MD      | t              | 2.20      |     | 28  | .0367   | 2       <- p_value

Good, up to the edge of rounding:

    estimates
    report_id | measure | statistic_name | statistic | df1 | df2  | p_value | p_sides
    R1        | test    | z              | 2.42      |     |      | 0.016   | 2
    R2        | test    | t              | 2         |     | 28   | .02     | 2
    R3        | test    | t              | 2         |     | 28   | .14     | 2
    R4        | test    | t              | 2.20      |     | 28   | .018    | 1
    R5        | test    | t              | -2.20     |     | 28   | .982    | 1
    R6        | MD      | t              | 2.20      |     | 28   | .0366   | 2
    R7        | test    | t              | 2.2       |     | 28.4 | >.02    | 2
    R8        | test    | F              | 4.84      | 1   | 28   | .036    |
    R9        | test    | chi2           | 3.84      | 1   |      | .025    | 1

Skipped, without degrees of freedom:

    estimates
    report_id | measure | statistic_name | statistic | p_value
    R1        | test    | t              | 2.20      | .03
"""

from collections.abc import Iterator
from fractions import Fraction

from triallint.kit import (
    SIDES,
    CannotLook,
    Conventions,
    Estimate,
    Interval,
    Problem,
    Problems,
    Rounding,
    check,
    delta_z,
    is_significant,
    p_of_statistic,
    p_range,
    sides_of,
    slips_that_fit,
    span_of,
)

_ALPHA = Fraction(1, 20)


def _readings(row: Estimate, p: Interval, sides: int, expected: Interval) -> Iterator[str]:
    other = p_of_statistic(row, 3 - sides, p, row.statistic.interval)
    if other and other != expected and other.meets(p):
        yield f"read as {SIDES[str(3 - sides)]}, P is {span_of(other)}, which agrees"
    if row.p_value.rounded(Rounding.TRUNCATED).meets(expected):
        yield "P may have been cut off rather than rounded"
    for tests in range(2, 11):
        if expected.scaled(tests).meets(p):
            yield f"P may have been multiplied by {tests}, for as many tests"
            break

    def agrees(statistic: Interval) -> bool:
        found = p_of_statistic(row, sides, p, statistic)
        return found is not None and found.meets(p)

    yield from filter(None, [slips_that_fit([(row.p_value, expected.meets), (row.statistic, agrees)])])


@check(
    severity="warning",
    applies=lambda row: row.raw("p_value") != "" and row.raw("statistic") != "",
    unless=("p_value_is_a_probability", "correlation_lies_between_minus_one_and_one"),
)
def problems(row: Estimate, conventions: Conventions) -> Problems:
    """Yield where the P value is not among those that the statistic allows."""
    p, sides = p_range(row.p_value), sides_of(row, conventions)
    expected = p_of_statistic(row, sides.value, p, row.statistic.interval)
    if expected is None:
        raise CannotLook("the name or degrees of freedom of the statistic are missing or impossible")
    squared = row.statistic_name.text in ("chi2", "F") and row.df1.text == "1"
    if expected.meets(p) or (squared and sides.value == 1 and expected.scaled(Fraction(1, 2)).meets(p)):
        return None
    readings = [*_readings(row, p, sides.value, expected)]
    decided = [is_significant(x, _ALPHA, 2) for x in (p, expected)]
    yield Problem(
        row.p_value,
        f"{row.statistic_name} {row.statistic} gives P {span_of(expected)}, printed {row.p_value}",
        also=[cell for cell in (row.statistic, row.df1, row.df2) if cell],
        reading="; or ".join(readings[:2]) or None,
        inferred=sides.inferred,
        changes_conclusion=None not in decided and decided[0] != decided[1],
        margin=f"{delta_z(p, expected):.2f} standard errors",
    )
    return None
