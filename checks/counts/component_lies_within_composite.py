"""Participants with a component of an outcome are among those with the outcome.

Whoever died of a stroke had a stroke, and whoever had a stroke had a major cardiovascular event: no
component can have more participants than its composite, in the same arm, population, time and grade. It
holds for women with a live birth and women who were pregnant too, but not for births, of which a woman may
have two: those belong in `event_count`, which is not compared here.

events(component) <= events(composite), whole numbers. Where either has no count, the rounding intervals of
the percents are compared, if the totals do not differ, and then it is a warning.

Benign reading: a composite that counts another set of participants, or within another window. A time to the
first of several events ends where it is censored, at a new therapy for instance, and its components may be
counted further: 66 deaths beside 60 events of progression-free survival are a warning.

Source: Cochrane Handbook for Systematic Reviews of Interventions, section 3.2; INSPECT-SR check 4.10;
ClinicalTrials.gov adverse event module.

Bad:

    outcomes
    outcome_id | part_of      | type
    mace       |              |
    stroke     | mace         |
    fatal      | stroke; death |
    pfs        |              | time_to_event
    os         | pfs; dfs     | time_to_event
    dfs        |              |

    counts
    report_id | outcome_id | arm_id | events | total | percent
    R1        | mace       | A      | 11     | 105   |
    R1        | stroke     | A      | 12     | 105   |         <- events
    R1        | fatal      | A      | 13     | 105   |         <- events
    R1        | death      | A      | 14     | 105   |
    R1        | pfs        | A      | 60     | 105   |
    R1        | os         | A      | 66     | 105   |         <- events (warning)
    R3        | dfs        | A      | 60     | 105   |
    R3        | os         | A      | 66     | 105   |         <- events (warning)
    R2        | mace       | A      |        |       | 11
    R2        | stroke     | A      |        |       | 13      <- percent (warning)

    estimates
    report_id | outcome_id | measure | value
    R3        | dfs        | HR      | 0.8

Good, up to the edge:

    outcomes
    outcome_id | part_of
    mace       |
    stroke     | mace

    counts
    report_id | outcome_id | arm_id | source | events | event_count | total | percent
    R1        | mace       | A      |        | 12     | 12          | 105   | 11
    R1        | stroke     | A      |        | 12     | 15          | 105   | 11
    R2        | mace       | A      |        |        |             |       | 11
    R2        | stroke     | A      |        |        |             |       | 12
    R4        | mace       | A      |        |        |             | 105   | 11
    R4        | stroke     | A      |        |        |             | 50    | 20
    R5        | mace       | A      |        | 12     |             | 105   | 11
    R5        | stroke     | A      |        | 9      |             | 50    | 18
    R3        | mace       | A      | text   | 12     |             | 105   |
    R3        | mace       | A      | table  | 11     |             | 105   |
    R3        | stroke     | A      | text   | 12     |             | 105   |

Skipped, where the two have nothing in common:

    outcomes
    outcome_id | part_of
    mace       |
    stroke     | mace

    counts
    report_id | outcome_id | arm_id | events | percent
    R1        | mace       | A      |        | 11
    R1        | stroke     | A      | 12     |
    R1        | stroke     | B      | 12     |
    R2        | mace       | A      |        | 11
    R2        | stroke     | A      |        |
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Count,
    Problem,
    Problems,
    Tables,
    akin,
    check,
    counts_of,
    is_crude,
    is_time_to_event,
)


@check(
    severity="error",
    applies=lambda row: bool(row.events or row.percent),
    unless="exclusive_parts_sum_to_whole",
)
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where no printing of the composite holds the component."""
    outcome = tables.outcome_of(row)
    if outcome is None or not outcome.part_of:
        return NOT_APPLICABLE
    looked = False
    for whole in outcome.part_of:
        wholes = akin(row, tables, outcome_id=whole)
        own, counts = counts_of([row], "events"), counts_of(wholes, "events")
        if own and counts:
            looked = True
            most = max(counts, key=lambda cell: cell.count)
            if own[0].count > most.count:
                timed = any(is_time_to_event(other, tables) for other in wholes)
                yield Problem(
                    own[0],
                    f"{own[0]} participants with a component of {whole}, and {most} with {whole} itself",
                    also=[(most, "the composite")],
                    severity="warning" if timed else None,
                    reading=f"{whole} may be censored before the component, at a new therapy for instance"
                    if timed
                    else None,
                )
            continue
        shares = [other for other in wholes if _same_share(row, other)]
        looked = looked or bool(shares)
        if shares and all(row.percent.interval.wholly_above(other.percent.interval) for other in shares):
            yield Problem(
                row.percent,
                f"{row.percent} % with a component of {whole}, and {shares[0].percent} % with {whole} itself",
                also=[(other.percent, "the composite") for other in shares],
                severity="warning",
                reading="the percents may be of different participants",
            )
    if not looked:
        raise CannotLook("no count or percent of the composite for the same participants")
    return None


def _same_share(row: Count, other: Count) -> bool:
    if not (row.percent.maybe and other.percent.maybe):
        return False
    same_total = not (row.total and other.total) or row.total.maybe == other.total.maybe
    return same_total and is_crude(row) and is_crude(other)
