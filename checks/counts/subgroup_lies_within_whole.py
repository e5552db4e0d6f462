"""A subgroup has no more participants and no more events than everyone has.

A row about a subgroup and the row about all participants of the same arm, outcome and time: the part
cannot exceed the whole.

events and total: subgroup <= all (the row with a blank subgroup), whole numbers.

Benign reading: none for the same population; a blank subgroup means all participants.

Source: definition of a subset; INSPECT-SR check 4.10.

Bad:

    counts
    report_id | outcome_id | arm_id | subgroup | events | total
    R1        | fever      | A      |          | 12     | 105
    R1        | fever      | A      | young    | 13     | 50       <- events
    R1        | fever      | A      | old      | 3      | 150      <- total

Good, up to the edge:

    counts
    report_id | outcome_id | arm_id | subgroup | source | events | total
    R1        | fever      | A      |          | text   | 12     | 105
    R1        | fever      | A      |          | table  | 11     | 105
    R1        | fever      | A      | young    | text   | 12     | 105

Skipped:

    counts
    report_id | outcome_id | arm_id | subgroup | events
    R1        | fever      | A      | young    | 12
"""

from triallint.kit import CannotLook, Count, Problem, Problems, Tables, akin, check, counts_of


@check(severity="error", applies=lambda row: bool(row.subgroup and (row.events or row.total)))
def problems(row: Count, tables: Tables) -> Problems:
    """Yield for each number that no printing of the whole holds."""
    wholes, looked = akin(row, tables, subgroup=""), False
    for column in ("events", "total"):
        own, whole = counts_of([row], column), counts_of(wholes, column)
        if not own or not whole:
            continue
        looked = True
        most = max(whole, key=lambda cell: cell.count)
        if own[0].count > most.count:
            yield Problem(
                own[0],
                f"{own[0]} {column} in the subgroup {row.subgroup}, and {most} in all",
                also=[(most, "all participants")],
            )
    if not looked:
        raise CannotLook("no row is about all participants")
    return None
