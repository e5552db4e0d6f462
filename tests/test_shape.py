"""Shaping: which sheet is which table, which header which column, and a finding for all the rest."""

import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triallint import described
from triallint.model import Finding, Place, Severity
from triallint.read.conditions import CELLS_ARE_NOT_DATES
from triallint.read.sheet import Sheet
from triallint.shape import CONDITIONS, Shaped, shape
from triallint.shape.headers import read_headers
from triallint.shape.judge import judge
from triallint.shape.screen import misfits, suspicious
from triallint.shape.spelling import loose, meant
from triallint.shape.table import Part, Table
from triallint.tables import Arm, Count, Estimate, Report


def sheet(name: str, header: str, *rows: str, **more: Any) -> Sheet:
    """A sheet from "a|b|c" lines, its header on line 1."""
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    fields = {"file": f"{name}.csv", "header_line": 1, "lines": list(range(2, len(rows) + 2)), **more}
    return Sheet(name=name, header=[text.strip() for text in header.split("|")], rows=cells, **fields)


REPORTS = sheet("reports", "report_id|title", "R1|One", "R2|Two")


def found(*sheets: Sheet, **options: Any) -> list[Finding]:
    """What shaping finds; nothing may break."""
    shaped = shape([REPORTS, *sheets], **options)
    assert shaped.crashes == ()
    return list(shaped.findings)


def one(*sheets: Sheet) -> Finding:
    """The only finding."""
    (finding,) = found(*sheets)
    return finding


def brief(findings: Sequence[Finding]) -> list[tuple[str, str, int | None, int | None]]:
    return [(f.check, f.severity.name, f.place.row, f.place.column) for f in findings]


# --- which table ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["arms", "Arm", "ARMS", "2024_arms_final", "my-arms"])
def test_a_table_is_known_by_its_name(name: str) -> None:
    shaped = shape([REPORTS, sheet(name, "report_id|arm_id|label", "R1|A|x")])
    assert shaped.findings == ()
    assert [arm.raw("arm_id") for arm in shaped.tables.rows(Arm)] == ["A"]


def test_a_table_is_known_by_its_headers() -> None:
    shaped = shape([REPORTS, sheet("data", "Report ID|outcome|events|total|outcome_id", "R1||1|2|os")])
    assert [row.raw("events") for row in shaped.tables.rows(Count)] == ["1"]


def test_a_datapackage_says_outright_which_table_it_is() -> None:
    shaped = shape([REPORTS, sheet("arms", "report_id|outcome_id|events", "R1|os|1", table="counts")])
    assert len(shaped.tables.rows(Count)) == 1
    assert shaped.tables.rows(Arm) == ()


def test_a_sheet_that_is_no_table() -> None:
    finding = one(sheet("codebook", "variable|meaning", "a|b"))
    assert brief([finding]) == [("tables_are_known", "warning", 1, None)]
    assert "variable, meaning" in finding.message
    assert "citations" in finding.message


def test_a_misspelt_table_name_is_guessed() -> None:
    assert "did you mean `estimates`" in one(sheet("estmates", "a|b", "1|2")).message
    assert (
        "nearest is `counts`, which lacks outcome_id"
        in one(sheet("data", "report_id|events|total|percent", "R1|1|2|50")).message
    )


def test_a_sheet_that_is_no_table_is_an_error_alone_and_info_in_a_workbook_of_tables() -> None:
    (finding, missing) = shape([sheet("codebook", "a|b", "1|2")]).findings
    assert brief([finding, missing]) == [
        ("tables_are_known", "error", 1, None),
        ("reports_are_there", "error", None, None),
    ]
    tables = sheet("arms", "report_id|arm_id|label", "R1|A|x", file="book.xlsx", sheet="arms")
    notes = sheet("Notes", "a|b", "1|2", file="book.xlsx", sheet="Notes")
    assert one(tables, notes).severity.name == "info"
    assert one(tables, notes).place == Place("book.xlsx", 1, sheet="Notes")


def test_a_sheet_marked_as_ones_own_is_passed_over() -> None:
    own = sheet("_words", "a|b", "1|2", file="book.xlsx", sheet="_words")
    assert found(own, sheet("x_notes", "a|b", "1|2")) == []


def test_headers_that_fit_two_tables_fit_none() -> None:
    assert "tables_are_known" in {f.check for f in found(sheet("x", "report_id|outcome_id", "R1|os"))}


