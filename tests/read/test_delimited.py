"""CSV and its kin: places, quotes, delimiters, decimal commas, rows that do not fit."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.read import Limits, read
from triallint.read.delimited import physical_lines, read_delimited
from triallint.read.source import Source

from .conftest import found, the


def test_a_clean_table_gives_its_texts_and_lines(read_one):
    reading = read_one("arms.csv", "report_id,arm_id,label\nR1,a, S-1 alone \nR1,b,\n")
    (sheet,) = reading.sheets
    assert reading.findings == ()
    assert reading.files == ("arms.csv",)
    assert (sheet.file, sheet.name, sheet.header_line, sheet.first_column) == ("arms.csv", "arms", 1, 1)
    assert sheet.header == ["report_id", "arm_id", "label"]
    assert sheet.rows == [["R1", "a", "S-1 alone"], ["R1", "b", ""]]
    assert sheet.lines == [2, 3]
    assert (sheet.sheet, sheet.table, sheet.decimal_comma, sheet.lossy) == (None, None, False, set())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_right_after_quoted_line_breaks(read_one, end):
    lines = ["a,b,c", "1,x,2", '3,"two', 'lines",4', "", '"5","6","7"', '8,"', '",9']
    (sheet,) = read_one("t.csv", end.join(lines)).sheets
    assert sheet.lines == [2, 3, 6, 7]
    assert sheet.rows[1] == ["3", f"two{end}lines", "4"]
    assert sheet.cell_lines == {(1, 2): 4, (3, 2): 8}


def test_line_separators_inside_text_do_not_move_lines(read_one):
    (sheet,) = read_one("t.csv", "a,b\n1,x\u2028y\x0bz\n2,q\n").sheets
    assert sheet.lines == [2, 3]
    assert sheet.rows[0] == ["1", "x\u2028y\x0bz"]


def test_blank_lines_and_rows_of_delimiters_are_no_rows(read_one):
    reading = read_one("t.csv", "\na,b\n\n1,2\n,\n   \n3,4\n\n")
    (sheet,) = reading.sheets
    assert (sheet.header_line, sheet.lines, sheet.rows) == (2, [4, 7], [["1", "2"], ["3", "4"]])
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("name", "delimiter", "expected"),
    [
        ("t.csv", ",", []),
        ("t.csv", ";", ["info cells_are_separated_by_commas"]),
        ("t.csv", "\t", ["info cells_are_separated_by_commas"]),
        ("t.csv", "|", ["info cells_are_separated_by_commas"]),
        ("t.tsv", "\t", []),
        ("t.tab", "\t", []),
        ("t.tsv", ",", ["info cells_are_separated_by_commas"]),
    ],
)
def test_the_delimiter_is_found(read_one, name, delimiter, expected):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["id", "label", "value"], ["1", "a, b; c | d", "1"], ["2", "x, y, z; q", "2"], ["3", "", ""]]
    )
    reading = read_one(name, out.getvalue())
    assert found(reading) == expected
    assert reading.sheets[0].rows == [["1", "a, b; c | d", "1"], ["2", "x, y, z; q", "2"], ["3", "", ""]]


def test_list_cells_do_not_pass_for_columns(read_one):
    rows = "".join(f"R{i},Kim S; Lee J; Ono T,2004\n" for i in range(9))
    reading = read_one("t.csv", "report_id,authors,year\n" + rows)
    assert reading.findings == ()
    assert reading.sheets[0].rows[0] == ["R0", "Kim S; Lee J; Ono T", "2004"]


def test_a_column_alone_is_a_table(read_one):
    reading = read_one("t.csv", "outcome_id\ndeath\nrelapse\n")
    assert reading.sheets[0].rows == [["death"], ["relapse"]]
    assert reading.findings == ()


def test_the_separator_line_of_excel_is_no_header(read_one):
    reading = read_one("t.csv", "sep=;\na;b\n1;2\n")
    (sheet,) = reading.sheets
    assert (sheet.header, sheet.header_line, sheet.rows, sheet.lines) == (["a", "b"], 2, [["1", "2"]], [3])


def test_decimal_commas_of_european_excel(read_one):
    reading = read_one("t.csv", "id;value;p\r\n1;0,70;<0,001\r\n2;1,440;,03\r\n3;54,4%;−0,25\r\n")
    (sheet,) = reading.sheets
    assert sheet.decimal_comma
    assert sheet.rows[0] == ["1", "0,70", "<0,001"]
    finding = the(reading, "decimals_use_points")
    assert (finding.severity.name, finding.place.row, finding.place.column) == ("info", 2, 2)
    assert "0,70 (row 2)" in finding.message


def test_both_decimal_marks_are_named_cell_by_cell(read_one):
    reading = read_one("t.csv", "id;value\n1;0.70\n2;0.71\n3;0,72\n")
    finding = the(reading, "decimals_use_points")
    assert (finding.severity.name, str(finding.place)) == ("warning", "t.csv:4:2")
    assert "0,72 (row 4)" in finding.message
    assert not reading.sheets[0].decimal_comma


def test_most_numbers_decide_which_decimal_mark_is_meant(read_one):
    reading = read_one("t.csv", "id;value\n1;0,70\n2;0,71\n3;0.72\n")
    assert reading.sheets[0].decimal_comma
    assert the(reading, "decimals_use_points").points[0].text == "0.72"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("id;n\n1;1,440\n", ["warning decimals_use_points"]),  # 1440 or 1.440
        ("id;n;p\n1;1,440;0.03\n", []),  # the point shows what the comma is
        ("id;n\n1;1,234,567\n", []),  # thousands, certainly
        ("id;n\n1;1440\n", []),
        ("id;pages\n1;10.1200/x,y\n", []),  # no number
    ],
)
def test_thousands_are_not_decimals(read_one, content, expected):
    reading = read_one("t.csv", content)
    assert found(reading) == ["info cells_are_separated_by_commas", *expected]
    assert not reading.sheets[0].decimal_comma


def test_quoted_commas_of_a_comma_file_are_left_alone(read_one):
    reading = read_one("t.csv", 'id,n\n1,"1,440"\n2,"0,70"\n')
    assert reading.findings == ()
    assert not reading.sheets[0].decimal_comma


def test_a_row_with_more_cells_names_the_cell_and_its_place(read_one):
    reading = read_one("t.csv", "id,value,note\n1,0,70,x\n2,3,y\n")
    finding = the(reading, "rows_fit_the_header")
    assert (finding.severity.name, str(finding.place)) == ("error", "t.csv:2:4")
    assert finding.message == "row 2 has 4 cells and the header has 3 columns: 'x' stands under no column"
    assert finding.reading == "1,0 or 0,70 may be one number with a decimal comma"
    assert reading.sheets[0].rows == [["1", "0", "70", "x"], ["2", "3", "y"]]


def test_a_row_with_fewer_cells_is_kept(read_one):
    reading = read_one("t.csv", "id,value,note\n1,2\n3,4,z\n")
    finding = the(reading, "rows_fit_the_header")
    assert (finding.severity.name, str(finding.place)) == ("warning", "t.csv:2")
    assert "row 2 has 2 cells and the header has 3 columns" in finding.message
    assert "'note'" in (finding.remedy or "")
    assert reading.sheets[0].rows[0] == ["1", "2"]


def test_delimiters_at_the_end_of_rows_are_nothing(read_one):
    reading = read_one("t.csv", "a,b,,\n1,2,,,\n3,4,\n")
    assert reading.findings == ()
    assert reading.sheets[0].header == ["a", "b"]
    assert reading.sheets[0].rows == [["1", "2"], ["3", "4"]]


def test_equal_misfits_in_a_run_are_one_finding(read_one):
    rows = "".join(f"{i},x,y\n" for i in range(5000))
    reading = read_one("t.csv", "id,a\n" + rows)
    assert found(reading) == ["error rows_fit_the_header"]
    assert reading.findings[0].message.startswith("each of rows 2 to 5001 has 3 cells")


def test_many_findings_of_one_kind_are_counted(write):
    rows = "".join(f"{i},x{',y' * (i % 2)}\n" for i in range(400))
    reading = read([write("t.csv", "id,a\n" + rows)], limits=Limits(findings=10))
    assert len(reading.findings) == 11
    assert reading.findings[-1].message == "190 more findings like the 10 above are not shown"


def test_title_rows_above_the_header(read_one):
    reading = read_one("t.csv", "Table 1. Arms of the trial,,\n\nreport_id,arm_id,label\nR1,a,S-1\n")
    (sheet,) = reading.sheets
    assert (sheet.header, sheet.header_line, sheet.lines) == (["report_id", "arm_id", "label"], 3, [4])
    finding = the(reading, "header_is_first")
    assert (finding.severity.name, finding.place.row, finding.points[0].text) == (
        "warning",
        1,
        "Table 1. Arms of the trial",
    )


def test_a_header_that_comes_again_is_no_row(read_one):
    reading = read_one("t.csv", "a,b\n1,2\na,b\n3,4\n")
    assert reading.sheets[0].rows == [["1", "2"], ["3", "4"]]
    assert the(reading, "header_is_first").place.row == 3


def test_line_breaks_in_headers_are_blanks(read_one):
    (sheet,) = read_one("t.csv", '"ci\nlower",b\n1,2\n').sheets
    assert (sheet.header, sheet.header_line, sheet.lines) == (["ci lower", "b"], 1, [3])


def test_blank_columns_before_the_table_are_left_out(read_one):
    (sheet,) = read_one("t.csv", ",,a,b\n,,1,2\n").sheets
    assert (sheet.header, sheet.rows, sheet.first_column) == (["a", "b"], [["1", "2"]], 3)


def test_a_column_without_a_name_is_kept(read_one):
    (sheet,) = read_one("t.csv", ",a,b\n0,1,2\n1,3,4\n").sheets
    assert (sheet.header, sheet.rows[1], sheet.first_column) == (["", "a", "b"], ["1", "3", "4"], 1)


@pytest.mark.parametrize("content", ["", "\n\n", "  \n", "\ufeff"])
def test_an_empty_file(read_one, content):
    reading = read_one("t.csv", content)
    assert reading.sheets == ()
    assert "warning file_has_rows" in found(reading)


def test_a_header_alone(read_one):
    reading = read_one("t.csv", "a,b\n")
    assert found(reading) == ["info file_has_rows"]
    assert (reading.sheets[0].header, reading.sheets[0].rows) == (["a", "b"], [])


class TestQuotes:
    def test_one_that_is_never_closed_costs_one_line_only(self, read_one):
        reading = read_one("t.csv", 'a,b,c\n1,"x,2\n3,y,4\n5,z,6\n')
        assert reading.sheets[0].rows == [["1", '"x', "2"], ["3", "y", "4"], ["5", "z", "6"]]
        assert reading.sheets[0].lines == [2, 3, 4]
        finding = the(reading, "quotes_are_closed")
        assert (finding.severity.name, str(finding.place)) == ("error", "t.csv:2:2")
        assert finding.points[0].text == '"x'

    def test_one_that_pairs_with_a_later_one_costs_one_line_only(self, read_one):
        reading = read_one("t.csv", 'a,b,c\n1,"x,2\n3,y,4\n5,"p, q",6\n7,8,9\n')
        assert reading.sheets[0].lines == [2, 3, 4, 5]
        assert reading.sheets[0].rows[2] == ["5", "p, q", "6"]
        assert found(reading) == ["error quotes_are_closed"]
        assert "swallows text up to line" in reading.findings[0].message

    def test_marks_inside_a_text_are_text(self, read_one):
        reading = read_one("t.csv", 'a,b\n1,a 5" needle\n2,"say ""so"""\n3, "x, y"\n')
        assert [row[1] for row in reading.sheets[0].rows] == ['a 5" needle', 'say "so"', "x, y"]
        assert reading.findings == ()

    def test_a_cell_of_several_lines_is_no_stray_mark(self, read_one):
        reading = read_one("t.csv", 'a,b\n1,"first\nsecond, third\nfourth"\n2,x\n')
        assert reading.sheets[0].rows == [["1", "first\nsecond, third\nfourth"], ["2", "x"]]
        assert reading.findings == ()

    def test_a_thousand_stray_marks_end_soon(self, read_one):
        reading = read_one("t.csv", "a,b\n" + 'x"y,"abc\n' * 20_000)
        assert len(reading.sheets[0].rows) == 20_000
        assert len(reading.findings) == 20
        assert "from here on quotation marks were read as text" in reading.findings[-1].message


