"""Checks with recorded answers: from whom, from where, and without what recording needs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

import triallint
from tests.pubmed.recording_kit import call, files
from tests.standin import StandIn
from triallint.answering import folder_for_recording, folders_of
from triallint.config import Config, UsageError, load


def test_check_replays_it_and_says_from_whom(dataset: Path, stand_in: StandIn) -> None:
    before = call("check", "data", "--verbose")
    assert "no recorded answer: run `triallint record`" in before.output
    call("record", "data")
    asked = len(stand_in.asked)
    for form in ("text", "json", "sarif", "junit", "github", "csv"):
        assert "recorded from the stand-in, not from NCBI" in call("check", "data", "--format", form).output
    answers = json.loads(call("check", "data", "--format", "json").output)["checked"]["answers"]
    assert [(one["source"], one["unverified"]) for one in answers] == [("stand-in", 0)]
    assert answers[0]["found"] >= 1
    assert answers[0]["oldest"] == answers[0]["newest"]
    assert len(stand_in.asked) == asked


def test_off_asks_nobody(dataset: Path, stand_in: StandIn) -> None:
    call("record", "data")
    for said in (call("check", "data", "--pubmed", "off", "-v"), _with_config("pubmed = 'off'")):
        assert "PubMed was not asked" in said.output
        assert "stand-in" not in said.output
    assert call("check", "data", "--pubmed", "live").exit_code == 2


def _with_config(text: str) -> Result:
    Path("triallint.toml").write_text(text)
    return call("check", "data", "-v")


def test_the_library_replays_it_too(dataset: Path, stand_in: StandIn) -> None:
    call("record", "data")
    run = triallint.check("data", config="triallint.toml")
    assert [used.source for used in run.checked.answers] == ["stand-in"]
    assert triallint.check("data", config="triallint.toml", pubmed="off").checked.answers == ()
    with pytest.raises(UsageError, match="pubmed"):
        triallint.check("data", pubmed="of")


def test_several_datasets_count_their_answers_together(dataset: Path, stand_in: StandIn) -> None:
    for name in ("data", "more"):
        Path(name).mkdir(exist_ok=True)
        (Path(name) / "datapackage.json").write_text(
            '{"resources": [{"name": "reports", "path": "reports.csv"},'
            ' {"name": "citations", "path": "c.csv"}]}'
        )
        (Path(name) / "reports.csv").write_text("report_id,title,pmid\nR1,A,11\n")
        (Path(name) / "c.csv").write_text("report_id,position,relation,pmid\nR1,1,reference,12\n")
    Path("cassettes").mkdir()
    said = call("record", ".")
    assert said.exit_code == 0, said.output
    assert len(stand_in.asked) == 1
    assert len(files(Path("cassettes"))) == 2
    (used,) = triallint.check(".", config="triallint.toml", select=["mine"]).checked.answers
    assert used.found == 2


def test_answers_lie_beside_the_tables_or_in_the_project(dataset: Path) -> None:
    settings = load(Path("triallint.toml"))
    data = Path("data")
    assert folders_of(data, settings) == []
    assert folder_for_recording(data, settings) == data / "cassettes"
    Path("cassettes").mkdir()
    assert folder_for_recording(data, settings).resolve() == Path("cassettes").resolve()
    (data / "cassettes").mkdir()
    assert folder_for_recording(data, settings) == data / "cassettes"
    assert folders_of(data, settings)[0] == data / "cassettes"
    assert folders_of(data, Config(cassettes="kept")) == []


def test_a_project_without_configuration_has_its_folder_too(dataset: Path) -> None:
    Path("cassettes").mkdir()
    assert folders_of(Path("data"), Config()) == [Path("cassettes")]


def test_recorded_answers_are_no_dataset(dataset: Path, stand_in: StandIn) -> None:
    Path("cassettes").mkdir()
    call("record", "data")
    kept = [str(path) for path in Path("cassettes").iterdir()]
    said = call("check", *kept)
    assert (said.exit_code, "recorded answers are no dataset" in said.output) == (2, True)
    both = call("check", *kept, "data", "--format", "json")
    assert both.exit_code == 0
    assert not any("cassettes" in name for name in json.loads(both.output)["checked"]["files"])


def test_the_hook_needs_none_of_what_recording_needs(dataset: Path, stand_in: StandIn) -> None:
    call("record", "data")
    program = (
        "import sys; from triallint.cli import main\n"
        "sys.modules.update(dict.fromkeys(['vcr', 'requests', 'tenacity', 'urllib3', 'yaml']))\n"
        "main(['check', 'data', '--format', 'json'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["checked"]["answers"][0]["found"] >= 1
