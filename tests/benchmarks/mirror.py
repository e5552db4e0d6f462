"""A mirror of PubMed: how fast it is built and answers, how large it is, and what a million citations cost.

`python -m tests.benchmarks.mirror 1000000 1000000` takes so many records and citations: about half an hour.
"""

import gzip
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from triallint.mirror.building import build
from triallint.mirror.cutting import Cut, Unpacked, shortened
from triallint.mirror.layout import opened, path_in
from triallint.mirror.source import Mirror
from triallint.model import IdentifierKind
from triallint.pubmed.parse import parse
from triallint.pubmed.slices import find

from .mirrored_citations import citing
from .pubmed_files import BARE, MIX, paper, write_baseline

#: PubMed at the end of 2026, for the extrapolation.
_FILES, _RECORDS = 1_334, 38_000_000

Asked = tuple[IdentifierKind, str]


def mirror(
    records: int, files: int, looks: int, citations: int, *, beside: int, processes: int = 2
) -> Iterator[str]:
    """The tables, line by line.

    Args:
        records: in the mirror.
        files: of the baseline that it is built from.
        looks: how many lookups of each kind are timed.
        citations: how many are checked.
        beside: how many of them the plain path checks as well, and the other ways to keep records hold.
        processes: how many are used for building and checking.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _building(folder, records, files, processes)
        yield from _ways(folder, min(looks, 2_000))
        yield from _looking(folder, records, looks)
        yield from citing(folder, records, citations, beside, processes)


def _building(folder: Path, records: int, files: int, processes: int) -> Iterator[str]:
    each = records // files
    yield f"A mirror of {each * files:,} invented records, {files} files; wall-clock time, other work on the machine"
    for name, mix, part in (("with abstracts", MIX, max(1, files // 10)), ("without", BARE, files)):
        source = folder / name
        write_baseline(source, part, each, mix=mix)
        packed = sum(path.stat().st_size for path in source.glob("*.gz"))
        for count in dict.fromkeys((1, processes) if mix is MIX else (processes,)):
            made = folder / f"{name} {count}"
            begun = time.perf_counter()
            build(made, source, files=part, processes=count)
            taken, held = time.perf_counter() - begun, part * each
            size = path_in(made).stat().st_size
            yield (
                f"  {name:<15} {held:9,} records, {count} processes {1e6 * taken / held:7.0f} us a record"
                f" {packed / held:7.0f} bytes a record packed {size / held:6.0f} in the mirror"
            )
            if mix is MIX and count == processes:
                yield (
                    f"  all of PubMed, if it is like that: {_RECORDS * taken / held / 3600:.1f} h,"
                    f" {_RECORDS * size / held / 1e9:.0f} GB from {_FILES:,} files"
                )
    (folder / f"without {processes}").rename(folder / "mirror")


def _ways(folder: Path, looks: int) -> Iterator[str]:
    """SQLite beside DuckDB over Parquet: the same packed records, the same questions."""
    try:
        import duckdb
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        yield "  DuckDB or pyarrow is not installed: 0 ways compared"
        return

    with opened(folder / "mirror") as one:
        rows = one.execute("SELECT pmid, content FROM records ORDER BY pmid LIMIT 500000").fetchall()
        keys = one.execute(
            "SELECT key, pmid FROM keys WHERE kind = 'd' AND pmid <= ? ORDER BY key", (rows[-1][0],)
        ).fetchall()
    yield f"Two ways to keep {len(rows):,} records and their DOIs; {looks:,} looks"
    parquet = folder / "records.parquet", folder / "keys.parquet"
    begun = time.perf_counter()
    for path, names, held in zip(parquet, (("pmid", "content"), ("key", "pmid")), (rows, keys), strict=True):
        columns = dict(zip(names, map(list, zip(*held, strict=True)), strict=True))
        pq.write_table(pa.table(columns), path, compression="zstd", row_group_size=10_000)
    written = time.perf_counter() - begun
    dice = Random(1)
    pmids, dois = (
        dice.sample([row[0] for row in rows], min(looks, len(rows))),
        dice.sample(keys, min(looks, len(keys))),
    )
    with duckdb.connect() as ask:

        def duck(sql: str, path: Path) -> Callable[[Any], object]:
            return lambda asked: ask.execute(sql.format(path), [asked]).fetchone()

        by_pmid = duck("SELECT content FROM '{}' WHERE pmid = ?", parquet[0])
        by_doi = duck("SELECT pmid FROM '{}' WHERE key = ?", parquet[1])
        few = max(1, looks // 20)
        times = _each(by_pmid, pmids[:few]), _each(by_doi, [key for key, _ in dois[:few]])
        ask.execute("CREATE TABLE asked AS SELECT unnest(?) AS pmid", [pmids])
        begun = time.perf_counter()
        found = ask.execute(f"SELECT pmid, content FROM '{parquet[0]}' JOIN asked USING (pmid)").fetchall()
        together = (time.perf_counter() - begun) / len(found)
    size = sum(path.stat().st_size for path in parquet) / len(rows)
    yield (
        f"  DuckDB over Parquet {size:5.0f} bytes a record, written {1e6 * written / len(rows):5.1f} us a record;"
        f" by PMID {1e6 * times[0]:7.0f} us, by DOI {1e6 * times[1]:7.0f} us, PMIDs joined {1e6 * together:5.1f} us"
    )
    with opened(folder / "mirror") as one:

        def lite(sql: str) -> Callable[[Any], object]:
            return lambda asked: one.execute(sql, (asked,)).fetchone()

        times = (
            _each(lite("SELECT content FROM records WHERE pmid = ?"), pmids),
            _each(lite("SELECT pmid FROM keys WHERE kind = 'd' AND key = ?"), [key for key, _ in dois]),
        )
    size = path_in(folder / "mirror").stat().st_size / _count(folder)
    yield (
        f"  SQLite, with titles {size:5.0f} bytes a record;"
        f" by PMID {1e6 * times[0]:7.0f} us, by DOI {1e6 * times[1]:7.0f} us"
    )


def _count(folder: Path) -> int:
    with opened(folder / "mirror") as one:
        return int(one.execute("SELECT count(*) FROM records").fetchone()[0])


def _each(look: Callable[[Any], object], asked: Sequence[Any]) -> float:
    """Seconds for each look, the median of three rounds; each must find something."""
    rounds = []
    for _ in range(3):
        begun = time.perf_counter()
        found = [look(one) for one in asked]
        rounds.append((time.perf_counter() - begun) / len(asked))
        assert all(found)
    return median(rounds)


def _looking(folder: Path, records: int, looks: int) -> Iterator[str]:
    """Answers by PMID, DOI and title, beside reading a file of XML each time."""
    dice = Random(2)
    papers = [paper(dice.randrange(1, records + 1), mix=BARE) for _ in range(looks)]
    asked: dict[str, list[Asked]] = {
        "PMID": [("pmid", str(one.pmid)) for one in papers],
        "DOI": [("doi", one.doi) for one in papers if one.doi],
        "title": [("title", one.title) for one in papers],
    }
    yield f"Answers from it, records read and unpacked: {looks:,} of each kind"
    for kind, questions in asked.items():
        source = Mirror(folder / "mirror")
        source.answer(questions[0])
        begun = time.perf_counter()
        states = [one.state for one in source.answers(questions)]
        taken = (time.perf_counter() - begun) / len(questions)
        yield f"  by {kind:<6} {1 / taken:9,.0f} a second, {states.count('found'):,} found"
    path = sorted((folder / "without").glob("*.gz"))[0]
    begun = time.perf_counter()
    body = gzip.decompress(path.read_bytes())
    assert find(body, "7")
    sliced = time.perf_counter() - begun
    begun = time.perf_counter()
    number = sum(len(parse(shortened(one))) for one in Cut(Unpacked(path)))
    parsed = time.perf_counter() - begun
    yield f"  one file of {number:,} unpacked and searched for a PMID {1 / sliced:9,.1f} a second"
    yield f"  one file of {number:,} parsed whole                   {1 / parsed:9,.1f} a second"


if __name__ == "__main__":
    sizes = [int(one) for one in sys.argv[1:]] or [1_000_000, 1_000_000]
    for line in mirror(sizes[0], 40, looks=2_000, citations=sizes[-1], beside=5_000):
        print(line, flush=True)
