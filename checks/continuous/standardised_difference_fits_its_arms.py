"""A standardised mean difference is the mean difference over an SD of its arms.

Standardising with a standard error in place of an SD makes effects several times too large: in a sample
of meta-analyses, two of three had a trial whose standardised difference was wrong by more than 0.1.

SMD = (m_1 - m_2)/s, with s pooled (Cohen's d), times 1 - 3/(4 df - 1) or the exact factor (Hedges' g), or
the comparator's SD (Glass's delta); any of them may be meant. Adjusted differences are an info. Offered
where it fits: the sign turned (scales on which more is worse), and standard errors taken for SDs.

Source: L. V. Hedges, J Educ Stat 1981;6:107; P. C. Gotzsche et al., JAMA 2007;298:430.

Bad:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | final     | 30 | 20.0 | 4.0
    R1        | vas        | B      | final     | 30 | 22.0 | 4.0
    R2        | vas        | A      | final     | 25 | 20.0 | 0.8
    R2        | vas        | B      | final     | 25 | 23.0 | 0.8

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value | analysis
    R1        | vas        | SMD     | A      | B             | -2.7  |          <- value
    R1        | vas        | SMD     | A      | B             | 0.50  |          <- value
    R1        | vas        | SMD     | A      | B             | -0.45 | crude    <- value
    R1        | vas        | SMD     | A      | B             | -0.45 | adjusted <- value (info)
    R2        | vas        | SMD     | A      | B             | -0.75 |          <- value

Good, on the edges of rounding:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | final     | 30 | 20.0 | 4.0
    R1        | vas        | B      | final     | 30 | 22.0 | 4.0

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value
    R1        | vas        | SMD     | A      | B             | -0.46
    R1        | vas        | SMD     | A      | B             | -0.53
    R1        | vas        | SMD     | A      | B             | -0.5

Skipped, without an SD:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | mean | sd
    R1        | vas        | A      | final     | 30 | 20.0 | 4.0
    R1        | vas        | B      | final     | 30 | 22.0 |

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value
    R1        | vas        | SMD     | A      | B             | -0.5
"""

from collections.abc import Callable

from triallint.kit import (
    ArmSummary,
    CannotLook,
    Continuous,
    Estimate,
    Interval,
    Problem,
    Problems,
    Tables,
    Verdict,
    check,
    pairs_of_arms,
    require_figures,
    sd_from_se,
    se_of_mean,
    smd,
    span_of,
    summary_of,
)

Pairs = list[tuple[Continuous, Continuous]]


def _is_smd(row: Estimate) -> bool:
    return row.raw("measure") == "SMD" and row.is_printed and bool(row.value)


@check(severity="warning", applies=_is_smd)
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where no way of standardising gives the printed difference."""
    pairs = [(a, b) for a, b in pairs_of_arms(row, tables) if (a.sd or a.se) and (b.sd or b.se)]
    if not pairs or any(summary_of(one).n < 2 for pair in pairs for one in pair):
        raise CannotLook("the spread in the two arms is not both given")
    require_figures(row.value)
    printed = row.value.interval
    found = _effects(pairs)
    if any(printed.meets(effect) for effect in found):
        return Verdict(also=[one for pair in pairs for one in pair])
    ways = {
        "with the sign turned, it agrees": [-effect for effect in found],
        "standardised by standard errors taken for SDs, it agrees": _effects(pairs, se_of_mean),
        "read as standard errors, the SDs give it": _effects(pairs, sd_from_se),
    }
    readings = [words for words, effects in ways.items() if any(printed.meets(one) for one in effects)]
    first, second = pairs[0]
    yield Problem(
        row.value,
        f"{first.mean} less {second.mean} over the SD is {span_of(found[0])}, printed {row.value}",
        also=[cell for one in (first, second) for cell in (one.mean, one.sd or one.se, one.n)],
        severity="info" if row.raw("analysis") in ("adjusted", "stratified") else None,
        reading="; or ".join(readings) or None,
    )
    return None


def _effects(pairs: Pairs, convert: Callable[[Interval, int], Interval] | None = None) -> list[Interval]:
    """The effect of each pair by each way of standardising; `convert` may put another figure for the SD."""
    found: list[Interval] = []
    for pair in pairs:
        a, b = (summary_of(one) for one in pair)
        if convert:
            a, b = (ArmSummary(arm.mean, convert(arm.sd, arm.n), arm.n) for arm in (a, b))
        found += smd(a, b).values()
    return found