def test_two_sheets_of_one_table_are_one_table() -> None:
    first = sheet("arms", "report_id|arm_id|label", "R1|A|x", file="a.csv")
    second = sheet("arms_2", "label|arm_id|report_id|role", "y|A|R1|control", file="b.csv")
    finding = one(first, second)
    assert finding.check == "keys_are_unique"
    assert finding.place == Place("b.csv", 2, 3, "report_id")
    assert finding.points[1].place == Place("a.csv", 2, 1, "report_id")


def test_reports_must_be_there_unless_only_a_part_was_given() -> None:
    arms = sheet("arms", "report_id|arm_id|label", "R1|A|x")
    assert brief(shape([arms]).findings) == [("reports_are_there", "error", None, None)]
    assert shape([arms], whole=False).findings == ()
    assert shape([]).findings == ()


# --- which column ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["randomised", "Randomised", "randomized", " RANDOMISED ".strip(), "\ufeffrandomised", "randomi-sed"],
)
def test_headers_as_people_write_them(header: str) -> None:
    shaped = shape([REPORTS, sheet("arms", f"Report ID|arm-id|LABEL|{header}", "R1|A|x|12")])
    assert shaped.findings == ()
    (arm,) = shaped.tables.rows(Arm)
    assert arm.randomised.count == 12
    assert arm.randomised.place == Place("arms.csv", 2, 4, "randomised")


def test_no_two_columns_of_a_table_are_one_when_written_loosely() -> None:
    for table in described.tables().values():
        assert len({loose(name) for name in table.columns}) == len(table.columns)


def test_a_misspelt_header_is_not_read_and_guessed() -> None:
    finding = one(sheet("arms", "report_id|arm_id|label|randomisd", "R1|A|x|1.5"))
    assert brief([finding]) == [("headers_are_known", "warning", 1, 4)]
    assert "did you mean `randomised`?" in finding.message


def test_an_unknown_column_is_kept_and_ones_own_are_silent() -> None:
    finding = one(sheet("arms", "report_id|arm_id|label|colour|x_colour|_c", "R1|A|x|red|1|2"))
    assert brief([finding]) == [("headers_are_known", "info", 1, 4)]


def test_a_blank_header_is_said_only_above_cells() -> None:
    assert found(sheet("arms", "report_id|arm_id|label||", "R1|A|x||")) == []
    finding = one(sheet("arms", "report_id|arm_id|label||", "R1|A|x||7"))
    assert brief([finding]) == [("headers_are_known", "warning", 1, 5)]


def test_a_header_said_twice() -> None:
    finding = one(sheet("arms", "report_id|arm_id|label|Role|role", "R1|A|x|control|pooled"))
    assert brief([finding]) == [("headers_are_unique", "error", 1, 5)]
    assert finding.points[1].place.column == 4
    assert "differ; only the first is read" in finding.message
    same = one(sheet("arms", "report_id|arm_id|label|Role|role", "R1|A|x|control|control"))
    assert same.severity.name == "warning"


def test_a_missing_column_is_one_finding_and_the_others_are_still_checked() -> None:
    findings = found(sheet("estimates", "report_id|outcome_id|value", "R1|os|0.7x"))
    assert brief(findings) == [
        ("required_columns_are_there", "error", 1, None),
        ("cells_have_their_type", "error", 2, 3),
    ]
    assert "`HR`" in (findings[0].remedy or "")


def test_a_missing_column_whose_header_is_misspelt_is_one_finding_there() -> None:
    finding = one(sheet("estimates", "report_id|outcome_id|measur|value", "R1|os|HR|0.7"))
    assert brief([finding]) == [("required_columns_are_there", "error", 1, 3)]
    assert finding.remedy == "Rename `measur` to `measure`."


def test_columns_of_a_sheet_that_starts_further_right() -> None:
    arms = sheet(
        "arms", "report_id|arm_id|label|role", "R1|A|x|boss",
        first_column=3, sheet="S", header_line=4, lines=[7],
    )  # fmt: skip
    finding = one(arms)
    assert finding.place == Place("arms.csv", 7, 6, "role", "S")
    assert str(finding.place) == "arms.csv[S!F7]"


# --- cells ----------------------------------------------------------------------------------------


