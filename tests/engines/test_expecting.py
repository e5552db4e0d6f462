"""Great Expectations on Spark: the corpus suites, and checks as expectations, with the verdicts of pandas."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("great_expectations", reason="Great Expectations is not installed")
import great_expectations as gx

from tests.conftest import Say
from triallint.catalogue import catalogue
from triallint.config import Config
from triallint.expectations import ExpectRowsToHold
from triallint.expectations.checkpoint import run_suites
from triallint.expectations.corpus import stored
from triallint.expectations.frames import frames
from triallint.expectations.on_spark import frames_on
from triallint.pipeline import check_frames

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated.*:DeprecationWarning")


#: One of a table, whose other suites expect the same kinds of things, and every one of a corpus.
SUITES = ("table_reports", "references", "growth", "errors", "freshness")


def test_a_suite_says_on_spark_what_it_says_on_pandas(spark: "SparkSession", say: Say) -> None:
    reports = [
        {"report_id": "R1", "title": "An invented trial", "pmid": "1"},
        {"report_id": "R1", "title": "", "pmid": "2"},
    ]
    arms = [{"report_id": "R1", "arm_id": "a", "label": "A"}, {"report_id": "R9", "arm_id": "", "label": "B"}]
    settings = catalogue(Config(pubmed="off", checks=()))
    night = frames(check_frames({"reports": reports, "arms": arms}, settings), {"reports": 3}, date.today())
    asked = {name: stored()[name] for name in SUITES}
    here, _ = run_suites(asked, night, docs=False)
    there, _ = run_suites(asked, frames_on(spark, {name: night[name] for name in SUITES}), docs=False)
    assert there == here
    assert not [one for one in there if one.trouble]
    failing = [one for one in there if not one.holds]
    assert len(failing) > 3
    assert any(one.rows for one in failing), "failing rows are named"
    say(f"Great Expectations on Spark: {len(there)} expectations of {len(asked)} suites, as on pandas")


def test_a_check_of_rows_is_an_expectation_on_spark(spark: "SparkSession") -> None:
    rows = [
        {
            "line": "7",
            "report_id": "R1",
            "measure": "HR",
            "value": "0.70",
            "ci_lower": "0.5",
            "ci_upper": "0.98",
        },
        {
            "line": "8",
            "report_id": "R1",
            "measure": "HR",
            "value": "0.70",
            "ci_lower": "1.47",
            "ci_upper": "1.1",
        },
        {
            "line": "9",
            "report_id": "R2",
            "measure": "HR",
            "value": "0.81",
            "ci_lower": None,
            "ci_upper": None,
        },
    ]
    columns = ["report_id", "measure", "value", "ci_lower", "ci_upper"]
    frame = spark.createDataFrame(rows, ", ".join(f"{name} string" for name in ("line", *columns)))
    result = _batch(frame).validate(
        ExpectRowsToHold(column_list=columns, of_table="estimates", check="limits_are_in_order"),
        result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["line"]},
    )
    assert not result.success
    assert [one["line"] for one in result.result["unexpected_index_list"]] == ["8"], result.exception_info


def _batch(frame: Any) -> Any:
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_spark("spark").add_dataframe_asset("estimates")
    whole = asset.add_batch_definition_whole_dataframe("whole")
    return whole.get_batch(batch_parameters={"dataframe": frame})
