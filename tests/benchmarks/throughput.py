"""Large datasets: rows a second, peak memory, and whether the time grows as the rows do."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .clock import TRIALLINT, Taken, in_turns
from .corpus import write_corpus

#: The baseline: Python's own csv.reader over the same files, every cell looked at once.
CSV_READER = """
import csv, pathlib, sys
cells = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            cells += sum(map(bool, row))
print(cells)
"""


def throughput(sizes: tuple[int, int], rounds: int) -> Iterator[str]:
    """The table, line by line; `sizes` are the reports of the smaller and the larger dataset."""
    with tempfile.TemporaryDirectory() as folder:
        rows, taken = {}, {}
        for reports in sizes:
            corpus = Path(folder) / str(reports)
            rows[reports] = write_corpus(corpus, reports)
            taken[reports] = _both(corpus, rounds)
    yield f"Large datasets, medians of {rounds} rounds; baseline: csv.reader over the same files"
    for reports in sizes:
        ours, plain = taken[reports]
        size = f"{reports:6,} reports, {rows[reports]:8,} rows"
        pace = f"{rows[reports] / ours.cpu:6,.0f} rows a second of it"
        yield f"  {size}: {ours.wall:6.2f} s, processor {ours.cpu:6.2f} s, {pace}, {ours.peak:4.0f} MB"
        times = f"{ours.cpu / plain.cpu:.0f} times less"
        yield f"         csv.reader: processor {plain.cpu:.2f} s, {times}; {plain.peak:.0f} MB"
    yield f"  {_growth(sizes, rows, taken)}"


def _both(corpus: Path, rounds: int) -> tuple[Taken, Taken]:
    commands = {
        "triallint": [*TRIALLINT, "check", str(corpus), "--fail-on", "never"],
        "csv.reader": [sys.executable, "-c", CSV_READER, str(corpus)],
    }
    found = in_turns(commands, rounds)
    return found["triallint"], found["csv.reader"]


def _growth(sizes: tuple[int, int], rows: dict[int, int], taken: dict[int, tuple[Taken, Taken]]) -> str:
    small, large = sizes
    more_rows = rows[large] / rows[small]
    more_time = taken[large][0].cpu / taken[small][0].cpu
    return f"{more_rows:.1f} times the rows take {more_time:.1f} times the processor's time"
