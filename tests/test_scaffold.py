"""What is handed out to begin with: it must be sound, and never overwrite anything."""

import io
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from triallint import config, described
from triallint.checkfile import Check, checks_in
from triallint.cli import main
from triallint.config import UsageError
from triallint.examples import complaints
from triallint.read import read
from triallint.scaffold import describe_tables, init, new_check, table_schema, write_templates
from triallint.scaffold.templates import WORDS, csv_template, workbook
from triallint.shape import shape
from triallint.store import StoreError
from triallint.tables import ROWS

TABLES = list(ROWS)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- init -----------------------------------------------------------------------------------------


def test_a_folder_of_csv_files(tmp_path: Path) -> None:
    said = init(tmp_path / "review")
    assert names(tmp_path / "review") == {
        *(f"{table}.csv" for table in TABLES),
        "datapackage.json", "README.md", "triallint.toml", ".pre-commit-config.yaml",
    }  # fmt: skip
    assert len(said) == 14
    assert all(line.startswith("wrote ") for line in said)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_new_dataset_is_read_as_the_ten_tables(tmp_path: Path, form: str) -> None:
    if form == "xlsx":
        pytest.importorskip("openpyxl")
    init(tmp_path / "review", format=form)
    reading = read([tmp_path / "review"])
    shaped = shape(reading.sheets, said=reading.findings)
    assert shaped.findings == ()
    assert {f.check for f in reading.findings if f.severity.name != "info"} == set()
    known = [sheet.sheet or sheet.name for sheet in reading.sheets if not sheet.name.startswith("_")]
    assert sorted(known) == sorted(TABLES)


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "arms.csv").write_text("mine")
    (tmp_path / "triallint.toml").symlink_to(tmp_path / "nowhere")
    said = init(tmp_path)
    assert (tmp_path / "arms.csv").read_text() == "mine"
    assert f"left {tmp_path / 'arms.csv'} as it is" in said
    assert f"left {tmp_path / 'triallint.toml'} as it is" in said
    assert (tmp_path / "reports.csv").exists()
    assert all(line.startswith("left ") for line in init(tmp_path))


def test_the_datapackage_names_every_table(tmp_path: Path) -> None:
    init(tmp_path / "My Review!")
    package = json.loads((tmp_path / "My Review!" / "datapackage.json").read_text())
    assert package["name"] == "my-review"
    assert [resource["name"] for resource in package["resources"]] == TABLES
    assert all((tmp_path / "My Review!" / one["path"]).is_file() for one in package["resources"])


def test_the_configuration_is_one_that_is_read(tmp_path: Path) -> None:
    init(tmp_path)
    path = tmp_path / "triallint.toml"
    assert config.load(path).fail_on == "error"
    whole = path.read_text().replace("# select", "select").replace("# ignore", "ignore")
    whole = whole.replace("# strict", "strict").replace("# checks", "checks")
    path.write_text(whole)
    read_back = config.load(path)
    assert read_back.strict
    assert read_back.select == ("counts", "limits_are_in_order")
    known = {field.replace("_", "-") for field in config.Config.__dataclass_fields__}
    assert set(tomllib.loads(whole)) <= known


def test_the_bands_that_the_configuration_shows_are_those_of_the_suites(tmp_path: Path) -> None:
    from triallint.expectations.bands import BANDS, banded
    from triallint.expectations.corpus import suites

    init(tmp_path)
    path = tmp_path / "triallint.toml"
    head, bands = path.read_text().split("# [bands]")
    path.write_text(head + "[bands]" + bands.replace("\n# ", "\n"))
    shown = config.load(path).bands
    assert set(shown) == set(BANDS)
    assert banded(suites(), shown) == suites()
    path.write_text('[bands]\nrows-unchecked = "few"\n')
    with pytest.raises(UsageError, match="names and numbers"):
        config.load(path)


def test_the_hook_is_one_that_pre_commit_can_read(tmp_path: Path) -> None:
    init(tmp_path)
    (repo,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"]
    (hook,) = repo["hooks"]
    assert repo["repo"] == "local"
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"] == "triallint check --only-datasets"


def test_a_folder_within_a_repository_is_told_where_the_hook_is_read(tmp_path: Path) -> None:
    assert "pre-commit reads" not in CliRunner().invoke(main, ["init", str(tmp_path / "alone")]).output
    (tmp_path / ".git").mkdir()
    said = CliRunner().invoke(main, ["init", str(tmp_path / "review")]).output
    assert f"{tmp_path} is the root of the repository" in said
    (tmp_path / "own" / ".git").mkdir(parents=True)
    assert "is the root" not in CliRunner().invoke(main, ["init", str(tmp_path / "own")]).output


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="csv or xlsx"):
        init(tmp_path, format="ods")
    assert names(tmp_path) == set()


# --- templates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_a_template_begins_with_what_the_table_needs(table: str) -> None:
    known = described.tables()[table]
    every = csv_template(known).strip().split(",")
    usual = csv_template(known, usual=True).strip().split(",")
    assert sorted(every) == sorted(ROWS[table].columns)
    assert set(usual) < set(every)
    for header in (every, usual):
        assert tuple(header[: len(known.required)]) == known.required
    assert usual == [name for name in every if name in usual]


