"""A check about single rows as a map expectation, which names the rows that fail."""

from typing import Any, ClassVar

from great_expectations.execution_engine import PandasExecutionEngine, SparkDFExecutionEngine
from great_expectations.expectations.expectation import (
    MulticolumnMapExpectation,
    render_suite_parameter_string,
)
from great_expectations.expectations.metrics.map_metric_provider import (
    MulticolumnMapMetricProvider,
    multicolumn_condition_partial,
)
from great_expectations.render import LegacyRendererType, RenderedStringTemplateContent
from great_expectations.render.renderer.renderer import renderer

from .asked import failing_rows
from .on_spark import rows_hold


class _RowsHold(MulticolumnMapMetricProvider):
    """Asks a check about every row of a batch."""

    condition_metric_name = "multicolumn_values.triallint_check"
    condition_domain_keys = (
        "batch_id",
        "table",
        "column_list",
        "row_condition",
        "condition_parser",
        "ignore_row_if",
    )
    condition_value_keys = ("check", "of_table", "fail_on")

    @multicolumn_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column_list: Any, *, check: str, of_table: str, fail_on: str, **_: Any) -> Any:  # noqa: N805
        import pandas

        failing = failing_rows(check, of_table, column_list, fail_on)
        return pandas.Series([at not in failing for at in range(len(column_list))], index=column_list.index)

    @multicolumn_condition_partial(engine=SparkDFExecutionEngine)
    def _spark(cls, column_list: Any, *, check: str, of_table: str, fail_on: str, **_: Any) -> Any:  # noqa: N805
        return rows_hold(column_list, check, of_table, fail_on)


class ExpectRowsToHold(MulticolumnMapExpectation):
    """Expect that a check of triallint finds nothing in any row of a table.

    A row that the check cannot look at, because a cell that it needs is blank, counts as holding; the
    dataset-level expectation counts alike. On pandas and on Spark.

    Args:
        column_list: the columns that the check may read; every column of the table is safe.
        of_table: which of triallint's tables the batch is ("estimates").
        check: the check's name; `triallint.expectations.asked.row_checks("estimates")` lists them.
        fail_on: the lowest severity that counts: "error", "warning" or "info".
        mostly: the share of rows, from 0 to 1, that must hold.
    """

    of_table: str
    check: str
    fail_on: str = "warning"
    ignore_row_if: str = "never"

    map_metric = "multicolumn_values.triallint_check"
    success_keys: ClassVar[tuple[str, ...]] = ("check", "of_table", "fail_on", "mostly")
    args_keys = ("column_list", "of_table", "check", "fail_on")

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(cls, configuration: Any = None, **_: Any) -> Any:
        """In words, for Data Docs."""
        return [
            RenderedStringTemplateContent(
                content_block_type="string_template",
                string_template={
                    "template": "triallint's check $check finds nothing in the rows of $of_table",
                    "params": {name: configuration.kwargs[name] for name in ("check", "of_table")},
                },
            )
        ]
