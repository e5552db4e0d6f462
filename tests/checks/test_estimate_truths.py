"""True effects with the rarer columns filled in raise no alarm: errors, statistics, derived effects."""

import math
from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from tests.properties import kaplan_meier as km
from triallint.checkfile import builtin_checks
from triallint.model import Severity
from triallint.run import run
from triallint.tables import Grid, Tables

CHECKS = [check for check in builtin_checks() if check.family in ("estimates", "reports")]
Z = 1.959963984540054
Row = dict[str, str]


def limits(centre: float, se: float, decimals: int, *, ratio: bool) -> Row:
    ends = [centre - Z * se, centre + Z * se]
    show = [math.exp(end) if ratio else end for end in ends]
    names = ("ci_lower", "ci_upper")
    return {"ci_level": "95"} | {name: f"{end:.{decimals}f}" for name, end in zip(names, show, strict=True)}


def effect(measure: str, centre: float, error: float, decimals: int, *, ratio: bool, **cells: str) -> Row:
    value = math.exp(centre) if ratio else centre
    shown = {"measure": measure, "value": f"{value:.{decimals}f}"}
    return shown | limits(centre, error, decimals, ratio=ratio) | {"analysis": "crude"} | cells


def hazard(random: Random, number: int) -> list[Row]:
    """A hazard ratio with its standard error, statistic, O - E and variance."""
    rng = np.random.default_rng(number)
    arms = [
        km.simulate(rng, random.randint(20, 300), 0.03 * random.uniform(0.4, 1.6), 36.0) for _ in range(2)
    ]
    if not all(arm.event.sum() for arm in arms):
        return []
    beta, se = km.cox(*arms)
    if abs(beta) > 2:
        return []
    time = np.concatenate([arm.time for arm in arms])
    event = np.concatenate([arm.event for arm in arms]).astype(bool)
    first = np.arange(len(time)) < len(arms[0].time)
    observed = expected = variance = 0.0
    for t in time[event]:
        at_risk = time >= t
        p = (at_risk & first).sum() / at_risk.sum()
        observed += float(first[event & (time == t)].sum())
        expected += p
        variance += p * (1 - p)
    scale = random.choice(["log", "natural"])
    error = se if scale == "log" else se * math.exp(beta)
    return [
        effect(
            "HR",
            beta,
            se,
            random.choice([2, 3]),
            ratio=True,
            se=f"{error:.{random.choice([2, 3])}f}",
            se_scale=random.choice([scale, ""]),
            o_minus_e=f"{observed - expected:.1f}",
            variance=f"{variance:.1f}",
            statistic_name="z",
            statistic=f"{beta / se:.2f}",
            p_test="wald",
            events_1=str(int(arms[0].event.sum())),
            events_2=str(int(arms[1].event.sum())),
        )
    ]


def rate(random: Random, number: int) -> list[Row]:
    """A rate ratio with its two numbers of events."""
    e1, e2 = random.randint(3, 300), random.randint(3, 300)
    centre = math.log(e1 / e2) + random.uniform(-0.3, 0.3)
    cells = {"events_1": str(e1), "events_2": str(e2)}
    return [effect("IRR", centre, math.sqrt(1 / e1 + 1 / e2), random.choice([2, 3]), ratio=True, **cells)]


def needed(random: Random, number: int) -> list[Row]:
    """A risk difference in percent and its number needed to treat; a ratio and its reduction."""
    n1, n2 = random.randint(30, 400), random.randint(30, 400)
    a, c = random.randint(2, n1 - 2), random.randint(2, n2 - 2)
    p1, p2 = a / n1, c / n2
    difference = 100 * (p1 - p2)
    if difference == 0:
        return []
    se = 100 * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    rd = effect("RD", difference, se, random.choice([1, 2]), ratio=False, unit="percent")
    number_needed = 100 / abs(difference)
    up = random.random() < 0.5
    nnt = {"measure": "NNT", "value": f"{math.ceil(number_needed) if up else number_needed:.0f}"}
    log_rr, se_rr = math.log(p1 / p2), math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)
    rr = effect("RR", log_rr, se_rr, 2, ratio=True)
    ends = [100 * (1 - math.exp(log_rr + side * Z * se_rr)) for side in (1, -1)]
    reduction = {
        "measure": "RRR",
        "value": f"{100 * (1 - math.exp(log_rr)):.1f}",
        "ci_level": "95",
        "ci_lower": f"{ends[0]:.1f}",
        "ci_upper": f"{ends[1]:.1f}",
    }
    return [rd, nnt, rr, reduction]


@pytest.mark.parametrize("kind", [hazard, rate, needed])
def test_true_rows_raise_no_alarm(kind: Callable[[Random, int], list[Row]]) -> None:
    random = Random(20)
    rows = [
        {"report_id": f"R{number}", "outcome_id": "O", "arm_id": "A", "comparator_id": "B"} | row
        for number in range(250)
        for row in kind(random, number)
    ]
    header = list(dict.fromkeys(column for row in rows for column in row))
    texts = [[row.get(column, "") for column in header] for row in rows]
    columns = {column: position for position, column in enumerate(header)}
    grid = Grid("estimates", columns, texts, list(range(2, len(rows) + 2)))
    result = run(CHECKS, Tables({"estimates": [grid]}))
    assert result.crashes == ()
    assert [f for f in result.findings if f.severity > Severity.info] == []
    assert len(rows) > 200
