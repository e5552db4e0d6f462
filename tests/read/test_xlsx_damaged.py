"""Workbooks that are bombs, damaged or protected: findings, soon, and nothing raised."""

import zipfile

import pytest

from triallint.read import Limits, read

from .conftest import found, the
from .workbooks import ROWS, SHEET, STRINGS, by_hand, rewritten


class TestBombs:
    def test_one_that_packs_too_well(self, workbook, tmp_path):
        workbook()
        with zipfile.ZipFile(tmp_path / "t.xlsx", "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/x.bin", b"\0" * (40 * 2**20))
        reading = read(["t.xlsx"])
        assert (reading.sheets, found(reading)) == ((), ["error file_can_be_read"])
        assert "as no table does" in reading.findings[0].message

    def test_one_that_unpacks_past_the_limit(self, workbook):
        reading = workbook(limits=Limits(unpacked_bytes=2000))
        assert (reading.sheets, found(reading)) == ((), ["error file_can_be_read"])

    def test_one_of_many_parts(self, workbook, tmp_path):
        workbook()
        with zipfile.ZipFile(tmp_path / "t.xlsx", "a") as archive:
            for number in range(10_001):
                archive.writestr(f"{number}", b"")
        assert "10,0" in the(read(["t.xlsx"]), "file_can_be_read").message

    @pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
    @pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
    def test_entities(self, workbook, tmp_path, part, codec):
        workbook()
        layers = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
        bomb = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE x [<!ENTITY l0 "lol">{layers}]><x>&l9;</x>'
        rewritten(tmp_path / "t.xlsx", part, lambda _: bomb.encode(codec))
        finding = the(read(["t.xlsx"]), "file_can_be_read")
        assert "declares a document type" in finding.message

    def test_a_cell_at_the_far_corner(self, raw):
        reading = raw(b'<row r="3"><c r="A3"', b'<row r="1048576"><c r="XFD1048576"')
        assert (reading.sheets, found(reading)) == ((), ["error file_can_be_read"])
        assert "spans" in reading.findings[0].message

    def test_a_row_far_below(self, workbook):
        def change(sheet):
            sheet["A1000000"] = "R9"

        assert workbook(change).sheets[0].lines[-1] == 1_000_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</row>", ""),
        ('<c r="A1"', '<c r="ZZZZ99"'),
        ('<c r="A1"', '<c r=""'),
        ('t="s"', 't="n"'),
        ('t="s"', 't="d"'),
        ('t="s"', 't="nonsense"'),
        ("<v>0</v>", "<v>99</v>"),
        ("<v>0</v>", "<v>x</v>"),
        ("<v>0</v>", "<v>-1</v>"),
        ("2.7E+07", "1E999"),
        ("2.7E+07", "NaN"),
        ("2.7E+07", "0x1F"),
        ("2.7E+07", "9" * 5000),
        ('s="1"', 's="77"'),
        ('s="1"', 's="x"'),
        ('<row r="1"', '<row r="x"'),
        ('<row r="1"', '<row r="-7"'),
        ('<row r="3"', '<row r="99999999999999999999"'),
        ('<row r="3"', '<row r="1"'),
    ],
)
def test_damaged_sheets_give_a_sheet_or_a_finding(read_one, old, new):
    assert old in ROWS
    reading = read_one("t.xlsx", by_hand(ROWS.replace(old, new, 1), STRINGS))
    assert reading.sheets or "error file_can_be_read" in found(reading)
    assert all(finding.remedy and finding.message for finding in reading.findings)


def test_a_damaged_sheet_leaves_the_others(workbook, tmp_path):
    def change(sheet):
        sheet.parent.create_sheet("flow").append(["report_id", "n"])

    workbook(change)
    rewritten(tmp_path / "t.xlsx", SHEET, lambda data: data.replace(b"</sheetData>", b""))
    reading = read(["t.xlsx"])
    assert [sheet.name for sheet in reading.sheets] == ["flow"]
    assert "error file_can_be_read" in found(reading)


def test_encrypted_parts(workbook, tmp_path):
    workbook()
    path = tmp_path / "t.xlsx"
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of an encrypted entry
    path.write_bytes(data)
    assert "password" in the(read([path]), "file_can_be_read").message
