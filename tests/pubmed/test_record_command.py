"""`triallint record`, and `check` with what it recorded: over HTTP, on a dataset of its own."""

import json
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.pubmed.recording_kit import FACTS, QUESTIONS, call, cite, files, recording
from tests.standin import Failures, Library, StandIn
from triallint.config import Config, UsageError
from triallint.model import Answer
from triallint.pubmed import index
from triallint.pubmed.questions import Question
from triallint.recording import Again, plan, record


def test_only_what_is_missing_is_asked(dataset: Path, stand_in: StandIn) -> None:
    first = call("record", "data")
    assert (first.exit_code, first.stderr) == (0, "")
    assert "data: 0 recorded already, 2 to ask" in first.output
    assert "2 found" in first.output
    assert "recorded from the stand-in, not from NCBI" in first.output
    before = files(dataset / "cassettes")
    assert len(before) == 2

    again = call("record", "data")
    assert again.output == "data: 2 recorded already, 0 to ask\n"
    assert len(stand_in.asked) == 1

    cite(dataset, "12", "13")
    assert "2 recorded already, 1 to ask" in call("record", "data").output
    assert [one.ids for one in stand_in.asked[1:]] == [["13"]]
    after = files(dataset / "cassettes")
    assert len(after) == 3
    assert all(after[name] == body for name, body in before.items() if name != index.NAME)


def test_a_dry_run_lists_and_asks_nothing(dataset: Path, stand_in: StandIn) -> None:
    said = call("record", "data", "--dry-run")
    assert said.exit_code == 0
    assert said.output.splitlines() == ["data: 0 recorded already, 2 to ask", "  pmid 11", "  pmid 12"]
    assert (stand_in.asked, files(dataset / "cassettes")) == ([], {})


def test_what_is_stale_is_asked_again(dataset: Path, stand_in: StandIn) -> None:
    call("record", "data")
    assert "2 recorded already" in call("record", "data", "--older-than", "30d").output
    (cassette,) = (dataset / "cassettes").glob("*.json")
    document = json.loads(cassette.read_text())
    document["interactions"][0]["response"]["headers"]["Date"] = ["Wed, 01 Jan 2020 10:00:00 GMT"]
    cassette.write_text(json.dumps(document))
    said = call("record", "data", "--older-than", "30d").output
    assert "0 recorded already, 0 to ask, 2 to ask again" in said
    assert len(stand_in.asked) == 2
    assert "2 recorded already, 0 to ask" in call("record", "data", "--older-than", "30d").output
    assert "2 to ask again" in call("record", "data", "--refresh", "--dry-run").output


def test_what_proved_nothing_can_be_asked_again(dataset: Path, stand_in: StandIn) -> None:
    (dataset / "reports.csv").write_text("report_id,title,pmid,doi\nR1,A letter,11,10.1000/shared\n")
    assert "1 unverified: PubMed gives this DOI to several records" in call("record", "data").output
    assert "3 recorded already, 0 to ask\n" in call("record", "data").output
    assert "2 recorded already, 0 to ask, 1 to ask again" in call("record", "data", "--unverified").output


