"""Overall survival is not below survival free of events of which death is one.

Whoever is alive and free of disease is alive, so at one time in one arm overall survival is at least
disease-free, progression-free, event-free or relapse-free survival. The other way round, two rows or two
outcomes were swapped, or a digit slipped.

Compared: S_OS(t) wholly below S_EFS(t), in one arm, time, set and data cut, with one time origin. That
death is an event of the other outcome is proven by `part_of` or by its `definition`; where its label
alone says so ("disease-free survival"), the finding is an info.

With censoring the two Kaplan-Meier curves can cross by a little: those who relapse and die are then
followed longer than those who leave early. In 45,000 simulated pairs it happened in 1 %, and by more than
one standard error in 0.07 %. So a gap of less than the standard error (printed, from the limits, or from
the number of participants; 10 % survival where none is known) is an info.

Source: definition of the end points; crossing measured by the project on simulated Kaplan-Meier
curves.

Bad:

    outcomes
    outcome_id | label                     | definition              | part_of
    os         | overall survival          | event: death            |
    dfs        | disease-free survival     | event: relapse or death |
    death      | death                     |                         | efs
    efs        | survival free of failure  |                         |
    pfs        | progression-free survival |                         |

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit | time_value | time_unit | n_1
    R1        | os         | A      | survival | 54.4  | %    | 2          | years     | 105 <- value
    R1        | dfs        | A      | survival | 71.3  | %    | 24         | months    | 105
    R2        | death      | A      | survival | 54    | %    | 2          | years     |     <- value
    R2        | efs        | A      | survival | 71    | %    | 2          | years     |
    R3        | os         | A      | survival | 70.4  | %    | 2          | years     | 105 <- value (info)
    R3        | dfs        | A      | survival | 71.3  | %    | 2          | years     | 105
    R4        | os         | A      | survival | 54.4  | %    | 2          | years     | 105 <- value (info)
    R4        | pfs        | A      | survival | 71.3  | %    | 2          | years     | 105

Good, on the edge of rounding, or not the same thing:

    outcomes
    outcome_id | label                     | definition                  | time_origin
    os         | overall survival          | event: death                | diagnosis
    dfs        | disease-free survival     | event: relapse or death     | diagnosis
    late       | disease-free survival     | event: relapse or death     | remission
    pfs        | progression-free survival | event: progression or death | diagnosis

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit | time_value | time_unit
    R1        | os         | A      | survival | 71.0  | %    | 2          | years
    R1        | dfs        | A      | survival | 71.1  | %    | 2          | years
    R1        | dfs        | A      | survival | 80.0  | %    | 1          | years
    R1        | dfs        | B      | survival | 80.0  | %    | 2          | years
    R1        | pfs        | B      | survival | 85.0  | %    | 2          | years
    R1        | late       | A      | survival | 80.0  | %    | 2          | years

Skipped, with no survival free of events beside it:

    outcomes
    outcome_id | label
    os         | overall survival

    estimates
    report_id | outcome_id | arm_id | measure  | value | unit | time_value | time_unit
    R1        | os         | A      | survival | 71.0  | %    | 2          | years
"""

import re

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Estimate,
    Outcome,
    Problem,
    Problems,
    Tables,
    Verdict,
    at_one_time,
    check,
    estimates_of_arm,
    is_survival,
    se_behind,
    share,
)

_DEATH = r"(overall survival|(event: )?(all-cause |overall )?(death|mortality)( (from|of) any cause)?)"
_FREE = r"\b(disease|progression|event|relapse|recurrence|failure|leuka?emia)[- ]free survival\b"


def _is_printed_survival(row: Estimate) -> bool:
    return is_survival(row) and row.is_printed and bool(row.time_value)


@check(severity="warning", applies=_is_printed_survival, unless="survival_is_0_to_100_percent")
def problems(estimate: Estimate, tables: Tables) -> Problems:
    """Yield where fewer are alive than are alive and free of events."""
    death = tables.outcome_of(estimate)
    if death is None or not _is_death(death):
        return NOT_APPLICABLE
    seen = []
    for other in at_one_time(estimate, estimates_of_arm(tables, estimate, "survival", other_outcomes=True)):
        outcome = tables.outcome_of(other)
        proven = _counts_death(outcome, death) if outcome else None
        if not outcome or proven is None or not other.is_printed:
            continue
        seen.append(other)
        alive, free = share(estimate, estimate.value), share(other, other.value)
        if not alive.wholly_below(free):
            continue
        small = free.lo - alive.hi < _noise(other, tables)
        yield Problem(
            estimate.value,
            f"overall survival {estimate.value} at {estimate.time_value} {estimate.time_unit} is below "
            f"the {other.value} of {outcome.label or outcome.outcome_id}",
            also=[other.value],
            severity="info" if small or not proven else None,
            reading="with censoring, curves may cross by less than a standard error" if small else None,
            assumed=() if proven else [f"death is an event of {outcome.label}: not stated"],
        )
    if not seen:
        raise CannotLook("no survival free of events is given for the same arm and time")
    return Verdict(also=seen)


def _is_death(outcome: Outcome) -> bool:
    return any(re.fullmatch(_DEATH, outcome.raw(name).lower().strip()) for name in ("label", "definition"))


def _counts_death(outcome: Outcome, death: Outcome) -> bool | None:
    """Whether death is proven (True) or only usual (False) as an event of an outcome; else None."""
    if outcome.raw("time_origin") != death.raw("time_origin"):
        return None
    if outcome.raw("outcome_id") in death.part_of:
        return True
    if not re.search(_FREE, outcome.raw("label").lower()):
        return None
    return bool(re.search(r"\b(death|died|mortality)\b", outcome.raw("definition").lower()))


def _noise(row: Estimate, tables: Tables) -> float:
    try:
        return float(se_behind(row, tables).hi)
    except CannotLook:
        return 0.1
