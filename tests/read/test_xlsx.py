"""Workbooks: what is shown is read, and what is not what was typed is said."""

import datetime

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from .conftest import found, the
from .workbooks import ROWS, STRINGS, by_hand


def formatted(value, code):
    def change(sheet):
        sheet["C2"] = value
        sheet["C2"].number_format = code

    return change


def test_a_clean_sheet(workbook):
    reading = workbook()
    (sheet,) = reading.sheets
    assert reading.findings == ()
    assert (sheet.file, sheet.name, sheet.sheet) == ("t.xlsx", "arms", "arms")
    assert sheet.header == ["report_id", "label", "value"]
    assert sheet.rows == [["R1", "S-1", "0.70"], ["R1", "control", "n/a"]]
    assert (sheet.header_line, sheet.lines, sheet.first_column) == (1, [2, 3], 1)


def test_places_are_cells(workbook):
    def change(sheet):
        sheet.insert_rows(1, 2)
        sheet.insert_cols(1, 2)
        sheet["E4"] = "=1/0"

    reading = workbook(change)
    (sheet,) = reading.sheets
    assert (sheet.header_line, sheet.lines, sheet.first_column) == (3, [4, 5], 3)
    finding = the(reading, "formulas_have_values")
    assert (str(finding.place), finding.place.name) == ("t.xlsx[arms!E4]", "value")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (54, "General", "54"),
        (54, "0.0", "54.0"),
        (0.7, "0.00", "0.70"),
        (-0.25, "0.00", "-0.25"),
        (-0.25, "0.00;[Red](0.00)", "-0.25"),
        (0.544, "0.0%", "54.4%"),
        (1440, "#,##0", "1440"),
        (1440.5, "#,##0.0", "1440.5"),
        (123, "00000", "00123"),
        (-7, "000", "-007"),
        (27_000_000, "0.00E+00", "27000000"),
        (27_000_000.0, "General", "27000000"),
        (12.5, "0.0# _€", "12.5"),
        (12.0, "0.##", "12"),
        (0.045, '"P = "0.000', "0.045"),
        (True, "General", "yes"),
        (False, "General", "no"),
        (5, "@", "5"),
    ],
)
def test_numbers_are_read_as_they_are_shown(workbook, value, code, text):
    reading = workbook(formatted(value, code))
    assert reading.sheets[0].rows[0][2] == text
    assert reading.findings == ()
    assert reading.sheets[0].lossy == set()


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [(0.7, "General", "0.7"), (0.1 + 0.2, "General", "0.3"), (1.5e-7, "General", "0.00000015")],
)
def test_fractions_without_fixed_decimals_have_lost_their_zeros(workbook, value, code, text):
    reading = workbook(formatted(value, code))
    assert reading.sheets[0].rows[0][2] == text
    assert reading.sheets[0].lossy == {2}
    assert reading.findings == (), "which columns that matters in is known to those who know the table"


def test_a_cell_that_shows_less_than_it_holds(workbook):
    reading = workbook(formatted(0.6987, "0.00"))
    assert reading.sheets[0].rows[0][2] == "0.70"
    assert str(the(reading, "numbers_keep_their_digits").place) == "t.xlsx[arms!C2]"
    assert the(reading, "numbers_keep_their_digits").message == (
        "the cell shows 0.70 and holds 0.6987; 0.70 was read"
    )


def test_more_digits_than_a_spreadsheet_keeps(workbook):
    reading = workbook(formatted(12345678901234567890, "0"))
    assert "more digits than a spreadsheet keeps" in the(reading, "numbers_keep_their_digits").message


def test_pages_that_became_a_date(workbook):
    reading = workbook(formatted(datetime.datetime(2026, 9, 12), "d-mmm"))
    assert reading.sheets[0].rows[0][2] == "2026-09-12"
    finding = the(reading, "cells_are_not_dates")
    assert (finding.severity.name, str(finding.place)) == ("warning", "t.xlsx[arms!C2]")
    assert finding.message == "the cell holds a date: it shows 12-Sep and was read as 2026-09-12"
    assert finding.reading == "9-12 or 12-9 may have been typed"