def cell(table: str, column: str, text: str) -> list[Finding]:
    """What is found of one cell of an otherwise sound row."""
    row = {
        name: described.tables()[table].columns[name].example for name in described.tables()[table].required
    }
    if "report_id" in row:
        row["report_id"] = "R3" if table == "reports" else "R1"
    row[column] = text
    return found(sheet(table, "|".join(row), "|".join(row.values())))


@pytest.mark.parametrize(
    ("table", "column", "text", "seen", "remedy"),
    [
        ("arms", "randomised", "1.5", "not whole", "Compare it with the report"),
        ("arms", "randomised", "-5", "negative", "minus sign"),
        ("arms", "randomised", "93%", "a percentage", "`percent`"),
        ("arms", "randomised", "12 (5%)", "several numbers", "one number per cell"),
        ("arms", "randomised", "n/a", "`n/a`", "`not_applicable`"),
        ("estimates", "value", "0,70", "a decimal comma", "`0.70`"),
        ("estimates", "value", "72 days", "a number with words", "`72`"),
        ("estimates", "value", "96.0\u00b11.2", "several numbers", "one number per cell"),
        ("estimates", "value", "1.O3", "letters among its digits", "O is not 0"),
        ("estimates", "value", "Sep-12", "a date", "as text"),
        ("estimates", "ci_lower", "0.47-1.03", "two numbers", "`ci_upper`"),
        ("estimates", "ci_upper", "\u221e", "a limit without end", "`ci_sides`"),
        ("estimates", "ci_upper", "Not reported", "Not reported", "Write `not_reported`."),
        ("estimates", "p_value", "P=.03", "with its letter", "`.03`"),
        ("estimates", "p_value", "p < 0.001", "with its letter", "`< 0.001`"),
        ("estimates", "time_value", "2 years", "a number with words", "`time_unit`"),
        ("reports", "year", "21", "four digits", "four digits"),
        ("reports", "extracted_on", "3/31/26", "YYYY-MM-DD", "2021-03-31"),
    ],
)
def test_a_cell_of_another_kind(table: str, column: str, text: str, seen: str, remedy: str) -> None:
    (finding,) = [f for f in cell(table, column, text) if f.check == "cells_have_their_type"]
    assert finding.severity.name == "error"
    assert (finding.place.row, finding.place.name) == (2, column)
    assert seen in finding.message
    assert f"`{text}`" in finding.message
    assert described.tables()[table].columns[column].example in finding.message
    assert remedy in (finding.remedy or "")


@pytest.mark.parametrize(
    ("table", "column", "text"), [("arms", "analysed", "105.0"), ("reports", "year", "2021.0")]
)
def test_a_whole_number_with_added_decimals_is_a_warning(table: str, column: str, text: str) -> None:
    (finding,) = cell(table, column, text)
    assert (finding.check, finding.severity.name) == ("cells_have_their_type", "warning")
    assert finding.remedy is not None
    assert f"`{text[:-2]}`" in finding.remedy


@pytest.mark.parametrize(
    ("table", "column", "text", "word"),
    [
        ("estimates", "measure", "hr", "HR"),
        ("estimates", "measure", "hazard ratio", "HR"),
        ("estimates", "measure", "RMST difference", "RMST_difference"),
        ("estimates", "p_sides", "one-sided", "1"),
        ("estimates", "p_test", "Log rank", "log-rank"),
        ("estimates", "population", "intention to treat", "itt"),
        ("estimates", "time_unit", "month", "months"),
        ("arms", "role", "intervention", "experimental"),
        ("arms", "role", "historical control", "historical_control"),
        ("flow", "stage", "randomized", "randomised"),
        ("counts", "serious", "TRUE", "yes"),
        ("citations", "relation", "References", "reference"),
        ("outcomes", "type", "time-to-event", "time_to_event"),
    ],
)
def test_a_word_that_is_not_listed_is_guessed(table: str, column: str, text: str, word: str) -> None:
    (finding,) = [f for f in cell(table, column, text) if f.check == "cells_use_the_vocabulary"]
    assert f"did you mean `{word}`" in finding.message
    same = loose(text) == loose(word)
    assert (finding.fix is not None) == same
    if finding.fix is not None:
        assert finding.fix.edits[0].new == word
        assert not finding.fix.safe


def test_a_word_from_nowhere_is_not_guessed() -> None:
    (finding,) = cell("arms", "role", "zebra")
    assert "did you mean" not in finding.message
    assert "historical_control" in finding.message
    assert meant("zebra", described.tables()["arms"].columns["role"].words) is None


