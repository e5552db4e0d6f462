"""Correct abstracts in many styles of print: no false finding, and no number where it does not belong."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from triallint.cli import main
from triallint.extract.assemble import tables_of
from triallint.extract.layouts import documents
from triallint.extract.reading import read_documents

STYLES = Path(__file__).parent / "documents" / "styles.jsonl"


@pytest.fixture(scope="module")
def tables() -> dict[str, list[dict[str, str]]]:
    parts = read_documents([STYLES])
    return {
        name: [dict(row) for row in rows]
        for name, rows in tables_of((pair for part in parts for pair in part.documents), "2026-01-01").items()
    }


def test_no_correct_abstract_is_warned_about() -> None:
    result = CliRunner().invoke(main, ["check", str(STYLES), "--pubmed", "off", "--fail-on", "warning"])
    assert result.exit_code == 0, result.output
    assert "(reports 30" in result.output


def test_each_is_prose_in_a_file_of_its_own(tmp_path: Path) -> None:
    for document in documents(STYLES):
        path = tmp_path / f"{document.id}.txt"
        path.write_text(document.text, encoding="utf-8")
        findings: list[object] = []
        assert len(list(documents(path, findings))) == 1, (document.id, findings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("report", "table", "column", "value", "wanted"),
    [
        ("factorial", "counts", "events", "2", []),  # "2 x 2" counts nobody
        ("single", "counts", "event_count", "3", []),  # nor does "grade 3 or higher adverse events"
        ("cluster", "arms", "randomised", "12", []),  # schools are no participants
        ("kmse", "estimates", "value", "2.5", []),  # "89.0% ± 2.5%" has one survival
        ("percond", "estimates", "p_value", "0.18", ["superiority"]),
        ("three", "flow", "n", "300", ["randomised"]),
        ("xsq", "counts", "events", "780", ["not_reported"]),  # of one group, and not of all invited
    ],
)
def test_what_a_number_is_said_to_be(
    tables: dict[str, list[dict[str, str]]],
    report: str,
    table: str,
    column: str,
    value: str,
    wanted: list[str],
) -> None:
    said = {"estimates": "p_for", "flow": "stage", "counts": "subgroup"}.get(table, "arm_id")
    rows = [row for row in tables[table] if row["report_id"] == report and row.get(column) == value]
    assert [row.get(said, "") for row in rows] == wanted


def test_arms_of_counts_are_the_ones_that_the_sentence_names(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    found = {
        (row["report_id"], row["events"]): row.get("arm_id", "")
        for row in tables["counts"]
        if row.get("events")
    }
    read = {
        ("two", "154"): "velmorin", ("two", "113"): "placebo", ("noninf", "70"): "7-day",
        ("noninf", "73"): "14-day", ("nbsp", "133"): "ketavil", ("nbsp", "121"): "diclofenac",
        ("inter", "118"): "rofelin", ("inter", "161"): "warfarin", ("mid", "21"): "denorphine",
        ("mid", "15"): "placebo", ("words", "9"): "acupressure-bands", ("words", "18"): "sham-bands",
        ("eval", "5"): "zinc", ("eval", "4"): "vehicle",
    }  # fmt: skip
    assert {key: found[key] for key in read} == read


def test_a_folder_of_documents_says_how_to_name_them(tmp_path: Path) -> None:
    tmp_path.joinpath("a.txt").write_text("A randomised trial.", encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--pubmed", "off"])
    assert result.exit_code == 2
    assert "documents are named as files" in result.output


def test_extract_tells_what_could_not_be_read_from_what_says_little(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    good.write_text('{"id": "a", "text": "Forty people were asked about tea."}\n', encoding="utf-8")
    bad.write_text(good.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["extract", str(good)]).exit_code == 0
    assert CliRunner().invoke(main, ["extract", str(bad)]).exit_code == 1
