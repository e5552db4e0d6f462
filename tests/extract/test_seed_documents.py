"""What the five seed documents say of themselves and of others, against the cells that were read by hand."""

import csv
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import Say
from triallint.extract.document import Document, Quote
from triallint.extract.layouts import documents
from triallint.model import Finding

SHARED = os.environ.get("TRIALLINT_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the seeds")

SEEDS = Path(__file__).parents[2] / "seeds"
_AT = re.compile(r"(\w+)=(\d+):(\d+)")

#: Columns that a document prints, in each table.
REPORT = (
    *("title", "authors", "journal", "year", "volume", "issue", "pages", "published", "epub"),
    *("doi", "pmid", "pmcid", "registry_ids"),
)
CITATION = (
    "authors",
    "title",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "position",
)

Cells = dict[tuple[str, str], tuple[str, str]]


def by_hand(table: str, columns: tuple[str, ...]) -> Cells:
    """(row, column) -> (text, place), blank cells left out."""
    found: Cells = {}
    with open(SEEDS / f"{table}.csv", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            at = {name: f"{start}:{end}" for name, start, end in _AT.findall(row["at"])}
            for column in columns:
                if row.get(column) and (column != "position" or column in at):
                    found[row["row_id"], column] = (row[column], at.get(column, ""))
    return found


def seed_documents() -> Iterator[Document]:
    for path in sorted((Path(str(SHARED)) / "seeds").glob("*.txt")):
        findings: list[Finding] = []
        yield from documents(path, findings)
        assert findings == []


def quoted(row: str, quotes: Mapping[str, Quote]) -> Cells:
    return {(row, column): (q.text, f"{q.start}:{q.end}") for column, q in quotes.items()}


def compare(made: Cells, wanted: Cells, say: Say, what: str) -> None:
    equal = sum(made.get(key) == cell for key, cell in wanted.items())
    lines = [
        f"{row} {column}: by hand {wanted.get((row, column))}, read {made.get((row, column))}"
        for row, column in sorted(made.keys() | wanted.keys())
        if made.get((row, column)) != wanted.get((row, column))
    ]
    missing, extra = len(wanted.keys() - made.keys()), len(made.keys() - wanted.keys())
    say(f"seed documents, {what}: {equal} cells equal, {missing} missing, {extra} extra, of {len(wanted)}")
    assert not lines, "\n" + "\n".join(lines)


def test_reports_equal_what_was_read_by_hand(say: Say) -> None:
    made: Cells = {}
    for document in seed_documents():
        made |= quoted(f"{document.id[:3]}-report", document.fields)
    compare(made, by_hand("reports", REPORT), say, "reports")


def test_citations_equal_what_was_read_by_hand(say: Say) -> None:
    made: Cells = {}
    for document in seed_documents():
        for one in document.citations:
            row = f"{document.id[:3]}-{one.relation.replace('_', '-')}-{one.position}"
            made |= quoted(row, one.fields)
    compare(made, by_hand("citations", CITATION), say, "citations")


def test_files_are_the_ones_that_the_seeds_name() -> None:
    with open(SEEDS / "reports.csv", encoding="utf-8", newline="") as stream:
        named = {(row["document"], row["document_sha256"]) for row in csv.DictReader(stream)}
    assert {(Path(document.file).name, document.sha256) for document in seed_documents()} == named


def test_every_place_holds_what_stands_there() -> None:
    for document in seed_documents():
        for quotes in (document.fields, *(one.fields for one in document.citations)):
            for column, quote in quotes.items():
                printed = re.sub(r"\s", "", document.text[quote.start : quote.end])
                assert re.sub(r"\s", "", quote.text) == printed, (document.id, column)


def test_every_part_of_the_abstracts_is_told() -> None:
    kinds = {document.id[:3]: [one.kind for one in document.sections] for document in seed_documents()}
    whole = ["background", "methods", "results", "conclusions"]
    for name in ("000", "001", "002", "003"):
        assert [kind for kind in kinds[name] if kind in whole] == whole
    assert kinds["004"][:12] == [
        *("title", "key_points", "key_points", "key_points", "background", "background"),
        *("methods", "methods", "methods", "results", "conclusions", "registration"),
    ]
