"""Two people's extractions: rows find each other under other names, cells compare as people mean them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from triallint.cli import main
from triallint.dual import Comparison, as_csv, as_json, as_text, compare
from triallint.tables import Grid, Tables

Rows = Mapping[str, Sequence[Mapping[str, str]]]


def tables(file: str, rows: Rows) -> Tables:
    """Tables in memory, as if read from `file`."""
    grids = {}
    for name, some in rows.items():
        header = list(dict.fromkeys(column for row in some for column in row))
        texts = [[row.get(column, "") for column in header] for row in some]
        columns = {column: at for at, column in enumerate(header)}
        positions = {column: at + 1 for column, at in columns.items()}
        grids[name] = [Grid(f"{file}/{name}.csv", columns, texts, range(2, 2 + len(texts)), positions)]
    return Tables(grids)


ANNA: Rows = {
    "reports": [{"report_id": "R1", "title": "A trial of rest", "doi": "10.1234/rest"}],
    "arms": [
        {"report_id": "R1", "arm_id": "rest", "label": "Rest", "randomised": "40"},
        {"report_id": "R1", "arm_id": "walk", "label": "Walking", "randomised": "41"},
    ],
    "outcomes": [{"outcome_id": "pain", "label": "Relief of pain"}],
    "counts": [
        {"report_id": "R1", "outcome_id": "pain", "arm_id": "rest", "events": "30", "total": "40"},
        {"report_id": "R1", "outcome_id": "pain", "arm_id": "walk", "events": "21", "total": "41"},
    ],
    "estimates": [
        {
            "report_id": "R1",
            "outcome_id": "pain",
            "measure": "HR",
            "value": "0.70",
            "ci_lower": "0.47",
            "ci_upper": "1.03",
        },
    ],
}
BERT: Rows = {
    "reports": [{"report_id": "rest-2020", "title": "A trial of rest.", "doi": "https://doi.org/10.1234/REST"}],
    "arms": [
        {"report_id": "rest-2020", "arm_id": "A", "label": "rest", "randomised": "40"},
        {"report_id": "rest-2020", "arm_id": "B", "label": "walking", "randomised": "41"},
    ],
    "outcomes": [{"outcome_id": "o1", "label": "relief of pain"}],
    "counts": [
        {"report_id": "rest-2020", "outcome_id": "o1", "arm_id": "A", "events": "30", "total": "40"},
        {"report_id": "rest-2020", "outcome_id": "o1", "arm_id": "B", "events": "12", "total": "41"},
        {"report_id": "rest-2020", "outcome_id": "o1", "arm_id": "", "events": "51", "total": "81"},
    ],
    "estimates": [
        {"report_id": "rest-2020", "outcome_id": "o2", "measure": "RR", "value": "0.7", "ci_lower": "0.47", "ci_upper": "1.03"},
    ],
}  # fmt: skip


def side_by_side() -> Comparison:
    return compare(tables("anna", ANNA), tables("bert", BERT))


def test_rows_are_paired_however_they_are_named() -> None:
    pairs = [(p.row.table, p.by) for p in side_by_side().pairs]
    assert pairs.count(("counts", "names")) == 2
    assert ("estimates", "figures") in pairs  # another outcome and measure, the same figures
    assert [p.by for p in side_by_side().pairs if p.row.table == "arms"] == ["names", "names"]


def test_cells_that_differ_are_found_and_no_others() -> None:
    said = {(c.pair.row.table, c.column): c.verdict for c in side_by_side().differing}
    assert said == {
        ("counts", "events"): "differ",
        ("estimates", "measure"): "differ",
        ("estimates", "value"): "written differently",
    }


def test_a_row_of_one_person_alone_is_said() -> None:
    (alone,) = side_by_side().alone
    assert alone.first is None
    assert alone.row.raw("events") == "51"


def test_an_extraction_agrees_with_itself() -> None:
    same = compare(tables("anna", ANNA), tables("again", ANNA))
    assert same.agrees
    assert same.cells


def test_arms_are_told_by_their_size_only_within_a_report() -> None:
    second = {**BERT, "arms": [{**BERT["arms"][0], "label": "bed"}, {**BERT["arms"][1], "label": "outdoors"}]}
    found = compare(tables("anna", ANNA), tables("bert", second))
    assert [p.by for p in found.pairs if p.row.table == "counts"] == ["names", "names", ""]


def test_the_text_shows_both_values_and_where_they_stand() -> None:
    text = as_text(side_by_side(), "anna", "bert")
    assert "anna  21  (anna/counts.csv:3:4)" in text
    assert "bert  12  (bert/counts.csv:3:4)" in text
    assert "only bert: counts" in text


def test_the_csv_has_room_for_what_is_agreed_and_no_formulas() -> None:
    first = {**ANNA, "reports": [{**ANNA["reports"][0], "title": "=1+1"}]}
    rows = list(csv.DictReader(io.StringIO(as_csv(compare(tables("a", first), tables("b", BERT))))))
    assert {row["agreed_value"] for row in rows} == {""}
    assert "'=1+1" in {row["first"] for row in rows}


def test_no_name_of_a_row_is_a_formula_either() -> None:
    first = {"reports": [{"report_id": "=R1", "title": "A trial of rest"}]}
    second = {"reports": [{"report_id": "=R1", "title": "A trial of walking"}]}
    rows = list(csv.DictReader(io.StringIO(as_csv(compare(tables("a", first), tables("b", second))))))
    assert {row["report"] for row in rows} == {"'=R1"}


def test_the_json_counts_every_verdict() -> None:
    said = json.loads(as_json(side_by_side(), "anna", "bert"))
    assert said["cells"]["differ"] == 2
    assert len(said["differences"]) == 3
    assert said["alone"][0]["in"] == "second"


@pytest.mark.parametrize(("digit", "code"), [("718", 0), ("781", 1)])
def test_the_command_exits_by_what_it_found(tmp_path: Path, digit: str, code: int) -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    for file in seeds.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        if file.name == "arms.csv":
            text = text.replace("experimental,718", f"experimental,{digit}")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", str(seeds), str(tmp_path)])
    assert result.exit_code == code, result.output
    assert ("781" in result.output) == bool(code)


def test_nothing_to_compare_is_not_agreement(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_text("report_id,title\nX,Another\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["compare", str(Path(__file__).parents[2] / "seeds"), str(tmp_path)])
    assert result.exit_code == 3
    assert "Nothing to compare" in result.output


def test_names_that_no_label_tells_are_learned_from_rows_with_the_same_figures() -> None:
    other = {**BERT, "outcomes": [{"outcome_id": "o1", "label": "less pain"}]}
    pairs = [
        pair
        for pair in compare(tables("anna", ANNA), tables("bert", other)).pairs
        if pair.row.table == "outcomes"
    ]
    assert [(pair.first is not None, pair.second is not None) for pair in pairs] == [(True, True)]