def test_a_service_that_is_down_is_said_so(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = StandIn(Library.of(FACTS), Failures({"viewer": 1.0}), keys=frozenset({"other"}))
    with failing as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        monkeypatch.setenv("NCBI_API_KEY", "wrong0key0planted")
        said = call("record", "data")
    assert said.exit_code == 3
    assert "2 not answered" in said.output
    assert "API key" in said.output
    assert "wrong0key0planted" not in said.output
    assert files(dataset / "cassettes") == {}


@pytest.mark.parametrize(
    ("arguments", "variables", "words"),
    [
        (["nowhere"], {}, "nowhere"),
        (["data", "--older-than", "soon"], {}, "soon"),
        (["data", "--older-than", "1m"], {}, "--refresh"),
        (["data", "--older-than", "12h"], {}, "--refresh"),
        (["data", "--older-than", "0d"], {}, "--refresh"),
        (["data"], {"NCBI_EMAIL": "not an address"}, "NCBI_EMAIL"),
        (["data"], {"TRIALLINT_EUTILS_URL": "https://example.org"}, "TRIALLINT_EUTILS_URL"),
    ],
)
def test_what_cannot_be_is_a_usage_error(
    dataset: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    variables: dict[str, str],
    words: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    said = call("record", *arguments)
    assert said.exit_code == 2
    assert words in said.output
    assert "not an address" not in said.output


@pytest.mark.parametrize("package", ["vcr", "requests", "tenacity"])
def test_a_missing_package_is_a_usage_error(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    said = call("record", "data")
    assert (said.exit_code, f"recording needs {package}: pip install" in said.output) == (2, True)


def test_an_index_is_made_anew(dataset: Path, stand_in: StandIn) -> None:
    call("record", "data")
    path = Path("data") / "cassettes" / index.NAME
    before = path.read_bytes()
    lines = before.decode().splitlines()
    path.write_text("\n".join([lines[0], *reversed(lines[1:])]))  # as a careless merge leaves it
    assert f"wrote {path}" in call("record", "data", "--reindex").output
    assert path.read_bytes() == before
    assert len(stand_in.asked) == 1


def test_recording_mends_an_index_before_it_asks(dataset: Path, stand_in: StandIn) -> None:
    call("record", "data")
    path = Path("data") / "cassettes" / index.NAME
    before = path.read_bytes()
    path.write_text("<<<<<<< HEAD\n" + before.decode())
    assert call("record", "data", "--dry-run").output.endswith("0 to ask\n")
    said = call("record", "data").output
    assert said.splitlines() == [f"wrote {path}", "data: 2 recorded already, 0 to ask"]
    assert path.read_bytes() == before
    path.write_bytes(before.replace(b"\n", b"\r\n"))  # as git writes it on Windows
    assert "2 recorded already" in call("record", "data").output


def test_an_index_that_was_lost_or_cut_or_is_another_branchs_is_made_anew(
    dataset: Path, stand_in: StandIn
) -> None:
    """Or everything would be asked again that was answered already."""
    path = Path("data") / "cassettes" / index.NAME
    call("record", "data")
    before_the_other = path.read_bytes()
    cite(dataset, "12", "13")
    call("record", "data")
    before, asked = path.read_bytes(), len(stand_in.asked)
    cut = b"".join(before.splitlines(keepends=True)[:2])
    for left in (None, cut, before_the_other, before[: len(before_the_other) // 2]):
        path.unlink() if left is None else path.write_bytes(left)
        said = call("record", "data").output.splitlines()
        assert said == [f"wrote {path}", "data: 3 recorded already, 0 to ask"]
        assert path.read_bytes() == before
    assert len(stand_in.asked) == asked


def test_cassettes_whose_answers_were_all_asked_again_break_no_index(
    dataset: Path, stand_in: StandIn
) -> None:
    call("record", "data")
    call("record", "data", "--refresh")
    assert len(list((dataset / "cassettes").glob("*.json"))) == 2
    assert call("record", "data").output == "data: 2 recorded already, 0 to ask\n"


def test_ctrl_c_keeps_what_was_answered(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (dataset / "reports.csv").write_text("report_id,title,pmid,doi\nR1,A,11,10.1000/a.1\n")
    with StandIn(Library.of(FACTS), Failures(script=[None, "slow"], seconds=1.5)) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        command = [sys.executable, "-m", "triallint", "record", "data"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
            while len(service.asked) < 2:
                time.sleep(0.01)
            child.send_signal(signal.SIGINT)
            said, grumbled = child.communicate(timeout=20)
    assert child.returncode == 3
    assert "2 found" in said
    assert grumbled == "  interrupted: what was answered is kept; run it again for the rest\n"
    assert "2 recorded already, 1 to ask" in call("record", "data", "--dry-run").output


def test_an_interrupt_keeps_what_was_answered(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with recording(tmp_path) as here:
        outcome = record(QUESTIONS, here.recorder, within=lambda: 60.0, progress=stop)
    assert outcome.interrupted
    assert outcome.states == {"found": 2}
    assert [here.answer(*one).state for one in QUESTIONS[:2]] == ["found", "found"]


def test_batches_are_kept_one_by_one_until_the_time_is_over(tmp_path: Path) -> None:
    asked = [Question("pmid", str(number)) for number in range(1, 251)]
    left = iter([60.0, 60.0, 0.0])
    with recording(tmp_path) as here:
        outcome = record(asked, here.recorder, within=lambda: next(left), progress=lambda _: None)
    assert outcome.states == {"found": 5, "unverified": 195}  # the stand-in cannot say that there is none
    assert outcome.unanswered == {"the time for asking PubMed was over": 50}
    assert len(here.cassettes) == 2


def test_what_is_wanted_again() -> None:
    never = Answer("pmid", "1", "found")
    assert not Again().wants(never)
    assert Again(everything=True).wants(never)
    assert not Again(older_than=timedelta(days=1)).wants(never)


def test_nothing_that_could_be_read(dataset: Path) -> None:
    empty = dataset / "empty"
    empty.mkdir()
    with pytest.raises(UsageError, match="no table"):
        plan(empty, Config(), Again())