def test_templates_are_written_and_not_overwritten(tmp_path: Path) -> None:
    assert [path.name for path in write_templates(tmp_path)] == [f"{table}.csv" for table in TABLES]
    with pytest.raises(StoreError, match="is there already"):
        write_templates(tmp_path)
    assert write_templates(tmp_path / "one.csv", "csv", "arms") == [tmp_path / "one.csv"]
    assert (tmp_path / "one.csv").read_text().startswith("report_id,arm_id,label,role,")
    with pytest.raises(UsageError, match="cannot hold ten tables"):
        write_templates(tmp_path / "all.csv")
    with pytest.raises(UsageError, match="did you mean 'arms'"):
        write_templates(tmp_path / "x", "csv", "arm")
    with pytest.raises(UsageError, match="csv or xlsx"):
        write_templates(tmp_path / "x", "ods")


def test_a_workbook_guards_what_is_typed(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (path,) = write_templates(tmp_path / "t.xlsx", "xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [*TABLES, WORDS]
    assert [sheet.sheet_state for sheet in book] == ["visible"] * len(book.sheetnames)
    arms = book["arms"]
    assert [cell.value for cell in arms[1]] == list(described.tables()["arms"].columns)
    assert arms.freeze_panes == "A2"
    assert arms.column_dimensions["E"].number_format == "@"
    assert "How many were randomised to it." in arms["E1"].comment.text
    assert "Needed in every row." in arms["A1"].comment.text
    assert arms["A1"].font.bold
    (role,) = [v for v in arms.data_validations.dataValidation if "D2:D" in str(v.sqref)]
    column, last = role.formula1.removeprefix(f"'{WORDS}'!$").split("$2:$")[0], role.formula1.split("$")[-1]
    offered = [book[WORDS][f"{column}{row}"].value for row in range(1, int(last) + 1)]
    assert offered[0] == "arms.role"
    assert offered[1:6] == ["experimental", "control", "historical_control", "pooled", "whole_trial"]
    assert set(offered[1:]) == set(described.tables()["arms"].columns["role"].words)


def test_a_filled_in_workbook_is_checked_like_any_other(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(workbook(described.tables().values(), usual=True)))
    book["reports"].append(["R1", "An invented trial"])
    header = [cell.value for cell in book["estimates"][1]]
    row = {"report_id": "R1", "outcome_id": "os", "measure": "HR", "value": "0.70", "time_unit": "yrs"}
    book["estimates"].append([row.get(name) for name in header])
    book.save(tmp_path / "tables.xlsx")
    reading = read([tmp_path / "tables.xlsx"])
    (finding,) = shape(reading.sheets, said=reading.findings).findings
    assert finding.check == "cells_use_the_vocabulary"
    assert "did you mean `years`" in finding.message
    assert finding.place.sheet == "estimates"
    assert finding.place.name == "time_unit"


def test_without_openpyxl_a_workbook_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triallint.scaffold.templates.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'triallint\[excel\]'"):
        init(tmp_path / "review", format="xlsx")
    assert not (tmp_path / "review" / "tables.xlsx").exists()


# --- the tables in words ---------------------------------------------------------------------------


def test_all_tables_in_brief() -> None:
    text = describe_tables()
    for name, known in described.tables().items():
        assert f"{name}: one row is {known.row}\n" in text
        assert f"needs {', '.join(known.required)};" in text


@pytest.mark.parametrize("table", TABLES)
def test_a_table_in_words_names_every_column(table: str) -> None:
    text = describe_tables(table)
    for name, column in described.tables()[table].columns.items():
        assert f"\n{name}{' *' if column.required else ''}  ({column.title})\n" in text
        assert column.example in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 100


def test_a_table_in_words_tells_units_and_allowed_words() -> None:
    text = describe_tables("arms")
    assert "Unit: participants." in text
    assert "historical_control - comparator from outside the trial: never summed" in text
    with pytest.raises(UsageError, match="did you mean 'arms'"):
        describe_tables("arm")


def test_table_schema_of_one_table_and_of_all() -> None:
    one, every = json.loads(table_schema("arms")), json.loads(table_schema())
    assert every["arms"] == one
    assert list(every) == TABLES
    with pytest.raises(UsageError):
        table_schema("arm")


# --- new checks ------------------------------------------------------------------------------------


def test_a_new_check_is_found_and_its_examples_run(tmp_path: Path) -> None:
    path = new_check("doses_are_positive", "dosing", tmp_path)
    assert path == tmp_path / "dosing" / "doses_are_positive.py"
    (check,) = checks_in(tmp_path)
    assert isinstance(check, Check)
    assert (check.name, check.family, check.title) == (
        "doses_are_positive", "dosing", "Doses are positive.",
    )  # fmt: skip
    assert list(complaints(check)) == []


def test_the_examples_of_a_new_check_would_notice_a_change(tmp_path: Path) -> None:
    path = new_check("doses_are_positive", directory=tmp_path)
    path.write_text(path.read_text().replace("events > total", "events >= total"))
    (check,) = checks_in(tmp_path)
    assert isinstance(check, Check)
    assert list(complaints(check)) != []


def test_a_new_check_overwrites_nothing(tmp_path: Path) -> None:
    new_check("doses_are_positive", directory=tmp_path)
    with pytest.raises(StoreError, match="is there already"):
        new_check("doses_are_positive", directory=tmp_path)


@pytest.mark.parametrize("name", ["Doses Positive", "doses-positive", "../evil", "", "1st", "doses_"])
def test_a_name_that_is_no_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="snake case"):
        new_check(name, directory=tmp_path)
    with pytest.raises(UsageError, match="snake case"):
        new_check("fine", name, tmp_path)
    assert names(tmp_path) == set()


def test_scaffolding_a_folder_loads_nothing_heavy(tmp_path: Path) -> None:
    program = (
        f"import sys; from triallint.scaffold import init; init({str(tmp_path / 'a')!r});"
        "print([m for m in ('pandera', 'polars', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
