"""Reconciling by size, and beside bib-dedupe: seconds, peak memory, and what each finds of known pairs.

bib-dedupe brings pandas of another age, so it runs in an environment of its own: the variable
TRIALLINT_BIB_DEDUPE names that environment's Python. Without it the comparison is left out, and says so.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from triallint.reconcile import Record

from .clock import timed

#: A program that groups the records of a file and prints the seconds that it took, and the pairs.
_OURS = """
import json, sys, time
from triallint.reconcile import Record, group
records = [Record(**row) for row in json.load(open(sys.argv[1], encoding="utf-8"))]
start = time.perf_counter()
groups = [one.ids for one in group(records) if one.is_merged]
json.dump([time.perf_counter() - start, groups], open(sys.argv[2], "w", encoding="utf-8"))
"""
_THEIRS = """
import json, sys, time
import pandas
from bib_dedupe.bib_dedupe import block, cluster, match, prep
names = {"id": "ID", "authors": "author", "issue": "number"}
rows = [{names.get(key, key): value for key, value in row.items()} for row in json.load(open(sys.argv[1]))]
table = pandas.DataFrame(rows).assign(ENTRYTYPE="article")
start = time.perf_counter()
ready = prep(table, verbosity_level=0, cpu=1)
found = cluster(match(block(ready, verbosity_level=0, cpu=1), verbosity_level=0, cpu=1), verbosity_level=0)
json.dump([time.perf_counter() - start, found], open(sys.argv[2], "w"))
"""
_FIELDS = ("id", "title", "authors", "journal", "year", "volume", "issue", "pages", "doi", "abstract")
_SUBJECTS = [
    "renal",
    "hepatic",
    "cardiac",
    "dermal",
    "ocular",
    "dental",
    "spinal",
    "nasal",
    "gastric",
    "pelvic",
]
_DRUGS = [
    "velamide",
    "torvastin",
    "ambrexol",
    "lidrapine",
    "corvexa",
    "nalutide",
    "perisol",
    "quintafen",
    "rosidol",
    "semavir",
]
_NAMES = [
    "Moreau",
    "Lindqvist",
    "Okafor",
    "Tanaka",
    "Petrov",
    "Silva",
    "Haddad",
    "Novak",
    "Quist",
    "Berg",
    "Costa",
    "Ito",
    "Kaya",
    "Lund",
]


def linkage(sizes: Sequence[int], beside: int) -> Iterator[str]:
    """The table, line by line."""
    yield "Reconciling invented records, a fifth of them printed twice"
    yield f"{'records':<11} {'seconds':>8} {'peak':>9} {'a record':>9}"
    costs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            source = _written(Path(folder), invented(size))
            taken = timed([sys.executable, "-c", _OURS, str(source), str(source.with_suffix(".out"))])
            seconds, _ = json.loads(source.with_suffix(".out").read_text(encoding="utf-8"))
            yield f"  {size:9,} {seconds:8.1f} {taken.peak:6.0f} MB {1e3 * seconds / size:6.2f} ms"
            costs.append(seconds / size)
        yield f"  a record costs {costs[-1] / costs[0]:.1f} times as much among {sizes[-1]:,} as among {sizes[0]:,}"
        yield from _beside(Path(folder), beside)


def _beside(folder: Path, size: int) -> Iterator[str]:
    """Both tools on the same records, and what each finds."""
    python = os.environ.get("TRIALLINT_BIB_DEDUPE", "")
    sets = {f"{size:,} invented": (invented(size), None), **_labelled()}
    if not Path(python).is_file():
        yield "  bib-dedupe (0 sets compared): left out, as TRIALLINT_BIB_DEDUPE names no Python that has it"
        return
    for name, (records, labels) in sets.items():
        source = _written(folder, records)
        true = labels if labels is not None else _pairs(_twins(records))
        ours, theirs = (
            _run([tool, "-c", code], source) for tool, code in ((sys.executable, _OURS), (python, _THEIRS))
        )
        for tool, (seconds, found) in (("triallint", ours), ("bib-dedupe", theirs)):
            right = len(found & true)
            yield (
                f"  {name}, {tool}: {seconds:.2f} s, precision {right / max(len(found), 1):.3f},"
                f" recall {right / len(true):.3f}"
            )
        yield f"  {name}: bib-dedupe takes {theirs[0] / ours[0]:.1f} times as long"


def _labelled() -> dict[str, tuple[list[Record], frozenset[tuple[str, str]] | None]]:
    """The labelled sets, where they are at hand."""
    from tests.reconcile.corpora import labelled, shared

    corpora = shared()
    names = ("haematology", "respiratory") if corpora else ()
    sets = [labelled(corpora / "dedup", name) for name in names if corpora]
    return {f"{one.name} as labelled": (one.records, one.pairs) for one in sets}


def _run(command: Sequence[str], source: Path) -> tuple[float, frozenset[tuple[str, str]]]:
    target = source.with_suffix(".out")
    subprocess.run([*command, str(source), str(target)], check=True, stdout=subprocess.DEVNULL)
    seconds, groups = json.loads(target.read_text(encoding="utf-8"))
    return seconds, _pairs(groups)


def _pairs(groups: Sequence[Sequence[str]]) -> frozenset[tuple[str, str]]:
    return frozenset(pair for ids in groups for pair in combinations(sorted(ids), 2))


def _twins(records: Sequence[Record]) -> list[list[str]]:
    return [[one.id.removesuffix("'"), one.id] for one in records if one.id.endswith("'")]


def _written(folder: Path, records: Sequence[Record]) -> Path:
    path = folder / "records.json"
    rows = [{name: getattr(one, name) for name in _FIELDS} for one in records]
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def invented(size: int) -> list[Record]:
    """So many records, every sixth of them another printing of the one before; the same each time."""
    dice = random.Random(size)
    records: list[Record] = []
    while len(records) < size:
        records.append(_paper(dice, len(records)))
        if len(records) % 6 == 5 and len(records) < size:
            records.append(_again(dice, records[-1]))
    return records


def _paper(dice: random.Random, number: int) -> Record:
    drug, place = dice.choice(_DRUGS), dice.choice(_SUBJECTS)
    people = [f"{family} {dice.choice('ABCDEFG')}" for family in dice.sample(_NAMES, dice.randint(1, 6))]
    year, page = dice.randint(1980, 2024), dice.randint(1, 3000)
    return Record(
        f"r{number}",
        title=f"{drug.title()} {dice.randint(1, 900)} mg for {place} failure after {dice.randint(2, 90)} weeks of "
        f"{dice.choice(_DRUGS)} and {dice.choice(_SUBJECTS)} surgery: a randomised trial",
        authors=", ".join(people),
        journal=f"Annals of {place.title()} Medicine",
        year=str(year),
        volume=str(year - 1970),
        issue=str(dice.randint(1, 12)),
        pages=f"{page}-{page + dice.randint(2, 12)}",
        doi=f"10.5555/{drug}.{year}.{page}.{number}",
    )


def _again(dice: random.Random, paper: Record) -> Record:
    """The paper as another source prints it."""
    first = paper.pages.partition("-")[0]
    changes = dice.sample(
        [
            {"title": paper.title.upper() + "."},
            {"journal": paper.journal.replace("Annals of", "Ann").replace(" Medicine", " Med")},
            {"authors": paper.authors.split(",")[0] + ", et al"},
            {"pages": first},
            {"issue": ""},
            {"title": paper.title.replace("randomised", "randomized")},
        ],
        2,
    )
    texts = {key: value for change in changes for key, value in change.items()}
    return replace(paper, id=f"{paper.id}'", doi="", **texts)
