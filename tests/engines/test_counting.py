"""Rows in and rows out are counted, and an engine that loses or doubles one is caught."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

import pyarrow as pa

from tests.benchmarks.pubmed_files import write_baseline
from triallint.engines.counting import RowsLost, arrived, counted, tallied
from triallint.scan.function import judged
from triallint.scan.located import located
from triallint.scan.schemas import broken_file, findings_schema


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[pa.RecordBatch]:
    (path,) = write_baseline(tmp_path_factory.mktemp("pubmed"), 1, 60)
    cut = path.with_name("cut.xml.gz")
    cut.write_bytes(path.read_bytes()[:-500])
    lines = path.with_name("lines.jsonl")
    lines.write_text('{"id": "1", "text": ""}\n{"id": "2", "text": "none"}\nnothing\n', encoding="utf-8")
    return [batch for one in (path, cut, lines, Path("nowhere.xml")) for batch in located(one)]


def test_every_row_is_accounted_for(records: list[pa.RecordBatch]) -> None:
    found = list(counted(judged, records))
    assert tallied(found)["records"] + 3 == sum(one.num_rows for one in records)
    assert arrived(found)["broken"] == 3


def test_a_function_that_loses_a_batch_is_caught(records: list[pa.RecordBatch]) -> None:
    def losing(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        next(batches)
        yield from judged(batches)

    with pytest.raises(RowsLost, match="went in"):
        list(counted(losing, records))


@pytest.mark.parametrize("change", ["lost", "doubled", "uncounted"])
def test_rows_that_do_not_arrive_as_they_were_sent_are_caught(change: str) -> None:
    sent = broken_file("one.xml", "it cannot be read")
    rows: list[dict[str, Any]] = sent.to_pylist()
    told = {"lost": rows[1:], "doubled": [rows[0], *rows], "uncounted": rows[:1]}[change]
    assert arrived([sent])["broken"] == 1
    with pytest.raises(RowsLost):
        arrived([pa.RecordBatch.from_pylist(told, schema=findings_schema())])
