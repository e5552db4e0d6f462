"""An unadjusted effect is the one that its two arms' counts give.

Odds ratio, risk ratio and risk difference, with their limits, are functions of four counts. Where figures
and counts part, the counts are of another set of participants, or a digit is wrong in either.

a/n1 against c/n2 gives effect and limits by any usual method: Wald, with half an event added, test-based,
Peto, exact, score, Newcombe, Agresti-Caffo. One method must give all the figures that are printed, within
their rounding. A misfit of a row that is stated to be crude is a warning; of one that does not say, an info;
an adjusted effect may differ, and is an info only where the crude one lies outside its limits.

Benign: adjustment, a stratified or weighted analysis, another method of interval, another level.
Rows that are paired or adjusted for clusters are not looked at.

Source: Cochrane Handbook, section 6.4; R. G. Newcombe, Stat Med 1998;17:873; J. Cornfield 1956.

Bad:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | n_1 | events_2 | n_2 | analysis
    R1        | RR      | 0.51  | 95       | 0.13     | 1.30     | 4  | 241 | 10 | 249 | crude    <- value
    R2        | RR      | 0.41  | 95       | 0.13     | 1.50     | 4  | 241 | 10 | 249 | crude    <- ci_upper
    R3        | RR      | 0.51  | 95       | 0.13     | 1.30     | 4  | 241 | 10 | 249 | <- value (info)
    R4        | OR      | 3.1   | 95       | 2.0      | 4.8 | 4 | 241 | 10 | 249 | adjusted <- value (info)
    R5        | RR      | 0.41  | 95       | 0.13     | 1.29 | 4 | 241 | 10 | 249 | crude <- ci_upper (info)
    R6        | RD      | 10    | 95       | -4       | 22       | 30 | 100 | 20 | 100 | crude    <- ci_lower
    R7        | RR      | 0.41  |          | 0.13     | 1.50 | 4 | 241 | 10 | 249 | crude <- ci_upper (info)

Good, by one method or another, up to the edge of rounding:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper | events_1 | n_1 | events_2 | n_2 | analysis
    R1        | RR      | 0.41  | 95       | 0.13     | 1.30     | 4        | 241 | 10       | 249 | crude
    R2        | OR      | 9.5   | 95       | 1.8      | 63.0     | 12       | 20  | 3        | 22  | crude
    R3        | OR      | 4.89  | 95       | 4.00     | 5.99     | 141      | 561 | 928      | 14453 |
    R4        | RD      | 10    | 95       | -2       | 22       | 30       | 100 | 20       | 100 | crude
    R5        | RD      | 0.10  | 95       | -0.02    | 0.22     | 30       | 100 | 20       | 100 | crude
    R6        | OR      | 1.9   | 95       | 0.9      | 4.8      | 51       | 139 | 51       | 147 | adjusted

Bad, with the counts in their own table:

    counts
    report_id | arm_id | events | total
    R9        | A      | 4      | 241
    R9        | B      | 10     | 249

    estimates
    report_id | measure | arm_id | comparator_id | value | analysis
    R9        | RR      | A      | B             | 0.51  | crude    <- value

Skipped, without counts:

    estimates
    report_id | measure | value | ci_level | ci_lower | ci_upper
    R1        | RR      | 0.41  | 95       | 0.13     | 1.30
"""

from collections.abc import Iterator
from itertools import islice

from triallint.kit import (
    COUNTED,
    LEVELS,
    NOT_APPLICABLE,
    ROUNDED,
    Estimate,
    PrintedEffect,
    Problem,
    Problems,
    Rounding,
    Tables,
    TwoByTwo,
    check,
    counts_behind,
    effect_estimates,
    fitting_method,
    level_of,
    misfits,
    printed_effects,
    short,
    shown,
)


def _outside(table: TwoByTwo, measure: str, effects: list[PrintedEffect]) -> bool:
    """Whether the counts' effect lies outside the printed limits."""
    own = next(effect_estimates(table, measure)).value
    return all(
        (e.lower and own.wholly_below(e.lower)) or (e.upper and own.wholly_above(e.upper)) for e in effects
    )


def _readings(row: Estimate, table: TwoByTwo, measure: str) -> Iterator[str]:
    for level in LEVELS:
        if fitting_method(printed_effects(row), table, measure, level):
            yield f"the limits are those of a {float(level * 100):g} % interval"
    if row.analysis.text != "crude":
        yield "the effect may be adjusted"


@check(
    severity="warning",
    applies=lambda row: row.raw("measure") in COUNTED and row.raw("value") + row.raw("ci_lower") != "",
    unless=("effect_has_its_stated_measure_and_direction", "effect_and_counts_point_the_same_way"),
)
def problems(row: Estimate, tables: Tables) -> Problems:
    """Yield where no method gives all the printed figures from the counts."""
    behind, measure, level = counts_behind(row, tables), COUNTED[row.measure.text], level_of(row)
    effects, fits = printed_effects(row), (behind.table, measure, level.value, level.sides)
    if fitting_method(effects, *fits):
        return ROUNDED
    crude = row.analysis.text == "crude"
    if not crude and row.analysis and not _outside(behind.table, measure, effects):
        return NOT_APPLICABLE
    cut_off = fitting_method(printed_effects(row, Rounding.ROBUST), *fits)
    methods = effect_estimates(behind.table, measure, level.value * 100, level.sides)
    own = min(islice(methods, 4), key=lambda method: len(misfits(method, effects)))
    numbers = [short(x.lo) for x in own[1:]]
    cells = (row.value, row.ci_lower, row.ci_upper)
    guilty = cells[misfits(own, effects)[0]]
    assumed = level.assumed if guilty.column != "value" else ()
    reading = "the figures may have been cut off rather than rounded" if cut_off else None
    yield Problem(
        guilty,
        f"{behind.words} gives {numbers[0]} ({numbers[1]} to {numbers[2]}), printed {shown(row)}",
        also=[cell for cell in (*cells, *behind.cells) if cell and cell is not guilty],
        severity=None if crude and not cut_off and not assumed else "info",
        reading=reading or next(_readings(row, behind.table, measure), None),
        assumed=assumed,
    )
    return None
