"""Reports of one trial name one trial.

A trial has several reports: a protocol, an interim and a final analysis, a follow-up, a subgroup. They print
the number under which it is registered, and their rows should name one `trial_id`, or its participants
count twice.

Looked at are reports that print exactly one registry number, all of one kind, and where at least one of the
two names a trial. A report that prints several numbers is about several trials, or their sub-studies.

Benign: sub-studies and extension trials may be registered under the number of the parent.

Source: Cochrane Handbook 4.6.2, on linking the reports of a study.

Bad:

    reports
    report_id | title                     | trial_id | registry_ids
    R1        | Two drugs for one disease | T1       | NCT01234567
    R2        | Five years of two drugs   | T2       | nct01234567 <- trial_id
    R3        | Two drugs in the elderly  |          | NCT01234567 <- registry_ids

Good:

    reports
    report_id | title                     | trial_id | registry_ids
    R1        | Two drugs for one disease | T1       | NCT01234567
    R2        | Five years of two drugs   | T1       | NCT01234567
    R3        | Two trials pooled         | T9       | NCT01234567; NCT07654321
    R4        | Another trial             | T4       | NCT00000102
"""

from triallint.kit import (
    NOT_APPLICABLE,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    earlier_report_of_trial,
    holds_registry_numbers,
)


@check(severity="info", applies=holds_registry_numbers)
def problems(report: Report, tables: Tables) -> Problems:
    """Yield where an earlier report prints the same registry number and names another trial, or one of them none."""
    if not any(one.trial_id for one in tables.rows(Report)):
        return NOT_APPLICABLE
    other, number = earlier_report_of_trial(report, tables)
    if other is None or other.trial_id.text == report.trial_id.text:
        return None
    names = [
        f"{one.report_id} {f'trial {one.trial_id}' if one.trial_id else 'none'}" for one in (other, report)
    ]
    yield Problem(
        report.trial_id if report.trial_id else report.registry_ids,
        f"records {other.report_id} and {report.report_id} print {number}, and name {' and '.join(names)}",
        also=[(other.trial_id if other.trial_id else other.registry_ids, "the other report")],
        reading="a sub-study or extension may be registered under the number of its parent",
        remedy="Give both the same `trial_id`, unless their participants are others.",
    )
    return None
