"""Suites and checks asked of Spark's data frames, where Great Expectations can."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .asked import failing_rows, row_check

if TYPE_CHECKING:
    import pandas
    from pyspark.sql import Column, DataFrame, SparkSession


def is_of_spark(frame: Any) -> bool:
    """Whether a frame is one of Spark's."""
    return type(frame).__module__.partition(".")[0] == "pyspark"


def frames_on(spark: "SparkSession", frames: "Mapping[str, pandas.DataFrame]") -> "dict[str, DataFrame]":
    """A night's frames as Spark's, for `run_suites`; a column in which nothing stands is one of texts."""
    return {name: spark.createDataFrame(_arrow(frame)) for name, frame in frames.items()}


def _arrow(frame: "pandas.DataFrame") -> Any:
    import pyarrow as pa

    table = pa.Table.from_pandas(frame, preserve_index=False)
    types = [pa.string() if pa.types.is_null(one.type) else one.type for one in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, types, strict=True))))


def rows_hold(frame: "DataFrame", check: str, table: str, fail_on: str) -> "Column":
    """Whether a check about single rows finds nothing in a row, worked out by workers: a column of a frame.

    Raises:
        ValueError: the check does not fit the table.
    """
    import pandas
    from pyspark.sql import functions as F  # noqa: N812

    row_check(check, table)  # said here rather than by every worker

    def holding(rows: pandas.DataFrame) -> pandas.Series:
        failing = failing_rows(check, table, rows, fail_on)
        return pandas.Series([at not in failing for at in range(len(rows))])

    return F.pandas_udf(holding, "boolean")(F.struct(*frame.columns))