@pytest.mark.parametrize(
    ("code", "shown", "typed"),
    [
        ("mmm-yy", "Sep-26", "9-26 or Sep-26"),
        ("dd/mm/yyyy", "12/09/2026", "12-9-26 or 9-12-26"),
        ("yyyy-mm-dd", "2026-09-12", None),
        ("h:mm", "2026-09-12", None),
    ],
)
def test_dates_offer_what_may_have_been_typed(workbook, code, shown, typed):
    finding = the(workbook(formatted(datetime.datetime(2026, 9, 12), code)), "cells_are_not_dates")
    assert finding.points[0].text == shown
    assert finding.reading == (typed and f"{typed} may have been typed")


def test_dates_under_a_header_that_says_so(workbook):
    def change(sheet):
        sheet["C1"] = "extracted_on"
        sheet["C2"] = datetime.date(2026, 9, 12)
        sheet["C3"] = datetime.datetime(2026, 9, 13, 14, 30)

    reading = workbook(change)
    assert [row[2] for row in reading.sheets[0].rows] == ["2026-09-12", "2026-09-13 14:30:00"]
    assert found(reading) == ["info cells_are_not_dates"]


def test_formulas_without_a_value_are_one_finding_a_column(workbook):
    def change(sheet):
        sheet["C2"], sheet["C3"] = "=1+1", "=C2*2"

    reading = workbook(change)
    assert [row[2:] for row in reading.sheets[0].rows] == [[""], [""]]
    finding = the(reading, "formulas_have_values")
    assert finding.severity.name == "error"
    assert finding.message.startswith("C2 and 1 more of its column: a formula without a saved value")


def with_formula(sheet):
    sheet["C2"] = "=7*6"


@pytest.mark.parametrize(
    ("cached", "text", "expected"),
    [
        (b"<f>7*6</f><v>42</v>", "42", ["info formulas_have_values"]),
        (b"<f>7*6</f><v>#REF!</v>", "", ["info formulas_have_values", "error formulas_have_values"]),
    ],
)
def test_formulas_with_a_value(raw, cached, text, expected):
    kind = b' t="e"' if b"#" in cached else b""
    reading = raw(
        b'<c r="C2"><f>7*6</f><v></v></c>', b'<c r="C2"' + kind + b">" + cached + b"</c>", change=with_formula
    )
    assert (reading.sheets[0].rows[0] + [""])[2] == text
    assert found(reading) == expected


def test_a_formula_may_give_an_empty_text(raw):
    reading = raw(
        b'<c r="C2"><f>7*6</f><v></v></c>', b'<c r="C2" t="str"><f>7*6</f><v></v></c>', change=with_formula
    )
    assert found(reading) == ["info formulas_have_values"]


def test_error_values(raw):
    reading = raw(
        b'<c r="C2"><f>7*6</f><v></v></c>', b'<c r="C2" t="e"><v>#DIV/0!</v></c>', change=with_formula
    )
    finding = the(reading, "formulas_have_values")
    assert (finding.severity.name, finding.points[0].text) == ("error", "#DIV/0!")


def test_merged_cells(workbook):
    reading = workbook(lambda sheet: sheet.merge_cells("A2:A3"))
    assert [row[0] for row in reading.sheets[0].rows] == ["R1", ""]
    finding = the(reading, "cells_are_not_merged")
    assert (finding.severity.name, str(finding.place)) == ("warning", "t.xlsx[arms!A2]")
    assert "A2:A3" in finding.message


def test_merged_titles_above_the_table_are_only_a_title(workbook):
    def change(sheet):
        sheet.insert_rows(1)
        sheet["A1"] = "Table 2"
        sheet.merge_cells("A1:C1")

    assert found(workbook(change)) == ["warning header_is_first"]


