"""Frames of several tables held together: each on its own, and every reference between them."""

from collections.abc import Mapping

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from . import model
from .common import REFERENCES, Reference, details


def validate(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Validate the tables of a dataset, each with its references to the others.

    Args:
        frames: table name -> its rows, all columns text. A table that is absent, or has no rows yet,
            is not referred to; reports always are.

    Returns:
        The same frames.

    Raises:
        KeyError: a table is none of the ten.
        pandera.errors.SchemaErrors: something does not fit; every failure of every table is in it.
    """
    failed: list[SchemaErrors] = []
    for table in frames:
        try:
            schema_with_references(table, frames).validate(frames[table], lazy=True)
        except SchemaErrors as errors:
            failed.append(errors)
    if failed:
        every = [error for errors in failed for error in errors.schema_errors]
        raise SchemaErrors(failed[0].schema, every, failed[0].data)
    return dict(frames)


def schema_with_references(table: str, frames: Mapping[str, pl.DataFrame]) -> pa.DataFrameSchema:
    """The schema of a table, with a check for every reference to one of `frames`."""
    base = model(table)
    schema = base.to_schema()
    checks = [
        _check(reference, frames[reference.table])
        for reference in details(base)["references"]
        if _is_filled_in(reference.table, frames)
        and set(reference.columns) <= set(frames[table].columns)
        and set(reference.key) <= set(frames[reference.table].columns)
    ]
    return pa.DataFrameSchema(schema.columns, checks=[*schema.checks, *checks], name=table)


def _is_filled_in(table: str, frames: Mapping[str, pl.DataFrame]) -> bool:
    """Whether a table can be referred to: one without rows, but for reports, is yet to be filled in."""
    return table in frames and (table == "reports" or not frames[table].is_empty())


def _check(reference: Reference, target: pl.DataFrame) -> pa.Check:
    column = reference.columns[-1]
    return pa.Check(
        _all_resolve if reference.many else _resolves,
        reference=reference,
        target=target,
        name=f"{REFERENCES}:{column}",
        error=f"{column} names a row of {reference.table}",
        ignore_na=False,
    )


def _resolves(data: PolarsData, reference: Reference, target: pl.DataFrame) -> pl.LazyFrame:
    """Null policy: a reference with a null part refers to nothing, and is no failure."""
    columns = list(reference.columns)
    known = target.lazy().select(*reference.key).unique().with_columns(known_row=pl.lit(True))
    blank = pl.any_horizontal(pl.col(name).is_null() for name in columns)
    return (
        data.lazyframe.select(columns)
        .join(known, how="left", left_on=columns, right_on=reference.key, maintain_order="left")
        .select((pl.col("known_row").is_not_null() | blank).alias(REFERENCES))
    )


def _all_resolve(data: PolarsData, reference: Reference, target: pl.DataFrame) -> pl.LazyFrame:
    """Null policy: a null list names nothing, and is no failure; nor is a blank item."""
    known = ["", *target.get_column(reference.key[0]).drop_nulls().unique()]
    item_is_known = pl.element().str.strip_chars(" \t").is_in(known)
    items = pl.col(reference.columns[0]).str.split(";").list
    return data.lazyframe.select(items.eval(item_is_known).list.all().fill_null(True).alias(REFERENCES))
