"""Text in other encodings than UTF-8: read all the same, and said."""

import codecs

import pytest

from triallint.read import read

from .conftest import found, the

TABLE = "id,label\n1,naïve\n2,− 5 µg\n"
ROWS = [["1", "naïve"], ["2", "− 5 µg"]]


def test_utf8_is_silent(read_one):
    reading = read_one("t.csv", TABLE)
    assert (reading.sheets[0].rows, reading.findings) == (ROWS, ())


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "byte order mark"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    ],
)
@pytest.mark.parametrize("file", ["t.csv", "t.json", "t.yaml"])
def test_byte_order_marks(read_one, file, mark, codec, name):
    text = {
        "t.csv": TABLE,
        "t.json": '[{"id": 1, "label": "naïve"}, {"id": 2, "label": "− 5 µg"}]',
        "t.yaml": "- {id: 1, label: naïve}\n- {id: 2, label: − 5 µg}\n",
    }[file]
    reading = read_one(file, mark + text.encode(codec))
    assert reading.sheets[0].header == ["id", "label"]
    assert reading.sheets[0].rows == ROWS
    assert found(reading) == ["info text_is_utf8"]
    assert name in reading.findings[0].message


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_a_guess(read_one, codec):
    reading = read_one("t.csv", TABLE.encode(codec))
    assert reading.sheets[0].rows == ROWS
    assert found(reading) == ["warning text_is_utf8"]


def test_windows_1252_names_the_line_and_what_was_read(read_one):
    reading = read_one("t.csv", "id,label\n1,plain\n2,naïve – “so”\n3,µ\n".encode("cp1252"))
    assert reading.sheets[0].rows == [["1", "plain"], ["2", "naïve – “so”"], ["3", "µ"]]
    finding = the(reading, "text_is_utf8")
    assert (finding.severity.name, finding.place.row) == ("warning", 3)
    assert "byte 0xEF on line 3" in finding.message
    assert "line 3 and 1 more read as Windows-1252" in finding.message
    assert "naïve" in finding.message
    assert "UTF-8" in (finding.remedy or "")


def test_one_pasted_line_does_not_garble_the_others(read_one):
    reading = read_one("t.csv", "id,label\n1,naïve\n".encode() + b"2,na\xefve\n" + "3,µ\n".encode())
    assert [row[1] for row in reading.sheets[0].rows] == ["naïve", "naïve", "µ"]
    assert the(reading, "text_is_utf8").place.row == 3


def test_old_macintosh_lines_are_counted(read_one):
    reading = read_one("t.csv", b"id,label\r1,x\r2,na\xefve\r")
    assert reading.sheets[0].lines == [2, 3]
    assert the(reading, "text_is_utf8").place.row == 3


def test_bytes_without_a_meaning_in_windows_1252_are_marked(read_one):
    reading = read_one("t.csv", b"id,label\n1,a\x81b\n")
    assert reading.sheets[0].rows == [["1", "a\ufffdb"]]
    assert found(reading) == ["warning text_is_utf8", "warning text_is_clean"]


def test_nul_characters_are_left_out_and_said(read_one):
    reading = read_one("t.csv", b"id,label\n1,a long enough text\n2,ab\0\0cd\n")
    assert reading.sheets[0].rows[1] == ["2", "abcd"]
    finding = the(reading, "text_is_clean")
    assert finding.place.row == 3
    assert finding.message.startswith("2 NUL characters, the first on line 3")


def test_characters_that_an_earlier_program_lost(read_one):
    reading = read_one("t.csv", "id,label\n1,na\ufffdve\n")
    assert the(reading, "text_is_clean").place.row == 2


def test_what_is_not_text_is_not_read(read_one):
    reading = read_one("t.csv", bytes(range(32)) * 40)
    assert (reading.sheets, found(reading)) == ((), ["error file_can_be_read"])
    assert "not text" in reading.findings[0].message


def package(encoding: str) -> str:
    return f'{{"resources": [{{"name": "arms", "path": "t.csv", "encoding": "{encoding}"}}]}}'


@pytest.mark.parametrize("named", ["windows-1252", "latin-1", "cp1252"])
def test_the_encoding_of_the_datapackage_is_honoured(write, named):
    write("datapackage.json", package(named))
    reading = read([write("t.csv", "id,label\n1,naïve\n".encode("cp1252")).parent])
    assert reading.sheets[0].rows == [["1", "naïve"]]
    assert reading.findings == ()


@pytest.mark.parametrize("named", ["klingon", "hex", "zlib", "idna", "unicode_escape", "ascii", "a\\u0000b"])
def test_an_encoding_that_does_not_fit_is_said(write, named):
    write("datapackage.json", package(named))
    reading = read([write("t.csv", TABLE).parent])
    assert reading.sheets[0].rows == ROWS
    assert found(reading) == ["warning text_is_utf8"]
    assert "datapackage" in reading.findings[0].message
