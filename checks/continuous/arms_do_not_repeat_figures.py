"""Two arms do not share mean and SD to the last digit for most of their variables.

Identical figures in both arms happen by chance on coarse scales, and by a slip where one column was copied
into another. A whole table of them is worth a look at the source. This is a screen, and counts only; it
says nothing about how the figures came about.

Among the variables for which two randomised arms print mean and SD with at least one decimal: five
or more, and more than half of all, alike in both. Every two arms are compared. Always an info.

Source: INSPECT-SR guidance, check 4.3, which advises against more than counting.

Bad:

    arms
    report_id | arm_id | role
    R1        | A      | experimental
    R1        | B      | control

    continuous
    report_id | outcome_id | arm_id | n  | mean | sd
    R1        | a          | A      | 25 | 20.1 | 4.0 <- mean (info)
    R1        | b          | A      | 25 | 1.7  | 0.3
    R1        | c          | A      | 25 | 80.2 | 9.1
    R1        | d          | A      | 25 | 7.4  | 1.1
    R1        | e          | A      | 25 | 5.5  | 2.2
    R1        | f          | A      | 25 | 3.3  | 1.3
    R1        | a          | B      | 25 | 20.1 | 4.0
    R1        | b          | B      | 25 | 1.7  | 0.3
    R1        | c          | B      | 25 | 80.2 | 9.1
    R1        | d          | B      | 25 | 7.4  | 1.1
    R1        | e          | B      | 25 | 5.5  | 2.2
    R1        | f          | B      | 25 | 3.5  | 1.3

Bad, in the second and third of three arms:

    arms
    report_id | arm_id | role
    R1        | A      | control
    R1        | B      | experimental
    R1        | C      | experimental

    continuous
    report_id | outcome_id | arm_id | n  | mean | sd
    R1        | a          | A      | 25 | 20.3 | 4.1
    R1        | b          | A      | 25 | 1.5  | 0.4
    R1        | a          | B      | 25 | 20.1 | 4.0 <- mean (info)
    R1        | b          | B      | 25 | 1.7  | 0.3
    R1        | c          | B      | 25 | 80.2 | 9.1
    R1        | d          | B      | 25 | 7.4  | 1.1
    R1        | e          | B      | 25 | 5.5  | 2.2
    R1        | a          | C      | 25 | 20.1 | 4.0
    R1        | b          | C      | 25 | 1.7  | 0.3
    R1        | c          | C      | 25 | 80.2 | 9.1
    R1        | d          | C      | 25 | 7.4  | 1.1
    R1        | e          | C      | 25 | 5.5  | 2.2

Good, with four alike, or coarse figures:

    arms
    report_id | arm_id | role
    R1        | A      | experimental
    R1        | B      | control

    continuous
    report_id | outcome_id | arm_id | n  | mean | sd
    R1        | a          | A      | 25 | 20.1 | 4.0
    R1        | b          | A      | 25 | 1.7  | 0.3
    R1        | c          | A      | 25 | 80.2 | 9.1
    R1        | d          | A      | 25 | 7.4  | 1.1
    R1        | e          | A      | 25 | 5    | 2
    R1        | a          | B      | 25 | 20.1 | 4.0
    R1        | b          | B      | 25 | 1.7  | 0.3
    R1        | c          | B      | 25 | 80.2 | 9.1
    R1        | d          | B      | 25 | 7.4  | 1.1
    R1        | e          | B      | 25 | 5    | 2

Skipped, with one arm only:

    continuous
    report_id | outcome_id | arm_id | n  | mean | sd
    R1        | a          | A      | 25 | 20.1 | 4.0
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Continuous,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    others_about,
)

_FEWEST = 5


def _has_both(row: Continuous) -> bool:
    return bool(row.mean) and bool(row.sd) and bool(row.arm_id) and row.is_printed


@check(severity="info", applies=_has_both)
def problems(row: Continuous, tables: Tables) -> Problems:
    """Yield once for each two arms, at the first figure alike, where most are."""
    arms = [arm.raw("arm_id") for arm in tables.randomised_arms_of(row)]
    if len(arms) < 2:
        raise CannotLook("fewer than two randomised arms are given")
    own = row.raw("arm_id")
    if own not in arms[:-1]:
        return NOT_APPLICABLE
    whole = tables.where(Continuous, report_id=row.raw("report_id"), arm_id=own)
    rows = [one for one in whole if _is_fine(one)]
    if not rows or rows[0].identity != row.identity:
        return NOT_APPLICABLE
    seen: list[Continuous] = []
    for arm in arms[arms.index(own) + 1 :]:
        pairs = [
            (one, other)
            for one in rows
            for other in others_about(one, tables, arm_id=arm)
            if _is_fine(other) and other.raw("source") == one.raw("source")
        ]
        seen += [other for _, other in pairs]
        alike = [(one, other) for one, other in pairs if _figures(one) == _figures(other)]
        if len(alike) >= _FEWEST and 2 * len(alike) > len(pairs):
            yield Problem(
                alike[0][0].mean,
                f"{len(alike)} of {len(pairs)} variables have the same mean and SD in arms {own} and {arm}",
                also=[other.mean for _, other in alike],
                reading="a column may have been copied into its neighbour",
            )
    return Verdict(also=seen)


def _is_fine(row: Continuous) -> bool:
    mean, sd = row.mean.maybe, row.sd.maybe
    return mean is not None and sd is not None and max(mean.decimals, sd.decimals) > 0 and row.is_printed


def _figures(row: Continuous) -> tuple[str, str]:
    return row.mean.text.strip(), row.sd.text.strip()
