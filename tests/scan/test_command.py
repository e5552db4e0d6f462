"""`triallint scan` from start to finish: outputs, exit codes, what is broken, what is continued."""

import gzip
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from tests.benchmarks.pubmed_files import Mix, write_baseline, write_lines
from triallint.cli import main
from triallint.scan.ledger import Ledger, about
from triallint.scan.outputs import Summary

from .odd import ABSTRACTS, article, simple, whole

DENSE = Mix(abstracts=0.9, trials=0.8, claims=0.2, planted=0.3, references=0, sentences=(2, 4))


def scan(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["scan", *map(str, arguments), "--jobs", "1"])


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "triallint", "scan", *map(str, arguments)]


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder of three files, of two kinds."""
    folder = tmp_path / "in"
    write_baseline(folder, 2, 40, mix=DENSE)
    write_lines(folder / "texts.jsonl.gz", range(200, 240), mix=DENSE)
    return folder


def test_findings_of_a_folder(inputs: Path, tmp_path: Path) -> None:
    output, counts = tmp_path / "o.jsonl", tmp_path / "counts.json"
    result = scan(inputs, "-o", output, "--summary", counts)
    assert result.exit_code == 0, result.output
    found = rows(output)
    told = json.loads(counts.read_text())
    assert told["files"] == 3
    texts = gzip.decompress((inputs / "texts.jsonl.gz").read_bytes())
    assert told["records"] == 80 + texts.count(b"\n")
    assert told["findings"] == len(found) > 5
    assert sum(sum(one.values()) for one in told["checks"].values()) == told["findings"]
    assert [str(one["file"]) for one in found] == sorted(str(one["file"]) for one in found)
    assert not Ledger(output).is_there
    assert f"{told['findings']} findings" in result.output
    first = found[0]
    text = gzip.decompress(Path(str(first["file"])).read_bytes())
    assert text[int(str(first["at"])) :].startswith(b"<PubmedArticle>")
    assert str(first["text"]) in str(first["excerpt"])


def test_parquet_says_the_same(inputs: Path, tmp_path: Path) -> None:
    scan(inputs, "-o", tmp_path / "o.jsonl")
    scan(inputs, "-o", tmp_path / "o.parquet")
    table = pq.read_table(tmp_path / "o.parquet").to_pylist()
    kept = [{name: value for name, value in row.items() if value is not None} for row in table]
    assert kept == rows(tmp_path / "o.jsonl")


#: What is wrong with a file -> its bytes, and words of what is said of it.
BROKEN = {
    "empty": (b"", "empty"),
    "kind": (b"%PDF-1.4 nothing", "neither"),
    "html": (b"<html><body>no</body></html>", "not PubMed's"),
    "encoding": (simple().replace("utf-8", "iso-8859-1").encode("latin-1", "replace"), "iso88591"),
    "wide": (simple().encode("utf-16"), "not in UTF-8"),
    "entity": (b'<!DOCTYPE a [<!ENTITY b "c">]><PubmedArticleSet/>', "entities"),
    "cut": (gzip.compress(simple().encode())[:-30], "end mark"),
    "damage": (gzip.compress(simple().encode())[:400] + b"\xff" * 300, "damaged"),
    "behind": (gzip.compress(simple().encode()) + b"more", "behind the archive"),
    "end": (simple().encode()[:-200], "has no end"),
    "records": (whole().encode(), "no record"),
    "tags": (whole(article(1, "<AbstractText>5 of 10 (3%)</Abs>")).encode(), "cannot be parsed"),
    "text": (b'{"id": "1", "text": "Nothing."}\n{"id": 2}\n', "has no `text`"),
    "id": (b'{"id": true, "text": "Nothing."}\n', "neither `id` nor `pmid`"),
    "line": (b'{"id": "1", "text": "Nothing."}\nnonsense\n', "not a JSON object"),
}


def test_what_is_broken_is_named_and_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (content, _) in BROKEN.items():
        (folder / f"{name}.xml").write_bytes(content)
    (folder / "good.xml").write_text(simple(), encoding="utf-8")
    result = scan(folder, "-o", tmp_path / "o.jsonl", "--summary", tmp_path / "s.json")
    assert result.exit_code == 3, result.output
    broken = [row for row in rows(tmp_path / "o.jsonl") if row["kind"] == "broken"]
    told = {Path(str(row["file"])).stem: str(row["message"]) for row in broken}
    assert len(broken) == len(told) == len(BROKEN)
    for name, (_, said) in BROKEN.items():
        assert said in told[name], name
    named = json.loads((tmp_path / "s.json").read_text())["broken_files"]
    assert named == sorted(str(folder / f"{name}.xml") for name in BROKEN)
    assert "and 5 more, in the output" in result.output
    assert any(row["file"] == str(folder / "good.xml") for row in rows(tmp_path / "o.jsonl"))


def test_nothing_readable_is_usage(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("nothing")
    assert scan(tmp_path / "a.xml", "-o", tmp_path / "o.jsonl").exit_code == 2


def test_exit_codes_of_findings(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(simple(), encoding="utf-8")
    calm = tmp_path / "calm.jsonl"
    calm.write_text('{"id": "1", "text": "Nothing was counted."}\n')
    assert scan(tmp_path / "a.xml", "-o", tmp_path / "1.jsonl").exit_code == 0
    assert scan(tmp_path / "a.xml", "-o", tmp_path / "2.jsonl", "--fail-on", "error").exit_code == 1
    assert scan(calm, "-o", tmp_path / "3.jsonl", "--fail-on", "info").exit_code == 0


def test_only_the_checks_that_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(simple(), encoding="utf-8")
    scan(tmp_path / "a.xml", "-o", tmp_path / "o.jsonl", "--select", "percent_is_events_over_total")
    assert {row["check"] for row in rows(tmp_path / "o.jsonl")} == {"percent_is_events_over_total"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing.xml", "-o", "o.jsonl"), "no such file"),
        ((".", "-o", "o.csv"), "must end in"),
        ((".", "-o", "o.jsonl", "--select", "nonsense"), "nonsense"),
        (("empty", "-o", "o.jsonl"), "no file in it"),
    ],
)
def test_usage(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.xml").write_text(simple(), encoding="utf-8")
    result = scan(*arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_an_output_is_not_replaced_unless_told(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(simple(), encoding="utf-8")
    (tmp_path / "o.jsonl").write_text("mine")
    assert scan(tmp_path / "a.xml", "-o", tmp_path / "o.jsonl").exit_code == 2
    assert (tmp_path / "o.jsonl").read_text() == "mine"
    assert scan(tmp_path / "a.xml", "-o", tmp_path / "o.jsonl", "--overwrite").exit_code == 0
    assert rows(tmp_path / "o.jsonl")


def test_a_ledger_of_another_scan_is_not_continued(tmp_path: Path) -> None:
    from triallint.config import Config

    (tmp_path / "a.xml").write_text(simple(), encoding="utf-8")
    ledger = Ledger(tmp_path / "o.jsonl")
    ledger.open(about(Config(select=("counts",)), "0.0"))
    result = scan(tmp_path / "a.xml", "-o", tmp_path / "o.jsonl")
    assert result.exit_code == 2
    assert "another scan" in result.output
    assert "--restart" in result.output
    assert scan(tmp_path / "a.xml", "-o", tmp_path / "o.jsonl", "--restart").exit_code == 0


def killed_and_continued(inputs: Path, output: Path, moments: list[float]) -> int:
    """Kill scans at some moments, and let the last one end; how many were caught at work."""
    caught = 0
    for moment in moments:
        with subprocess.Popen(command(inputs, "-o", output, "-q", "-j", 2), start_new_session=True) as child:
            time.sleep(moment)
            caught += child.poll() is None
            child.kill()
    subprocess.run(command(inputs, "-o", output, "-q", "-j", 2, "--overwrite"), check=True, timeout=120)
    return caught


def test_a_scan_that_was_killed_is_continued(tmp_path: Path) -> None:
    write_baseline(tmp_path / "in", 5, 40, mix=DENSE)
    scan(tmp_path / "in", "-o", tmp_path / "whole.jsonl")
    assert killed_and_continued(tmp_path / "in", tmp_path / "o.jsonl", [1.2])
    assert (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "o.jsonl", "whole.jsonl"]


@pytest.mark.slow
def test_scans_killed_at_twenty_moments_are_continued(tmp_path: Path) -> None:
    from random import Random

    write_baseline(tmp_path / "in", 8, 150, mix=DENSE)
    begun = time.monotonic()
    subprocess.run(command(tmp_path / "in", "-o", tmp_path / "whole.jsonl", "-q", "-j", 2), check=True)
    took, dice, caught = time.monotonic() - begun, Random(7), 0
    for number in range(20):
        output = tmp_path / f"{number}.jsonl"
        caught += killed_and_continued(tmp_path / "in", output, [dice.uniform(0.1, took)])
        assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
        assert not Ledger(output).is_there
    assert caught >= 15


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    from triallint import __version__
    from triallint.config import Config
    from triallint.scan.function import judged
    from triallint.scan.located import located

    first, second = write_baseline(tmp_path / "in", 2, 20, mix=DENSE)
    ledger = Ledger(tmp_path / "o.jsonl")
    ledger.open(about(Config(), __version__))
    # A part that no scan of the file would give: it is taken as it is.
    ledger.keep(first, judged(located(second)))
    result = CliRunner().invoke(
        main, ["scan", str(tmp_path / "in"), "-o", str(tmp_path / "o.jsonl"), "-j", "1"]
    )
    assert result.exit_code == 0, result.output
    assert "1 of 2 files were done before" in result.output
    assert {row["file"] for row in rows(tmp_path / "o.jsonl")} == {str(second)}


def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    write_baseline(tmp_path / "in", 4, 200, mix=DENSE)
    output = tmp_path / "o.jsonl"
    with subprocess.Popen(
        command(tmp_path / "in", "-o", output, "-j", 1),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as child:
        until = time.monotonic() + 60
        while time.monotonic() < until and not list(Ledger(output).folder.glob("*.arrow")):
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=30)
    assert child.returncode == 130
    assert "the same command continues" in said
    assert not output.exists()
    done = len(list(Ledger(output).folder.glob("*.arrow")))
    assert 0 < done < 4
    result = scan(tmp_path / "in", "-o", output)
    assert result.exit_code == 0
    assert f"{done} of 4 files were done before" in result.output


def test_the_summary_names_what_is_broken() -> None:
    one = Summary(files=1)
    one.counts.update(records=3, with_text=2, gated=1, judged=1, broken=1)
    one.broken.append({"file": "a.xml", "at": 5, "id": None, "message": "it was cut"})
    one.broken_files.add("a.xml")
    text = "\n".join(one.lines())
    assert "a.xml: it was cut" in text
    assert "1 record or part of 1 file" in text


def test_abstracts_give_findings_of_several_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(simple(), encoding="utf-8")
    scan(tmp_path / "a.xml", "-o", tmp_path / "o.jsonl")
    found = rows(tmp_path / "o.jsonl")
    assert len({row["check"] for row in found}) > 3
    assert {str(row["id"]) for row in found} >= {str(100 + at) for at in range(len(ABSTRACTS) - 1)}
