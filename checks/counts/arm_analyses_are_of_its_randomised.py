"""No more participants are analysed or treated than were randomised.

An arm with more participants in its analysis than were put in it has a slip, or the number of another arm.
Participants may be treated or analysed in the arm whose treatment they got, so that one arm grows at
another's cost; the trial as a whole cannot.

analysed <= randomised and treated <= randomised, whole numbers, for the row of the whole trial, and for
each arm. Where an arm's number is larger and the sum over all arms is not, participants may have changed
arms: a note for the treated, a warning for the analysed. Where a number of another arm is missing (and those
that are printed do not exceed the trial) it is a warning: what is unknown is not disproven.

Source: CONSORT 2010, item 16; INSPECT-SR check 4.6; Cochrane Handbook, section 8.4 (as treated).

Bad:

    arms
    report_id | arm_id | label | role        | randomised | analysed
    R1        | A      | one   |             | 105        | 107      <- analysed (warning)
    R1        | B      | two   |             | 103        | 101
    R2        | A      | one   |             | 105        | 107      <- analysed
    R2        | B      | two   |             | 103        | 102
    R3        | A      | one   |             | 105        | 150      <- analysed (warning)
    R4        | all    | all   | whole_trial | 100        | 150      <- analysed
    R5        | A      | one   |             | 105        | 107      <- analysed (warning)
    R5        | B      | two   |             | 103        |
    R6        | A      | one   |             | 100        | 150      <- analysed
    R6        | B      | two   |             | 100        | 100
    R7        | A      | one   |             | 105        | 209      <- analysed
    R7        | B      | two   |             | 103        |
    R8        | A      | one   |             | 105        | 208      <- analysed (warning)
    R8        | B      | two   |             | 103        |

Bad, but as participants who changed arms would have it:

    arms
    report_id | arm_id | label | randomised | treated
    R1        | A      | one   | 105        | 106       <- treated (info)
    R1        | B      | two   | 103        | 102
    R2        | A      | one   | 105        | 106       <- treated (warning)
    R2        | B      | two   | 103        |

Good, up to all of them:

    arms
    report_id | arm_id | label | role        | randomised | analysed | treated
    R1        | A      | one   |             | 105        | 105      | 100
    R1        | B      | two   |             | 1,103      | 1103     |
    R1        | all    | all   | whole_trial | 1,208      | 1208     | 1208

Skipped:

    arms
    report_id | arm_id | label | randomised | analysed
    R1        | A      | one   |            | 107
"""

from triallint.kit import (
    Arm,
    Problem,
    Problems,
    SeverityName,
    Tables,
    arm_sums,
    check,
    counts_of,
    require_separate_arms,
)


@check(severity="error", applies=lambda arm: bool(arm.analysed or arm.treated))
def problems(arm: Arm, tables: Tables) -> Problems:
    """Yield for each number that is larger than the randomised."""
    randomised = arm.randomised.count
    alone = arm.role.text in ("whole_trial", "historical_control")
    for cell in (*counts_of([arm], "analysed"), *counts_of([arm], "treated")):
        if cell.count <= randomised:
            continue
        if not alone:
            require_separate_arms(arm, tables)
        permit = not alone and arm_sums(arm, cell.count, tables, cell.column).permit
        severity: SeverityName = "error" if permit is False else "warning"
        if permit and cell.column == "treated":
            severity = "info"
        yield Problem(
            cell,
            f"{cell} {cell.column} of {arm.randomised} randomised",
            also=[arm.randomised],
            severity=severity,
            reading="participants may be counted in the arm they were treated in"
            if permit is not False
            else None,
        )
    return None
