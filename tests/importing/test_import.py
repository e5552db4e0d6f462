"""The command: import, check, and findings that name the original cell; and files that are not as they should be."""

import json
from pathlib import Path

import openpyxl
import pytest

from .conftest import cells, left

WRONG = (
    "Study,events_treat,total_treat,events_ctrl,total_ctrl,weight\nAlder,12,60,20,61,3\nBirch,75,70,9,71,4\n"
)
SOUND = "Study,events_treat,total_treat\nAlder,12,60\n"


def checked(result):
    return [
        (finding["check"], place["file"], place["row"], place["column"])
        for finding in json.loads(result.output)["findings"]
        for place in finding["places"]
    ]


def test_findings_on_a_dataset_name_the_original_cell(run):
    made = run("import", "wide.csv", "-o", "ds", wide__csv=WRONG)
    assert made.exit_code == 1
    assert "cells of the column `weight`: 2" in made.output
    found = checked(run("check", "ds", "--format", "json", "--select", "counts"))
    assert ("events_do_not_exceed_total", "wide.csv", 3, 2) in found
    assert ("events_do_not_exceed_total", "wide.csv", 3, 3) in found
    text = run("check", "ds").output
    assert "| Study  events_treat" in text


def test_a_cell_that_was_corrected_in_the_dataset_is_named_there(run):
    run("import", "wide.csv", "-o", "ds", wide__csv=WRONG)
    table = Path("ds/counts.csv")
    table.write_text(table.read_text().replace(",75,70", ",76,70"))
    found = checked(run("check", "ds", "--format", "json", "--select", "counts"))
    assert ("events_do_not_exceed_total", "ds/counts.csv", 4, 5) in found
    assert ("events_do_not_exceed_total", "wide.csv", 3, 3) in found


@pytest.mark.parametrize("change", [lambda path: path.write_text(WRONG + "\n"), Path.unlink])
def test_an_original_that_changed_or_is_gone_is_not_named(run, change):
    run("import", "wide.csv", "-o", "ds", wide__csv=WRONG)
    change(Path("wide.csv"))
    found = checked(run("check", "ds", "--format", "json", "--select", "counts"))
    assert {file for _, file, _, _ in found} == {"ds/counts.csv"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": 3}', '{"files": [], "cells": {"counts": {"a": {"b": [1]}}}}']
)
def test_broken_origins_hide_nothing(run, text):
    run("import", "wide.csv", "-o", "ds", wide__csv=WRONG)
    Path("ds/triallint-origins.json").write_text(text)
    result = run("check", "ds", "--format", "json", "--select", "counts")
    assert ("events_do_not_exceed_total", "ds/counts.csv", 4, 5) in checked(result)


def test_the_same_finding_has_the_same_fingerprint_with_and_without_its_original(run):
    run("import", "wide.csv", "-o", "ds", wide__csv=WRONG)
    prints = [
        one["fingerprint"] for one in json.loads(run("check", "ds", "--format", "json").output)["findings"]
    ]
    Path("ds/triallint-origins.json").unlink()
    assert prints == [
        one["fingerprint"] for one in json.loads(run("check", "ds", "--format", "json").output)["findings"]
    ]


def test_checking_without_writing(run):
    result = run("import", "wide.csv", "--check", wide__csv=WRONG)
    assert result.exit_code == 1
    assert "wide.csv:3 (column events_treat)" in result.output
    assert sorted(one.name for one in Path().iterdir()) == ["wide.csv"]


def test_a_mapping_is_proposed_corrected_and_kept(run):
    proposed = run("import", "yi.csv", "--propose", "m.toml", yi__csv="study,yi,sei\nOak,-0.5,0.2\n")
    assert 'what stands as "=?"' in proposed.output
    Path("m.toml").write_text(Path("m.toml").read_text().replace('"=?"', '"=MD"'))
    assert run("import", "yi.csv", "--mapping", "m.toml", "-o", "ds").exit_code == 0
    again = run("import", "yi.csv", "-o", "ds", "--overwrite")
    assert again.exit_code == 0
    assert "read with ds/mapping.toml" in again.output
    assert ",MD,-0.5," in Path("ds/estimates.csv").read_text()


