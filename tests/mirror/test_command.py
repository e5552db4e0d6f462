"""The commands: what they say, and how they end."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.benchmarks.mirrored_citations import citations_of
from triallint.cli import main
from triallint.mirror.layout import path_in

from .files import record, write


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def test_a_mirror_from_first_file_to_answer(tmp_path: Path) -> None:
    folder, base, updates = tmp_path / "mirror", tmp_path / "base", tmp_path / "updates"
    write(base, 1, [record(1, doi="10.1000/a.1"), record(2), record(9)])
    write(updates, 2, [record(3)])
    built = call("mirror", "build", folder, "--from", base)
    assert built.exit_code == 0, built.output
    assert "3 records" in built.output
    assert "nobody said whether the 1 files" in built.output
    assert call("mirror", "info", folder).exit_code == 3
    updated = call("mirror", "update", folder, "--from", updates)
    assert updated.exit_code == 0, updated.output
    assert "files 1 to 2, the last pubmed26n0002.xml.gz" in updated.output
    info = call("mirror", "info", folder, "--check")
    assert (info.exit_code, "whole: it can also tell" in info.output) == (0, True)
    assert "every record can be read: 4 of them" in info.output
    data = tmp_path / "data"
    data.mkdir()
    (data / "reports.csv").write_text(
        "report_id,title,pmid\nR1,Trial 1 of nothing in particular,1\nR2,Lost,5\n"
    )
    found = call("check", data, "--mirror", folder)
    assert found.exit_code == 0, found.output  # a warning
    assert "pmid_is_in_pubmed" in found.output
    assert "from a local mirror of PubMed, 2026-03-01" in found.output
    document = json.loads(call("check", data, "--mirror", folder, "--format", "json").stdout)
    assert [(one["source"], one["found"], one["absent"]) for one in document["checked"]["answers"]] == [
        ("mirror", 1, 1)
    ]
    said = call("citations", data, "--mirror", folder).output
    assert "PMID 1 found" in said
    assert "mirror 2026-03-01" in said


def test_the_configuration_names_a_mirror(tmp_path: Path) -> None:
    write(tmp_path / "base", 1, [record(1)])
    call("mirror", "build", tmp_path / "pubmed", "--from", tmp_path / "base", "--files", 1)
    (tmp_path / "reports.csv").write_text("report_id,title,pmid\nR1,Trial 1 of nothing in particular,1\n")
    settings = tmp_path / "triallint.toml"
    settings.write_text('pubmed = "mirror"\nmirror = "pubmed"\n')
    assert "1 found; from a local mirror of PubMed" in call("check", tmp_path / "reports.csv").output
    assert "PubMed was not asked" in call("check", tmp_path / "reports.csv", "--pubmed", "off", "-v").output
    settings.write_text('pubmed = "mirror"\n')
    nameless = call("check", tmp_path / "reports.csv")
    assert (nameless.exit_code, "no mirror is named" in nameless.output) == (2, True)


def test_a_mirror_that_is_none_is_unverified_and_never_fine(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_text("report_id,title,pmid\nR1,Trial 1 of nothing in particular,1\n")
    said = call("check", tmp_path / "reports.csv", "--mirror", tmp_path / "none", "-v")
    assert "there is no mirror here: run `triallint mirror build`" in said.output
    assert call("check", tmp_path / "reports.csv", "--mirror", tmp_path / "none", "--strict").exit_code == 3


def test_errors_are_one_line(tmp_path: Path) -> None:
    write(tmp_path / "base", 2, [record(1)])
    (tmp_path / "empty").mkdir()
    for arguments, words in (
        (("build", tmp_path / "m", "--from", tmp_path / "base"), "n0001.xml.gz is missing"),
        (("build", tmp_path / "m", "--from", tmp_path / "empty"), "there are no files such as"),
        (("update", tmp_path / "m", "--from", tmp_path / "base"), "there is no mirror here"),
        (("info", tmp_path / "m"), "there is no mirror here"),
        (
            ("check", tmp_path / "m", tmp_path / "base" / "pubmed26n0002.xml.gz", "-o", tmp_path / "o"),
            "no mirror here",
        ),
    ):
        done = call("mirror", *arguments)
        assert (done.exit_code, words in done.output) == (2, True), done.output
        assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("at", "with_what"), [(20, b"\xff" * 30), (-3000, b"\0" * 2000)], ids=["header", "last pages"]
)
def test_check_reads_every_page(tmp_path: Path, at: int, with_what: bytes) -> None:
    write(tmp_path / "base", 1, [record(n, doi=f"10.1000/a.{n}") for n in range(1, 300)])
    call("mirror", "build", tmp_path / "m", "--from", tmp_path / "base", "--files", 1)
    assert call("mirror", "info", tmp_path / "m", "--check").exit_code == 0
    path = path_in(tmp_path / "m")
    whole = bytearray(path.read_bytes())
    at %= len(whole)
    whole[at : at + len(with_what)] = with_what
    path.write_bytes(whole)
    done = call("mirror", "info", tmp_path / "m", "--check")
    assert done.exit_code == 2, done.output


def test_many_citations(tmp_path: Path) -> None:
    from tests.benchmarks.pubmed_files import BARE, write_baseline

    write_baseline(tmp_path / "base", 1, 40, mix=BARE)
    call("mirror", "build", tmp_path / "m", "--from", tmp_path / "base", "--files", 1)
    rows: list[dict[str, Any]] = list(citations_of(range(1, 40)))
    with (tmp_path / "c.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    done = call(
        "mirror", "check", tmp_path / "m", tmp_path / "c.csv", "-o", tmp_path / "f.jsonl", "--processes", 1
    )
    assert done.exit_code == 1, done.output
    assert "39 citations" in done.output
    assert "not from NCBI" in done.output
    assert json.loads((tmp_path / "f.jsonl").read_text().splitlines()[-1])["rows"] == 39
