"""The models in `schemas/`: the columns of the tables, their rules, and the file generated from them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

import triallint.schemas as schemas
from triallint import described
from triallint.model import MISSING_WORDS, parse
from triallint.schemas import kinds
from triallint.schemas.frictionless import table_schema, table_schemas
from triallint.shape.conditions import BY_NAME
from triallint.tables import ROWS

TABLES = list(schemas.MODELS)


def failures(table: str, **columns: Any) -> set[tuple[str, str, Any]]:
    """What a model says of a frame: (check, column, row)."""
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    try:
        schemas.model(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        found: set[tuple[str, str, Any]] = set()
        for error in errors.schema_errors:
            name = getattr(error.check, "name", error.check)
            if error.check_output is None:
                found.add((name, str(error.failure_cases), None))
                continue
            rows = (~error.check_output.to_series()).arg_true().to_list()
            found |= {(name, error.column_name or "", row) for row in rows}
        return found
    return set()


def example_row(table: str) -> dict[str, str]:
    return {name: column.example for name, column in described.tables()[table].columns.items()}


# --- the tables and their description ------------------------------------------------------------


def test_there_is_a_model_for_every_table() -> None:
    assert list(schemas.MODELS) == list(ROWS)


@pytest.mark.parametrize("table", TABLES)
def test_a_model_has_exactly_the_columns_of_its_rows(table: str) -> None:
    assert set(schemas.model(table).to_schema().columns) == set(ROWS[table].columns)


def test_the_generated_description_is_current() -> None:
    path = Path(str(schemas.__file__)).with_name("table_schemas.json")
    assert json.loads(path.read_text()) == table_schemas(), "run `python -m triallint.schemas.frictionless`"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented(table: str) -> None:
    for field in table_schema(table)["fields"]:
        assert field["type"] == "string"
        assert field["title"], field["name"]
        assert field["title"][0].isupper(), field["title"]
        assert field["description"].endswith("."), field["description"]
        assert field["example"], field["name"]


@pytest.mark.parametrize("table", TABLES)
def test_counts_say_what_they_count(table: str) -> None:
    columns = described.tables()[table].columns.values()
    assert [c.name for c in columns if c.kind in ("count", "percent") and not c.unit] == []


@pytest.mark.parametrize("table", TABLES)
def test_the_examples_fit_their_own_rules(table: str) -> None:
    assert failures(table, **{name: [text] for name, text in example_row(table).items()}) == set()


@pytest.mark.parametrize("table", TABLES)
def test_the_description_reads_back_what_the_model_says(table: str) -> None:
    read = described.tables()[table]
    model = schemas.model(table).to_schema()
    assert read.required == tuple(n for n in read.columns if model.columns[n].required)
    assert read.key == ROWS[table].natural_key
    for name, column in read.columns.items():
        assert column.title == model.columns[name].title
        assert tuple(column.words) == tuple(model.columns[name].metadata["words"] or ())


def test_table_schema_uses_the_words_of_the_standard() -> None:
    schema = table_schema("arms")
    assert schema["primaryKey"] == ["report_id", "arm_id"]
    assert schema["foreignKeys"] == [
        {"fields": ["report_id"], "reference": {"resource": "reports", "fields": ["report_id"]}}
    ]
    role = next(field for field in schema["fields"] if field["name"] == "role")
    assert "historical_control" in role["constraints"]["enum"]
    assert {"value": "control", "label": "randomised comparator"} in role["categories"]
    assert "primaryKey" not in table_schema("estimates"), "its key has cells that may be blank"


def test_patterns_speak_the_dialect_that_all_engines_share() -> None:
    for kind in kinds.KINDS.values():
        for pattern in (kinds.pattern_of(kind), kind.lacks):
            assert not re.search(r"\\[dwsbDWSB]|\(\?[=!<]|(?<!\[)\.(?![^\[]*\])", pattern), kind.name
            re.compile(pattern)


def test_damage_is_named_after_a_condition() -> None:
    assert {kind.damage for kind in kinds.KINDS.values() if kind.damage} <= set(BY_NAME)


# --- importing ------------------------------------------------------------------------------------


def test_importing_the_package_loads_no_pandera() -> None:
    program = (
        "import sys, triallint.schemas, triallint.described as d; d.tables();"
        "print([m for m in ('pandera', 'polars') if m in sys.modules]);"
        "from triallint.schemas import Estimates; print('pandera' in sys.modules, Estimates.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True Estimates"]


def test_an_unknown_name_is_no_model() -> None:
    with pytest.raises(AttributeError, match="Estimate"):
        schemas.Estimate  # noqa: B018
    with pytest.raises(KeyError):
        schemas.model("estimate")


# --- rules, on a user's own frame -----------------------------------------------------------------


def test_a_users_frame_is_validated_in_one_pass() -> None:
    found = failures(
        "estimates",
        report_id=["R1", None, "R3"],
        outcome_id=["os", "os", "os"],
        measure=["HR", "HR", "hazard"],
        value=["0.70", "0.70 (0.5)", "0.70"],
        p_value=["<.001", "NS", "P<.05"],
        x_mine=["a", "b", "c"],
    )
    assert found == {
        ("not_nullable", "report_id", 1),
        ("cells_have_their_type", "value", 1),
        ("cells_use_the_vocabulary", "measure", 2),
        ("cells_have_their_type", "p_value", 2),
    }


def test_a_missing_column_is_one_failure_and_the_rest_is_still_checked() -> None:
    assert failures("counts", report_id=["R1"], events=["1.5"]) == {
        ("column_in_dataframe", "outcome_id", None),
        ("cells_have_their_type", "events", 0),
    }


@pytest.mark.parametrize("text", ["1.5", "-1", "105.0", "1,44", "01,440", "1e3", "93%", "28/30", "٣", ""])
def test_counts_are_never_coerced(text: str) -> None:
    found = failures("counts", report_id=["R1"], outcome_id=["os"], events=[text])
    assert ("cells_have_their_type", "events", 0) in found


@pytest.mark.parametrize("text", ["28", "1,440", "1\u2009440", "0", "<5", "not_reported", None])
def test_counts_as_reports_print_them(text: str | None) -> None:
    assert failures("counts", report_id=["R1"], outcome_id=["os"], events=[text]) == set()


def test_numbers_stored_as_numbers_are_refused_not_converted() -> None:
    frame = pl.DataFrame({"report_id": ["R1"], "outcome_id": ["os"], "events": [1.5]})
    with pytest.raises(SchemaErrors, match="String"):
        schemas.model("counts").validate(frame, lazy=True)


@pytest.mark.parametrize(
    ("column", "text", "check"),
    [
        ("pages", "Sep-12", "page_ranges_are_not_dates"),
        ("pages", "12-Sep", "page_ranges_are_not_dates"),
        ("pages", "2024-09-12 00:00:00", "page_ranges_are_not_dates"),
        ("issue", "9/12/2024", "page_ranges_are_not_dates"),
        ("pmid", "2.7E+07", "identifiers_are_not_rounded"),
        ("pmid", "27123456.0", "identifiers_are_not_rounded"),
        ("report_id", "2.7E+07", "identifiers_are_not_rounded"),
        ("doi", "nejm.org", "cells_have_their_type"),
        ("year", "2021.0", "cells_have_their_type"),
        ("report_id", "R1\nR2", "cells_have_their_type"),
        ("report_id", " R1", "cells_have_their_type"),
        ("extracted_on", "3/31/2026", "cells_have_their_type"),
        ("extracted_on", "2026-13", "cells_have_their_type"),
        ("registry_ids", "NCT01234567, NCT02345678", "cells_have_their_type"),
        ("document_sha256", "abc", "cells_have_their_type"),
        ("at", "title=5", "cells_have_their_type"),
    ],
)
def test_damaged_cells(column: str, text: str, check: str) -> None:
    row = {"report_id": ["R1"], "title": ["T"], column: [text]}
    assert (check, column, 0) in failures("reports", **row)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("pages", "875-891"), ("pages", "e529-e541"), ("pages", "Abstract 793"), ("pages", "S12"),
        ("pages", "9-12"), ("issue", "Suppl 1"), ("issue", "Sep"), ("volume", "2012"),
        ("doi", "10.1056/NEJMoa2411680."), ("doi", "https://doi.org/10.1000/a b"),
        ("pmid", "39651791."), ("pmid", "PMID: 39651791"), ("pmcid", "PMC11864901"), ("pmcid", "pmc123.2"),
        ("published", "2025 Feb 27"), ("published", "1998 Dec-1999 Jan"), ("epub", "2024-12-07"),
        ("registry_ids", "NCT03914625; 2016-004674-17"), ("year", "not_reported"),
        ("at", "title=0:77 doi=123:144"), ("report_id", "000"), ("report_id", "Brown 2021 (a)"),
    ],
)  # fmt: skip
def test_cells_that_are_fine(column: str, text: str) -> None:
    row = {"report_id": ["R1"], "title": ["T"], column: [text]}
    assert failures("reports", **row) == set()


# --- keys -----------------------------------------------------------------------------------------


def keys(table: str, **columns: Any) -> list[Any]:
    found = failures(table, **columns)
    return sorted(row for check, _, row in found if check == "keys_are_unique")


def test_blank_is_equal_to_blank_in_a_key() -> None:
    same = {"report_id": ["R1"] * 2, "outcome_id": ["os"] * 2}
    assert keys("counts", **same, arm_id=[None, None]) == [0, 1]
    assert keys("counts", **same, arm_id=[None, "A"]) == []
    assert keys("counts", **same) == [0, 1]


def test_a_row_id_names_a_row_where_it_is_given() -> None:
    same = {"report_id": ["R1"] * 3, "outcome_id": ["os"] * 3}
    assert keys("counts", **same, row_id=["a", "b", None]) == []
    assert keys("counts", **same, row_id=["a", "a", None]) == [0, 1]
    assert keys("counts", **same, row_id=["a", None, None]) == [1, 2]


def test_tables_that_others_refer_to_need_their_key_whatever_the_row_id() -> None:
    assert keys("arms", report_id=["R1"] * 2, arm_id=["A"] * 2, label=["x"] * 2, row_id=["a", "b"]) == [0, 1]


def test_a_key_without_a_required_cell_is_no_key() -> None:
    assert keys("arms", report_id=[None, None], arm_id=["A", "A"], label=["x", "x"]) == []


# --- references -----------------------------------------------------------------------------------


def dangling(**frames: Any) -> set[tuple[str, Any]]:
    made = {n: pl.DataFrame(f, schema=dict.fromkeys(f, pl.String)) for n, f in frames.items()}
    try:
        schemas.validate(made)
    except SchemaErrors as errors:
        return {
            (error.check.name, row)
            for error in errors.schema_errors
            for row in (~error.check_output.to_series()).arg_true().to_list()
        }
    return set()


def test_references_between_frames() -> None:
    reports = {"report_id": ["R1", "R2"], "title": ["T", "U"]}
    arms = {"report_id": ["R1", "R9"], "arm_id": ["A", "A"], "label": ["x", "y"]}
    counts = {
        "report_id": ["R1", "R1", "R2", "R1"],
        "outcome_id": ["os", "os", "os", "pfs"],
        "arm_id": ["A", "B", "A", None],
    }
    outcomes = {"outcome_id": ["os", "efs"], "part_of": ["efs; pfs", None]}
    assert dangling(reports=reports, arms=arms, counts=counts, outcomes=outcomes) == {
        ("references_resolve:report_id", 1),
        ("references_resolve:arm_id", 1),
        ("references_resolve:arm_id", 2),
        ("references_resolve:outcome_id", 3),
        ("references_resolve:part_of", 0),
    }
    assert dangling(reports=reports, counts=counts) == set(), "absent tables are not referred to"


def test_a_reference_to_a_table_without_its_key_is_left_alone() -> None:
    trials = pl.DataFrame({"design": ["parallel"]})
    reports = pl.DataFrame({"report_id": ["R1"], "title": ["T"], "trial_id": ["T1"]})
    with pytest.raises(SchemaErrors) as caught:
        schemas.validate({"reports": reports, "trials": trials})
    assert [error.check for error in caught.value.schema_errors] == ["column_in_dataframe"]


# --- patterns against the reader of numbers --------------------------------------------------------

NUMBER = re.compile(kinds.pattern_of(kinds.NUMBER))
PIECES = st.sampled_from(
    ["0", "1", "12", "123", "1,234", "1\u2009234", "1 234", "0,706", ".", "\u00b7", ",", "-", "\u2212",
     "\u2013", "<", "<=", "\u2264", "~", "+", "e", "E", "x10", "\u00d7 10^", "-5", "300", "301", " ",
     "\u00a0", "%", "'", "1'000", "a", "(", "not_reported"]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=7).map("".join) | st.from_regex(NUMBER, fullmatch=True))
def test_a_cell_is_a_number_exactly_where_it_can_be_read_as_one(text: str) -> None:
    if len(text) > kinds.NUMBER.longest:
        return
    fits = NUMBER.fullmatch(text) is not None
    assert fits == (parse(text) is not None or text in MISSING_WORDS), text


@settings(max_examples=200, deadline=None)
@given(st.from_regex(re.compile(kinds.COUNT.pattern), fullmatch=True))
def test_a_count_is_read_as_a_whole_number(text: str) -> None:
    if len(text) > kinds.COUNT.longest:
        return
    number = parse(text)
    assert number is not None
    assert number.value.denominator == 1
    assert number.value >= 0


def test_the_words_for_missing_are_those_of_the_model() -> None:
    assert set(kinds.MISSING) == MISSING_WORDS
