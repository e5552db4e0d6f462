"""Participants with a composite outcome are no more than those with its components together.

Everyone with the composite has at least one component, so the components' numbers sum to at least the
composite's. A composite beyond them has a component that the table does not have, or a slip.

events(composite) <= sum of events(component), whole numbers, where every component has a row about the same
participants. Mutually exclusive components must sum to exactly the whole, and are left to that check.

Benign readings: a component that is not in the table; components counted only where they came first,
so that their sum is the composite's (which agrees).

Source: Cochrane Handbook for Systematic Reviews of Interventions, section 3.2; CONSORT extension for harms.

Bad:

    outcomes
    outcome_id | part_of
    mace       |
    stroke     | mace
    mi         | mace

    counts
    report_id | outcome_id | arm_id | events
    R1        | mace       | A      | 22       <- events (warning)
    R1        | stroke     | A      | 12
    R1        | mi         | A      | 9

Good, up to the edge, and with a component that has no row:

    outcomes
    outcome_id | part_of
    mace       |
    stroke     | mace
    mi         | mace

    counts
    report_id | outcome_id | arm_id | events
    R1        | mace       | A      | 21
    R1        | stroke     | A      | 12
    R1        | mi         | A      | 9

Skipped:

    outcomes
    outcome_id | part_of
    mace       |
    stroke     | mace
    mi         | mace

    counts
    report_id | outcome_id | arm_id | events
    R1        | mace       | A      | 22
    R1        | stroke     | A      | 12
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
    joined,
)


@check(
    severity="warning",
    applies=lambda row: bool(row.events),
    unless="exclusive_parts_sum_to_whole",
)
def problems(row: Count, tables: Tables) -> Problems:
    """Yield where the most that the components can hold is less than the composite."""
    parts = tables.parts_of(row.raw("outcome_id"))
    if len(parts) < 2 or all(part.exclusive.text == "yes" for part in parts):
        return NOT_APPLICABLE
    cells = []
    for part in parts:
        counts = counts_of(akin(row, tables, outcome_id=part.raw("outcome_id")), "events")
        if not counts:
            raise CannotLook("a component has no count for the same participants")
        cells.append(max(counts, key=lambda cell: cell.count))
    found = sum(cell.count for cell in cells)
    if row.events.count > found:
        yield Problem(
            row.events,
            f"{row.events} participants with the composite, and {joined(cells)} = {found:,} with components",
            also=[(cell, "a component") for cell in cells],
            reading="a component may not be in the table",
        )
    return None