def test_a_blank_cell_that_is_needed() -> None:
    finding = one(sheet("arms", "report_id|arm_id|label", "R1||x"))
    assert brief([finding]) == [("required_cells_are_filled", "error", 2, 2)]
    assert finding.subject == "R1"


def test_a_short_row_lacks_its_last_cells() -> None:
    arms = sheet("arms", "report_id|arm_id|label", "R1|A|x", "R1|B")
    assert brief(found(arms)) == [("required_cells_are_filled", "error", 3, 3)]


def test_a_page_range_that_became_a_date() -> None:
    for text in ("Sep-12", "12-Sep", "2024-09-12"):
        (finding,) = cell("reports", "pages", text)
        assert (finding.check, finding.severity.name) == ("page_ranges_are_not_dates", "warning")
        assert f"`{text}`" in finding.message
    assert cell("reports", "pages", "9-12") == []


def test_an_identifier_that_became_a_number_is_said_once() -> None:
    for column in ("pmid", "pmcid", "doi"):
        (finding,) = cell("reports", column, "2.7E+07")
        assert finding.check == "identifiers_are_not_rounded"
        assert "as text" in (finding.remedy or "")


def test_a_column_stored_as_numbers_is_said_once_and_only_where_decimals_matter() -> None:
    estimates = sheet(
        "estimates", "report_id|outcome_id|measure|value|n_1|se", "R1|os|HR|0.7|12|", "R1|pfs|HR|0.5|13|",
        lossy={3, 4, 5},
    )  # fmt: skip
    assert brief(found(estimates)) == [("precision_is_as_printed", "warning", 1, 4)]


def test_decimal_commas_are_read_as_the_file_says() -> None:
    rows = ("R1|os|HR|0,70|1.440", "R1|pfs|HR|0.70|12,5")
    header = "report_id|outcome_id|measure|value|n_1"
    assert brief(found(sheet("estimates", header, *rows, decimal_comma=True))) == [
        ("cells_have_their_type", "error", 3, 4),
        ("cells_have_their_type", "error", 3, 5),
    ]
    assert [(f.place.row, f.place.column) for f in found(sheet("estimates", header, *rows))] == [
        (2, 4), (2, 5), (3, 5),
    ]  # fmt: skip
    shaped = shape([REPORTS, sheet("estimates", header, rows[0], decimal_comma=True)])
    assert str(shaped.tables.rows(Estimate)[0].value.value) == "7/10"


def test_a_cell_of_ten_megabytes_is_one_short_finding() -> None:
    (finding,) = cell("arms", "randomised", "7" * 10_000_000)
    assert "10,000,000 characters" in finding.message
    assert len(finding.message) < 300
    assert len(finding.points[0].text) <= 200


def test_a_text_repeated_in_many_rows_is_not_said_a_thousand_times() -> None:
    rows = [f"R1|A{number}|x|boss" for number in range(1000)]
    findings = found(sheet("arms", "report_id|arm_id|label|role", *rows))
    assert len(findings) == 26
    assert "in 974 more rows, down to line 1001" in findings[-1].message
    assert len({f.fingerprint for f in findings}) == 26


def test_a_column_of_another_kind_is_not_said_a_thousand_times_either() -> None:
    rows = [f"R1|A{number}|x|{number} patients" for number in range(1500)]
    findings = found(sheet("arms", "report_id|arm_id|label|randomised", *rows))
    assert len(findings) == 1001
    assert "`randomised` does not fit in 499 more rows, down to line 1501" in findings[-1].message
    twice = [f"R1|A{number // 2}|x|1" for number in range(3000)]
    findings = found(sheet("arms", "report_id|arm_id|label|randomised", *twice))
    assert len(findings) == 1001
    assert "499 more keys stand in several rows" in findings[-1].message


def test_blank_rows_are_passed_over_and_lines_stay_right() -> None:
    arms = sheet(
        "arms", "report_id|arm_id|label|role", "R1|A|x|control", "|||", "", "R1|B|y|boss",
        cell_lines={(3, 3): 77, (0, 1): 2, (1, 0): 3},
    )  # fmt: skip
    assert brief(found(arms)) == [("cells_use_the_vocabulary", "error", 77, 4)]
    rows = shape([REPORTS, arms]).tables.rows(Arm)
    assert [row.place("role").row for row in rows] == [2, 77]
    assert [row.place("label").row for row in rows] == [2, 5]