def test_a_cell_of_ten_megabytes_is_cut_and_the_rest_is_read(read_one):
    reading = read_one("t.csv", "id,text\n1,a\n2," + "x" * 10_000_000 + "\n3,c\n")
    (sheet,) = reading.sheets
    assert [len(row[1]) for row in sheet.rows] == [1, 1000, 1]
    finding = the(reading, "cells_are_not_oversized")
    assert (finding.severity.name, str(finding.place), finding.place.name) == ("error", "t.csv:3:2", "text")
    assert "10,000,000 characters" in finding.message
    assert len(finding.points[0].text) <= 200
    assert csv.field_size_limit() == 131072, "the limit of other users of csv is left as it was"


def test_more_cells_than_any_table_are_not_read(write):
    reading = read([write("t.csv", "," * 5000)], limits=Limits(cells=1000))
    assert found(reading) == ["error file_can_be_read"]


texts = st.text(st.sampled_from('ab 1.,;\t|"\n\réß'), max_size=8)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_is_read_back(rows):
    header = ["id", "label", "value"]
    rows = [[f"r{i}", *row[1:]] for i, row in enumerate(rows)]
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    source = Source("t.csv")
    (sheet,) = read_delimited(source, out.getvalue())
    assert sheet.rows == [[text.strip() for text in row] for row in rows]
    lines = physical_lines(out.getvalue())
    assert [lines[line - 1].startswith(f'"r{i}"') for i, line in enumerate(sheet.lines)] == [True] * len(rows)
    assert all(finding.check == "decimals_use_points" for finding in source.findings)
