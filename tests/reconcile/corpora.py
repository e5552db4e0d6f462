"""Labelled sets of duplicate records, and real citations that changed over time, as records."""

import csv
import json
import lzma
import os
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from triallint.bibliography import parse
from triallint.reconcile import Record

Pair = tuple[str, str]

_COLUMNS = {
    "title": "title",
    "authors": "author",
    "journal": "journal",
    "year": "year",
    "volume": "volume",
    "issue": "number",
    "pages": "pages",
    "doi": "doi",
    "abstract": "abstract",
}
_ENDNOTE = {
    "title": "titles/title",
    "journal": "titles/secondary-title",
    "year": "dates/year",
    "volume": "volume",
    "issue": "number",
    "pages": "pages",
    "doi": "electronic-resource-num",
    "abstract": "abstract",
}


class Labelled(NamedTuple):
    """A set of records and the pairs of them that its makers merged."""

    name: str
    records: list[Record]
    pairs: frozenset[Pair]


def shared() -> Path | None:
    """The folder of shared data, if the environment names one that is there."""
    folder = os.environ.get("TRIALLINT_SHARED")
    found = Path(folder) / "corpora" if folder else None
    return found if found and found.is_dir() else None


def labelled(folder: Path, name: str) -> Labelled:
    """A set in two CSV files: its records, and the ids that were merged."""
    with (folder / name / "records_pre_merged.csv").open(encoding="utf-8", newline="") as file:
        records = [_record(row) for row in csv.DictReader(file)]
    with (folder / name / "merged_record_ids.csv").open(encoding="utf-8", newline="") as file:
        merged = [row["merged_ids"].split(";") for row in csv.DictReader(file)]
    return Labelled(name, records, frozenset(pair for ids in merged for pair in combinations(sorted(ids), 2)))


def _record(row: dict[str, str], name: str = "") -> Record:
    texts = {field: row.get(column) or "" for field, column in _COLUMNS.items()}
    texts["issue"] = texts["issue"] or row.get("issue") or ""
    texts["journal"] = texts["journal"] or row.get("booktitle") or ""
    return Record(name or row["ID"], **texts)  # type: ignore[arg-type]


def endnote(path: Path) -> tuple[list[Record], frozenset[str]]:
    """The records of an EndNote export, and the ids of those that carry the caption "Duplicate"."""
    records, marked = [], set()
    for at, entry in enumerate(ElementTree.parse(path).getroot().iter("record")):
        name = entry.findtext("rec-number") or str(at)
        texts = {field: _text(entry, path) for field, path in _ENDNOTE.items()}
        authors = "; ".join(
            "".join(one.itertext()).strip(", ") for one in entry.iterfind("contributors/authors/author")
        )
        records.append(Record(name, authors=authors, **texts))  # type: ignore[arg-type]
        if _text(entry, "caption") == "Duplicate":
            marked.add(name)
    return records, frozenset(marked)


def _text(entry: ElementTree.Element, path: str) -> str:
    found = entry.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def hand_made(path: Path) -> Iterator[tuple[str, Record, Record, bool]]:
    """Pairs of records made to be told apart, or not: the name of each, both records, what is expected."""
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
        a, b = (_record(case[side], side) for side in ("record_a", "record_b"))
        yield case["id"], a, b, case["expected_duplicate"]


def citations(path: Path) -> Iterator[tuple[str, str, str]]:
    """Real citations: PMID, day seen, text."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["pmid"], row["seen"], row["citation"]


def anonymous(name: str, text: str) -> Record:
    """A citation as a record without any identifier."""
    found = parse(text)
    parts = {
        "title": found.title,
        "authors": found.authors,
        "journal": found.journal,
        "year": found.year,
        "volume": found.volume,
        "issue": found.issue,
        "pages": found.pages,
        "published": found.date,
        "epub": found.epub,
    }
    texts = {field: part.text for field, part in parts.items() if part}
    return Record(name, "citation", **texts)  # type: ignore[arg-type]