def test_rows_that_do_not_fit_still_reach_the_checks() -> None:
    shaped = shape([REPORTS, sheet("arms", "report_id|arm_id|label|randomised", "R1|A|x|1.5")])
    assert [arm.randomised.text for arm in shaped.tables.rows(Arm)] == ["1.5"]
    assert [report.key for report in shaped.tables.rows(Report)] == ["R1", "R2"]


def test_what_reading_has_said_of_a_cell_is_not_said_again() -> None:
    book = sheet("reports", "report_id|title|pages|pmid", "R3|T|2024-09-12|2.7E+07", sheet="reports")
    assert [f.check for f in shape([book]).findings] == [
        "page_ranges_are_not_dates", "identifiers_are_not_rounded",
    ]  # fmt: skip
    place = Place("reports.csv", 2, 3, "pages", "reports")
    dates = CELLS_ARE_NOT_DATES.broken(place, "2024-09-12", "the cell holds a date", remedy="")
    assert [f.check for f in shape([book], said=[dates]).findings] == ["identifiers_are_not_rounded"]
    mention = CELLS_ARE_NOT_DATES.broken(place, "", "", remedy="", severity=Severity.info)
    assert len(shape([book], said=[mention]).findings) == 2, "a mention in passing silences nothing"


# --- rows -----------------------------------------------------------------------------------------


def test_a_repeated_key_is_one_finding_that_points_to_every_row() -> None:
    counts = sheet("counts", "report_id|outcome_id|events", "R1|os|1", "R1|os|2", "R1|pfs|3", "R1|os|4")
    finding = one(counts)
    assert brief([finding]) == [("keys_are_unique", "error", 3, 1)]
    assert [point.place.row for point in finding.points] == [3, 2, 5]
    assert "3 rows of `counts` have the same report_id `R1`, outcome_id `os`" in finding.message
    assert "`row_id`" in (finding.remedy or "")


def test_equal_rows_are_called_equal() -> None:
    counts = sheet("counts", "report_id|outcome_id|events", "R1|os|1", "R1|os|1")
    assert "equal in every cell" in one(counts).message


def test_a_repeated_row_id() -> None:
    counts = sheet("counts", "row_id|report_id|outcome_id", "a|R1|os", "a|R1|pfs", "b|R1|os", "|R1|os")
    finding = one(counts)
    assert brief([finding]) == [("keys_are_unique", "error", 3, 1)]
    assert "row_id `a`" in finding.message


def test_a_key_without_its_columns_repeats_nothing() -> None:
    arms = sheet("arms", "row_id|label", "a|x", "a|y", "b|x", "b|y")
    repeated = [f for f in found(arms) if f.check == "keys_are_unique"]
    assert [(f.place.row, f.place.name) for f in repeated] == [(3, "row_id"), (5, "row_id")]


def test_a_report_entered_twice() -> None:
    (finding,) = shape([sheet("reports", "report_id|title|row_id", "R1|One|a", "R1|One|b")]).findings
    assert finding.check == "keys_are_unique"
    assert "Keep one row for each `report_id`" in (finding.remedy or "")


def test_a_reference_to_nothing() -> None:
    arms = sheet("arms", "report_id|arm_id|label", "R1|A|x", "R2|B|y")
    estimates = sheet(
        "estimates", "report_id|outcome_id|measure|arm_id|comparator_id", "R1|os|HR|A|B", "R2|os|HR|B|",
    )  # fmt: skip
    finding = one(arms, estimates)
    assert brief([finding]) == [("references_resolve", "error", 2, 5)]
    assert finding.message == (
        "`comparator_id` is `B`, and `arms` has no row of that `arm_id` for report `R1`; it has `A`"
    )


def test_a_name_that_is_nearly_one_is_offered_and_of_a_list_the_item_that_is_none() -> None:
    arms = sheet("arms", "report_id|arm_id|label", "R1|placebo|x", "R1|active|y", "R2|placebos|z")
    counts = sheet("counts", "report_id|outcome_id|arm_id", "R1|os|Placebo1", "R1|os|C")
    near, none = found(arms, counts)
    assert near.message.endswith("for report `R1`; did you mean `placebo`?")
    assert none.message.endswith("for report `R1`; it has `placebo`, `active`")
    outcomes = sheet(
        "outcomes",
        "outcome_id|label|part_of",
        "os|Survival|",
        "efs|Event-free|os; rellapse",
        "relapse|Relapse|",
    )
    (item,) = found(outcomes)
    assert "`part_of` is `rellapse`" in item.message
    assert item.message.endswith("did you mean `relapse`?")


