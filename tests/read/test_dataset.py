"""Which files make up a dataset, with a datapackage.json and without one."""

import json
from pathlib import Path

import pytest

from triallint.read import dataset_of, datasets_in, read

from .conftest import found, the

GOOD = "id,label\n1,a\n"


def package(*resources):
    return json.dumps({"name": "trial", "resources": list(resources)})


def test_without_a_datapackage_file_names_decide(write):
    for name in ("arms.csv", "Counts.TSV", "trials.yaml", "flow.json", "README.csv", ".hidden.csv"):
        write(name, GOOD.replace(",", "\t") if name.endswith("TSV") else GOOD)
    write("trials.yaml", "- {trial_id: T1}")
    write("flow.json", '[{"report_id": "R1"}]')
    for name in ("notes.md", "triallint.toml", "uv.lock", ".pre-commit-config.yaml", "a.txt", "~$arms.xlsx"):
        write(name, "x")
    write("below/deeper.csv", GOOD)
    reading = read([Path()])
    assert [(s.file, s.name) for s in reading.sheets] == [
        ("Counts.TSV", "Counts"),
        ("arms.csv", "arms"),
        ("flow.json", "flow"),
        ("trials.yaml", "trials"),
    ]
    assert reading.findings == ()
    assert reading.files == ("Counts.TSV", "arms.csv", "flow.json", "trials.yaml")


@pytest.mark.parametrize("name", ["arms.xls", "arms.ods", "arms.csv.gz", "arms.dta"])
def test_tables_of_other_programs_are_not_passed_over(write, name):
    write(name, b"anything")
    reading = read([write("counts.csv", GOOD).parent])
    finding = the(reading, "format_is_read")
    assert (finding.severity.name, finding.place.file) == ("warning", name)


def test_files_keep_the_folder_they_were_named_with(write):
    write("data/set/arms.csv", GOOD)
    assert read(["data/set"]).sheets[0].file == "data/set/arms.csv"


def test_a_datapackage_names_tables(write):
    write("set/datapackage.json", package({"name": "arms", "path": "data/treatment groups.csv"}))
    write("set/data/treatment groups.csv", GOOD)
    (sheet,) = read(["set"]).sheets
    assert (sheet.table, sheet.name, sheet.file) == ("arms", "arms", "set/data/treatment groups.csv")


def test_a_file_named_outright_is_read_as_its_datapackage_says(write):
    write(
        "set/datapackage.json",
        package({"name": "arms", "path": "data/groups.txt", "dialect": {"delimiter": "|"}}),
    )
    path = write("set/data/groups.txt", "id|label\n1|a;b,c\n")
    reading = read([path])
    assert (reading.sheets[0].table, reading.sheets[0].rows) == ("arms", [["1", "a;b,c"]])
    assert reading.findings == ()


def test_the_parts_of_a_resource_come_together(write):
    write("datapackage.json", package({"name": "arms", "path": ["a.csv", "b.csv", "c.csv"]}))
    write("a.csv", GOOD)
    write("b.csv", '2,"x\ny"\n3,z\n')
    write("c.csv", "id,label\n4,b\n")
    reading = read([Path()])
    sheets = reading.sheets
    assert reading.findings == ()
    assert [sheet.header for sheet in sheets] == [["id", "label"]] * 3
    assert [sheet.rows for sheet in sheets] == [[["1", "a"]], [["2", "x\ny"], ["3", "z"]], [["4", "b"]]]
    assert [sheet.lines for sheet in sheets] == [[2], [1, 3], [2]]
    assert {sheet.table for sheet in sheets} == {"arms"}


@pytest.mark.parametrize(
    "path",
    [
        "../secret.csv",
        "data/../../secret.csv",
        "/etc/passwd",
        "C:\\secret.csv",
        "..\\secret.csv",
        "https://example.org/arms.csv",
        "file:///etc/passwd",
        "//host/share/arms.csv",
        "link/secret.csv",
        "a\0b.csv",
        "",
        ".",
    ],
)
def test_paths_that_lead_out_are_refused(write, path):
    write("secret.csv", GOOD)
    write("set/arms.csv", GOOD)
    write("set/datapackage.json", package({"name": "x", "path": path}, {"name": "arms", "path": "arms.csv"}))
    Path("set/link").symlink_to("..")
    reading = read(["set"])
    assert [sheet.file for sheet in reading.sheets] == ["set/arms.csv"]
    finding = the(reading, "datapackage_names_its_files")
    assert finding.severity.name == "error"
    assert "'x'" in finding.message


