"""The crude percent of the whole trial lies between the percents of its arms.

Whatever the sizes of the arms, the percent of all participants together is a weighted mean of the arms'
percents. One below all of them or above all of them belongs to another line or has a slip in a digit.

The rounding interval of the whole trial's percent must meet the range from the least to the greatest end of
the arms' intervals. Every randomised arm must have a percent about the same quantity.

Benign readings: percents that are not crude (weighted, adjusted), or a total of other participants than
the arms'; a warning unless all are labelled crude, a note for an outcome that is followed over time.

Source: definition of a weighted mean.

Bad:

    arms
    report_id | arm_id | label
    R1        | A      | one
    R1        | B      | two

    outcomes
    outcome_id | type
    death      | time_to_event

    counts
    report_id | outcome_id | arm_id | percent | percent_kind
    R1        | fever      | A      | 15      | crude
    R1        | fever      | B      | 65      | crude
    R1        | fever      |        | 67      | crude          <- percent
    R1        | rash       | A      | 15      |
    R1        | rash       | B      | 65      |
    R1        | rash       |        | 13      |                <- percent (warning)
    R1        | death      | A      | 15      |
    R1        | death      | B      | 65      |
    R1        | death      |        | 70      |                <- percent (info)

Good, up to both edges of rounding:

    arms
    report_id | arm_id | label  | role
    R1        | A      | one    |
    R1        | B      | two    |
    R1        | old    | before | historical_control

    counts
    report_id | outcome_id | arm_id | percent | percent_kind
    R1        | fever      | A      | 15      | crude
    R1        | fever      | B      | 65      | crude
    R1        | fever      | old    | 90      | crude
    R1        | fever      |        | 66      | crude
    R1        | rash       | A      | 15      |
    R1        | rash       | B      | 65      |
    R1        | rash       |        | 14      |
    R1        | death      | A      | 15      | km
    R1        | death      | B      | 65      | km
    R1        | death      |        | 67      | km

Skipped, where an arm has no percent:

    arms
    report_id | arm_id | label
    R1        | A      | one
    R1        | B      | two

    counts
    report_id | outcome_id | arm_id | percent
    R1        | fever      | A      | 15
    R1        | fever      |        | 20
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Count,
    Problem,
    Problems,
    Tables,
    Verdict,
    akin,
    arms_of_total,
    check,
    is_crude,
    is_time_to_event,
    is_whole_trial,
    joined,
    pooled_percent_range,
    units_off,
)


@check(severity="error", applies=lambda row: bool(row.percent) and row.is_printed and is_crude(row))
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where the percent of all lies outside those of the arms."""
    if not is_whole_trial(row, tables):
        return NOT_APPLICABLE
    parts = []
    for arm in arms_of_total(row, tables):
        found = [other for other in akin(row, tables, arm_id=arm.raw("arm_id")) if is_crude(other)]
        known = [other for other in found if other.percent.maybe]
        if not known:
            raise CannotLook("an arm has no percent about the same")
        parts += known
    between = pooled_percent_range([other.percent.interval for other in parts])
    if row.percent.interval.meets(between):
        return Verdict(also=parts)
    crude = all(other.percent_kind for other in (row, *parts))
    timed = not crude and is_time_to_event(row, tables)
    yield Problem(
        row.percent,
        f"{row.percent.text.rstrip(' %')} % of all, where the arms have "
        + joined((other.percent for other in parts), ", "),
        also=[(other.percent, "in the arm") for other in parts],
        severity=None if crude else "info" if timed else "warning",
        reading=None if crude else "the percents may be weighted, or of other participants",
        margin=units_off(row.percent.printed, between),
    )
    return None
