"""The level of an interval is a percent between 50 and 100.

A level typed as a proportion (0.95) cannot be read as a percent, and every check of the interval against its
P value is then skipped in silence.

Source: definition; levels in use run from 80 to 99.9 %.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 0.95     | 0.47     | 1.03     <- ci_level
    R2        | HR      | 0.70  | 5        | 0.47     | 1.03     <- ci_level
    R3        | HR      | 0.70  | 100      | 0.47     | 1.03     <- ci_level

    counts
    report_id | events | total | ci_level | ci_lower | ci_upper
    R1        | 28     | 30    | .9       | 77.9     | 99.2     <- ci_level

Good:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | HR      | 0.70  | 95       | 0.47     | 1.03
    R2        | HR      | 0.70  | 95.02    | 0.47     | 1.03
    R3        | HR      | 0.70  | 50       | 0.47     | 1.03
    R4        | HR      | 0.70  | 99.9     | 0.47     | 1.03
"""

from triallint.kit import Continuous, Count, Estimate, Problem, Problems, check


@check(severity="error", applies=lambda row: bool(row.ci_level))
def problems(row: Count | Continuous | Estimate) -> Problems:
    """Yield where the level is no percent that an interval can have."""
    level = row.ci_level.value
    if not 50 <= level < 100:
        proportion = f"{float(100 * level):g}" if 0.5 <= level < 1 else ""
        yield Problem(
            row.ci_level,
            f"a level of {row.ci_level} % is not between 50 and 100",
            reading=f"it may be a proportion: {proportion} %" if proportion else None,
            remedy=f"Write {proportion}." if proportion else "Compare the level with the report.",
        )
    return None
