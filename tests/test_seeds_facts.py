"""The seed tables hold the facts of the five documents: counted here, and compared where at hand."""

import csv
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from triallint.tables import ROWS

SEEDS = Path(__file__).parents[1] / "seeds"
SHARED = os.environ.get("TRIALLINT_SHARED")
documents_needed = pytest.mark.skipif(
    not SHARED, reason="TRIALLINT_SHARED does not name the folder with the five documents"
)

TABLE_SIZES = {
    "reports": 5,
    "trials": 4,
    "outcomes": 28,
    "arms": 10,
    "flow": 8,
    "counts": 21,
    "continuous": 6,
    "estimates": 34,
    "citations": 61,
}

#: Number words that stand as digits in the tables.
WORDS = {"No": "0", "Two": "2", "Ten": "10", "Thirty": "30"}

#: Figures in each report's account of itself that are no row: what they are is said in order.
NO_ROW = {
    # CD19 and CD3, phase 3, 28-day cycles, grade 3
    "000": ["19", "3", "3", "28", "3"],
    # phase 3, eligible age, ABL1, threshold of MRD
    "001": ["3", "30", "70", "1", "0.01"],
    # KMT2A, others' results, CD19, KMT2A, eligible age, KMT2A, Interfant-06, dose and days of the
    # infusion, Interfant-06, threshold of MRD, KMT2A, Interfant-06
    "002": [
        *("2", "3", "40", "1", "90", "2", "19", "2", "1", "2", "06", "15", "28", "06"),
        *("5", "10", "4", "5", "10,000", "2", "06"),
    ],
    # as 000, and AALL1731, whose trial points at 000
    "003": ["19", "3", "3", "28", "3", "1731"],
    # CD3 and CD19, phase 3, eligible age, weeks of reinduction, cycles
    "004": ["3", "19", "3", "1", "30", "4", "2", "2"],
}
#: Where each report's account of itself begins and ends.
ACCOUNT = {
    "000": ("\nAbstract\n", "Copyright"),
    "001": ("\nAbstract\n", "Copyright"),
    "002": ("\nAbstract\n", "Copyright"),
    "003": ("=== Abstract", None),
    "004": ("Key Points", "Sign in to"),
}


def rows_of(table: str) -> list[dict[str, str]]:
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_rows() -> Iterator[tuple[str, dict[str, str]]]:
    for table in TABLE_SIZES:
        for row in rows_of(table):
            yield table, row


def report_of(row: dict[str, str]) -> str:
    """The report whose document a row's spans are in."""
    return row.get("report_id") or row["source"].removeprefix("report ")


