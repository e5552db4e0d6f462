"""Checks used from a plain Great Expectations project, as a team that has one would."""

from typing import Any

import pytest

pytest.importorskip("great_expectations", reason="Great Expectations is not installed")
import great_expectations as gx
import great_expectations.expectations as gxe
import pandas

from triallint.expectations import ExpectDatasetToHold, ExpectRowsToHold
from triallint.expectations.asked import offer_tables, row_checks

ROWS = [
    {
        "report_id": "R1",
        "outcome_id": "death",
        "measure": "HR",
        "value": "0.70",
        "ci_lower": "0.50",
        "ci_upper": "0.98",
        "line": 7,
    },
    {
        "report_id": "R1",
        "outcome_id": "relapse",
        "measure": "HR",
        "value": "0.70",
        "ci_lower": "1.03",
        "ci_upper": "0.47",
        "line": 8,
    },
    {
        "report_id": "R2",
        "outcome_id": "death",
        "measure": "HR",
        "value": "0.81",
        "ci_lower": None,
        "ci_upper": None,
        "line": 9,
    },
]
COLUMNS = ["report_id", "outcome_id", "measure", "value", "ci_lower", "ci_upper"]
TABLES = {
    "reports": pandas.DataFrame(
        [{"report_id": "R1", "title": "An invented trial"}, {"report_id": "R2", "title": "Another"}]
    ),
    "outcomes": pandas.DataFrame(
        [{"outcome_id": "death", "label": "death"}, {"outcome_id": "relapse", "label": "relapse"}]
    ),
}


@pytest.fixture
def context() -> Any:
    from great_expectations.data_context.types.base import ProgressBarsConfig

    found = gx.get_context(mode="ephemeral")
    found.variables.progress_bars = ProgressBarsConfig(globally=False)
    return found


def validate(context: Any, frame: pandas.DataFrame, *expectations: Any) -> Any:
    source = context.data_sources.add_pandas("team")
    batch = source.add_dataframe_asset("estimates").add_batch_definition_whole_dataframe("all")
    suite = context.suites.add(gx.ExpectationSuite(name="team", expectations=list(expectations)))
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name="team", data=batch, suite=suite)
    )
    return definition.run(
        batch_parameters={"dataframe": frame},
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["line"]},
    )


def rows_hold(check: str = "limits_are_in_order", **more: Any) -> ExpectRowsToHold:
    return ExpectRowsToHold(column_list=COLUMNS, of_table="estimates", check=check, **more)


def test_a_row_check_names_the_failing_row_beside_a_team_s_own_expectations(context: Any) -> None:
    own = gxe.ExpectColumnValuesToNotBeNull(column="report_id")
    result = validate(context, pandas.DataFrame(ROWS), own, rows_hold())
    assert result.statistics["evaluated_expectations"] == 2
    by_type = {one.expectation_config.type: one for one in result.results}
    assert by_type["expect_column_values_to_not_be_null"].success
    failed = by_type["expect_rows_to_hold"]
    assert not failed.success
    assert [one["line"] for one in failed.result["unexpected_index_list"]] == [8]


def test_rows_are_found_whatever_the_index_of_the_frame(context: Any) -> None:
    frame = pandas.DataFrame(ROWS).set_index(pandas.Index([30, 10, 20]))
    failed = validate(context, frame, rows_hold()).results[0]
    assert [one["line"] for one in failed.result["unexpected_index_list"]] == [8]


def test_a_clean_frame_holds(context: Any) -> None:
    frame = pandas.DataFrame([ROWS[0], ROWS[2]])
    assert validate(context, frame, rows_hold()).success


@pytest.mark.parametrize(
    ("expectation", "said"),
    [
        (lambda: rows_hold("limits_are_in_ordr"), "did you mean 'limits_are_in_order'"),
        (lambda: rows_hold("p_value_fits_its_interval"), "use ExpectDatasetToHold"),
        (lambda: ExpectDatasetToHold(dataset="nowhere", of_table="estimates"), "no folder"),
    ],
)
def test_what_cannot_be_asked_never_passes(context: Any, expectation: Any, said: str) -> None:
    result = validate(context, pandas.DataFrame(ROWS), expectation())
    assert not result.success
    assert said in str(result.results[0].exception_info)


def test_floats_have_lost_their_decimals_and_never_pass(context: Any) -> None:
    frame = pandas.DataFrame([{**ROWS[0], "value": 0.7}])
    result = validate(context, frame, rows_hold())
    assert not result.success
    assert "read them as text" in str(result.results[0].exception_info)


def test_the_dataset_expectation_runs_everything_and_names_what_was_found(context: Any) -> None:
    offer_tables("invented", TABLES)
    frame = pandas.DataFrame(ROWS)[COLUMNS]
    result = validate(context, frame, ExpectDatasetToHold(dataset="invented", of_table="estimates"))
    found = result.results[0].result["unexpected_index_list"]
    assert not result.success
    assert {(one["check"], one["row"], one["report_id"]) for one in found} == {
        ("limits_are_in_order", 1, "R1")
    }


def test_the_dataset_expectation_holds_on_a_sound_dataset(context: Any) -> None:
    offer_tables("sound", TABLES)
    frame = pandas.DataFrame([ROWS[0]])[COLUMNS]
    assert validate(context, frame, ExpectDatasetToHold(dataset="sound", of_table="estimates")).success


def test_row_checks_are_listed_by_table() -> None:
    assert "limits_are_in_order" in row_checks("estimates")
    assert "limits_are_in_order" not in row_checks("reports")
