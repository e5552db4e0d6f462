"""Groups as JSON, CSV and text: the contract, nothing lost, nothing that acts on a screen or a spreadsheet."""

import csv
import io
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator, ValidationError  # type: ignore[import-untyped]

from tests.sample import tables_of
from triallint.reconcile.as_csv import COLUMNS, as_csv
from triallint.reconcile.as_json import as_json
from triallint.reconcile.as_text import as_text, summary
from triallint.reconcile.gather import Gathered, gather
from triallint.reconcile.merge import Reconciled, reconciled
from triallint.reconcile.words import Edge, Group, Reason, Veto

SCHEMA = json.loads(
    files("triallint.reconcile").joinpath("reconcile-v1.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)
TITLE = "=HYPERLINK(1) \x1b[31mTwo drugs\u202e; =SUM(A1)"


def example(
    kind: str = "duplicate", certainty: str = "certain", title: str = TITLE
) -> tuple[Reconciled, Gathered]:
    """A group of two reports and a citation, with a conflict and a confirmed figure."""
    arm = {"label": "one", "arm_id": "A"}
    gathered = gather(
        tables_of(
            reports=[
                {"report_id": "R1", "title": title, "doi": "10.1000/abc", "volume": "325"},
                {"report_id": "R2", "title": title, "doi": "10.1000/abc.", "volume": "352"},
            ],
            arms=[
                {"report_id": "R1", **arm, "randomised": "718", "analysed": "700"},
                {"report_id": "R2", **arm, "randomised": "781", "analysed": "700"},
            ],
            citations=[{"report_id": "R1", "relation": "similar", "position": "3", "title": title}],
        )
    )
    reasons = (Reason("same_doi", "both have DOI 10.1000/abc"),)
    edges = (
        Edge("R1", "R2", kind, certainty, 24.0, reasons, (Veto("other_place", "volumes 325, 352"),)),  # type: ignore[arg-type]
    )
    group = Group(kind, gathered.records, certainty, edges)  # type: ignore[arg-type]
    return reconciled(group, gathered), gathered


def document(**more: str) -> dict:  # type: ignore[type-arg]
    return json.loads(as_json([example(**more)]))  # type: ignore[no-any-return]


def test_the_schema_is_one_and_the_example_fits_it() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(document())
    VALIDATOR.validate(document(kind="companion", certainty="possible"))
    VALIDATOR.validate(json.loads(as_json([])))


def test_the_form_of_the_contract() -> None:
    made = document()
    assert list(made) == ["version", "groups"]
    assert made["version"] == 1
    (group,) = made["groups"]
    assert list(group)[:5] == ["kind", "members", "reasons", "merged", "conflicts"]
    assert group["kind"] == "duplicate"
    assert [member["report_id"] for member in group["members"]] == ["R1", "R2", "R1"]
    assert group["members"][2]["position"] == "3"
    assert group["reasons"] == ["both have DOI 10.1000/abc"]
    assert group["merged"]["doi"] == "10.1000/abc"
    assert group["origins"]["doi"]["others"][0]["text"] == "10.1000/abc."
    assert [conflict["field"] for conflict in group["conflicts"]] == ["volume", "arms.randomised"]
    assert [value["row"] for value in group["conflicts"][1]["values"]] == [2, 3]
    assert [figure["field"] for figure in group["confirmed"]] == ["arms.analysed"]


@pytest.mark.parametrize("field", ["kind", "members", "reasons", "merged", "conflicts", "origins", "edges"])
def test_every_field_is_required(field: str) -> None:
    made = document()
    del made["groups"][0][field]
    with pytest.raises(ValidationError):
        VALIDATOR.validate(made)


def test_links_have_no_merged_record() -> None:
    (group,) = document(kind="companion")["groups"]
    assert (group["merged"], group["conflicts"], group["confirmed"]) == ({}, [], [])


def test_csv_says_everything_once_and_harms_no_spreadsheet() -> None:
    text = as_csv([example()])
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert {row["what"] for row in rows} == {"member", "reason", "merged", "other", "conflict", "confirmed"}
    conflicts = [
        (row["field"], row["text"], row["record"], row["row"]) for row in rows if row["what"] == "conflict"
    ]
    assert conflicts[2:] == [
        ("arms.randomised of A", "718", "R1", "2"),
        ("arms.randomised of A", "781", "R2", "3"),
    ]
    assert not any(
        cell.startswith(("=", "+", "-", "@")) or "\x1b" in cell for row in rows for cell in row.values()
    )


def test_text_shows_conflicts_side_by_side_and_obeys_no_cell() -> None:
    one, _ = example()
    text = as_text([one], colour=False, columns=100)
    assert "\x1b" not in text
    assert "\u202e" not in text
    lines = text.splitlines()
    at = next(n for n, line in enumerate(lines) if "conflict" in line and "arms.randomised of A" in line)
    assert lines[at + 1].split() == ["R1", "718", "arms:2", "(column", "randomised)"]
    assert lines[at + 2].split() == ["R2", "781", "arms:3", "(column", "randomised)"]
    assert "arms.analysed of A: 700 in both" in text
    assert "[R1 and R2]" in text
    assert all(len(line) <= 100 for line in lines)


def test_colour_is_only_for_a_screen_that_shows_it() -> None:
    one, _ = example()
    plain, coloured = (as_text([one], colour=colour, columns=80) for colour in (False, True))
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain + summary([one], 2, 1, colour=False)


def test_a_possibility_says_how_to_decide() -> None:
    one, _ = example(certainty="possible", title="Two drugs")
    text = as_text([one], colour=False, columns=100)
    assert "may be records of one publication (possible)" in text
    assert 'triallint reconcile --same R1 R2 --reason "…"' in text
    assert "merged" not in text
