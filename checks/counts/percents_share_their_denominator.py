"""The percents of an arm are of the denominator that is printed for it.

A table's header gives one n, and its percents are often of another: those with data, those treated, those
at the visit. One other n that explains every misfit of an arm is one fact, and is said once instead of
once for every percent. Only 79.8 % of 28,876 percents in tables of trials can be had from their header's
n, and 14 % need another.

For each percent p of a events the denominators that give it are 100a/p, over p's rounding interval. Where
the percents of at least three outcomes misfit their total, and the denominators that fit have a number in
common, that number is the finding, and the percents are not judged one by one.

Benign reading: participants without data are left out, which a report may do; proven where the report
declares that number itself, and then it is a note; a note too where the rows state no total, and the number
is 80 % or more of a declared one.

Source: denominators of BMJ 2014;348:g2750 (65 % of 42 is impossible, of 40 it is right); base rates
measured by the project on 1,266 tables of trials.

Bad, of 21 where 26 is printed, and of 40 that are declared elsewhere:

    reports
    report_id | title
    R1        | one
    R2        | two
    R3        | three
    R4        | four

    arms
    report_id | arm_id | label | analysed
    R2        | A      | one   | 40
    R3        | A      | one   | 25
    R4        | A      | one   | 27

    counts
    report_id | outcome_id | arm_id | events | total | percent
    R1        | a          | A      | 4      | 26    | 19.0    <- percent (warning)
    R1        | b          | A      | 5      | 26    | 23.8
    R1        | c          | A      | 13     | 26    | 61.9
    R1        | d          | A      | 13     | 26    | 50.0
    R2        | a          | A      | 26     | 42    | 65      <- percent (info)
    R2        | b          | A      | 14     | 42    | 35
    R2        | c          | A      | 18     | 42    | 45
    R3        | a          | A      | 4      |       | 20.0    <- percent (info)
    R3        | b          | A      | 6      |       | 30.0
    R3        | c          | A      | 14     |       | 70.0
    R4        | a          | A      | 4      |       | 19.0    <- percent (warning)
    R4        | b          | A      | 5      |       | 23.8
    R4        | c          | A      | 13     |       | 61.9

Good, where two misfits prove nothing, and where no one number explains three:

    reports
    report_id | title
    R1        | one
    R2        | two

    counts
    report_id | outcome_id | arm_id | events | total | percent
    R1        | a          | A      | 4      | 26    | 19.0
    R1        | b          | A      | 5      | 26    | 23.8
    R1        | b          | B      | 5      | 26    | 23.8
    R2        | a          | A      | 4      | 26    | 19.0
    R2        | b          | A      | 5      | 26    | 23.8
    R2        | c          | A      | 13     | 26    | 65.0

Skipped, where no percent stands beside its count:

    reports
    report_id | title
    R1        | one

    counts
    report_id | outcome_id | total | percent
    R1        | a          | 26    | 19.0
"""

from triallint.kit import (
    NOT_APPLICABLE,
    CannotLook,
    Conventions,
    Count,
    Problem,
    Problems,
    Report,
    Tables,
    check,
    is_crude,
)


@check(severity="warning")
def problems(report: Report, tables: Tables, conventions: Conventions) -> Problems:
    """Yield once for each undeclared denominator that explains the misfits of an arm."""
    rows = tables.like(report, Count, "report_id")
    percents = [row for row in rows if row.percent]
    if not percents:
        return NOT_APPLICABLE
    if not any(row.events and is_crude(row) for row in percents):
        raise CannotLook("no percent stands beside a count")
    denominators = conventions.of(report).denominators
    for found, misfits in denominators.undeclared:
        first = misfits[0].row
        # Without a stated total, participants without data are as good a reading as any.
        sizes = denominators.declared(first)
        near = not first.total and any(4 * n <= 5 * found.value <= 5 * n for n in sizes)
        total = first.total.text or "any declared denominator"
        yield Problem(
            first.percent,
            f"{len(misfits)} percents fit a denominator of {found.value} and not {total}: "
            + ", ".join(f"{m.row.events} ({m.row.percent.text.rstrip(' %')} %)" for m in misfits[:4]),
            also=[(m.row.percent, "explained likewise") for m in misfits[1:]]
            + [(m.row.total, "total") for m in misfits if m.row.total],
            severity="info" if near or found.value in sizes else None,
            reading=f"{found.evidence}: participants without data may be left out",
            inferred=[found.evidence],
        )
    return None