@pytest.mark.parametrize(
    "resource",
    [17, None, [], {}, {"path": 3}, {"path": []}, {"path": [1]}, {"name": "arms", "data": [{"id": 1}]}],
)
def test_resources_that_name_no_file(write, resource):
    write("arms.csv", GOOD)
    write("datapackage.json", package(resource, {"name": "arms", "path": "arms.csv"}))
    reading = read([Path()])
    assert len(reading.sheets) == 1
    assert found(reading) == ["error datapackage_names_its_files"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"resources": 3}', "{}", "[" * 100_000, b"\xff\xfe", b"\0" * 50]
)
def test_a_broken_datapackage_leaves_file_names(write, text):
    write("datapackage.json", text)
    reading = read([write("arms.csv", GOOD).parent])
    assert (reading.sheets[0].name, reading.sheets[0].table) == ("arms", None)
    assert "error datapackage_names_its_files" in found(reading)


def test_a_file_that_is_named_and_not_there(write):
    write("datapackage.json", package({"name": "arms", "path": "arms.csv"}))
    reading = read([Path()])
    assert found(reading) == ["error file_can_be_read"]
    assert reading.findings[0].place.file == "arms.csv"


def test_a_table_that_is_there_and_not_named(write):
    write("datapackage.json", package({"name": "arms", "path": "arms.csv"}))
    write("arms.csv", GOOD)
    write("counts.csv", GOOD)
    reading = read([Path()])
    assert found(reading) == ["info datapackage_names_its_files"]
    assert "counts.csv is in the folder" in reading.findings[0].message


def test_a_delimiter_that_the_file_no_longer_has(write):
    write("datapackage.json", package({"name": "t", "path": "t.csv", "dialect": {"delimiter": ","}}))
    reading = read([write("t.csv", "id;label\n1;a\n").parent])
    assert reading.sheets[0].rows == [["1", "a"]]
    assert found(reading) == ["warning cells_are_separated_by_commas"]


def test_a_declared_delimiter_needs_no_finding(write):
    write("datapackage.json", package({"name": "t", "path": "t.csv", "dialect": {"delimiter": ";"}}))
    reading = read([write("t.csv", "id;value\n1;0,70\n").parent])
    assert found(reading) == ["info decimals_use_points"]


@pytest.mark.parametrize("delimiter", ["", ";;", '"', "\n", 7, [], " "])
def test_a_delimiter_that_cannot_be_one(write, delimiter):
    write("datapackage.json", package({"name": "t", "path": "t.csv", "dialect": {"delimiter": delimiter}}))
    reading = read([write("t.csv", GOOD).parent])
    assert reading.sheets[0].rows == [["1", "a"]]
    assert found(reading) == ["warning datapackage_names_its_files"]


def test_an_empty_folder_is_silent_here(write):
    write("set/notes.md", "x")
    assert read(["set"]) == read([])


class TestDatasets:
    def test_the_dataset_of_a_file(self, write):
        deep = write("set/data/part/arms.csv", GOOD)
        assert dataset_of(deep) == Path("set/data/part")
        write("set/datapackage.json", "{}")
        assert dataset_of(deep) == Path("set")
        assert dataset_of(deep.absolute()) == Path("set").absolute()
        assert dataset_of(Path("set/arms.csv")) == Path("set")

    def test_the_root_of_a_repository_is_the_end(self, write):
        write("datapackage.json", "{}")
        write("repo/.git/config", "")
        assert dataset_of(write("repo/set/arms.csv", GOOD)) == Path("repo/set")

    def test_datasets_below(self, write):
        for name in ("b", "a/deep", ".hidden", "node_modules/x"):
            write(f"root/{name}/datapackage.json", "{}")
        assert datasets_in(Path("root")) == [Path("root/a/deep"), Path("root/b")]
        write("root/datapackage.json", "{}")
        assert datasets_in(Path("root"))[0] == Path("root")

    def test_what_holds_none_stands_for_itself(self, write):
        path = write("plain/arms.csv", GOOD)
        assert datasets_in(Path("plain")) == [Path("plain")]
        assert datasets_in(path) == [Path("plain")]
        assert datasets_in(write("plain/arms.doc", "x")) == [Path("plain/arms.doc")]
        assert datasets_in(Path("nowhere")) == [Path("nowhere")]