def test_an_absent_report_is_one_finding_not_one_for_each_reference() -> None:
    arms = sheet("arms", "report_id|arm_id|label", "R1|A|x")
    counts = sheet("counts", "report_id|outcome_id|arm_id", "R9|os|A")
    assert brief([one(arms, counts)]) == [("references_resolve", "error", 2, 1)]


def test_lists_of_references() -> None:
    outcomes = sheet("outcomes", "outcome_id|part_of", "mace|", "death|mace; efs", "mi|mace")
    finding = one(outcomes)
    assert brief([finding]) == [("references_resolve", "error", 3, 2)]


def test_tables_that_are_yet_to_be_filled_in_are_not_referred_to_but_reports_are() -> None:
    arms, counts = (
        sheet("arms", "report_id|arm_id|label"),
        sheet("counts", "report_id|outcome_id|arm_id", "R1|os|A"),
    )
    assert found(arms, counts) == []
    assert brief(shape([sheet("reports", "report_id|title"), arms, counts]).findings) == [
        ("references_resolve", "error", 2, 1)
    ]


def test_tables_that_are_absent_are_not_referred_to() -> None:
    assert found(sheet("counts", "report_id|outcome_id|arm_id|events", "R1|os|A|3")) == []


# --- what is ours to mend --------------------------------------------------------------------------


def test_a_schema_check_that_breaks_is_a_crash_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the rule is broken")

    monkeypatch.setattr("triallint.schemas.common._own_key", broken)
    shaped = shape([REPORTS, sheet("arms", "report_id|arm_id|label|role", "R1|A|x|boss")])
    assert [f.check for f in shaped.findings] == ["cells_use_the_vocabulary"]
    (crash,) = shaped.crashes
    assert crash.check == "schema of arms"
    assert "the rule is broken" in crash.error
    assert crash.place == Place("arms.csv")


def test_pandera_that_breaks_as_a_whole_is_a_crash_of_that_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MemoryError("no room")

    monkeypatch.setattr(pl, "DataFrame", broken)
    shaped = shape([REPORTS, sheet("arms", "report_id|arm_id|label|role", "R1|A|x|boss")])
    assert [crash.error for crash in shaped.crashes] == ["MemoryError: no room"]


def test_an_environment_that_switches_pandera_off_does_not_make_tables_clean() -> None:
    program = (
        "from triallint.shape import shape; from triallint.read.sheet import Sheet;"
        "s = Sheet('reports.csv', 'reports', ['report_id', 'title', 'year'], 1, [['R1', 'T', 'x']], [2]);"
        "print([f.check for f in shape([s]).findings])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PANDERA_VALIDATION_ENABLED": "False", "PANDERA_VALIDATION_DEPTH": "SCHEMA_ONLY"},
    )
    assert done.stdout.strip() == "['cells_have_their_type']"


# --- the screen -----------------------------------------------------------------------------------


