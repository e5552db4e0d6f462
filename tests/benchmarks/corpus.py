"""Invented reports by the thousand, as the CSV files of one dataset; the same for the same number.

Every report has some twenty rows: what a curator extracts from an abstract and its main table. The
figures are true, but for one percent in fifty reports, so that findings are made and drawn as well.
"""

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from random import Random
from statistics import NormalDist

Row = dict[str, object]
Rows = Iterator[tuple[str, Row]]

Z = NormalDist().inv_cdf(0.975)

#: Shared by all reports, as in a curated corpus; so a join by outcome alone would be felt.
OUTCOMES: dict[str, Row] = {
    "response": {"type": "binary", "higher_is_better": "yes"},
    "nausea": {"type": "adverse_event", "higher_is_better": "no"},
    "death": {"type": "time_to_event", "higher_is_better": "no"},
    "age": {"type": "characteristic", "unit": "years"},
    "pain": {"type": "ordinal", "unit": "points", "scale_min": 0, "scale_max": 10, "items": 1},
}


def write_corpus(folder: Path, reports: int) -> int:
    """Write a dataset of that many reports into a folder; gives the number of rows.

    Row by row: what this process holds counts towards the peak memory of the programs that it starts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    headers: dict[str, dict[str, None]] = defaultdict(dict)
    for table, row in (*_outcomes(), *report(0)):
        headers[table].update(dict.fromkeys(row))
    rows = 0
    with ExitStack() as files:
        writers = {
            table: csv.DictWriter(
                files.enter_context((folder / f"{table}.csv").open("w", encoding="utf-8", newline="")),
                list(header),
                restval="",
                lineterminator="\n",
            )
            for table, header in headers.items()
        }
        for writer in writers.values():
            writer.writeheader()
        for table, row in chain(_outcomes(), chain.from_iterable(map(report, range(reports)))):
            writers[table].writerow(row)
            rows += 1
    return rows


def _outcomes() -> Rows:
    for name, cells in OUTCOMES.items():
        yield "outcomes", {"outcome_id": name, "label": name, **cells}


def report(number: int) -> Rows:
    """The rows of one report."""
    random = Random(number)
    name = f"R{number:05}"
    sizes = {"A": random.randint(40, 400), "B": random.randint(40, 400)}
    yield "reports", {"report_id": name, "trial_id": f"T{number:05}", "title": f"Invented trial {number}"}
    yield "trials", {"trial_id": f"T{number:05}", "design": "parallel", "alpha": "0.05", "alpha_sides": 2}
    for table, row in (
        *_people(random, sizes),
        *_counts(random, sizes, number),
        *_survival(random, sizes),
        *_measurements(random, sizes),
        *_citations(random),
    ):
        yield table, {"report_id": name, **row}


def _people(random: Random, sizes: dict[str, int]) -> Rows:
    total = sum(sizes.values())
    excluded = random.randint(10, 200)
    for stage, n in (("assessed", total + excluded), ("excluded", excluded), ("randomised", total)):
        yield "flow", {"stage": stage, "n": f"{n:,}", "source": "figure 1"}
    for (arm, n), role in zip(sizes.items(), ("experimental", "control"), strict=True):
        yield "arms", {"arm_id": arm, "label": f"group {arm}", "role": role, "randomised": n}


def _counts(random: Random, sizes: dict[str, int], number: int) -> Rows:
    for outcome in ("response", "nausea"):
        events = {arm: random.randint(2, n - 2) for arm, n in sizes.items()}
        for arm, n in sizes.items():
            percent = 100 * events[arm] / n
            if number % 50 == 0 and arm == "A" and outcome == "response":
                percent = 100 - percent
            yield (
                "counts",
                {
                    "outcome_id": outcome,
                    "arm_id": arm,
                    "events": events[arm],
                    "total": n,
                    "percent": f"{percent:.1f}",
                    "percent_kind": "crude",
                    "source": "table 2",
                },
            )
    (a, n1), (c, n2) = ((events[arm], n) for arm, n in sizes.items())
    se = math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2)
    yield "estimates", {"outcome_id": "nausea", "measure": "RR", **_ratio(math.log(a * n2 / (n1 * c)), se)}


def _ratio(log: float, se: float) -> Row:
    """A ratio with its Wald interval and P value."""
    p = math.erfc(abs(log / se) / math.sqrt(2))
    return {
        "arm_id": "A",
        "comparator_id": "B",
        "analysis": "crude",
        "value": f"{math.exp(log):.2f}",
        "ci_level": 95,
        "ci_lower": f"{math.exp(log - Z * se):.2f}",
        "ci_upper": f"{math.exp(log + Z * se):.2f}",
        "ci_method": "wald",
        "p_value": f"{p:.3f}" if p >= 0.001 else "<0.001",
        "p_sides": 2,
        "p_test": "wald",
        "source": "abstract",
    }


def _survival(random: Random, sizes: dict[str, int]) -> Rows:
    hazard, ratio = random.uniform(0.05, 0.4), random.uniform(0.5, 1.1)
    events = {arm: max(4, n // 4) for arm, n in sizes.items()}
    se = math.sqrt(sum(1 / count for count in events.values()))
    yield "estimates", {"outcome_id": "death", "measure": "HR", **_ratio(math.log(ratio), se)}
    for arm, n in sizes.items():
        survival = math.exp(-2 * hazard * (ratio if arm == "A" else 1))
        half = Z * 1.2 * math.sqrt((1 - survival) / (survival * n)) / abs(math.log(survival))
        lower, upper = (survival ** math.exp(side * half) for side in (1, -1))
        yield (
            "estimates",
            {
                "outcome_id": "death",
                "measure": "survival",
                "arm_id": arm,
                "time_value": 2,
                "time_unit": "years",
                "value": f"{100 * survival:.1f}",
                "unit": "percent",
                "ci_level": 95,
                "ci_lower": f"{100 * lower:.1f}",
                "ci_upper": f"{100 * upper:.1f}",
                "ci_method": "log-log",
                "source": "abstract",
            },
        )


def _measurements(random: Random, sizes: dict[str, int]) -> Rows:
    for arm, n in sizes.items():
        scores = [min(10, max(0, round(random.gauss(5, 2)))) for _ in range(n)]
        mean = sum(scores) / n
        sd = math.sqrt(sum((score - mean) ** 2 for score in scores) / (n - 1))
        own = {"arm_id": arm, "n": n, "mean": f"{mean:.2f}", "sd": f"{sd:.2f}", "source": "table 1"}
        yield "continuous", {"outcome_id": "pain", "statistic": "final", **own}
        low, middle, high = random.randint(18, 39), random.randint(40, 70), random.randint(71, 90)
        years = {"median": middle, "min": low, "max": high}
        yield (
            "continuous",
            {"outcome_id": "age", "statistic": "baseline", "arm_id": arm, "n": n, "unit": "years", **years},
        )


def _citations(random: Random) -> Rows:
    yield (
        "citations",
        {
            "relation": "reference",
            "position": 1,
            "title": f"Invented paper {random.getrandbits(40)}",  # no two reports cite one work
            "journal": "J Invent",
            "year": random.randint(1990, 2024),
            "volume": random.randint(1, 80),
            "pages": "101-109",
        },
    )
