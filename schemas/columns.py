"""The building blocks of the models: one function per kind of column, each a pandera field.

Every field says its null policy itself: `required` cells may not be null, all others may, and no
check ever sees a null (`ignore_na`). Nothing is ever coerced: a count that reads "1.5" stays "1.5"
and is found.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData

from . import kinds
from .kinds import Kind

#: Names of the checks, which are the names of the conditions that findings carry.
TYPE, VOCABULARY = "cells_have_their_type", "cells_use_the_vocabulary"


def column(
    kind: Kind,
    title: str,
    description: str,
    *,
    example: str,
    unit: str | None = None,
    required: bool = False,
    usual: bool = False,
    words: Mapping[str, str] | None = None,
) -> Any:
    """One column of a model.

    Args:
        kind: what its cells may hold.
        title: its name for a person.
        description: what stands in it, in words for a curator.
        example: one cell as it might be printed.
        unit: what its numbers count or measure.
        required: whether the table needs the column, and each row a value in it.
        usual: whether most curators fill it in, so that templates show it.
        words: the words it may hold with their meanings, for a column of kind `WORD`.
    """
    field = pa.Field(
        nullable=not required,
        required=required,
        coerce=False,
        title=title,
        description=description,
        metadata={
            "kind": kind.name,
            "example": example,
            "unit": unit,
            "usual": usual or required,
            "words": {**words, **kinds.MISSING} if words else None,
        },
    )
    field.checks = _checks(kind, words, example)
    return field


def _checks(kind: Kind, words: Mapping[str, str] | None, example: str) -> list[pa.Check]:
    checks = []
    if words:
        allowed = [*words, *kinds.MISSING]
        checks.append(pa.Check.isin(allowed, name=VOCABULARY, error=f"one of {allowed}", ignore_na=True))
    error = f"expected {kind.words}, such as {example}"
    pattern = kinds.pattern_of(kind)
    if pattern:
        anchored = f"^(?:{pattern})$"
        checks.append(pa.Check.str_matches(anchored, name=TYPE, error=error, ignore_na=True))
    if kind.longest:
        checks.append(pa.Check.str_length(max_value=kind.longest, name=TYPE, error=error, ignore_na=True))
    if kind.lacks:
        checks.append(pa.Check(_lacks, pattern=kind.lacks, name=kind.damage, error=error, ignore_na=True))
    return checks


def _lacks(data: PolarsData, pattern: str) -> pl.LazyFrame:
    return data.lazyframe.select(pl.col(data.key).str.contains(pattern).not_())


text = partial(column, kinds.TEXT)
name = partial(column, kinds.ID)
names = partial(column, kinds.LIST)
ranges = partial(column, kinds.RANGE)
count = partial(column, kinds.COUNT)
number = partial(column, kinds.NUMBER)
percent = partial(column, kinds.PERCENT)
p_value = partial(column, kinds.P_VALUE)
year = partial(column, kinds.YEAR)
date = partial(column, kinds.DATE)
publication_date = partial(column, kinds.PUBLISHED)


def word(words: Mapping[str, str], title: str, description: str, **options: Any) -> Any:
    """A column that holds one of `words`, which come with their meanings."""
    return column(kinds.WORD, title, description, words=words, **options)
