"""The mean, median and SD of all participants are those of the parts that make them up.

Where arms, or subgroups, share out all participants, the overall mean is their weighted mean, the overall
median lies between theirs, and the overall SD holds the spread within and between them. Otherwise the
whole, or a part, is another row's.

Proof that the parts are exhaustive: their numbers sum to that of the whole. Parts are the randomised arms
beside a row of the whole trial; or the subgroups that one row has for the same arm, together or by the
name before a colon or an equals sign ("sex: female").

mean in sum(n_g m_g)/N; (N - 1) s^2 = sum (n_g - 1) s_g^2 + sum n_g (m_g - m)^2; all as intervals. A warning
where figures cut off rather than rounded would explain it, or SDs that divide by n.

Source: Cochrane Handbook, section 6.5.2.10; INSPECT-SR guidance, check 4.10.

Bad:

    arms
    report_id | arm_id | role
    R1        | A      | experimental
    R1        | B      | control

    continuous
    report_id | outcome_id | arm_id | subgroup    | n   | mean | sd  | median
    R1        | vas        |        |             | 208 | 7.3  | 2.0 |        <- mean
    R1        | vas        | A      |             | 105 | 6.4  | 2.0 |
    R1        | vas        | B      |             | 103 | 6.5  | 2.0 |
    R2        | vas        | A      |             | 50  |      | 4.9 | 30     <- sd, median
    R2        | vas        | A      | sex: female | 20  | 6.4  | 2.0 | 26
    R2        | vas        | A      | sex: male   | 30  | 8.5  | 2.0 | 28
    R2        | vas        | A      | age: young  | 50  | 1.0  | 1.0 | 40
    R3        | vas        | A      |             | 50  | 7.75 |     |        <- mean (warning)
    R3        | vas        | A      | women       | 20  | 6.4  |     |
    R3        | vas        | A      | men         | 30  | 8.5  |     |
    R4        | vas        | A      |             | 4   | 5.00 | 2.236 |      <- sd (warning)
    R4        | vas        | A      | women       | 2   | 3.00 | 1.000 |
    R4        | vas        | A      | men         | 2   | 7.00 | 1.000 |
    R5        | vas        | A      |             | 4   | 5.00 | 2.220 |      <- sd
    R5        | vas        | A      | women       | 2   | 3.00 | 1.000 |
    R5        | vas        | A      | men         | 2   | 7.00 | 1.000 |

Good, on the edges of rounding, or where the parts need not be all:

    continuous
    report_id | outcome_id | arm_id | subgroup | n  | mean | sd  | median
    R1        | vas        | A      |          | 50 | 7.6  | 2.2 | 26
    R1        | vas        | A      | women    | 20 | 6.4  | 2.0 | 26
    R1        | vas        | A      | men      | 30 | 8.5  | 2.0 | 28
    R2        | vas        | A      |          | 50 | 7.71 | 2.3 | 27
    R2        | vas        | A      | women    | 20 | 6.4  | 2.0 | 26
    R2        | vas        | A      | men      | 30 | 8.5  | 2.0 | 28

Skipped, where the numbers do not sum to the whole:

    continuous
    report_id | outcome_id | arm_id | subgroup | n  | mean
    R1        | vas        | A      |          | 50 | 9.9
    R1        | vas        | A      | women    | 20 | 6.4
    R1        | vas        | A      | men      | 29 | 8.5
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Continuous,
    Problem,
    Problems,
    Rounding,
    Tables,
    Verdict,
    check,
    parts_of_whole,
    people_in,
    require_figures,
    sd_from_divisor_n,
    span_of,
    statistic_of_parts,
)

_STATISTICS = ("mean", "sd", "median")


def _is_whole(row: Continuous) -> bool:
    return not row.subgroup and bool(row.n) and bool(row.mean or row.median or row.sd) and row.is_printed


@check(severity="error", applies=_is_whole)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield for each statistic that its exhaustive parts cannot give."""
    candidates = list(parts_of_whole(row, tables))
    if not candidates:
        return NOT_APPLICABLE
    sets = [
        parts
        for parts in candidates
        if all(p.n for p in parts) and sum(map(people_in, parts)) == people_in(row)
    ]
    if not sets:
        raise CannotLook("the parts do not sum to the whole, so that they need not be all")
    require_figures(row.mean, row.sd, row.median)
    for name in _STATISTICS:
        for parts in sets:
            possible = statistic_of_parts(parts, name, Rounding.NEAREST)
            if not row.cell(name).maybe or possible is None or row.cell(name).interval.meets(possible):
                continue
            reading = _reading(row, parts, name)
            yield Problem(
                row.cell(name),
                f"the parts ({', '.join(f'{p.cell(name)} in {p.n}' for p in parts)}) give a {name} of "
                f"{span_of(possible)}, printed {row.cell(name)}",
                also=[part.cell(name) for part in parts],
                severity="warning" if reading else None,
                reading=reading,
            )
            break
    return Verdict(also=[part for parts in sets for part in parts])


def _reading(row: Continuous, parts: list[Continuous], name: str) -> str | None:
    """What would make the whole agree: figures that were cut off, or SDs that divide by n."""
    own, robust = row.cell(name).rounded(Rounding.ROBUST), statistic_of_parts(parts, name, Rounding.ROBUST)
    if robust is not None and own.meets(robust):
        return "the figures were cut off, not rounded"
    by_n = statistic_of_parts(parts, name, Rounding.ROBUST, by_n=True) if name == "sd" else None
    if by_n is not None and sd_from_divisor_n(own, people_in(row)).meets(by_n):
        return "SDs that divide by n, not by n - 1, agree"
    return None