def test_clean_tables_never_load_pandera() -> None:
    program = (
        "import sys; from triallint.shape import shape; from triallint.read.sheet import Sheet;"
        "s = Sheet('reports.csv', 'reports', ['report_id', 'title'], 1, [['R1', 'T']], [2]);"
        "assert shape([s]).findings == (); print([m for m in ('pandera', 'polars') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


TEXTS = [
    "", "", "R1", "R2", "A", "B", "os", "HR", "hr", "survival", "control", "28", "1,440", "1.5", "0.70",
    "-1", "1\u2009440", "title=0:77", "yes", "1", "2", "randomised", "reference", "log-rank", "\u00a0",
    "\u22120\u00b725", "<.001", "NS", "P=.03", "NR", "not_reported", "years", "2 years", "2021", "2021-03",
    "Sep-12", "12-Sep", "2.7E+07", "27123456.0", "10.1/x", "NCT1; NCT2", "a, b", "R1; R2", "; R1;", "x\ny",
    " x", "9" * 65, "\u0663",
]  # fmt: skip


CELL_CONDITIONS = {
    "cells_have_their_type",
    "cells_use_the_vocabulary",
    "page_ranges_are_not_dates",
    "identifiers_are_not_rounded",
}


@st.composite
def dataset(draw: st.DrawFn) -> list[Sheet]:
    """A few tables with a few columns each, sound and unsound cells mixed."""
    made = []
    for name in draw(
        st.lists(st.sampled_from(list(described.tables())), min_size=1, max_size=4, unique=True)
    ):
        known = described.tables()[name]
        usual = list(known.required) if draw(st.integers(0, 9)) else []
        more = draw(st.lists(st.sampled_from(list(known.columns)), max_size=5, unique=True))
        header = list(dict.fromkeys(usual + more))
        examples = [known.columns[column].example for column in header]
        rows = draw(
            st.lists(st.lists(st.integers(0, 99), min_size=len(header), max_size=len(header)), max_size=4)
        )
        odd = draw(st.sampled_from([0, 3, 20, 60]))
        cells = [
            [TEXTS[n % len(TEXTS)] if n < odd else examples[i] for i, n in enumerate(row)] for row in rows
        ]
        made.append(
            Sheet(f"{name}.csv", name, header, 1, cells, list(range(2, len(cells) + 2)),
                  decimal_comma=draw(st.booleans()))
        )  # fmt: skip
    return made


def as_tables(sheets: Sequence[Sheet]) -> dict[str, Table]:
    made = {}
    for one_sheet in sheets:
        known = described.tables()[one_sheet.name]
        headers = read_headers(one_sheet.header, known)
        made[one_sheet.name] = Table(known, [Part.of(one_sheet, headers.columns, {})])
    return made


@settings(max_examples=150, deadline=None)
@given(dataset())
def test_the_screen_sees_something_exactly_where_pandera_finds_something(sheets: list[Sheet]) -> None:
    tables = as_tables(sheets)
    for name, table in tables.items():
        verdicts = list(judge(table, tables))
        assert suspicious(table, tables) == bool(verdicts), (name, verdicts)


@pytest.mark.parametrize("table", list(described.tables()))
def test_the_screen_agrees_on_every_column_with_every_text(table: str) -> None:
    known = described.tables()[table]
    header = list(known.columns)
    rows = [[text] * len(header) for text in TEXTS if text]
    made = as_tables([Sheet(f"{table}.csv", table, header, 1, rows, list(range(2, len(rows) + 2)))])
    verdicts = {verdict for verdict in judge(made[table], made) if verdict.condition in CELL_CONDITIONS}  # type: ignore[union-attr]
    failed = {(verdict.row, verdict.column) for verdict in verdicts}  # type: ignore[union-attr]
    for column in header:
        for row, cells in enumerate(rows):
            assert misfits(known.columns[column], cells[:1]) == ((row, column) in failed), (column, cells[0])


@settings(max_examples=30, deadline=None)
@given(dataset())
def test_the_screen_changes_no_finding(sheets: list[Sheet]) -> None:
    with_screen, without = shape(sheets), shape(sheets, screen=False)
    assert with_screen.findings == without.findings
    assert with_screen.crashes == without.crashes == ()


# --- the conditions --------------------------------------------------------------------------------


def test_every_condition_has_a_page_and_can_be_broken() -> None:
    dirty = [
        sheet("arms", "report_id|arm_id|label|role|role|randomised|lable", "R1|A||boss|x|1.5|", "R1|A|x||||"),
        sheet("estimates", "report_id|outcome_id|value", "R9|os|1", lossy={2}),
        sheet("citations", "report_id|position|relation|pages|pmid", "R1|1|reference|Sep-12|2.7E+07"),
        sheet("codebook", "a|b"),
    ]
    broken = {finding.check for finding in shape(dirty).findings} | {f.check for f in found(*dirty)}
    assert broken == {condition.name for condition in CONDITIONS}
    for condition in CONDITIONS:
        assert condition.family == "tables"
        assert condition.title.endswith(".")
        assert "What to do:" in condition.page


def test_every_finding_says_what_to_do_and_where() -> None:
    shaped: Shaped = shape(
        [sheet("arms", "report_id|arm_id|label|role", "R1|A|x|boss"), sheet("x", "a", "1")]
    )
    for finding in shaped.findings:
        assert finding.remedy
        assert finding.place.file
        assert finding.fingerprint
        assert not {"you", "your", "wrong", "mistake"} & set(finding.message.split()) - {"you"}
