"""A percent without a count is one that some count of its total gives.

Of 30 participants 3.3 %, 6.7 % or 10.0 % can have an event, and no one can tell how 5.0 % of them might.
This is the granularity test (GRIM) for percents; it finds a wrong total as readily as a wrong percent.

Some whole k from 0 to n must have 100 k/n in the rounding interval of the percent. The share of impossible
percents, and with it the test's power, is 1 - n/(100 * 10^d) for d decimals: whole percents of a hundred
participants are all possible, and the row is then skipped. Without a total, any denominator that the
report declares for the arm will do, and it is no more than a note: of whom the percent is, is not stated.

Benign readings: other participants than the total's (some without data), cut off instead of rounded, a
weighted, adjusted or Kaplan-Meier percent.

Source: N. J. L. Brown & J. A. J. Heathers, Soc Psychol Personal Sci 2017;8:363; R package scrutiny.

Bad:

    arms
    report_id | arm_id | label | randomised
    R2        | A      | one   | 30
    R3        | A      | one   | 5

    outcomes
    outcome_id | type
    death      | time_to_event

    counts
    report_id | outcome_id | arm_id | total | percent
    R1        | response   | A      | 150   | 67.4      <- percent (warning)
    R1        | nausea     | A      | 150   | 54.2      <- percent (warning)
    R1        | rash       | A      | 8     | 11        <- percent (warning)
    R1        | death      | A      | 150   | 68.1      <- percent (info)
    R2        | response   | A      |       | 8.0       <- percent (info)
    R3        | response   | A      |       | 45        <- percent (info)

Good, up to both edges of rounding:

    arms
    report_id | arm_id | label | randomised
    R2        | A      | one   | 30

    counts
    report_id | outcome_id | arm_id | total | percent | percent_kind | origin
    R1        | survival   | A      | 150   | 54.1    | km           |
    R1        | read       | A      | 150   | 54.1    |              | digitised
    R1        | response   | A      | 150   | 54.0
    R1        | nausea     | A      | 8     | 12
    R1        | rash       | A      | 8     | 13
    R2        | response   | A      |       | 3

Skipped, where every percent is possible, or nothing is declared:

    counts
    report_id | outcome_id | arm_id | total | percent
    R1        | response   | A      | 100   | 37
    R2        | response   | A      |       | 37
"""

from math import ceil

from triallint.kit import (
    ROUNDED,
    CannotLook,
    Conventions,
    Count,
    Problem,
    Problems,
    Rounding,
    SeverityName,
    Tables,
    check,
    grim_power,
    is_crude,
    is_time_to_event,
    numerators_that_fit,
)


def _lacks_count(row: Count) -> bool:
    return bool(row.percent) and not row.events and row.is_printed and is_crude(row)


@check(severity="warning", applies=_lacks_count, unless="percents_lie_between_0_and_100")
def problems(row: Count, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where no whole number of participants gives the percent."""
    share, decimals = row.percent.interval, row.percent.decimals
    declared = conventions.of(row).denominators.declared(row)
    of_arm = conventions.of(row).denominators.of_arm(row)
    sizes = [row.total.count] if row.total else list(declared) if of_arm else []
    if not sizes or 0 in sizes:
        raise CannotLook("no denominator is declared")
    if any(grim_power(n, decimals) == 0 for n in sizes):
        raise CannotLook("of so many participants every percent is possible with these decimals")
    if any(numerators_that_fit(share, n) for n in sizes):
        return ROUNDED
    severity: SeverityName | None = None if row.total else "info"
    readings = []
    known = [n for n in declared if n not in sizes and numerators_that_fit(share, n)]
    near = (n for size in sizes for n in range(size, ceil(0.8 * size) - 1, -1))
    smaller = next((n for n in near if numerators_that_fit(share, n)), None)
    if known or smaller:
        readings.append(f"of {declared[known[0]] if known else f'{smaller} participants'}")
    robust = row.percent.rounded(Rounding.ROBUST)
    if any(numerators_that_fit(robust, n) for n in sizes):
        readings.append("cut off or rounded up, not rounded to nearest")
    if not row.percent_kind and is_time_to_event(row, tables):
        severity = "info"
        readings.insert(0, "a Kaplan-Meier or cumulative-incidence percent")
    n = max(sizes)
    below = row.percent.value * n // 100
    yield Problem(
        row.percent,
        f"no count of {n} gives {row.percent.text.rstrip(' %')} %: {below} is {float(100 * below / n):.4g} %"
        f" and {below + 1} is {float(100 * (below + 1) / n):.4g} %",
        also=[row.total] if row.total else [],
        severity=severity,
        reading=f"it is possible {'; or '.join(readings)}" if readings else None,
    )
    return None
