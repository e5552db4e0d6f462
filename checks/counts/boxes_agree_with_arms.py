"""The flow diagram and the table of arms give one number for one thing.

The number randomised to an arm stands in the diagram and at the head of every table, and is typed each
time.

n of the box "randomised" = the arm's `randomised`; "allocated" likewise; "treated" and "analysed" = the
columns of that name; for the whole trial, the row with that role. Whole numbers, exact; at least one
printing of the box must agree.

Benign readings: an analysis of another outcome or time than the main one (analysed), a data cut.

Source: CONSORT 2010, items 13a and 16.

Bad:

    arms
    report_id | arm_id | label    | role        | randomised | analysed
    R1        | A      | one      |             | 105        | 100
    R1        | all    | everyone | whole_trial | 208        |

    flow
    report_id | stage      | n   | arm_id
    R1        | randomised | 150 | A          <- n (warning)
    R1        | analysed   | 101 | A          <- n (warning)
    R1        | randomised | 280 |            <- n (warning)

Good:

    arms
    report_id | arm_id | label    | role        | randomised | analysed
    R1        | A      | one      |             | 1,105      | 1000
    R1        | all    | everyone | whole_trial | 2208       |

    flow
    report_id | stage      | n     | arm_id | reason
    R1        | treated    | 9     | A      | late
    R1        | allocated  | 1105  | A
    R1        | analysed   | 1,000 | A
    R1        | randomised | 2,208 |

Skipped:

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   |

    flow
    report_id | stage      | n   | arm_id
    R1        | randomised | 105 | A
"""

from triallint.kit import CannotLook, Flow, Problem, Problems, Tables, check, counts_of

_COLUMN = {
    "randomised": "randomised",
    "allocated": "randomised",
    "treated": "treated",
    "analysed": "analysed",
}


@check(severity="warning", applies=lambda box: box.raw("stage") in _COLUMN and not box.reason)
def problems(box: Flow, tables: Tables) -> Problems:
    """Yield where the arm's own number is another."""
    column = _COLUMN[box.raw("stage")]
    if box.arm_id:
        arms = [arm for arm in (tables.arm_of(box),) if arm is not None]
    else:
        arms = [arm for arm in tables.arms_of(box) if arm.role.text == "whole_trial"]
    known = counts_of(arms, column)
    if not known:
        raise CannotLook("the table of arms does not give it")
    number = box.n.count
    if all(cell.count != number for cell in known):
        yield Problem(
            box.n,
            f"{box.n} {box.stage} in the diagram, and {known[0]} {column} in the table of arms",
            also=[(cell, "in the table of arms") for cell in known],
            reading="the two may be of different data cuts or outcomes"
            if box.data_cut or box.time_value
            else None,
        )
    return None
