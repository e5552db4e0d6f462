"""A publication's year is not to come, and its trial had begun.

A year in the future is a slip of the finger, and so mostly is a report that came out before its trial
enrolled anybody. The next year is left alone, as papers ahead of print carry the year of their issue.
The day that counts is the one on which the report was read, where the table says it, else today.

A protocol, a design paper or a pilot comes before enrolment: the benign reading of a warning. That a
year has four digits is for another check.

Source: ClinicalTrials.gov, protocol registration data element definitions (study start).

Bad:

    reports
    report_id | title | year | trial_id | extracted_on
    R1        | One   | 2028 | T1       | 2026-03-31    <- year
    R2        | Two   | 2018 | T1       | 2026-03-31    <- year (warning)
    R3        | Three | 2099 |          |               <- year

    trials
    trial_id | enrolment_start
    T1       | 2019-05

Good, at the edges:

    reports
    report_id | title | year | trial_id | extracted_on
    R1        | One   | 2027 | T1       | 2026-03-31
    R2        | Two   | 2019 | T1       | 2026-03-31
    R3        | Three | 2019b | T1      |

    trials
    trial_id | enrolment_start
    T1       | 2019-05
"""

from datetime import date

from triallint.kit import (
    NOT_APPLICABLE,
    Citation,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    cited_year,
    read_days,
)


def _has_year(row: Report | Citation) -> bool:
    return bool(row.raw("year"))


@check(severity="error", applies=_has_year)
def problems(row: Report | Citation, tables: Tables) -> Problems:
    """Yield where a year is later than the next, or earlier than the trial."""
    cited = cited_year(row)
    if cited is None:
        return NOT_APPLICABLE
    year, report = cited[1], tables.report_of(row)
    read_on = read_days(report.extracted_on.text) if report else None
    now = read_on.last if read_on else date.today()
    if year > now.year + 1:
        words = f"the report was read on {now}" if read_on else "that year is to come"
        yield Problem(
            cited[0].cell, f"it came out in {year}, and {words}", remedy="Compare the year with the paper."
        )
    trial = tables.trial_of(row) if isinstance(row, Report) else None
    begun = read_days(trial.enrolment_start.text) if trial else None
    if trial and begun and year < begun.first.year:
        yield Problem(
            cited[0].cell,
            f"it came out in {year}, and the trial enrolled from {trial.enrolment_start}",
            also=[(trial.enrolment_start, "start of enrolment")],
            severity="warning",
            reading="a protocol, a design paper or a pilot comes before enrolment",
            remedy="Compare both with the report and the registry's entry.",
        )
    return None
