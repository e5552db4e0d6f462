"""Invented documents extract to the rows that a person reads in them: `tables_of_documents.txt` has them all.

A line is a document, a table and a row's cells, outcomes by their words; places and sources are left out.
"""

from pathlib import Path

import pytest

from triallint.extract.assemble import tables_of
from triallint.extract.reading import read_documents

from .reading import DOCUMENTS

EXPECTED = Path(__file__).with_name("tables_of_documents.txt")
EXAMPLE = Path(__file__).parents[2] / "examples" / "documents" / "hiccups.txt"
PATHS = {
    path.stem: path
    for path in (*(DOCUMENTS / f"{name}.txt" for name in ("single_arm", "interim", "pubmed_page")), EXAMPLE)
}

#: What is about the extraction and not about the trial.
_LEFT_OUT = frozenset({"row_id", "report_id", "trial_id", "arm_id", "source", "at"})
_TABLES = ("trials", "outcomes", "arms", "flow", "counts", "continuous", "estimates")


def rows(name: str) -> list[str]:
    """The rows of one document, as the expected ones are written."""
    documents = [pair for part in read_documents([PATHS[name]]) for pair in part.documents]
    tables = tables_of(documents)
    labels = {row["outcome_id"]: row.get("label", "-") for row in tables.get("outcomes", [])}
    arms = {row["arm_id"]: row["label"] for row in tables.get("arms", [])}
    return [
        f"{name} {table}: {_said(row, labels, arms)}" for table in _TABLES for row in tables.get(table, [])
    ]


def _said(row: dict[str, str], labels: dict[str, str], arms: dict[str, str]) -> str:
    named = {column: labels.get(text, arms.get(text, text)) for column, text in row.items()}
    cells = {"of": named["outcome_id"]} if "outcome_id" in row and "label" not in row else {}
    cells |= {"in": named["arm_id"]} if row.get("arm_id") and "label" not in row else {}
    cells |= {column: text for column, text in named.items() if column not in _LEFT_OUT | {"outcome_id"}}
    return ", ".join(f"{column} {text}" for column, text in cells.items())


@pytest.mark.parametrize("name", PATHS)
def test_rows_are_those_that_a_person_reads(name: str) -> None:
    expected = [
        line for line in EXPECTED.read_text(encoding="utf-8").splitlines() if line.startswith(f"{name} ")
    ]
    assert rows(name) == expected
