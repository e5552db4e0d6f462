"""A rate is its events over its person-time.

Incidence rates are typed with their parts, and a slip in one of the three, a person-time in months under a
rate per years, or first events over a rate of all events, shows when they are put together.

rate = events / person-time * per, each printed number a rounding interval. `event_count` is taken before
`events` where both stand, and either may fit. Without a stated `rate_per`, any of 1, 100, 1,000, 10,000 and
100,000 may fit.

Benign readings: another multiple; a rate per 100 person-years beside a person-time in months, or the other
way round, or a person-time that is in another unit than stated.

Source: Cochrane Handbook for Systematic Reviews of Interventions, section 6.7.

Bad:

    counts
    report_id | outcome_id | events | event_count | person_time | person_time_unit | rate | rate_per
    R1        | fall       | 12     | 30          | 1234.5      | years            | 2.34 | 100       <- rate
    R1        | bleed      | 25     |             | 1000        | years            | 2.502 | 100       <- rate
    R1        | bleed      | 25     |             | 1000        | years            | 2.498 | 100       <- rate
    R1        | stroke     | 25     |             | 1000        | years            | 30   | 100       <- rate
    R1        | death      | 25     |             | 1000        | years            | 7    |           <- rate
    R2        | fall       | 25     |             | 1000        | months           | 30   | 100       <- rate
    R2        | bleed      | 24     |             | 1000        | years            | 0.2  | 100       <- rate
    R2        | stroke     | 24     |             | 1000        | months           | 0.2  | 100       <- rate

Good, up to both edges of rounding:

    counts
    report_id | outcome_id | events | event_count | person_time | person_time_unit | rate  | rate_per
    R1        | fall       | 12     | 30          | 1234.5      | years            | 2.43  | 100
    R1        | fall       | 12     | 30          | 1234.5      | years            | 0.97  | 100
    R1        | bleed      | 25     |             | 1000        | years            | 2.501 | 100
    R1        | bleed      | 25     |             | 1000        | years            | 2.499 | 100
    R1        | death      | 25     |             | 1000        | years            | 25    |

Good, where the rate is the curator's own:

    counts
    report_id | outcome_id | events | person_time | rate | rate_per | origin
    R1        | fall       | 12     | 1000        | 9.9  | 100      | calculated
    R1        | bleed      | 12     | 1000        | 1.2  | 100      | registry

Skipped:

    counts
    report_id | outcome_id | events | person_time | rate | rate_per
    R1        | fall       | 12     |             | 2.34 | 100
    R1        | bleed      |        | 1000        | 2.34 | 100
"""

from collections.abc import Iterator
from fractions import Fraction

from triallint.kit import (
    DAYS,
    ROUNDED,
    CannotLook,
    Count,
    Interval,
    Problem,
    Problems,
    check,
    counts_of,
    incidence_rate,
    span_of,
    units_off,
)

_PER = (1, 100, 1_000, 10_000, 100_000)


@check(severity="warning", applies=lambda row: bool(row.rate) and row.is_printed)
def problems(row: Count) -> Problems:
    """Yield where the printed rate meets no rate that events and person-time allow."""
    printed, time = row.rate.interval, row.person_time.interval
    cells = [*counts_of([row], "event_count"), *counts_of([row], "events")]
    if not cells:
        raise CannotLook("neither events nor event count is given")
    pers = [row.rate_per.count] if row.rate_per else list(_PER)
    rates = [incidence_rate(cell.count, time, per) for cell in cells for per in pers]
    if any(rate.meets(printed) for rate in rates):
        return ROUNDED
    readings = list(_readings(row, cells[0].count, time, pers[0]))
    per = f" * {row.rate_per}" if row.rate_per else ""
    yield Problem(
        row.rate,
        f"{cells[0]} / {row.person_time}{per} is {span_of(rates[0])}, printed {row.rate}",
        also=[cells[0], row.person_time, *([row.rate_per] if row.rate_per else [])],
        reading=f"it agrees if read as {'; or '.join(readings[:2])}" if readings else None,
        margin=units_off(row.rate.printed, rates[0]),
    )
    return None


def _readings(row: Count, events: int, time: Interval, per: int) -> Iterator[str]:
    printed = row.rate.interval
    for other in _PER:
        if incidence_rate(events, time, other).meets(printed):
            yield f"per {other:,}"
    unit = row.person_time_unit.text
    for name, days in DAYS.items() if unit in DAYS else ():
        if name == unit:
            continue
        factor = Fraction(days / DAYS[unit]).limit_denominator(10**6)
        found = incidence_rate(events, time, per)
        if found.scaled(factor).meets(printed):  # 25 / 1000 months per 100 is 2.5, and 30 per 100 years
            yield f"per {per:,} person-{name}, the person-time being in {unit}"
        if found.meets(printed.scaled(factor)):  # 25 / 1000 years were 30 per 100, if they were months
            yield f"a person-time in {name}"
