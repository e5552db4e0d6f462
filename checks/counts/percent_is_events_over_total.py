"""A crude percent is its events over its total.

Where a count, its denominator and its percent are printed together, two of them give the third. Of 5,352
such triples in full texts of trials 93.4 % agree to nearest, 2.1 % are cut off, 1.5 % are rounded up and
3.0 % cannot be brought together; the usual causes are a slip in one digit, a percent of other participants
(those with data), or a time-to-event percent that was never events over total.

100 events / total must lie in the rounding interval of the printed percent, both tie rules allowed.

A slip is offered as a reading only if the arm (or the trial) has as many participants as it needs.

Benign readings: cut off instead of rounded, of another denominator that the report declares, a
Kaplan-Meier or cumulative-incidence percent. An outcome with a hazard ratio or a survival estimate whose
percent is not labelled gets no more than a note.

Source: Georgescu & Wren, Bioinformatics 2018;34:1758; base rates measured by the project on
4,470 full texts of trials.

Bad, by a digit, another denominator, a count for its complement:

    counts
    report_id | outcome_id | arm_id | events | total | percent | percent_kind
    R1        | response   | A      | 22     | 30    | 77      |              <- percent
    R1        | response   | B      | 0      | 48    | 100     | crude        <- percent
    R1        | nausea     | A      | 336    | 1,843 | 28      |              <- percent
    R1        | nausea     | B      | 8      | 1000  | 0.695   |              <- percent
    R1        | rash       | B      | 8      | 1000  | 1       |
    R1        | rash       | A      | 3      | 24    | <12.5   |              <- percent

Bad, but within one unit of the last place, as if cut off or rounded up:

    counts
    report_id | outcome_id | events | total | percent
    R1        | response   | 40     | 450   | 8.8     <- percent (warning)
    R1        | nausea     | 6      | 51    | 12
    R1        | rash       | 6      | 51    | 11      <- percent (warning)
    R1        | fever      | 12     | 99    | 13      <- percent (warning)

Bad, but right for a denominator that the report declares:

    arms
    report_id | arm_id | label | randomised | analysed
    R1        | A      | one   | 42         | 40

    counts
    report_id | outcome_id | arm_id | events | total | percent
    R1        | response   | A      | 26     | 42    | 65      <- percent (warning)

Bad, but of an outcome that the report follows over time:

    outcomes
    outcome_id | type
    fracture   | time_to_event
    relapse    |

    counts
    report_id | outcome_id | events | total | percent | percent_kind
    R1        | fracture   | 23     | 1,065 | 2.0     |              <- percent (info)
    R1        | relapse    | 6      | 51    | 12.4    |              <- percent (info)
    R2        | fracture   | 33     | 1,062 | 3.5     | crude        <- percent

    estimates
    report_id | outcome_id | measure | value
    R1        | relapse    | HR      | 0.5

Bad, but cut off as its whole report does:

    counts
    report_id | outcome_id | events | total | percent
    R1        | a          | 40     | 450   | 8.8     <- percent (info)
    R1        | b          | 3      | 450   | 0.6     <- percent (info)
    R1        | c          | 25     | 450   | 5.5     <- percent (info)

Good, up to both edges of rounding:

    counts
    report_id | outcome_id | events | total | percent | percent_kind | origin
    R1        | survival   | 28     | 30    | 81      | km           |
    R1        | digitised  | 28     | 30    | 81      |              | digitised
    R1        | unfinished | 28     |       | 81      |
    R1        | response   | 395    | 488   | 81      | crude
    R1        | nausea     | 1      | 8     | 12      |
    R1        | rash       | 1      | 8     | 13      |
    R1        | fever      | 1      | 8     | 12.5    |
    R1        | pain       | 0      | 48    | <1      |

Skipped, where nothing can be divided:

    counts
    report_id | outcome_id | events | total | percent
    R1        | response   | 3      | 0     | 0
    R1        | nausea     | <5     | 48    | 10
"""

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
    arms_with_percent,
    check,
    denominators_that_fit,
    digits,
    is_crude,
    is_time_to_event,
    numerators_that_fit,
    percent_of,
    percent_readings,
    short,
    trial_size,
    units_off,
)


def _has_all_three(row: Count) -> bool:
    return bool(row.percent and row.events and row.total) and row.is_printed and is_crude(row)


@check(
    severity="error",
    applies=_has_all_three,
    unless=(
        "percents_lie_between_0_and_100",
        "events_do_not_exceed_total",
        "percents_share_their_denominator",
        "percents_are_rounded_one_way",
    ),
)
def problems(row: Count, tables: Tables, conventions: Conventions) -> Problems:
    """Yield where the exact percent lies outside the rounding interval of the printed one."""
    events, total, printed = row.events.count, row.total.count, row.percent.printed
    if total == 0:
        raise CannotLook("the total is zero")
    exact, share = percent_of(events, total), printed.interval()
    if share.contains(exact):
        return None if exact == printed.value else ROUNDED
    # An inequality holds for too many denominators to tell anything.
    sizes = conventions.of(row).denominators.declared(row) if printed.operator in "=~" else {}
    at_most = max(conventions.of(row).denominators.of_arm(row), default=trial_size(row, tables)) or 10**9
    readings = [r.words for r in percent_readings(events, total, digits(row.percent), sizes.items(), at_most)]
    if sizes:
        readings += arms_with_percent(row, tables)
        said = " ".join(readings).split()
        counts, totals = numerators_that_fit(share, total), denominators_that_fit(share, events, at_most)
        readings += [f"{a} of {row.total}" for a in counts[:1] if str(a) not in said]
        readings += [f"{row.events} of {n}" for n in totals[:1] if str(n) not in said]
    another = any(events <= n and share.contains(percent_of(events, n)) for n in sizes)
    near = another or printed.interval(Rounding.ROBUST).contains(exact)
    severity: SeverityName = "warning" if near else "error"
    rounding = conventions.of(row).rounding
    cut = rounding if rounding and printed.interval(rounding.value).contains(exact) else None
    if cut:
        severity = "info"
    if not row.percent_kind and is_time_to_event(row, tables):
        severity = "info"
        readings.insert(0, "a Kaplan-Meier or cumulative-incidence percent, not events over total")
    yield Problem(
        row.percent,
        f"{row.events} of {row.total} is {short(exact, 4)} %, printed {row.percent.text.rstrip(' %')} %",
        also=[row.events, row.total],
        severity=severity,
        reading=f"it agrees if read as: {'; or '.join(readings[:3])}" if readings else None,
        inferred=[cut.evidence] if cut else [],
        margin=units_off(printed, Interval.exactly(exact)),
    )
    return None
