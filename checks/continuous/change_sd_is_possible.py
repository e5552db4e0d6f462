"""The SDs before, after and of the change belong together.

The three fix the correlation between the two measurements, which must lie from -1 to 1 and is positive
for nearly everything measured twice. Outside, one of them is a standard error, or of other participants.

r = (s_1^2 + s_2^2 - s_d^2)/(2 s_1 s_2) as an interval. It is an error where no value from -1 to 1 is possible
and the three numbers of participants are equal (else a warning), and an info where only negative ones
are. It is a warning where figures cut off rather than rounded would explain it, or where an SD has to be
computed from a standard error.

Source: Cochrane Handbook, section 6.5.2.8; INSPECT-SR guidance, check 4.9.

Bad:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | sd
    R1        | vas        | A      | baseline  | 25 | 5.0
    R1        | vas        | A      | final     | 25 | 8.0
    R1        | vas        | A      | change    | 25 | 1.2   <- sd
    R2        | vas        | A      | baseline  | 25 | 5.0
    R2        | vas        | A      | final     | 24 | 8.0
    R2        | vas        | A      | change    | 24 | 13.3  <- sd (warning)
    R3        | tsc        | A      | baseline  | 25 | 6.77
    R3        | tsc        | A      | final     | 25 | 7.45
    R3        | tsc        | A      | change    | 25 | 13.01 <- sd (info)
    R4        | vas        | A      | baseline  | 25 | 5.0
    R4        | vas        | A      | final     | 25 | 8.0
    R4        | vas        | A      | change    | 25 | 2.8   <- sd (warning)

Good, on the edges of rounding:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | sd
    R1        | vas        | A      | baseline  | 25 | 5.0
    R1        | vas        | A      | final     | 25 | 8.0
    R1        | vas        | A      | change    | 25 | 6.0
    R2        | vas        | A      | baseline  | 25 | 5.0
    R2        | vas        | A      | final     | 25 | 8.0
    R2        | vas        | A      | change    | 25 | 2.9
    R3        | vas        | A      | baseline  | 25 | 5.0
    R3        | vas        | A      | final     | 25 | 8.0
    R3        | vas        | A      | change    | 25 | 9.5

Skipped, without an SD before:

    continuous
    report_id | outcome_id | arm_id | statistic | n  | sd
    R1        | vas        | A      | baseline  | 25 |
    R1        | vas        | A      | final     | 25 | 8.0
    R1        | vas        | A      | change    | 25 | 1.2
"""

from itertools import product

from triallint.kit import (
    CannotLook,
    Continuous,
    Interval,
    Problem,
    Problems,
    Rounding,
    SeverityName,
    Tables,
    Verdict,
    check,
    others_about,
    pre_post_correlation,
    same_number,
    sd_behind,
    span_of,
)

_POSSIBLE = Interval.exactly(-1).hull(Interval.exactly(1))


def _is_change(row: Continuous) -> bool:
    return row.raw("statistic") == "change" and bool(row.sd or row.se) and row.is_printed


@check(severity="error", applies=_is_change)
def problems(change: Continuous, tables: Tables) -> Problems:
    """Yield where the SDs imply an impossible, or only a negative, correlation."""
    before = others_about(change, tables, "time_value", "time_unit", statistic="baseline")
    after = others_about(change, tables, statistic="final")
    pairs = [p for p in product(before, after) if all((one.sd or one.se) and one.is_printed for one in p)]
    if not pairs:
        raise CannotLook("the SDs before and after are not both given")
    found = [(_correlation(one, two, change), one, two) for one, two in pairs]
    if any(r.meets(_POSSIBLE) and r.hi >= 0 for r, _, _ in found):
        return Verdict(also=[one for pair in pairs for one in pair])
    r, baseline, final = found[0]
    rows = (baseline, final, change)
    cut = _correlation(*rows, Rounding.ROBUST).meets(_POSSIBLE)
    certain = same_number(rows) and all(row.sd for row in rows) and not cut
    severity: SeverityName = "info" if r.meets(_POSSIBLE) else "error" if certain else "warning"
    cells = [sd_behind(row)[1] for row in rows]
    yield Problem(
        cells[2],
        f"{cells[0].label} {cells[0]} before, {cells[1]} after and {cells[2]} of the change imply "
        f"a correlation of {span_of(r)}",
        also=cells[:2],
        severity=severity,
        reading=None if severity == "error" else "the three may be of different participants",
    )
    return None


def _correlation(
    before: Continuous, after: Continuous, change: Continuous, rounding: Rounding = Rounding.NEAREST
) -> Interval:
    return pre_post_correlation(*(sd_behind(row, rounding)[0] for row in (before, after, change)))
