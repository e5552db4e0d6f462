"""Cells against their documents: every changed digit is found, and nothing else is said."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import Say
from triallint.checkfile import Check, builtin_checks
from triallint.cli import main
from triallint.extract.at_hand import DocumentsAtHand
from triallint.meaning.told import places_of, says_what_is_printed
from triallint.read import read
from triallint.run import run
from triallint.shape import shape
from triallint.sources import Sources
from triallint.tables import ROWS, Grid, Row, Tables

SEEDS = Path(__file__).parents[1] / "seeds"
DOCUMENTS = Path(os.environ.get("TRIALLINT_SHARED", "/nowhere")) / "seeds"

needed = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="TRIALLINT_SHARED: the seed documents are not at hand"
)


def the_check(name: str) -> Check:
    return next(one for one in builtin_checks() if one.name == name)


def seeds() -> Tables:
    return shape(read([SEEDS]).sheets).tables


def slips(tables: Tables) -> Iterator[tuple[str, str, Tables]]:
    """Every table with one digit changed in one cell that says where it was read."""
    for kind in ROWS.values():
        for row in tables.rows(kind):
            for cell, _ in places_of(row):
                at = next((i for i, char in enumerate(cell.text) if char.isdigit()), None)
                if at is not None:
                    wrong = cell.text[:at] + str((int(cell.text[at]) + 1) % 10) + cell.text[at + 1 :]
                    yield row.key, cell.column, with_cell(tables, row, cell.column, wrong)


def with_cell(tables: Tables, row: Row, column: str, text: str) -> Tables:
    """The reports, and the one row with another text in one cell."""
    texts = list(row.grid.texts[row.index])
    texts[row.grid.columns[column]] = text
    grid = replace(row.grid, texts=[texts], lines=[row.line])
    grids: dict[str, list[Grid]] = {"reports": [tables.rows(ROWS["reports"])[0].grid]}
    return Tables(grids | {row.table: [grid]})


@needed
def test_every_changed_digit_of_the_seeds_is_found(say: Say) -> None:
    check, at_hand, tables = the_check("cell_says_what_is_printed"), DocumentsAtHand(DOCUMENTS), seeds()
    tried, missed = 0, []
    for key, column, wrong in slips(tables):
        tried += 1
        found = run([check], wrong, sources=Sources(at_hand)).findings
        if not any(f.place.name == column for f in found):
            missed.append((key, column))
    say(f"{tried} cells of the seeds with one digit changed: {tried - len(missed)} found in their documents")
    assert tried > 500
    assert missed == []


@needed
def test_the_seeds_say_what_their_documents_print() -> None:
    checks = [check for check in builtin_checks() if check.family == "source"]
    result = run(checks, seeds(), sources=Sources(DocumentsAtHand(DOCUMENTS)))
    assert result.findings == ()
    assert result.crashes == ()
    assert result.checked.tallies["cell_says_what_is_printed"].passed > 120


TEXT = (
    "Rest for a bad back\n\nOf 81 adults, 40 were randomly assigned to rest and 41 to walking. Pain was gone in "
    "30 of 40 (75%) with rest and 21 of 41 (51%) with walking (risk ratio, 1.46; 95% CI, 1.05 to 2.05; P=0.02).\n"
)
REPORTS = "report_id,title,document\nR1,Rest for a bad back,rest.txt\n"


def dataset(folder: Path, **tables: str) -> list[str]:
    """A dataset beside the folder of its document; the arguments of the command that holds them together."""
    (folder / "texts").mkdir()
    (folder / "texts" / "rest.txt").write_text(TEXT, encoding="utf-8")
    (folder / "data").mkdir()
    for name, text in {"reports": REPORTS, **tables}.items():
        (folder / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    return ["check", str(folder / "data"), "--documents", str(folder / "texts"), "--select", "source"]


def test_the_sentence_is_shown_beside_the_cell(tmp_path: Path) -> None:
    at = TEXT.index("81 adults")
    flow = f"report_id,stage,n,at\nR1,randomised,18,n={at}:{at + 2}\n"
    result = CliRunner().invoke(main, dataset(tmp_path, flow=flow))
    assert result.exit_code == 1
    assert "n is 18; the document prints “81” there" in result.output
    assert "Of 81 adults, 40 were" in result.output


def test_a_slip_without_a_place_is_found_by_reading_again(tmp_path: Path) -> None:
    estimates = (
        "report_id,outcome_id,measure,value,ci_level,ci_lower,ci_upper\nR1,pain,RR,1.46,95,1.50,2.05\n"
    )
    outcomes = "outcome_id,label\npain,pain\n"
    arguments = [*dataset(tmp_path, estimates=estimates, outcomes=outcomes), "--format", "json"]
    said = json.loads(CliRunner().invoke(main, arguments).stdout)
    messages = {f["message"] for f in said["findings"]}
    assert any("the document reads 1.05" in message for message in messages)
    assert "ci lower 1.50 stands nowhere in the document" in messages


def test_an_absent_folder_is_a_usage_error(tmp_path: Path) -> None:
    arguments = dataset(tmp_path)
    arguments[arguments.index("--documents") + 1] = str(tmp_path / "nowhere")
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "no such folder of documents" in result.output


def test_without_documents_nothing_is_asked_and_nothing_is_skipped(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [*dataset(tmp_path)[:2], "--select", "source", "--format", "json"])
    assert json.loads(result.stdout)["skips"] == []


@pytest.mark.parametrize(
    ("column", "cell", "printed", "expected"),
    [
        ("events", "30", "thirty", "same"),
        ("events", "0", "No", "same"),
        ("n", "43", "Forty-three", "same"),
        ("value", "0.70", "0·70", "same"),
        ("ci_lower", "-3.2", "−3.2", "same"),
        ("value", "0.7", "0.70", "same number"),
        ("value", "0.7", "0.71", "other"),
        ("p_value", "<0.001", "P<0.001", "other"),
        ("enrolment_start", "2014-12", "December 2014", "same"),
        ("enrolment_start", "2014-11", "December 2014", "other"),
        ("data_cut", "2020-09-30", "September 30, 2020", "same"),
        ("doi", "10.1234/AB", "https://doi.org/10.1234/ab", "same"),
        ("pmid", "33651090", "33651091", "other"),
        ("label", "chemotherapy  alone", "Chemotherapy alone,", "same"),
        ("registry_ids", "NCT03914625", "NCT03914625.", "same"),
    ],
)
def test_what_says_the_same(column: str, cell: str, printed: str, expected: str) -> None:
    assert says_what_is_printed(column, cell, printed) == expected
