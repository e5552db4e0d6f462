"""A per-protocol population is part of the modified, and that part of the whole intention to treat.

Leaving participants out makes a population smaller, and with it the events in it. A per-protocol row with
more participants than the intention-to-treat row of the same outcome has the two changed, or a slip.

total and events: per protocol <= modified ITT <= ITT, evaluable <= ITT, whole numbers, for one outcome, arm,
subgroup, time and grade. Safety populations are counted as treated and are not compared.

Benign readings: participants without data in the wider analysis only; outcomes judged anew for the
narrower one. Both are unusual, and it is a warning.

Source: ICH E9, section 5.2; INSPECT-SR check 4.6.

Bad:

    counts
    report_id | outcome_id | arm_id | population   | events | total
    R1        | response   | A      | itt          | 40     | 100
    R1        | response   | A      | mitt         | 41     | 95       <- events (warning)
    R1        | response   | A      | per_protocol | 41     | 96       <- total (warning), events (warning)

Good, up to the edge:

    counts
    report_id | outcome_id | arm_id | population   | events | total
    R1        | response   | A      | itt          | 40     | 100
    R1        | response   | A      | mitt         | 40     | 100
    R1        | response   | A      | per_protocol | 39     | 100
    R1        | response   | A      | evaluable    | 40     | 100
    R1        | response   | A      | safety       | 50     | 110

Skipped:

    counts
    report_id | outcome_id | arm_id | population   | events | total
    R1        | response   | A      | itt          |        | 100
    R1        | response   | A      | per_protocol | 39     |
"""

from triallint.kit import CannotLook, Count, Problem, Problems, Tables, akin, check, counts_of

#: Population -> those that hold all of it, nearest first.
_WITHIN = {"per_protocol": ("mitt", "itt"), "mitt": ("itt",), "evaluable": ("itt",)}


@check(severity="warning", applies=lambda row: row.raw("population") in _WITHIN)
def problems(row: Count, tables: Tables) -> Problems:
    """Yield for each number that the nearest wider population does not hold."""
    looked = False
    for column in ("total", "events"):
        own = counts_of([row], column)
        for population in _WITHIN[row.raw("population")]:
            wider = counts_of(akin(row, tables, population=population), column)
            if not own or not wider:
                continue
            looked = True
            most = max(wider, key=lambda cell: cell.count)
            if own[0].count > most.count:
                yield Problem(
                    own[0],
                    f"{column}: {own[0]} {row.population.text.replace('_', ' ')}, and {most} {population}",
                    also=[(most, population)],
                )
                break
    if not looked:
        raise CannotLook("no wider population has the same number")
    return None
