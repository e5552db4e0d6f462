"""A report's P values are one-sided or two-sided as it states.

A one-sided P value taken for a two-sided one doubles the evidence. Reports often say once, in the methods,
that their tests are one-sided. One such report is one finding, not one for each of its P values.

Where at least three rows' P values agree with estimate and interval under one sidedness only, no row says
the opposite, and no other level of the intervals does as well, the report's P values are of that
sidedness. Where a row states the other one it is a warning; where the rows state none and the P values are
one-sided, an info. Otherwise the question stays open.

For an effect against the tested direction a one-sided P value is 1 - P/2, not P/2.

Source: CONSORT 2010, item 12 (state the sidedness of tests); M. B. Nuijten et al., Behav Res Methods
2016;48:1205.

Bad:

    reports
    report_id | title
    R1        | Stated as two-sided
    R2        | Not stated
    R3        | Stated as one-sided

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     | .036    | 2        <- p_sides
    R1        | HR      | 0.62  | 95       | 0.39     | 0.98     | .021    | 2
    R1        | HR      | 1.43  | 95       | 0.97     | 2.13     | .963    | 2
    R2        | HR      | 0.70  | 95       | 0.47     | 1.03     | .036    |          <- p_value (info)
    R2        | HR      | 0.62  | 95       | 0.39     | 0.98     | .021    |
    R2        | HR      | 0.75  | 95       | 0.52     | 1.07     | .056    |
    R3        | HR      | 0.70  | 95       | 0.47     | 1.03     | .073    | 1        <- p_sides
    R3        | HR      | 0.62  | 95       | 0.39     | 0.98     | .042    | 1
    R3        | HR      | 0.75  | 95       | 0.52     | 1.07     | .11     | 1

Good, as stated, or undecided:

    reports
    report_id | title
    R1        | Stated as one-sided
    R2        | Two rows
    R3        | Divided
    R4        | Two-sided, as usual

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | p_value | p_sides
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03     | .036    | 1
    R1        | HR      | 0.62  | 95       | 0.39     | 0.98     | .021    | 1
    R1        | HR      | 0.75  | 95       | 0.52     | 1.07     | .056    | 1
    R2        | HR      | 0.70  | 95       | 0.47     | 1.03     | .036    |
    R2        | HR      | 0.62  | 95       | 0.39     | 0.98     | .021    |
    R3        | HR      | 0.70  | 95       | 0.47     | 1.03     | .036    |
    R3        | HR      | 0.62  | 95       | 0.39     | 0.98     | .021    |
    R3        | HR      | 0.75  | 95       | 0.52     | 1.07     | .056    |
    R3        | HR      | 0.75  | 95       | 0.52     | 1.07     | .11     |
    R4        | HR      | 0.70  | 95       | 0.47     | 1.03     | .073    |
    R4        | HR      | 0.62  | 95       | 0.39     | 0.98     | .042    |
    R4        | HR      | 0.75  | 95       | 0.52     | 1.07     | .11     |
"""

from triallint.kit import (
    NOT_APPLICABLE,
    SIDES,
    Conventions,
    Estimate,
    Problem,
    Problems,
    Report,
    Tables,
    Verdict,
    check,
    tests_superiority,
)


@check(severity="warning")
def problems(report: Report, tables: Tables, conventions: Conventions) -> Problems:
    """Yield one problem for all P values of the report that are of another sidedness."""
    rows = [row for row in tables.like(report, Estimate, "report_id") if tests_superiority(row)]
    if not rows:
        return NOT_APPLICABLE
    sides = conventions.of(report).levels.sides
    if sides is None:
        return Verdict(also=rows)
    told = {cell.place for cell in sides.cells}
    guilty = [row for row in rows if row.p_value.place in told and row.raw("p_sides") != str(sides.value)]
    stated = [row for row in guilty if row.p_sides]
    if not stated and sides.value == 2:
        return Verdict(also=rows)
    cells = [row.p_sides for row in stated] or [row.p_value for row in guilty]
    if cells:
        words = SIDES[str(sides.value)]
        says = f"stated as {SIDES[str(3 - sides.value)]}" if stated else "whose sides are not stated"
        yield Problem(
            cells[0],
            f"{len(cells)} P values {says} agree with their intervals only if they are {words}",
            also=[*cells[1:], *((row.p_value, "P value") for row in stated)],
            severity=None if stated else "info",
            reading=f"the P values are {words}",
            inferred=[sides.evidence],
            remedy="look for the sidedness in the methods",
        )
    return Verdict(also=rows)
