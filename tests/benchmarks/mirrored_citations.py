"""Citations of a mirror's invented records, checked by the million: how long, in how much memory, and the same."""

import csv
import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from triallint.answering import source_for
from triallint.catalogue import catalogue
from triallint.config import Config
from triallint.mirror.many import check_many
from triallint.pipeline import check_paths
from triallint.render.json import finding_data

from .pubmed_files import BARE, paper


def citations_of(numbers: Iterable[int], each: int = 50) -> Iterator[dict[str, object]]:
    """Rows that cite papers, one in five with something wrong: year, volume, PMID, DOI in turn."""
    for at, pmid in enumerate(numbers):
        one = paper(pmid, mix=BARE)
        row: dict[str, object] = {
            "report_id": f"R{at // each}", "position": at % each + 1, "relation": "reference",
            "title": one.title, "authors": "; ".join(f"{family} {initials}" for family, initials in one.authors),
            "journal": one.abbreviation, "year": one.year, "volume": one.volume, "issue": one.issue,
            "pages": one.pages, "doi": one.doi, "pmid": one.pmid, "pmcid": one.pmcid,
        }  # fmt: skip
        match at % 20:
            case 0:
                row["year"] = one.year - 3
            case 1:
                row["volume"] = "999"
            case 2:
                row["pmid"] = one.pmid + 1 if one.pmid % 2 else one.pmid - 1
            case 3:
                row["doi"] = one.doi[:-1]
            case _:
                pass
        yield row


def write_citations(folder: Path, number: int, records: int) -> None:
    """A dataset of so many citations of a mirror's records."""
    dice = Random(3)
    folder.mkdir()
    rows = citations_of(dice.randrange(1, records) for _ in range(number))
    with (folder / "citations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(next(citations_of([1]))))
        writer.writeheader()
        writer.writerows(rows)
    with (folder / "reports.csv").open("w", encoding="utf-8") as file:
        file.write("report_id,title\n")
        file.writelines(f"R{at},Report number {at}\n" for at in range((number + 49) // 50))


def citing(folder: Path, records: int, citations: int, beside: int, processes: int) -> Iterator[str]:
    """So many citations checked in parts, a tenth of them before, and some by the plain path as well."""
    settings = replace(Config(), pubmed="mirror", mirror=str(folder / "mirror"))
    yield f"Citations checked against it, {processes} processes"
    before: dict[int, float] = {}
    for number in dict.fromkeys((max(citations // 10, 1), citations)):
        data = folder / f"citations {number}"
        write_citations(data, number, records)
        begun = time.perf_counter()
        outcome = check_many(
            data / "citations.csv",
            data / "reports.csv",
            settings,
            folder / "found.jsonl",
            processes=processes,
        )
        taken = time.perf_counter() - begun
        before[number] = _peak()
        found = ", ".join(
            f"{outcome.severities[one]:,} {one.name}s" for one in sorted(outcome.severities, reverse=True)
        )
        yield (
            f"  {outcome.rows:9,} citations {taken:7.1f} s, {1e6 * taken / outcome.rows:5.0f} us each,"
            f" peak {before[number]:,.0f} MB a process: {found}; {outcome.unverified:,} unverified"
        )
    yield from _same(folder, records, beside, settings)


def _same(folder: Path, records: int, beside: int, settings: Config) -> Iterator[str]:
    """A sample judged by `check` as well; only what compares rows of different parts may be missing."""
    data = folder / "sample"
    write_citations(data, beside, records)
    families = ("identifiers", "citations", "status", "files", "tables")
    settings = replace(settings, select=families)
    found = catalogue(settings)
    begun = time.perf_counter()
    plain = check_paths([data], found, source_for=partial(source_for, settings=settings)).run
    taken = time.perf_counter() - begun
    check_many(
        data / "citations.csv",
        data / "reports.csv",
        settings,
        folder / "found.jsonl",
        rows=max(beside // 5, 1),
    )
    lines = map(json.loads, (folder / "found.jsonl").read_text(encoding="utf-8").splitlines())
    parted = {_key(line) for line in lines if line["kind"] == "finding"}
    whole = {_key(finding_data(one)) for one in plain.findings}
    across = {key for key in whole - parted if key[0] == "identifier_is_of_one_work"}
    yield (
        f"  {beside:9,} citations {taken:7.1f} s by the plain path: {len(whole):,} findings, {len(whole & parted):,} the"
        f" same in parts, {len(across):,} across parts, {len((whole ^ parted) - across):,} others differ"
    )


def _key(finding: dict[str, Any]) -> tuple[object, ...]:
    place = finding["places"][0]
    return (
        finding["check"],
        finding["severity"],
        place["file"],
        place["row"],
        place["column"],
        finding["message"],
    )


def _peak() -> float:
    """The most memory that this process, or any that it started, has had so far, in MB."""
    scale = 1024 if sys.platform != "darwin" else 1024**2
    kinds = (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)
    children, own = (resource.getrusage(kind).ru_maxrss / scale for kind in kinds)
    return children or own