def test_a_dataset_is_not_replaced_unasked(run):
    assert run("import", "a.csv", "-o", "ds", a__csv=SOUND).exit_code == 0
    assert run("import", "a.csv", "-o", "ds").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["none.csv", "--check"], "no such file"),
        (["a.csv"], "say one of"),
        (["a.csv", "--check", "-o", "ds"], "say one of"),
        (["empty.csv", "-o", "ds"], "nothing could be imported"),
        (["notes.csv", "-o", "ds"], "nothing could be imported"),
    ],
)
def test_usage(run, arguments, why):
    result = run("import", *arguments, a__csv=SOUND, empty__csv="", notes__csv="colour,mood\nred,good\n")
    assert result.exit_code == 2
    assert why in result.output


def test_two_sheets_of_one_name_in_two_folders(run):
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, "t.csv").write_text(SOUND.replace("Alder", folder))
    assert run("import", "a/t.csv", "b/t.csv", "-o", "ds").exit_code == 0
    rows = [line.split(",")[0] for line in Path("ds/counts.csv").read_text().splitlines()[1:]]
    assert len(set(rows)) == 2


def test_a_row_without_its_study_is_listed_and_not_guessed(brought):
    made = brought("merged.csv", "study,events_1,n_1\nOak,1,9\n,2,9\n")
    assert len(cells(made, "counts")) == 1
    assert left(made) == {"rows that name no report": 1}


def test_headers_that_are_blank_or_stand_twice(brought):
    made = brought("odd.csv", "study,events_1,events_1,,n_1\nOak,1,2,x,9\n")
    assert cells(made, "counts")[0]["events"] == "1"
    assert left(made) == {"a second column `events_1`": 1, "cells of a column without a header": 1}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_encodings(brought, encoding):
    made = brought("é.csv", "study,events_1,n_1\nMüller 2019,1,9\nÅse 2020,2,9\n", encoding=encoding)
    assert [row["report_id"] for row in made.tables()["reports"]] == ["Müller 2019", "Åse 2020"]


def test_decimal_commas_are_written_as_points(brought):
    made = brought("komma.csv", "study;mean_1;sd_1;n_1\nOak;4,10;1,20;30\nElm;5,25;1,3;31\n")
    assert cells(made, "continuous")[0]["mean"] == "4.10"


def test_a_cell_of_ten_megabytes(brought):
    made = brought("huge.csv", f"study,events_1,n_1,note\nOak,1,9,{'x' * 10_000_000}\n")
    assert cells(made, "counts")[0]["events"] == "1"
    assert any("characters" in one.message for one in made.findings)


def test_a_workbook_with_merged_cells_and_formulas(run, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "data"
    for row in (["Study", "events_1", "n_1"], ["Oak", 75, 70], [None, 3, 9], ["Elm", "=1+1", 9]):
        page.append(row)
    page.merge_cells("A2:A3")
    book.save("book.xlsx")
    result = run("import", "book.xlsx", "--check")
    assert "book.xlsx, data!B2 (column events_1)" in result.output
    assert "rows that name no report: 1" in result.output
    assert "cells A2:A3 are merged" in result.output
    assert "formula without a saved value" in result.output


def test_a_fix_changes_the_table_and_never_the_original(run):
    sheet = "Study,DOI,events_1,n_1\nOak,https://doi.org/10.1000/oak.1,1,9\n"
    run("import", "oak.csv", "-o", "ds", oak__csv=sheet)
    assert "oak.csv:2 (column DOI)" in run("check", "ds", "--select", "doi_is_written_bare").output
    run("check", "ds", "--fix")
    assert Path("oak.csv").read_text() == sheet
    assert ",10.1000/oak.1" in Path("ds/reports.csv").read_text()


def test_the_mapping_of_a_dataset_keeps_its_remarks(run):
    run("import", "a.csv", "-o", "ds", a__csv=SOUND)
    mapping = Path("ds/mapping.toml")
    mapping.write_text("# checked by AB\n" + mapping.read_text())
    run("import", "a.csv", "-o", "ds", "--overwrite")
    assert mapping.read_text().startswith("# checked by AB")
