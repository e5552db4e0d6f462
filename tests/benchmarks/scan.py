"""The scan on invented PubMed files: what its steps cost beside other parsers, processes, and peak memory.

pubmed_parser brings numpy and more, so it runs in an environment of its own: the variable
TRIALLINT_PUBMED_PARSER names that environment's Python. Without it the comparison is left out, and says so.
All other steps run in this process, in turns; ratios are medians of processor seconds over the same files.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from lxml import etree

from triallint.extract.layouts.inline import visible
from triallint.scan.articles import parsed, region_of
from triallint.scan.chunks import chunks, unpacker_name
from triallint.scan.function import content_of, judged
from triallint.scan.located import located
from triallint.scan.schemas import TALLY

from .clock import TRIALLINT, Taken, timed
from .pubmed_files import write_baseline

_THEIRS = """
import sys, time
import pubmed_parser
begun, count = time.process_time(), 0
for path in sys.argv[1:]:
    count += sum(1 for one in pubmed_parser.parse_medline_xml(path) if one["abstract"])
print(time.process_time() - begun, count)
"""
#: All of PubMed, as the extrapolation has it.
_FILES, _RECORDS = 1_300, 30_000


def scan(files: int, records: int, rounds: int) -> Iterator[str]:
    """The tables, line by line.

    Args:
        files: for the processes and the memory; the steps are timed on the first one.
        records: in each.
        rounds: how often each step is timed.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = write_baseline(Path(folder) / "in", files, records)
        size = sum(map(len, _pieces(paths[0])))
        yield (
            f"Scanning {records:,} invented records, {size / 1e6:.0f} MB unpacked, "
            f"{paths[0].stat().st_size / 1e6:.1f} MB packed"
        )
        costs = _costs(paths[0], rounds)
        yield from _steps(costs, records)
        yield from _processes(paths, Path(folder), records, costs, size)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from chunks(file)


def _unpack(path: Path) -> int:
    return sum(1 for _ in _pieces(path))


def _locate(path: Path) -> int:
    return sum(batch.num_rows for batch in located(path))


def _parse(path: Path) -> int:
    """Every abstract with its title found and parsed, without the grammar: what other parsers do."""
    count = 0
    for batch in located(path):
        block, bounds = content_of(batch)
        for start, end in pairwise(bounds):
            region = region_of(block, start, end)
            if region is not None:
                article = parsed(b"<Article>%b</Article>" % block[region[0] : region[1]])
                abstract = article.find("Abstract")
                texts = [] if abstract is None else [visible(part) for part in abstract]
                count += any(texts)
    return count


def _iterparse(path: Path) -> int:
    """The same by lxml, as its tutorials have it: an element at a time, emptied behind it."""
    import gzip

    count = 0
    with gzip.open(path) as file:
        for _, article in etree.iterparse(file, tag="PubmedArticle"):
            parts = article.findall("MedlineCitation/Article/Abstract/AbstractText")
            texts = ["".join(part.itertext()) for part in parts]
            count += any(texts)
            article.findtext("MedlineCitation/Article/ArticleTitle")
            article.clear()
            while article.getprevious() is not None:
                del article.getparent()[0]
    return count


def _judge(path: Path) -> int:
    rows = (row for batch in judged(located(path)) for row in batch.to_pylist())
    return sum(row["judged"] for row in rows if row["kind"] == TALLY)


def _theirs(path: Path) -> tuple[float, int] | None:
    python = os.environ.get("TRIALLINT_PUBMED_PARSER", "")
    if not Path(python).is_file():
        return None
    told = subprocess.run([python, "-c", _THEIRS, str(path)], check=True, capture_output=True, text=True)
    seconds, count = told.stdout.split()
    return float(seconds), int(count)


#: Step -> what does it; each gives a count, so that all can be seen to have done it.
_STEPS: dict[str, Callable[[Path], int]] = {
    "unpacking": _unpack,
    "and locating": _locate,
    "and parsing": _parse,
    "lxml.iterparse": _iterparse,
    "all, with grammar and checks": _judge,
}


