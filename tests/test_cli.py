"""The command as people and machines use it: options, output, exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from triallint.cli import main

ROOT = Path(__file__).parents[1]


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small dataset without a finding, in a folder of its own with nothing above it."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "data"
    folder.mkdir()
    write(folder, "reports", "report_id,title", "R1,An invented trial")
    write(folder, "outcomes", "outcome_id,label,type", "death,Death,time_to_event")
    write(
        folder,
        "arms",
        "report_id,arm_id,label,role,randomised",
        "R1,A,Drug,experimental,105",
        "R1,B,None,control,103",
    )
    write(folder, "flow", "report_id,stage,n", "R1,randomised,208")
    estimates(folder, "0.70,0.47,1.03")
    return folder


def write(folder: Path, table: str, *lines: str) -> Path:
    path = folder / f"{table}.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def estimates(folder: Path, numbers: str) -> Path:
    header = "report_id,outcome_id,measure,arm_id,comparator_id,value,ci_lower,ci_upper,ci_level"
    return write(folder, "estimates", header, f"R1,death,HR,A,B,{numbers},95")


def test_a_clean_dataset_exits_with_0_and_says_what_was_looked_at(dataset: Path) -> None:
    done = call("check", dataset)
    assert done.exit_code == 0, done.output
    assert "estimates" in done.output
    assert "\x1b[" not in done.output, "colour only on a terminal"


def test_a_finding_exits_with_1_and_names_file_row_and_column(dataset: Path) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    done = call("check", dataset)
    assert done.exit_code == 1
    assert "estimates.csv:2" in done.output
    assert "the lower limit 1.03 is above the upper limit 0.47" in done.output
    assert "limits_are_in_order" in done.output


def test_fail_on_moves_the_border(dataset: Path) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    assert call("check", dataset, "--fail-on", "never").exit_code == 0
    assert call("check", dataset, "--fail-on", "info").exit_code == 1


def test_nothing_to_read_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("check", tmp_path / "missing").exit_code == 2
    assert "no such file or folder" in call("check", "missing").output
    (tmp_path / "empty").mkdir()
    assert call("check", tmp_path / "empty").exit_code == 2


def test_rows_without_anything_to_check_are_not_called_clean(dataset: Path) -> None:
    for table in ("arms", "flow", "estimates", "outcomes"):
        (dataset / f"{table}.csv").unlink()
    done = call("check", dataset, "--ignore", "duplicates")
    assert "1 row that no check looked at" in done.output
    assert "Nothing was checked; 0 of 1 row looked at" in done.output
    assert done.exit_code == 3
    assert "clean" not in done.output.lower()


def test_strict_exits_with_3_for_what_was_not_looked_at(dataset: Path) -> None:
    estimates(dataset, "0.70,0.47,")
    assert call("check", dataset).exit_code == 0
    assert call("check", dataset, "--strict").exit_code == 3


def test_a_crash_exits_with_3_and_is_loud(dataset: Path, tmp_path: Path) -> None:
    own = tmp_path / "checks"
    own.mkdir()
    (own / "breaks.py").write_text(
        '"""It holds."""\nfrom triallint.kit import Estimate, Problems, check\n\n'
        '@check(severity="error")\ndef problems(estimate: Estimate) -> Problems:\n    yield 1 / 0\n'
    )
    done = call("check", dataset)
    assert done.exit_code == 3
    assert "ZeroDivisionError" in done.output
    assert "breaks" in done.output


def test_an_error_that_nobody_foresaw_is_no_finding(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError(f"api_key={'k' * 36} and somebody@example.org")

    monkeypatch.setattr("triallint.pipeline.read", fails)
    done = call("check", dataset)
    assert done.exit_code == 3
    assert done.stdout == ""
    first, second = done.stderr.splitlines()
    assert first.startswith("triallint: RuntimeError: api_key=")
    assert second.startswith("This is a fault in triallint, not in your files. Please report it;")
    assert "Traceback" not in done.output
    for more in ({"TRIALLINT_TRACEBACK": "1"}, {}):
        full = CliRunner(env=more).invoke(main, ["check", str(dataset), *([] if more else ["--verbose"])])
        assert (full.exit_code, "Traceback" in full.stderr, "in fails" in full.stderr) == (3, True, True)
        assert not any(secret in full.output for secret in ("kkkk", "somebody"))


def test_code_3_is_explained_in_one_line(dataset: Path) -> None:
    estimates(dataset, "0.70,0.47,")
    done = call("check", dataset, "--strict", "-q")
    assert done.exit_code == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith("exit code 3: a check could not look ")
    assert "--strict" in line
    assert call("check", dataset, "-q").stderr == ""


def test_a_fresh_dataset_says_one_thing_about_its_empty_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call("init", "fresh")
    done = call("check", "fresh", "--format", "json")
    assert done.exit_code == 3
    assert "exit code 3: nothing was checked, as the tables have no rows yet" in done.stderr
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["message"].startswith("10 tables have a header and no rows: arms, citations, ")
    assert len(finding["places"]) == 10
    write(tmp_path / "fresh", "reports", "report_id,title", "R1,An invented trial")
    (again,) = [
        f
        for f in json.loads(call("check", "fresh", "--format", "json").stdout)["findings"]
        if f["check"] == "file_has_rows"
    ]
    assert again["message"].startswith("9 tables have a header and no rows: ")
    assert again["fingerprint"] == finding["fingerprint"], "filling a table makes no new finding"


def test_strict_is_content_with_a_report_that_has_nothing_to_be_skipped(dataset: Path) -> None:
    for table in ("arms", "flow", "estimates", "outcomes"):
        (dataset / f"{table}.csv").unlink()
    write(dataset, "reports", "report_id,title,doi", "R1,An invented trial,10.1000/xyz")
    done = call("check", dataset, "--strict", "--ignore", "citations", "--ignore", "status")
    assert (done.exit_code, done.stderr) == (0, ""), done.output


def test_a_users_check_is_found_and_listed(dataset: Path, tmp_path: Path) -> None:
    done = call("new", "doses_are_positive", "--family", "dosing")
    assert done.exit_code == 0, done.output
    assert "doses_are_positive" in call("checks").output
    assert "doses_are_positive" in call("explain", "doses_are_positive").output
    assert call("check", dataset, "--select", "dosing").exit_code == 3, "it looks at nothing in these tables"
    again = call("new", "doses_are_positive", "--family", "dosing")
    assert again.exit_code == 2, "nothing is overwritten"


def test_the_scaffolded_check_passes_its_own_page(dataset: Path) -> None:
    call("new", "doses_are_positive")
    done = call("test", "doses_are_positive")
    assert done.exit_code == 0, done.output


def test_select_and_ignore(dataset: Path) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    assert call("check", dataset, "--ignore", "estimates").exit_code == 0
    assert call("check", dataset, "--select", "counts").exit_code == 0
    assert call("check", dataset, "--select", "limits_*").exit_code == 1
    wrong = call("check", dataset, "--select", "limits_are_in_ordr")
    assert wrong.exit_code == 2
    assert "did you mean 'limits_are_in_order'" in wrong.output


def test_a_file_stands_for_its_dataset(dataset: Path) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    done = call("check", dataset / "arms.csv", dataset / "flow.csv")
    assert done.exit_code == 1
    assert done.output.count("limits_are_in_order") == call("check", dataset).output.count(
        "limits_are_in_order"
    )


def test_configuration_is_read_and_the_command_line_prevails(dataset: Path, tmp_path: Path) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    config = tmp_path / "triallint.toml"
    config.write_text('fail-on = "never"\n')
    assert call("check", dataset).exit_code == 0
    assert call("check", dataset, "--fail-on", "error").exit_code == 1
    config.write_text('fail-on = "nevr"\n')
    wrong = call("check", dataset)
    assert wrong.exit_code == 2
    assert "triallint.toml" in wrong.output


@pytest.mark.parametrize("form", ["text", "json", "sarif", "junit", "github", "csv"])
def test_every_format_tells_the_finding(dataset: Path, form: str) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    done = call("check", dataset, "--format", form)
    assert done.exit_code == 1
    assert "limits_are_in_order" in done.output


def test_output_goes_to_a_file(dataset: Path, tmp_path: Path) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    path = tmp_path / "out" / "findings.json"
    done = call("check", dataset, "--format", "json", "--output", path)
    assert done.exit_code == 1
    document = json.loads(path.read_text(encoding="utf-8"))
    assert [f["check"] for f in document["findings"] if f["severity"] == "error"] == ["limits_are_in_order"]
    assert "findings" in done.output


def test_a_broken_file_does_not_hide_the_others(dataset: Path) -> None:
    estimates(dataset, "0.70,1.03,0.47")
    (dataset / "counts.csv").write_bytes(b"\x00\xff\x00\xfe" * 100)
    done = call("check", dataset)
    assert done.exit_code == 1
    assert "counts.csv" in done.output
    assert "limits_are_in_order" in done.output


@pytest.mark.parametrize("command", ["check", "checks", "explain", "new", "test", "schema", "init"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    done = call(command, "--help")
    assert done.exit_code == 0
    assert "Example" in done.output


def test_explain_names_the_nearest() -> None:
    wrong = call("explain", "limits_are_in_ordre")
    assert wrong.exit_code == 2
    assert "did you mean 'limits_are_in_order'" in wrong.output


def test_init_makes_a_dataset_that_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("init", "review").exit_code == 0
    done = call("check", "review")
    assert done.exit_code == 3, "headers alone are nothing to check"
    assert "nothing was checked" in done.output.lower()
    assert "Traceback" not in done.output
    assert not [f for f in (tmp_path / "review").rglob("*") if f.suffix == ".tmp"]


def test_several_datasets_below_one_folder(dataset: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        copy = tmp_path / "many" / name
        shutil.copytree(dataset, copy)
        resources = [{"name": p.stem, "path": p.name} for p in sorted(copy.glob("*.csv"))]
        (copy / "datapackage.json").write_text(json.dumps({"resources": resources}))
        estimates(copy, "0.70,1.03,0.47")
    done = call("check", tmp_path / "many", "--format", "json")
    places = {f["places"][0]["file"] for f in json.loads(done.output)["findings"]}
    assert len(places) == 2


def test_the_seeds_are_clean_and_the_planted_copy_is_not() -> None:
    clean = call("check", ROOT / "seeds", "--fail-on", "warning")
    assert clean.exit_code == 0, clean.output
    planted = call("check", ROOT / "examples" / "planted")
    assert planted.exit_code == 1


def test_fingerprints_do_not_depend_on_what_else_is_checked() -> None:
    planted = ROOT / "examples" / "planted"
    alone = json.loads(call("check", planted, "--format", "json").output)
    both = json.loads(call("check", ROOT / "seeds", planted, "--format", "json").output)
    assert {f["fingerprint"] for f in alone["findings"]} <= {f["fingerprint"] for f in both["findings"]}


def test_an_unreadable_input_alone_is_2_and_an_empty_dataset_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "garbage").mkdir()
    (tmp_path / "garbage" / "reports.parquet").write_bytes(b"PAR1 and no more")
    assert call("check", "garbage").exit_code == 2
    call("init", "fresh")
    fresh = call("check", "fresh")
    assert fresh.exit_code == 3
    assert "nothing was checked" in fresh.output
