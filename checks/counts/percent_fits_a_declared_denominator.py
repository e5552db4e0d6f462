"""A count's percent is of a denominator that its report declares, where the row states none.

"28 (93 %)" below a header "n = 30" is checked against that 30, and against every other number of
participants that the report declares for the same arm: randomised, analysed, treated, with data. If none of
them gives the percent, but a number a little smaller than the largest does, some participants are without
data and the report does not say how many. If no such number does either, count and percent disagree.

The denominators that give a percent p of a events are those in [100a/p+, 100a/p-], with p's rounding
interval [p-, p+]. Of 28,876 table cells 5.3 % fit a smaller n of at least 0.8 of the header's, 8.6 % fit
another, and 1.75 % fit none at all.

Benign readings: item non-response (a note where it is possible), a percent cut off instead of rounded, a
time-to-event percent (a note).

Source: Cochrane Handbook, section 6.4; base rates measured by the project on 1,266 tables of trials.

Bad, where no number of participants from 80 % up gives it, and where one does:

    outcomes
    outcome_id | type
    death      | time_to_event
    response   | binary
    nausea     | binary

    arms
    report_id | arm_id | label | randomised | analysed
    R1        | A      | one   | 42         | 41

    counts
    report_id | outcome_id | arm_id | events | percent
    R1        | response   | A      | 26     | 85        <- percent (warning)
    R1        | nausea     | A      | 26     | 76.5      <- percent (info)
    R1        | death      | A      | 26     | 85        <- percent (info)

Good, of either declared number, up to both edges of rounding:

    arms
    report_id | arm_id | label | randomised | analysed
    R1        | A      | one   | 44         | 40
    R1        | B      | two   | 44         | 40

    counts
    report_id | outcome_id | arm_id | events | percent
    R1        | response   | A      | 26     | 65
    R1        | nausea     | A      | 22     | 50
    R1        | rash       | A      | 5      | 12
    R1        | fever      | A      | 5      | 13
    R1        | sepsis     | A      |        | 12.345
    R1        | response   |        | 40     | 50.0

Good, where the percent is not of this kind:

    arms
    report_id | arm_id | label | randomised
    R1        | A      | one   | 44

    counts
    report_id | outcome_id | arm_id | events | percent | percent_kind | origin
    R1        | survival   | A      | 26     | 85      | km           |
    R1        | response   | A      | 26     | 85      |              | digitised
    R1        | rash       | A      | 22     | 50      |              |

Skipped, where the arm's number is not declared:

    arms
    report_id | arm_id | label
    R1        | A      | one

    counts
    report_id | outcome_id | arm_id | events | total | percent
    R1        | response   | A      | 26     |       | 65
    R1        | rash       | A      | 3      | 44    | 7
"""

from fractions import Fraction
from math import ceil

from triallint.kit import (
    ROUNDED,
    CannotLook,
    Conventions,
    Count,
    Interval,
    Problem,
    Problems,
    Rounding,
    SeverityName,
    Tables,
    check,
    denominators_that_fit,
    is_crude,
    is_time_to_event,
    percent_of,
    span_of,
)

#: The least share of a declared denominator that may have data.
_LEAST = Fraction(4, 5)


def _a_little_smaller(fitting: range, n: int) -> range:
    return range(max(fitting.start, ceil(n * _LEAST)), min(fitting.stop, n + 1))


def _lacks_total(row: Count) -> bool:
    return bool(row.percent and row.events) and not row.total and row.is_printed and is_crude(row)


@check(severity="warning", applies=_lacks_total, unless="percents_share_their_denominator")
def problems(row: Count, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where no declared denominator gives the percent."""
    events, share = row.events.count, row.percent.interval
    denominators = conventions.of(row).denominators
    declared = denominators.declared(row)
    sizes = [n for n in declared if n >= events]
    if not sizes or not denominators.of_arm(row):
        raise CannotLook("no denominator is declared that holds the events")
    if any(share.contains(percent_of(events, n)) for n in sizes):
        return ROUNDED
    fitting = denominators_that_fit(share, events)
    near = next((near for n in sizes if (near := _a_little_smaller(fitting, n))), None)
    severity: SeverityName | None = None
    reading = None
    if near:
        span = span_of(Interval.exactly(near[0]).hull(Interval.exactly(near[-1])), 9)
        severity, reading = "info", f"of {span} participants, the others being without data"
    elif any(row.percent.rounded(Rounding.ROBUST).contains(percent_of(events, n)) for n in sizes):
        reading = "the percent was cut off or rounded up, not rounded to nearest"
    if not row.percent_kind and is_time_to_event(row, tables):
        severity, reading = "info", "a Kaplan-Meier or cumulative-incidence percent, not a share"
    tried = ", ".join(f"{float(percent_of(events, n)):.4g} % of {declared[n]}" for n in sizes[:3])
    yield Problem(
        row.percent,
        f"{row.events} is {tried}; printed {row.percent.text.rstrip(' %')} %",
        also=[row.events],
        severity=severity,
        reading=reading,
    )
    return None
