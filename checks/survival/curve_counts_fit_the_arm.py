"""Participants at risk, with an event and censored are together those who started.

At any time everyone who started is still at risk, has had the event, or has left. A sum above the start
has a slipped digit, or numbers of another arm.

at_risk + cum_events + censored <= n, where n is the larger of the number at risk at time 0 and the arm's
largest number. "At risk" counts those just before a time and the others those up to it, so whoever has
the event or leaves at that very time may stand in two columns (as happens to whole months): an excess no
larger than the events and censorings since the row before is an info. Numbers read off a figure give a
warning. Once nobody is at risk, everyone has had the event or left: cum_events + censored below the number at
risk at time 0 (else the arm's least number) is a warning, for some may have left in another way that the
report does not count as censored.

Source: definition of the number at risk; E. L. Kaplan & P. Meier, JASA 1958;53:457.

Bad:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk | cum_events | censored
    R1        | os         | A      | 0          | years     | 105     | 0          | 0
    R1        | os         | A      | 1          | years     | 70      | 21         | 15 <- at_risk (info)
    R1        | os         | A      | 2          | years     | 70      | 25         | 17 <- at_risk
    R1        | os         | B      | 1          | years     | 90      | 14         |  <- at_risk (info)
    R2        | os         | A      | 2          | years     |         | 60         | 41 <- cum_events
    R3        | os         | A      | 0          | years     | 100     | 0          | 0
    R3        | os         | A      | 9          | years     | 0       | 60         | 39 <- at_risk (warning)
    R4        | os         | A      | 9          | years     | 0       | 60         | 39 <- at_risk (warning)

    arms
    report_id | arm_id | randomised
    R1        | B      | 103
    R2        | A      | 100
    R4        | A      | 100

Good, up to equality:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk | cum_events | censored
    R1        | os         | A      | 0          | months    | 105     | 0          | 0
    R1        | os         | A      | 12         | months    | 70      | 21         | 14
    R1        | os         | A      | 24         | months    | 52      | 30         | 20
    R1        | os         | B      | 12         | months    | 90      | 13         |
    R1        | os         | B      | 60         | months    | 0       | 60         |
    R1        | os         | B      | 72         | months    | 0       | 60         | 41
    R2        | os         | A      | 0          | months    | 99      | 0          | 0
    R2        | os         | A      | 60         | months    | 0       | 60         | 39

    arms
    report_id | arm_id | randomised | analysed
    R1        | A      | 100        |
    R1        | B      | 101        | 103
    R2        | A      | 99         |

Skipped, where the number who started is not known:

    curves
    report_id | outcome_id | arm_id | time_value | time_unit | at_risk | cum_events
    R1        | os         | A      | 12         | months    | 70      | 21
"""

from collections.abc import Iterator

from triallint.kit import (
    Curve,
    Problem,
    Problems,
    Reported,
    Tables,
    check,
    curve_of,
    earlier,
    fewest_starters,
    joined,
    moment,
    starters,
)


def _has_two(row: Curve) -> bool:
    return sum(map(bool, (row.at_risk, row.cum_events, row.censored))) >= 2


@check(severity="error", applies=_has_two)
def problems(point: Curve, tables: Tables) -> Problems:
    """Yield where the parts are more than the whole."""
    cells = [cell for cell in (point.at_risk, point.cum_events, point.censored) if cell]
    total, n = sum(cell.count for cell in cells), starters(point, tables)
    if total <= n:
        yield from _nobody_left(point, cells, total, tables)
        return None
    twice = bool(point.at_risk) and total - n <= _since_before(point, tables)
    yield Problem(
        cells[0],
        f"{joined(cells)} = {total} at {point.time_value} {point.time_unit}, more than the {n} who started",
        also=cells[1:],
        severity="info" if twice else None if point.is_printed else "warning",
        reading="those with an event or censored at that very time may be counted twice" if twice else None,
    )
    return None


def _nobody_left(point: Curve, cells: list[Reported], total: int, tables: Tables) -> Iterator[Problem]:
    """Yield where nobody is at risk any more, and not everyone had the event or was censored."""
    if len(cells) < 3 or point.at_risk.count or total >= (n := fewest_starters(point, tables)):
        return
    yield Problem(
        point.at_risk,
        f"{joined(cells)} = {total} at {point.time_value} {point.time_unit} with nobody left at risk, "
        f"fewer than the {n} who started",
        also=cells[1:],
        severity="warning",
    )


def _since_before(point: Curve, tables: Tables) -> int:
    """Events and censorings between the nearest earlier row and this one."""
    before = [one for one in curve_of(point, tables) if earlier(one, point)]
    last = max(before, key=lambda one: moment(one).lo, default=None)
    found = 0
    for column in ("cum_events", "censored"):
        then = last.cell(column) if last is not None else None
        found += point.cell(column).count if point.cell(column) else 0
        found -= then.count if then else 0
    return found
