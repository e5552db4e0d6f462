"""Any bytes under any name: no exception, an end soon, and something to show for it."""

import io
import zipfile
from datetime import timedelta

import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triallint.read import FORMATS, Limits, Sheet
from triallint.read import source as source_room
from triallint.read.formats import sheets_of
from triallint.read.source import Source, Unreadable

from .workbooks import ROWS, SHEET, STRINGS, by_hand

EXTENSIONS = sorted(FORMATS)
QUICK = settings(
    deadline=timedelta(seconds=10), max_examples=150, suppress_health_check=[HealthCheck.too_slow]
)


def digest(extension: str, data: bytes) -> tuple[list[Sheet], Source]:
    """What `read` makes of a file of these bytes, without the file."""
    source = Source("t" + extension, data=data, limits=Limits(cells=1_000_000, unpacked_bytes=2**24))
    try:
        sheets = sheets_of(source)
    except Unreadable as refusal:
        source.refuse(refusal)
        sheets = []
    source.close()
    return sheets, source


def check(extension: str, data: bytes) -> None:
    sheets, source = digest(extension, data)
    assert sheets or source.findings, "bytes that give nothing at all were passed over"
    for sheet in sheets:
        assert len(sheet.rows) == len(sheet.lines)
        assert all(isinstance(text, str) and text == text.strip() for row in sheet.rows for text in row)
        assert sheet.lines == sorted(sheet.lines)
        assert sheet.header_line >= 1
        last = data.count(b"\n") + data.count(b"\r") + 1
        if sheet.sheet is None and not data.startswith(b"PAR1"):
            assert all(1 <= line <= last for line in sheet.lines)
        assert all(0 <= row < len(sheet.rows) for row, _ in sheet.cell_lines)
        assert all(0 <= column < len(sheet.header) for column in sheet.lossy)
    for finding in source.findings:
        assert finding.message
        assert finding.remedy
        assert finding.fingerprint
        finding.message.encode()


@pytest.mark.parametrize("extension", EXTENSIONS)
@QUICK
@given(data=st.binary(max_size=400))
def test_random_bytes(extension, data):
    check(extension, data)


marks = st.text(st.sampled_from("ab1,;\t|\"'\n\r {}[]:-.&*<>!#\\0\x00é\ufeff"), max_size=80)
WORDS = [*',;[]{}:-?&|>#"', '""', '"a"', "a", "0,70", "0.70", "&a ", "*a", "null", "true", "NaN", "1e5"]
WORDS += ["---", "sep=;", "\\u", "\ud800", " ", "  ", "\n", "\r\n", "- ", "? "]
words = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


@pytest.mark.parametrize("extension", [".csv", ".tsv", ".json", ".jsonl", ".yaml"])
@QUICK
@given(text=st.one_of(marks, words))
def test_random_text(extension, text):
    check(extension, text.encode("utf-8", "surrogatepass"))


def parquet() -> bytes:
    out = io.BytesIO()
    polars.DataFrame({"id": ["R1", "R2"], "value": [0.7, None]}).write_parquet(out)
    return out.getvalue()


VALID = {
    ".csv": '\ufeffid,label,value\r\n1,"two\nlines ""so""",0.70\r\n2,"a, b",µ\r\n'.encode(),
    ".tsv": "id\tvalue\n1\t0,70\n2\t0,5\n".encode("utf-16"),
    ".json": b'{"arms": [{"id": 1, "n": 0.70},\n {"id": "\\u00e9", "n": [1, {"x": null}]}]}',
    ".jsonl": '{"id": 1, "n": 0.70}\n{"id": "µ", "n": true}\n'.encode(),
    ".yaml": "arms:\n- id: &x R1\n  n: 0.70\n- {id: *x, n: [1, 'µ']}\n---\n- a: |\n    b\n".encode(),
    ".xlsx": by_hand(ROWS, STRINGS),
    ".parquet": parquet(),
}


@pytest.mark.parametrize("extension", VALID)
def test_a_valid_file_cut_at_every_byte(extension):
    whole = VALID[extension]
    for size in range(len(whole) + 1):
        check(extension, whole[:size])
    assert digest(extension, whole)[0][0].rows


@pytest.mark.parametrize("extension", [one for one in VALID if one != ".parquet"])
@QUICK
@given(draw=st.data())
def test_a_valid_file_with_bytes_changed(extension, draw):
    check(extension, changed(draw, VALID[extension]))


@settings(QUICK, max_examples=10, deadline=None)
@given(draw=st.data())
def test_a_parquet_file_with_bytes_changed(draw):
    check(".parquet", changed(draw, VALID[".parquet"]))


def changed(draw, whole: bytes) -> bytes:
    data = bytearray(whole)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(data) - 1))
        data[at] = draw.draw(st.integers(0, 255))
    return bytes(data)


@QUICK
@given(draw=st.data())
def test_a_workbook_with_characters_of_its_xml_changed(draw):
    whole = zipfile.ZipFile(io.BytesIO(VALID[".xlsx"]))
    part = draw.draw(
        st.sampled_from([SHEET, SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
    )
    data = bytearray(whole.read(part))
    for _ in range(draw.draw(st.integers(1, 3))):
        at = draw.draw(st.integers(0, len(data) - 1))
        length = draw.draw(st.integers(0, 12))
        data[at : at + length] = draw.draw(
            st.sampled_from([b"", b"9", b"-1", b"A", b"<", b">", b'"', b"/>", b"<f/>", b"<v>x</v>", b"1E400"])
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, bytes(data) if name == part else whole.read(name))
    check(".xlsx", out.getvalue())


def test_running_out_of_memory_is_a_finding(write, monkeypatch):
    import triallint.read as room

    def exhausted(source):
        raise MemoryError

    monkeypatch.setattr(room, "sheets_of", exhausted)
    reading = room.read([write("t.csv", "a,b\n1,2\n")])
    assert [finding.check for finding in reading.findings] == ["file_can_be_read"]
    assert source_room.LIMITS.file_bytes == 512 * 2**20
