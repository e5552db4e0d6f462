"""All checks about a whole dataset as one expectation, which names what was found and where."""

from typing import Any, ClassVar

from great_expectations.core.metric_domain_types import MetricDomainTypes
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from .asked import findings_of

_METRIC = "table.triallint_findings"


class _Findings(TableMetricProvider):
    """What all checks find."""

    metric_name = _METRIC
    value_keys = ("dataset", "of_table", "fail_on")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(
        cls,  # noqa: N805
        execution_engine: Any,
        metric_domain_kwargs: Any,
        metric_value_kwargs: Any,
        metrics: Any,
        runtime_configuration: Any,
    ) -> Any:
        frame, _, _ = execution_engine.get_compute_domain(
            metric_domain_kwargs, domain_type=MetricDomainTypes.TABLE
        )
        return findings_of(frame=frame, table=metric_value_kwargs["of_table"], **_named(metric_value_kwargs))


def _named(kwargs: Any) -> dict[str, str]:
    return {name: kwargs[name] for name in ("dataset", "fail_on")}


class ExpectDatasetToHold(BatchExpectation):
    """Expect that no check of triallint finds anything in a dataset.

    Every finding is in `result["unexpected_index_list"]`, with its table, row, check and message. On pandas
    alone: it reads whole tables.

    Args:
        dataset: the name under which `triallint.expectations.asked.offer_tables` was given the other tables,
            or the folder of a dataset, which is then checked as it stands with its recorded answers.
        of_table: which of triallint's tables the batch is; it takes the place of an offered one.
        fail_on: the lowest severity that counts: "error", "warning" or "info".
    """

    dataset: str
    of_table: str = "reports"
    fail_on: str = "error"

    metric_dependencies = (_METRIC,)
    success_keys: ClassVar[tuple[str, ...]] = ("dataset", "of_table", "fail_on")
    args_keys = ("dataset", "of_table", "fail_on")

    def _validate(
        self, metrics: Any, runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        found = metrics[_METRIC]
        return {
            "success": not found,
            "result": {
                "observed_value": len(found),
                "unexpected_count": len(found),
                "unexpected_index_list": found,
            },
        }