def _costs(path: Path, rounds: int) -> dict[str, float]:
    """Processor seconds of each step, the median of some rounds."""
    seen: dict[str, list[float]] = {name: [] for name in _STEPS}
    for number in range(rounds + 1):
        for name, step in _STEPS.items():
            begun = time.process_time()
            step(path)
            if number:  # the first round imports and compiles
                seen[name].append(time.process_time() - begun)
    costs = {name: median(values) for name, values in seen.items()}
    found = [one for _ in range(min(rounds, 3)) if (one := _theirs(path))]
    if found:
        costs["pubmed_parser"] = median(seconds for seconds, _ in found)
        assert {count for _, count in found} == {_parse(path)}
    assert _iterparse(path) == _parse(path)
    return costs


def _steps(costs: dict[str, float], records: int) -> Iterator[str]:
    others = [name for name in ("pubmed_parser", "lxml.iterparse") if name in costs]
    yield f"{'step':<31} {'a record':>10}  " + "  ".join(f"{f'{name} takes':>21}" for name in others)
    for name, seconds in costs.items():
        times = "  ".join(f"{costs[other] / seconds:13.1f} times" for other in others)
        unpacked = f"  {seconds / costs['unpacking']:5.1f} times {unpacker_name()} alone"
        yield f"  {name:<29} {1e6 * seconds / records:7.1f} us  {times}{unpacked}"
    if "pubmed_parser" not in costs:
        yield "  pubmed_parser (0 files): left out, as TRIALLINT_PUBMED_PARSER names no Python that has it"


def _processes(
    paths: Sequence[Path], folder: Path, records: int, costs: dict[str, float], size: int
) -> Iterator[str]:
    """The command with one and two processes, and what it holds in memory."""
    seen: dict[int, Taken] = {}
    for jobs in (1, 2):
        seen[jobs] = taken = _scanned(paths, folder / f"{jobs}.parquet", jobs)
        yield (
            f"  {len(paths)} files, {jobs} process{'es' * (jobs > 1)}: {taken.wall:.1f} s, "
            f"{len(paths) * records / taken.wall:,.0f} records/s, {taken.cpu:.1f} s of processors, "
            f"peak {taken.peak:.0f} MB a process"
        )
    wall, cpu = seen[2].wall / seen[1].wall, seen[2].cpu / seen[1].cpu
    yield f"  2 processes take {wall:.2f} of the time of 1, and {cpu:.2f} of the processors'"
    one, many = _scanned(paths[:1], folder / "one.parquet", 1).peak, seen[1].peak
    yield f"  1 file: peak {one:.0f} MB; {len(paths)} files: {many:.0f} MB ({many / one:.2f} times)"
    yield from _extrapolated(costs, records, size)


def _scanned(paths: Sequence[Path], output: Path, jobs: int) -> Taken:
    options = ["-o", str(output), "--quiet", "--jobs", str(jobs)]
    return timed([*TRIALLINT, "scan", *map(str, paths), *options])


def _extrapolated(costs: dict[str, float], records: int, size: int) -> Iterator[str]:
    """All of PubMed at the measured rates, and what is taken for granted."""
    yield (
        f"All of PubMed, extrapolated: {_FILES:,} files of {_RECORDS:,} records like these "
        f"({size / records / 1000:.1f} kB each; real ones have some 11 kB), every processor as fast as this one, "
        "disks that keep up"
    )
    for name in (
        "unpacking",
        "and parsing",
        "all, with grammar and checks",
        "lxml.iterparse",
        "pubmed_parser",
    ):
        if name in costs:
            hours = costs[name] / records * _FILES * _RECORDS / 3600
            yield f"  {name:<29} {hours:7.2f} processor hours: {hours / 2:7.2f} h on 2 cores, {hours / 16:6.2f} h on 16"


if __name__ == "__main__":
    for line in scan(int(sys.argv[1]), int(sys.argv[2]), 3):
        print(line, flush=True)
