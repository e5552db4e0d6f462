"""The degrees of freedom of a test are fewer than the participants, by those that its groups use up.

Each parameter that a test estimates costs a degree of freedom. More of them than the participants leave
have a slipped digit, or the participants are of another analysis.

df2 <= N - 2 for t and r; df2 <= N - 1 - df1 for F. N is n_1 + n_2; where the row has neither, the sum of the
largest numbers of the two arms that it names, or of all randomised arms where it names none. Fractional
degrees of freedom (Welch, Satterthwaite) are fewer still.

Benign: paired data, clusters, mixed models and repeated measurements have several values of each
participant; what the row says to be of that kind is not looked at, nor analyses of covariance. An F of more
than two groups is looked at only where the row names no arms. A repeated measurement that the row does not
mention is possible: a warning.

Source: M. B. Nuijten et al., Behav Res Methods 2016;48:1205; definition of the degrees of freedom.

Bad:

    estimates
    report_id | measure | arm_id | comparator_id | statistic_name | statistic | df1 | df2  | n_1 | n_2
    R1        | MD      |        |               | t              | 2.20      |     | 59   | 30  | 30 <- df2
    R2        | test    |        |               | F              | 4.84      | 1   | 59   | 30  | 30 <- df2
    R3        | test    |        |               | r              | 0.22      |     | 59   | 30  | 30 <- df2
    R4        | MD      | A      | B             | t              | 2.20      |     | 60   |     |    <- df2
    R5        | test    |        |               | F              | 4.84      | 2   | 88   |     |    <- df2
    R6        | MD      |        |               | t              | 2.20      |     | 58.1 | 30  | 30 <- df2

    arms
    report_id | arm_id | role         | randomised | analysed
    R4        | A      | experimental | 30         | 31
    R4        | B      | control      | 30         |
    R5        | A      | experimental | 30         |
    R5        | B      | experimental | 30         |
    R5        | C      | control      | 30         |

Good, up to equality:

    estimates
    report_id | measure | arm_id | comparator_id | statistic_name | statistic | df1 | df2  | n_1 | n_2
    R1        | MD      |        |               | t              | 2.20      |     | 58   | 30  | 30
    R2        | test    |        |               | F              | 4.84      | 1   | 58   | 30  | 30
    R3        | test    |        |               | r              | 0.22      |     | 58   | 30  | 30
    R4        | MD      | A      | B             | t              | 2.20      |     | 59   |     |
    R5        | test    |        |               | F              | 4.84      | 2   | 87   |     |
    R6        | MD      |        |               | t              | 2.20      |     | 58.0 | 30  | 30

    arms
    report_id | arm_id | role         | randomised | analysed
    R4        | A      | experimental | 30         | 31
    R4        | B      | control      | 30         |
    R5        | A      | experimental | 30         |
    R5        | B      | experimental | 30         |
    R5        | C      | control      | 30         |

Skipped, with several values of each participant, other groups, or no numbers:

    estimates
    report_id | measure | statistic_name | statistic | df1 | df2 | n_1 | n_2 | paired | p_test      | analysis
    R1        | MD      | t              | 2.20      |     | 99  | 30  | 30  | yes    |             |
    R2        | MD      | t              | 2.20      |     | 99  | 30  | 30  |        | mixed model |
    R3        | MD      | F              | 4.84      | 1   | 99  | 30  | 30  |        | ancova      |
    R4        | test    | F              | 4.84      | 2   | 87  | 30  | 30  |        |             |
    R5        | MD      | t              | 2.20      |     | 99  |     |     |        |             |
"""

from triallint.kit import CannotLook, Estimate, Interval, Problem, Problems, Reported, Tables, check

_SEVERAL_VALUES = ("paired t", "mixed model", "ancova")


@check(
    severity="warning",
    applies=lambda row: row.raw("df2") != "" and row.raw("statistic_name") in ("t", "F", "r"),
)
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where the participants leave fewer degrees of freedom than are printed."""
    if "yes" in (row.raw("paired"), row.raw("cluster_adjusted")) or row.raw("p_test") in _SEVERAL_VALUES:
        raise CannotLook("the test may have several values of each participant, or covariates")
    sizes, groups = _participants(row, tables)
    between = row.df1.count if row.raw("statistic_name") == "F" else 1
    if between > 1 and groups == "two":
        raise CannotLook("the test is of more groups than the row gives the numbers of")
    total, printed = sum(cell.count for cell in sizes), row.df2.printed
    df = printed.interval() if printed.decimals > 0 else Interval.exactly(printed.value)
    most = total - 1 - between
    if not df.wholly_above(most):
        return None
    yield Problem(
        row.df2,
        f"{' + '.join(map(str, sizes))} = {total} participants leave at most {most} degrees of freedom, "
        f"printed {row.df2}",
        also=[cell for cell in (row.df1, *sizes) if cell],
        reading="repeated measurements of each participant would leave more",
    )
    return None


def _participants(row: Estimate, tables: Tables) -> tuple[list[Reported], str]:
    """Numbers of those in the test, and whether they are of two groups or of all."""
    if row.n_1 and row.n_2:
        return [row.n_1, row.n_2], "two"
    if row.raw("subgroup") or row.n_1 or row.n_2:
        raise CannotLook("the number of participants in the test is not stated")
    names = [row.raw(name) for name in ("arm_id", "comparator_id") if row.raw(name)]
    arms = tables.randomised_arms_of(row)
    chosen = [arm for arm in arms if arm.raw("arm_id") in names] if names else arms
    given = [[c for c in (arm.randomised, arm.analysed, arm.treated) if c.maybe] for arm in chosen]
    if len(chosen) < 2 or not all(given):
        raise CannotLook("the number of participants in the test is not stated")
    return [max(cells, key=lambda cell: cell.count) for cells in given], "two" if names else "all"
