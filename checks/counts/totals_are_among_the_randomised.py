"""No table of results has more participants than were randomised.

INSPECT-SR tells of a trial that randomised 100 and reports an outcome for more than 150. Denominators of
counts, numbers in tables of means and the sizes behind estimates are held against the randomised.

total, n, n_1 and n_2 <= the randomised, whole numbers: of the arm, as the table of arms or the diagram gives
it, and of the whole trial (its largest printing, or the sum of its arms). A number beyond the whole trial
is impossible where the whole is printed; beyond the sum of the listed arms it is a warning, since an arm may
not be listed. One beyond its arm only is a warning, and a note in a safety population, where participants are
counted in the arm they were treated in. A row about the enrolled, or about no stated population and without
an arm, may have as many as were enrolled or assessed.

Not compared: outcomes whose unit counts something else than participants (eyes, lesions), calculated rows,
controls from elsewhere, factorial and cross-over trials. The unit of a mean, or of an effect, tells what is
measured ("mm"), not how many were: such a row is at most a warning.

Source: INSPECT-SR check 4.6; CONSORT 2010, item 16.

Bad:

    reports
    report_id | title
    R1        | one
    R2        | two

    arms
    report_id | arm_id | label | role        | randomised
    R1        | A      | one   |             | 50
    R1        | B      | two   |             | 50
    R2        | all    | all   | whole_trial | 100
    R2        | A      | one   |             | 50
    R2        | B      | two   |             | 50

    outcomes
    outcome_id | unit
    depth      | mm

    counts
    report_id | outcome_id | arm_id | population | total
    R1        | fever      | A      |            | 51         <- total (warning)
    R1        | rash       | A      | safety     | 52         <- total (info)
    R1        | pain       | A      | safety     | 101        <- total (warning)
    R1        | cough      |        | itt        | 101        <- total (warning)
    R1        | cold       |        |            | 101        <- total (warning)
    R2        | fever      |        |            | 101        <- total
    R2        | pain       | A      | safety     | 101        <- total

    continuous
    report_id | outcome_id | arm_id | n
    R1        | weight     | B      | 55                      <- n (warning)
    R2        | depth      | B      | 105                     <- n (warning)

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | n_1 | n_2
    R1        | fever      | RR      | A      | B             | 50  | 105        <- n_2 (warning)
    R2        | fever      | RR      | A      | B             | 50  | 105        <- n_2
    R2        | depth      | MD      | A      | B             | 105 | 50         <- n_1 (warning)

Good, up to the edge:

    reports
    report_id | title
    R1        | one

    arms
    report_id | arm_id | label  | role               | randomised
    R1        | A      | one    |                    | 50
    R1        | B      | two    |                    | 50
    R1        | old    | before | historical_control |

    flow
    report_id | stage      | n   | arm_id
    R1        | enrolled   | 120 |
    R1        | allocated  | 52  | A

    outcomes
    outcome_id | unit
    caries     | teeth
    cup        | Eyes

    counts
    report_id | outcome_id | arm_id | population | total | origin
    R1        | derived    | A      |            | 999   | calculated
    R1        | fever      | A      |            | 52
    R1        | fever      |        | itt        | 100
    R1        | response   |        | enrolled   | 120
    R1        | sex        |        |            | 120
    R1        | caries     | A      |            | 900
    R1        | fever      | old    |            | 214

    continuous
    report_id | outcome_id | arm_id | n
    R1        | cup        | B      | 101

    estimates
    report_id | outcome_id | measure | arm_id | comparator_id | n_1 | n_2
    R1        | caries     | RR      | A      | B             | 900 | 905

Skipped:

    reports
    report_id | title
    R1        | one

    counts
    report_id | outcome_id | total
    R1        | fever      | 10
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Continuous,
    Flow,
    Problem,
    Problems,
    Report,
    Reported,
    Row,
    SeverityName,
    Tables,
    Verdict,
    arm_size,
    check,
    counts_of,
    is_of_participants,
    largest_box,
    numbers_of_participants,
    require_separate_arms,
    trial_size,
    whole_size,
)


@check(severity="error")
def problems(report: Report, tables: Tables) -> Problems:
    """Yield for each number that the arm, or the trial, cannot hold."""
    given = list(numbers_of_participants(report, tables))
    if not given:
        return NOT_APPLICABLE
    require_separate_arms(report, tables)
    sizes = {arm.raw("arm_id"): arm_size(arm, tables) for arm in tables.arms_of(report)}
    outside = {arm.raw("arm_id") for arm in tables.arms_of(report) if arm.role.text == "historical_control"}
    printed = whole_size(report, tables)
    trial, before = trial_size(report, tables), largest_box(report, tables, "", "enrolled", "assessed")
    looked = []
    for row, arm_id, n in given:
        widest = row.raw("population") == "enrolled" or not (arm_id or row.raw("population"))
        most = max(trial, before) if widest else trial or before
        own = sizes.get(arm_id, 0)
        if arm_id in outside or not (own or most):
            continue
        looked.append(row)
        beyond = bool(most) and n.count > most
        if beyond or (own and n.count > own):
            sure = bool(printed) or most == before
            where = f"{most:,} in {'the whole trial' if sure else 'the listed arms'}"
            severity, reading = _judged(row, beyond, sure, tables)
            yield Problem(
                n,
                f"{n} participants, of {where if beyond else f'{own:,} in arm {arm_id}'}",
                also=[(cell, "who can take part") for cell in _who(report, "" if beyond else arm_id, tables)],
                severity=severity,
                reading=reading,
            )
    if not looked:
        raise CannotLook("no number of participants stands beside the randomised")
    return Verdict(also=looked)


def _judged(row: Row, beyond: bool, sure: bool, tables: Tables) -> tuple[SeverityName, str | None]:
    """How bad an excess is, over the trial's size (printed as such, if `sure`) or over its arm's only."""
    if not beyond:
        safety = row.raw("population") == "safety"
        return "info" if safety else "warning", "participants may be counted in the arm they were treated in"
    if not sure:
        return "warning", "the table of arms may not list every arm"
    if isinstance(row, Continuous) or not is_of_participants(row, tables):
        return "warning", "it may count something else than participants"
    return "error", None


def _who(report: Report, arm_id: str, tables: Tables) -> list[Reported]:
    """The cells that say how many there are in an arm, or in the trial."""
    arms = [arm for arm in tables.arms_of(report) if not arm_id or arm.raw("arm_id") == arm_id]
    boxes = [b for b in tables.where(Flow, report_id=report.raw("report_id"), arm_id=arm_id) if not b.reason]
    return [*counts_of(arms, "randomised"), *counts_of(arms, "treated"), *counts_of(boxes, "n")]
