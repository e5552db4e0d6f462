"""`triallint reconcile` as people and machines use it: paths, formats, decisions, exit codes."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triallint.cli import main

REPORTS = """\
report_id,title,doi,year,journal
R1,Two drugs for one disease,10.1000/abc,,
R2,Two drugs for one disease,10.1000/ABC,2021,BMJ
R3,Another trial of gardening,10.1000/xyz,2020,Lancet
"""


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["reconcile", *map(str, arguments)])


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "reports.csv").write_text(REPORTS, encoding="utf-8")
    return folder


def arms(folder: Path, *numbers: str) -> None:
    rows = [f"R{n},A,one,{number}" for n, number in enumerate(numbers, 1)]
    (folder / "arms.csv").write_text(
        "\n".join(["report_id,arm_id,label,randomised", *rows, ""]), encoding="utf-8"
    )


def test_duplicates_without_a_conflict_exit_with_0(data: Path) -> None:
    arms(data, "718", "718")
    done = call(data)
    assert done.exit_code == 0, done.output
    assert "R1 and R2 are records of one publication (certain)" in done.output
    assert "both have DOI 10.1000/abc" in done.output
    assert "718 in both" in done.output
    assert "3 reports, 0 citations; groups: duplicate 1; no conflict" in done.output
    assert "\x1b[" not in done.output, "colour only on a terminal"


def test_a_conflict_exits_with_1(data: Path) -> None:
    arms(data, "718", "781")
    done = call(data)
    assert done.exit_code == 1
    assert "1 conflict for a person" in done.output
    assert "arms.csv:2 (column randomised)" in done.output
    assert "arms.csv:3 (column randomised)" in done.output


def test_nothing_to_read_is_2(data: Path) -> None:
    assert call("missing").exit_code == 2
    (data / "reports.csv").unlink()
    done = call(data)
    assert done.exit_code == 2
    assert "no report and no citation" in done.output


def test_a_file_that_cannot_be_read_is_3_and_named(data: Path) -> None:
    (data / "citations.json").write_text("{", encoding="utf-8")
    done = call(data)
    assert done.exit_code == 3, done.output
    assert "citations.json" in done.output


def test_a_file_stands_for_its_dataset(data: Path) -> None:
    arms(data, "718", "781")
    assert call(data / "reports.csv").output == call(data).output


def test_json_and_csv(data: Path, tmp_path: Path) -> None:
    made = json.loads(call(data, "--format", "json").output)
    assert [group["kind"] for group in made["groups"]] == ["duplicate"]
    assert [member["report_id"] for member in made["groups"][0]["members"]] == ["R1", "R2"]
    done = call(data, "--format", "csv", "-o", tmp_path / "groups.csv")
    assert done.exit_code == 0
    assert (tmp_path / "groups.csv").read_text(encoding="utf-8").startswith("\ufeffgroup,kind,certainty")


def test_a_decision_is_kept_and_respected_by_both_commands(data: Path) -> None:
    arms(data, "718", "781")
    done = call(data, "--different", "R1", "R2", "--reason", "interim and final", "--who", "Anne")
    assert done.exit_code == 0, done.output
    assert 'why = "interim and final"' in (data / "reconcile.toml").read_text(encoding="utf-8")
    after = call(data)
    assert after.exit_code == 0
    assert "groups: none" in after.output
    checked = CliRunner().invoke(main, ["check", str(data)]).output
    assert "one_publication_has_one_record" not in checked
    assert "records_of_one_publication_agree" not in checked


def test_records_that_are_said_to_be_one_are_merged(data: Path) -> None:
    assert call(data, "--same", "R1", "R3", "--reason", "reprint").exit_code == 0
    done = call(data, "--format", "json")
    groups = [
        [m["report_id"] for m in g["members"]]
        for g in json.loads(done.output)["groups"]
        if g["kind"] == "duplicate"
    ]
    assert any({"R1", "R3"} <= set(ids) for ids in groups)
    assert any(
        "reprint" in reason for group in json.loads(done.output)["groups"] for reason in group["reasons"]
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--same", "R1", "R2"], "needs a reason"),
        (["--same", "R1", "R9", "--reason", "x"], "no record is called 'R9'"),
        (["--same", "R1", "R2", "--different", "R1", "R3", "--reason", "x"], "one at a time"),
        (["--reason", "x"], "go with --same"),
    ],
)
def test_a_decision_that_says_too_little_is_2(data: Path, options: list[str], said: str) -> None:
    done = call(data, *options)
    assert done.exit_code == 2
    assert said in done.output
    assert not (data / "reconcile.toml").exists()


def test_a_decision_that_fits_no_record_is_said(data: Path) -> None:
    (data / "reconcile.toml").write_text('[[same]]\nrecords = ["R1", "R8"]\nwhy = "x"\n', encoding="utf-8")
    done = call(data)
    assert done.exit_code == 0
    assert "names R8, which is no record here" in done.output


def test_a_broken_file_of_decisions_is_2(data: Path) -> None:
    (data / "reconcile.toml").write_text("same = 1", encoding="utf-8")
    assert call(data).exit_code == 2
    assert CliRunner().invoke(main, ["check", str(data)]).exit_code == 2


def test_merged_tables_are_written_once(data: Path, tmp_path: Path) -> None:
    done = call(data, "--write", tmp_path / "merged")
    assert done.exit_code == 0, done.output
    assert "1 record merged into 1" in done.output
    assert "R2" not in (tmp_path / "merged" / "reports.csv").read_text(encoding="utf-8").split("\n")[2]
    again = call(data, "--write", tmp_path / "merged")
    assert again.exit_code == 2
    assert "there already" in again.output
    assert (data / "reports.csv").read_text(encoding="utf-8") == REPORTS


def test_several_datasets_are_compared_within_themselves(data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        folder = tmp_path / "both" / name
        folder.mkdir(parents=True)
        (folder / "reports.csv").write_text(REPORTS, encoding="utf-8")
        (folder / "datapackage.json").write_text(
            '{"resources": [{"name": "reports", "path": "reports.csv"}]}'
        )
    done = call(tmp_path / "both", "--write", tmp_path / "merged")
    assert "duplicate 2" in done.output
    assert sorted(path.name for path in (tmp_path / "merged").iterdir()) == ["one", "two"]


def test_bibliographies_are_compared_with_each_other(tmp_path: Path) -> None:
    bib = "@article{moreau, title={Two drugs for one disease}, author={Moreau, Anne}, year={2021}, doi={10.1000/abc}}\n"
    ris = "TY  - JOUR\nTI  - Two drugs for one disease\nAU  - Moreau, A.\nPY  - 2021\nDO  - 10.1000/ABC\nER  - \n"
    csl = [{"id": "x", "type": "article-journal", "title": "Two drugs for one disease", "DOI": "10.1000/abc"}]
    files = [tmp_path / name for name in ("web.bib", "embase.ris", "zotero.json")]
    for path, text in zip(files, (bib, ris, json.dumps(csl)), strict=True):
        path.write_text(text, encoding="utf-8")
    done = call(*files, "--format", "json")
    assert done.exit_code == 0, done.output
    (group,) = json.loads(done.output)["groups"]
    assert [member["report_id"] for member in group["members"]] == ["web", "embase", "zotero"]


def test_it_works_without_rapidfuzz(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert "R1 and R2 are records of one publication" in call(data).output


def test_help_shows_examples_and_exit_codes() -> None:
    text = call("--help").output
    assert "triallint reconcile pubmed.nbib embase.ris" in text
    assert "a conflict is left for a person" in text


PAGE = """\
Title: Evening doses of one drug in childhood fever

PMID: {pmid}
DOI: 10.1000/abc{end}

Abstract
Background: An invented trial. Results: {n} children were randomly assigned. ClinicalTrials.gov number, NCT01234567.
"""


def test_documents_are_compared_with_each_other(tmp_path: Path) -> None:
    for name, text in (
        ("one", PAGE.format(pmid="33000001", end="", n=718)),
        ("two", PAGE.format(pmid="", end=".", n=718)),
    ):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = call(tmp_path / "one.txt", tmp_path / "two.txt", "--format", "json")
    assert done.exit_code == 0, done.output
    (group,) = json.loads(done.output)["groups"]
    assert group["kind"] == "duplicate"
    assert [member["report_id"] for member in group["members"]] == ["one", "two"]
