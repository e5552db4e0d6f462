"""Citations by the million: the same findings as `check`, whatever the parts, and in steady memory."""

import csv
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.mirrored_citations import citations_of
from tests.benchmarks.pubmed_files import BARE, write_baseline
from triallint.answering import source_for
from triallint.catalogue import catalogue
from triallint.config import Config, UsageError
from triallint.mirror.building import build
from triallint.mirror.many import check_many
from triallint.mirror.parts import parts
from triallint.pipeline import check_paths
from triallint.render.json import finding_data
from triallint.verified import FAMILIES


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("mirror")
    write_baseline(folder / "files", 2, 150, mix=BARE)
    build(folder / "mirror", folder / "files", files=2)
    return replace(
        Config(), pubmed="mirror", mirror=str(folder / "mirror"), select=(*FAMILIES, "files", "tables")
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    rows = list(citations_of(range(1, 200), each=20))
    rows[7]["title"] = 'A title with\na line break and "marks"'
    rows[9]["year"] = "not a year"
    rows[150]["pmid"] = "12345678901"
    with (folder / "citations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "colour"])
        writer.writeheader()
        writer.writerows(rows)
    reports = "".join(f"R{at},Report {at} on the matter,{2000 + at},10.1000/x {at}\n" for at in range(10))
    (folder / "reports.csv").write_text(f"report_id,title,year,doi\n{reports}", encoding="utf-8")
    return folder


def key(finding: dict[str, Any]) -> tuple[Any, ...]:
    place = finding["places"][0]
    return (
        finding["check"],
        finding["severity"],
        place["file"],
        place["row"],
        place["column"],
        finding["message"],
    )


@pytest.mark.parametrize(("rows", "processes"), [(10_000, 1), (50, 1), (7, 1), (30, 2)])
def test_parts_give_what_check_gives(data: Path, settings: Config, rows: int, processes: int) -> None:
    plain = check_paths([data], catalogue(settings), source_for=partial(source_for, settings=settings)).run
    output = data.parent / "found.jsonl"
    outcome = check_many(
        data / "citations.csv", data / "reports.csv", settings, output, rows=rows, processes=processes
    )
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    findings = [line for line in lines if line["kind"] == "finding"]
    here, there = {key(one) for one in findings}, {key(finding_data(one)) for one in plain.findings}
    assert here <= there
    across = {one[0] for one in there - here}
    assert across <= {"identifier_is_of_one_work"}, "rows that stand in different parts"
    assert not across or rows == 7
    assert len({key(one) for one in findings}) == len(findings)
    unverified = [(one["place"]["row"], one["what"]) for one in lines if one["kind"] == "unverified"]
    assert sorted(unverified) == sorted((one.place.row, one.what) for one in plain.checked.unverified)
    (summary,) = (line for line in lines if line["kind"] == "summary")
    assert (lines[-1], summary["rows"], summary["crashes"]) == (summary, 199, {})
    assert sum(summary["findings"].values()) == len(findings) == sum(outcome.severities.values())
    assert {one[0] for one in here} >= {"headers_are_known", "volume_is_that_of_the_publication"}


@pytest.mark.parametrize("rows", [1, 2, 3, 100])
def test_a_part_ends_with_a_row(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "a.csv"
    text = 'a,b\r\n1,"x\r\ny ""z"""\r\n2,é\r\n\r\n3,"\n"'
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    found = list(parts(path, rows))
    assert all(part.text.startswith("a,b\r\n") for part in found)
    body = [part.text.removeprefix("a,b\r\n") for part in found]
    assert "".join(body) == text.removeprefix("a,b\r\n")
    assert [part.before for part in found] == [
        sum(one.count("\n") for one in body[:at]) for at in range(len(body))
    ]
    read = [row for part in body for row in csv.reader(part.splitlines(keepends=True))]
    assert [row for row in read if row] == [["1", 'x\r\ny "z"'], ["2", "é"], ["3", "\n"]]


def test_a_mark_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n1,"x\n' + "2,y\n" * 3_000, encoding="utf-8")
    assert len(list(parts(path, 100))) > 3


@pytest.mark.parametrize("text", ["My citations\nreport_id,title\nR1,A\n", "R1,A title\nR2,Another\n"])
@pytest.mark.parametrize("processes", [1, 2])
def test_a_first_line_that_is_no_header_is_said(
    tmp_path: Path, settings: Config, text: str, processes: int
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is it the header"):
        check_many(path, None, settings, tmp_path / "found.jsonl", processes=processes)


def test_other_encodings_are_refused(tmp_path: Path, settings: Config) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("report_id,title\nR1,Ä\n".encode("latin-1"))
    with pytest.raises(UsageError, match="not in UTF-8"):
        check_many(path, None, settings, tmp_path / "found.jsonl")
    assert not (tmp_path / "found.jsonl").exists()