def test_hidden_rows_columns_and_sheets_are_read(workbook):
    def change(sheet):
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[900].hidden = True  # nothing there
        sheet.column_dimensions["B"].hidden = True
        sheet.parent.create_sheet("flow").append(["report_id", "n"])
        sheet.parent["flow"].append(["R1", 7])
        sheet.parent["flow"].sheet_state = "veryHidden"

    reading = workbook(change)
    assert [(sheet.name, len(sheet.rows)) for sheet in reading.sheets] == [("arms", 2), ("flow", 1)]
    assert [finding.message.partition(";")[0] for finding in reading.findings] == [
        "rows 2 to 3 are hidden",
        "column B is hidden",
        "the sheet 'flow' is hidden",
    ]
    assert set(found(reading)) == {"warning nothing_is_hidden"}


def test_notes_beside_the_table(workbook):
    def change(sheet):
        sheet["F3"] = "check this"

    finding = the(workbook(change), "rows_fit_the_header")
    assert (finding.severity.name, str(finding.place)) == ("warning", "t.xlsx[arms!F3]")


def test_rich_text_and_blanks(workbook):
    def change(sheet):
        sheet["B2"] = CellRichText("S-1 ", TextBlock(InlineFont(b=True), "alone"))
        sheet["B3"] = "  control\n"

    assert [row[1] for row in workbook(change).sheets[0].rows] == ["S-1 alone", "control"]


def test_a_sheet_without_a_name_of_its_own_is_named_by_its_file(workbook):
    def change(sheet):
        sheet.title = "Tabelle1"
        sheet.parent.create_sheet("Tabelle2")

    (sheet,) = workbook(change, "counts.xlsx").sheets
    assert (sheet.name, sheet.sheet) == ("counts", "Tabelle1")


def test_an_empty_workbook(workbook):
    reading = workbook(lambda sheet: sheet.delete_rows(1, 9))
    assert (reading.sheets, found(reading)) == ((), ["warning file_has_rows"])


def test_a_resource_that_is_a_workbook_means_the_sheet_of_its_name(workbook, write):
    write("datapackage.json", '{"resources": [{"name": "arms", "path": "t.xlsx"}]}')
    reading = workbook(lambda sheet: sheet.parent.create_sheet("notes").append(["a", "b"]))
    assert [(sheet.name, sheet.table) for sheet in reading.sheets] == [("arms", "arms"), ("notes", None)]


def test_a_workbook_in_a_texts_clothes_is_read(workbook):
    reading = workbook(name="t.csv")
    assert reading.sheets[0].rows[0] == ["R1", "S-1", "0.70"]
    assert found(reading) == ["warning file_is_what_its_name_says"]


def test_without_openpyxl_it_is_said_what_to_install(workbook, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("triallint.read.xlsx.import_module", missing)
    finding = the(workbook(), "format_is_read")
    assert "triallint[excel]" in (finding.remedy or "")


def test_a_workbook_as_excel_writes_it(read_one):
    reading = read_one("t.xlsx", by_hand(ROWS, STRINGS))
    assert reading.findings == ()
    assert reading.sheets[0].header == ["report_id", "value"]
    assert reading.sheets[0].rows == [["R1", "0.70"], ["S-1", "27000000"]]


def test_a_size_that_the_sheet_only_claims(read_one):
    reading = read_one("t.xlsx", by_hand(ROWS, STRINGS, '<dimension ref="A1:XFD1048576"/>'))
    assert (len(reading.sheets[0].rows), reading.findings) == (2, ())
    reading = read_one("t.xlsx", by_hand(ROWS, STRINGS, '<dimension ref="A1"/>'))
    assert (len(reading.sheets[0].rows), reading.findings) == (2, ())


def test_a_date_out_of_range(read_one):
    rows = ROWS.replace('s="1"><v>0.69999999999999996', 's="2"><v>99999999999')
    reading = read_one("t.xlsx", by_hand(rows, STRINGS))
    assert found(reading) == ["error formulas_have_values"]
