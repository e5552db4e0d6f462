"""Tables in memory and in Parquet: texts as they are, floats marked."""

import datetime
import io
from decimal import Decimal

import polars
import pytest

from triallint.read import FRAMES, Limits, read, read_frames

from .conftest import found

COLUMNS = {
    "report_id": ["R1", " R2 ", None],
    "events": [12, None, 7],
    "value": [0.7, 1.0, None],
    "serious": [True, False, None],
    "published": [datetime.date(2004, 5, 1), None, None],
}
TEXTS = [["R1", "12", "0.7", "yes", "2004-05-01"], ["R2", "", "1", "no", ""], ["", "7", "", "", ""]]


def frames():
    yield "polars", polars.DataFrame(COLUMNS)
    yield "lazy polars", polars.LazyFrame(COLUMNS)
    yield "columns", COLUMNS
    yield "records", [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)]
    try:
        import pandas
    except ImportError:
        return
    yield "pandas", pandas.DataFrame({**COLUMNS, "events": pandas.array(COLUMNS["events"], dtype="Int64")})


@pytest.mark.parametrize("frame", [pytest.param(frame, id=name) for name, frame in frames()])
def test_every_kind_of_frame(frame):
    reading = read_frames({"counts": frame})
    (sheet,) = reading.sheets
    assert (sheet.file, sheet.name, sheet.header) == (FRAMES, "counts", list(COLUMNS))
    assert (sheet.rows, sheet.header_line, sheet.lines) == (TEXTS, 1, [2, 3, 4])
    assert sheet.lossy == {2}
    assert reading.files == (FRAMES,)
    assert reading.findings == ()


def test_texts_lose_nothing():
    reading = read_frames({"estimates": [{"value": "0.70", "p": Decimal("0.030")}]})
    assert reading.sheets[0].rows == [["0.70", "0.030"]]
    assert (reading.sheets[0].lossy, reading.findings) == (set(), ())


def test_counts_that_a_missing_value_made_floats_read_as_counts():
    reading = read_frames({"counts": {"events": [12.0, float("nan"), 1e15]}})
    assert reading.sheets[0].rows == [["12"], [""], ["1000000000000000"]]
    assert (reading.sheets[0].lossy, reading.findings) == ({0}, ())


def test_values_that_no_cell_can_hold():
    record = {"a": ["x", "y"], "b": {"c": 1}, "d": b"z", "e": datetime.datetime(2004, 5, 1), "f": "\ud800"}
    reading = read_frames({"t": [record]})
    assert reading.sheets[0].rows == [["x; y", "", "", "2004-05-01", "?"]]
    assert found(reading) == ["error records_are_flat"] * 2


def test_records_may_differ_in_their_keys():
    assert read_frames({"t": [{"a": 1}, {"b": 2}]}).sheets[0].rows == [["1", ""], ["", "2"]]


@pytest.mark.parametrize("empty", [[], {}, {"a": []}, polars.DataFrame(), polars.DataFrame({"a": []})])
def test_empty_frames(empty):
    reading = read_frames({"t": empty})
    assert [sheet.rows for sheet in reading.sheets] == [[]]
    assert found(reading) == ["info file_has_rows"]


@pytest.mark.parametrize(
    "wrong", [None, 3, "arms.csv", b"x", [1, 2], [{"a": 1}, None], {"a": 3}, {"a": "xy"}, {"a": [1], "b": []}]
)
def test_what_is_no_table_is_a_type_error(wrong):
    with pytest.raises(TypeError, match="'arms'"):
        read_frames({"arms": wrong})


def parquet(frame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()


def test_parquet(read_one):
    reading = read_one("counts.parquet", parquet(polars.DataFrame(COLUMNS)))
    (sheet,) = reading.sheets
    assert (sheet.file, sheet.name, sheet.rows, sheet.lossy) == ("counts.parquet", "counts", TEXTS, {2})
    assert reading.findings == ()


def test_parquet_cut_short(read_one):
    data = parquet(polars.DataFrame(COLUMNS))
    for size in (4, 100, len(data) - 1):
        assert found(read_one("t.parquet", data[:size])) == ["error file_can_be_read"]


def test_damaged_parquet(read_one):
    data = bytearray(parquet(polars.DataFrame(COLUMNS)))
    footer = int.from_bytes(data[-8:-4], "little")
    data[-8 - footer : -8] = bytes(footer)
    assert found(read_one("t.parquet", bytes(data))) == ["error file_can_be_read"]


def test_parquet_with_more_rows_than_any_table(write):
    data = parquet(polars.select(a=polars.repeat("x", 100_000)))
    assert len(data) < 10_000, "such a file is small: its size does not tell"
    reading = read([write("t.parquet", data)], limits=Limits(cells=5000))
    assert (reading.sheets, found(reading)) == ((), ["error file_can_be_read"])


def test_without_polars_it_is_said_what_to_install(write, read_one, monkeypatch, tmp_path):
    write("elsewhere/polars.py", "raise ImportError")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "elsewhere"))
    assert found(read_one("t.parquet", parquet(polars.DataFrame(COLUMNS)))) == ["error format_is_read"]


def test_a_program_in_the_dataset_is_not_run(write, read_one):
    write("polars.py", "open('ran', 'w').close()")
    assert read_one("t.parquet", parquet(polars.DataFrame(COLUMNS))).sheets[0].rows == TEXTS
    assert not write("x", "").with_name("ran").exists()


@pytest.mark.parametrize("ending", ["os.abort()", "sys.exit(3)", "print('{')", "print(3)", "time.sleep(9)"])
def test_a_reader_that_dies_costs_its_file_only(write, monkeypatch, ending):
    worker = write("worker.py", f"import os, sys, time\n{ending}\n")
    monkeypatch.setattr("triallint.read.parquet._WORKER", worker.absolute())
    monkeypatch.setattr("triallint.read.parquet._SECONDS", 1)
    reading = read([write("t.parquet", parquet(polars.DataFrame(COLUMNS))), write("u.csv", "a,b\n1,2\n")])
    assert [sheet.name for sheet in reading.sheets] == ["u"]
    assert found(reading) == ["error file_can_be_read"]


def test_parquet_values_that_are_no_text(read_one):
    frame = polars.DataFrame(
        {
            "a": [datetime.datetime(2004, 5, 1), datetime.datetime(2004, 5, 1, 9, 30)],
            "b": [b"x", None],
            "c": [["x", "y"], None],
            "d": [Decimal("0.70"), None],
            "e": [float("nan"), 1e-7],
        }
    )
    reading = read_one("t.parquet", parquet(frame))
    assert reading.sheets[0].rows == [
        ["2004-05-01", "", "x; y", "0.70", ""],
        ["2004-05-01 09:30:00", "", "", "", "0.0000001"],
    ]
    assert found(reading) == ["error records_are_flat"]