def spans_of(row: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    for entry in row.get("at", "").split():
        column, span = entry.split("=")
        start, end = span.split(":")
        yield column, int(start), int(end)


@cache
def document(report: str) -> str:
    assert SHARED
    (row,) = (row for row in rows_of("reports") if row["report_id"] == report)
    path = Path(SHARED) / "seeds" / row["document"]
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def stands_for(printed: str, cell: str, table: str, column: str) -> bool:
    """Whether a cell is what is printed, or one of the three things that stand for it."""
    if printed == cell or WORDS.get(printed) == cell:
        return True
    if table == "trials":
        formats = {"%B %Y": "%Y-%m", "%B %d, %Y": "%Y-%m-%d"}
        for read, written in formats.items():
            try:
                return datetime.strptime(printed, read).strftime(written) == cell
            except ValueError:
                continue
    if table == "citations" and column == "authors":
        return "".join(printed.split()) == "".join(cell.split())
    return False


@pytest.mark.parametrize("table", TABLE_SIZES)
def test_each_table_has_its_rows_and_only_known_columns(table: str) -> None:
    rows = rows_of(table)
    assert len(rows) == TABLE_SIZES[table]
    assert set(rows[0]) <= set(ROWS[table].columns)
    assert all(None not in row and None not in row.values() for row in rows), "ragged row"


@pytest.mark.parametrize("table", TABLE_SIZES)
def test_rows_have_their_own_names_and_natural_keys(table: str) -> None:
    rows = rows_of(table)
    names = Counter(row["row_id"] for row in rows)
    assert "" not in names
    assert set(names.values()) == {1}
    keys = Counter(tuple(row.get(part, "") for part in ROWS[table].natural_key) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLE_SIZES)
def test_every_figure_says_where_it_was_read(table: str) -> None:
    own = {"row_id", "report_id", "trial_id", "position", "extracted_on", "document_sha256"}
    for row in rows_of(table):
        spans = {column for column, _, _ in spans_of(row)}
        figures = {
            column for column, text in row.items() if re.fullmatch(r"[<>]?[\d.]+", text) and column not in own
        }
        assert figures <= spans, row["row_id"]
        assert spans <= {column for column, text in row.items() if text}, row["row_id"]


def test_files_are_plain_utf8_with_unix_line_ends() -> None:
    for path in SEEDS.glob("*.csv"):
        data = path.read_bytes()
        data.decode("utf-8")
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n")


def test_citations_are_complete() -> None:
    found = Counter((row["report_id"], row["relation"]) for row in rows_of("citations"))
    assert found == {
        ("000", "comment_in"): 2,
        ("000", "similar"): 5,
        ("000", "cited_by"): 5,
        ("000", "reference"): 2,
        ("001", "similar"): 5,
        ("001", "cited_by"): 5,
        ("002", "comment_in"): 1,
        ("002", "similar"): 5,
        ("002", "cited_by"): 5,
        ("004", "reference"): 26,
    }
    by_list: dict[tuple[str, str], list[str]] = {}
    for row in rows_of("citations"):
        by_list.setdefault((row["report_id"], row["relation"]), []).append(row["position"])
    assert all(list(map(str, range(1, len(n) + 1))) == n for n in by_list.values())


def test_identifiers_are_as_printed() -> None:
    citations = {row["row_id"]: row for row in rows_of("citations")}
    assert citations["004-reference-20"]["doi"] == "10.1093/biomet/70.3.659."
    assert citations["004-reference-24"]["doi"] == "10.1093/biomet/81.3.515."
    assert sum(row["doi"].endswith(".") for row in citations.values()) == 2
    assert {row["row_id"] for row in citations.values() if not row["doi"]} == {
        "000-reference-1",
        "000-reference-2",
        "004-reference-23",
    }
    assert all(bool(row["pmid"]) == (row["relation"] != "reference") for row in citations.values())
    letter, reply = citations["000-comment-in-1"], citations["000-comment-in-2"]
    assert letter["doi"] == reply["doi"]
    assert letter["pmid"] != reply["pmid"]
    reports = {row["report_id"]: (row["doi"], row["pmid"], row["pmcid"]) for row in rows_of("reports")}
    assert reports == {
        "000": ("10.1056/NEJMoa2411680", "39651791", "PMC11864901"),
        "001": ("10.1056/NEJMoa2312948", "39047240", "PMC11334054"),
        "002": ("10.1056/NEJMoa2214171", "37099340", ""),
        "003": ("10.1056/NEJMoa2411680.", "", ""),
        "004": ("", "", ""),
    }


def test_no_cell_is_long_enough_for_an_abstract() -> None:
    lengths = {len(text) for _, row in all_rows() for column, text in row.items() if column != "at"}
    assert max(lengths) <= 400


def test_arms_make_the_randomised_totals() -> None:
    arms: Counter[str] = Counter()
    for row in rows_of("arms"):
        arms[row["report_id"]] += int(row["randomised"] or 0)
    totals = {row["report_id"]: int(row["n"]) for row in rows_of("flow") if row["stage"] == "randomised"}
    assert totals == {report: total for report, total in arms.items() if total}


@documents_needed
def test_documents_are_the_ones_that_were_read() -> None:
    assert SHARED
    for row in rows_of("reports"):
        data = (Path(SHARED) / "seeds" / row["document"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["document_sha256"]


@documents_needed
def test_every_span_holds_what_the_cell_says() -> None:
    checked = 0
    for table, row in all_rows():
        for column, start, end in spans_of(row):
            printed = document(report_of(row))[start:end]
            assert stands_for(printed, row[column], table, column), (row["row_id"], column, printed)
            checked += 1
    assert checked > 600


@documents_needed
@pytest.mark.parametrize("report", ACCOUNT)
def test_no_figure_of_a_report_is_left_out(report: str) -> None:
    """Each figure in a report's account of itself is in a row, or in the list of what is none."""
    text = document(report)
    first, last = ACCOUNT[report]
    begin = text.index(first)
    stop = text.index(last, begin) if last else len(text)
    rows = [row for _, row in all_rows() if row.get("at") and report_of(row) == report]
    read = [(start, end) for row in rows for _, start, end in spans_of(row)]
    left = [
        found[0]
        for found in re.finditer(r"\d+(?:[.,]\d+)*|\.\d+", text)
        if begin <= found.start() < stop
        and not any(start <= found.start() and found.end() <= end for start, end in read)
    ]
    assert left == NO_ROW[report]


@documents_needed
def test_our_own_words_are_not_the_documents() -> None:
    """Notes and definitions share no run of seven words with any document."""
    texts = [" ".join(re.findall(r"\w+", document(report).lower())) for report in ACCOUNT]
    for _, row in all_rows():
        for column in ("note", "definition", "label", "reason"):
            words = re.findall(r"\w+", row.get(column, "").lower())
            for i in range(len(words) - 6):
                run = " ".join(words[i : i + 7])
                assert not any(run in text for text in texts), (row["row_id"], run)
