"""A difference between two arms is the difference between the figures printed for them.

Percents or rates of two arms and their difference say one thing twice. Subtracting the
rounded figures can miss by a unit: 0.73 and 0.70 may differ by 0.02, since 0.726 - 0.703 is 0.023.

The rounding interval of the difference must meet [a- - b+, a+ - b-], for the arm a and its comparator b of
one outcome, subgroup, population, time and data cut. A risk difference may be in percent points or a
proportion, unless its unit says which.

Benign readings: an adjusted difference (a note where the row says so, or stratified), the difference the
other way round, a relative difference, figures cut off instead of rounded (agreed to where the report does
so throughout). Mean differences and differences in survival are compared elsewhere.

Source: R. E. Moore, Interval Analysis, 1966 (the range of a difference).

Bad:

    counts
    report_id | outcome_id | arm_id | percent | rate
    R1        | fever      | A      | 54.4    |
    R1        | fever      | B      | 39.0    |
    R1        | fall       | A      |         | 2.43
    R1        | fall       | B      |         | 1.20

    continuous
    report_id | outcome_id | arm_id | statistic | mean
    R1        | pain       | A      | baseline  | 8.0
    R1        | pain       | A      | final     | 5.1
    R1        | pain       | B      | final     | 6.3

    estimates
    report_id | outcome_id | measure         | arm_id | comparator_id | analysis | value | unit
    R1        | fever      | RD              | A      | B             | crude    | 15.51 | %   <- value
    R1        | fever      | RD              | A      | B             | adjusted | 13.9  | %   <- value (info)
    R1        | fever      | RD              | A      | B             |          | -0.154 |    <- value
    R1        | fever      | difference      | A      | B             |          | 39.5  | %   <- value
    R1        | fever      | RD              | A      | B             |          | 0.154 | %   <- value
    R1        | fall       | rate_difference | A      | B             |          | 1.25  |     <- value
    R1        | pain       | difference      | A      | B             |          | -1.4  |     <- value

Good, up to both edges of rounding:

    counts
    report_id | outcome_id | arm_id | percent | rate
    R1        | fever      | A      | 54      |
    R1        | fever      | B      | 39      |
    R1        | fall       | A      |         | 2.43
    R1        | fall       | B      |         | 1.20

    continuous
    report_id | outcome_id | arm_id | statistic | mean
    R1        | auc        | A      |           | 0.73
    R1        | auc        | B      |           | 0.70
    R1        | pain       | A      | baseline  | 8.0
    R1        | pain       | A      | final     | 5.1
    R1        | pain       | B      | final     | 6.3

    estimates
    report_id | outcome_id | measure         | arm_id | comparator_id | value | unit | origin
    R1        | fever      | RD              | A      | B             | 99    | %    | calculated
    R1        | fever      | HR              | A      | B             | 0.5   |
    R1        | fever      | RD              | A      | B             | 15.99 | %
    R1        | fever      | RD              | A      | B             | 16.00 | %
    R1        | fever      | RD              | A      | B             | 14.00 | %
    R1        | fever      | RD              | A      | B             | .14   |
    R1        | fall       | rate_difference | A      | B             | 1.235 |
    R1        | auc        | difference      | A      | B             | 0.02  |
    R1        | pain       | difference      | A      | B             | -1.1  |
    R1        | pain       | difference      | A      | B             | -1.3  |

Good, in a report that cuts off:

    counts
    report_id | outcome_id | arm_id | events | total | percent
    R1        | fever      | A      | 40     | 450   | 8.8
    R1        | fever      | B      | 0      | 450   | 0.0
    R1        | rash       | A      | 25     | 450   | 5.5
    R1        | rash       | B      | 3      | 450   | 0.6

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value | unit
    R1        | fever      | RD      | A      | B             | 8     | %
    R1        | rash       | RD      | A      | B             | 4.8   | %

Skipped, where an arm's figure is of another time:

    counts
    report_id | outcome_id | arm_id | percent | time_value
    R1        | fever      | A      | 54      | 2
    R1        | fever      | B      | 39      | 3

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | value | time_value
    R1        | fever      | RD      | A      | B             | 10    | 2
"""

from collections.abc import Sequence

from triallint.kit import (
    ROUNDED,
    CannotLook,
    Continuous,
    Conventions,
    Count,
    Estimate,
    Interval,
    Problem,
    Problems,
    Reported,
    Rounding,
    Tables,
    arm_pairs,
    check,
    quotient,
    span_of,
)

Pairs = Sequence[tuple[Reported, Reported]]

_PERCENTS = (Count, "percent"), (Estimate, "value", "proportion")
_FIGURES = {
    "RD": _PERCENTS,
    "difference": (*_PERCENTS, (Continuous, "mean"), (Estimate, "value", "mean")),
    "rate_difference": ((Count, "rate"), (Estimate, "value", "rate")),
}


def _is_difference(row: Estimate) -> bool:
    return row.raw("measure") in _FIGURES and row.is_printed and bool(row.value and row.arm_id)


@check(
    severity="warning",
    applies=_is_difference,
    unless=("effect_fits_its_counts", "effect_has_its_stated_measure_and_direction"),
)
def problems(row: Estimate, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where no pair of the arms' printed figures has this difference."""
    pairs = [pair for figure in _FIGURES[row.raw("measure")] for pair in arm_pairs(row, tables, *figure)]
    if not pairs:
        raise CannotLook("the figures of the two arms are not given")
    habit = conventions.of(row).rounding
    if _agrees(row, pairs) or (habit and _agrees(row, pairs, habit.value)):
        return ROUNDED
    (a, b), found = pairs[0], _gap(*pairs[0])
    adjusted = row.raw("analysis") in ("adjusted", "stratified")
    tried = {
        "an adjusted difference": adjusted,
        f"{b} - {a}, the other way round": _agrees(row, [(b, a)]),
        "figures cut off, not rounded": _agrees(row, pairs, Rounding.ROBUST),
        "a relative difference in percent": quotient(found.scaled(100), b.interval).meets(row.value.interval),
    }
    readings = [words for words, fits in tried.items() if fits]
    yield Problem(
        row.value,
        f"{a} - {b} is {span_of(found)}, printed {row.value}",
        also=[(a, f"arm {row.arm_id}"), (b, f"arm {row.comparator_id}")],
        severity="info" if adjusted else None,
        reading=f"it agrees as {'; or '.join(readings)}" if readings else "it may be adjusted",
    )
    return None


def _agrees(row: Estimate, pairs: Pairs, rounding: Rounding = Rounding.NEAREST) -> bool:
    value, unit = row.value.rounded(rounding), row.unit.text.casefold()
    scales = [] if "proportion" in unit else [value]
    if row.raw("measure") == "RD" and not any(word in unit for word in ("%", "percent", "point")):
        scales.append(value.scaled(100))
    return any(_gap(a, b, rounding).meets(scaled) for a, b in pairs for scaled in scales)


def _gap(a: Reported, b: Reported, rounding: Rounding = Rounding.NEAREST) -> Interval:
    return a.rounded(rounding) - b.rounded(rounding)
