"""A quick look that tells whether pandera would find anything, without loading it.

The screen knows the same rules from their description. Where it sees nothing, pandera sees nothing to
report either, and most datasets are clean, so most runs never pay for it. Where it sees something the whole
table goes to pandera, whose verdict alone makes findings.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from triallint.described import Column, Reference

from .table import Table, Tables

#: Kinds whose cells have checks of their own, which say better what stands there: an identifier with
#: a label, another kind's, two in one cell. That such a cell does not match is left to them.
LEFT_TO_CHECKS = frozenset({"doi", "pmid", "pmcid", "registry numbers"})

Finds = Callable[[str], re.Match[str] | None]


def suspicious(table: Table, tables: Tables) -> bool:
    """Whether anything in a table may not fit, by itself or in what it refers to."""
    columns = table.columns
    if not set(columns).issuperset(table.described.required):
        return True
    described = table.described.columns
    return (
        any(misfits(described[name], table.values(name)) for name in columns)
        or _repeats(table, columns)
        or any(_dangles(table, columns, one, tables) for one in table.described.references)
    )


def misfits(column: Column, values: Sequence[str]) -> bool:
    """Whether some text of a column may not stand there."""
    distinct = set(values)
    if "" in distinct:
        if column.required:
            return True
        distinct.discard("")
    if column.words and not distinct <= column.words.keys():
        return True
    if column.longest and any(len(text) > column.longest for text in distinct):
        return True
    judged = column.pattern and column.kind not in LEFT_TO_CHECKS
    if judged and not all(map(_matcher(column.pattern), distinct)):
        return True
    return bool(column.lacks) and any(map(_searcher(column.lacks), distinct))


@lru_cache(maxsize=64)
def _matcher(pattern: str) -> Finds:
    return re.compile(pattern).fullmatch


@lru_cache(maxsize=64)
def _searcher(pattern: str) -> Finds:
    return re.compile(pattern).search


def _repeats(table: Table, columns: Iterable[str]) -> bool:
    """Whether two rows have one key: the same rule as the models' `keys_are_unique`."""
    present = set(columns)
    names = table.values("row_id") if "row_id" in present else []
    given = [name for name in names if name]
    if len(given) != len(set(given)):
        return True
    key = [column for column in table.described.key if column in present]
    if not key:
        return False
    keys = list(table.keys(key))
    if given and not table.described.key_prevails:
        keys = [one for one, name in zip(keys, names, strict=True) if not name]
    return len(keys) != len(set(keys))


def _dangles(table: Table, columns: Sequence[str], reference: Reference, tables: Tables) -> bool:
    """Whether some cell names a row that is not there; a blank names nothing."""
    target = tables.get(reference.table)
    if target is None or not set(columns).issuperset(reference.columns):
        return False
    if not len(target) and target.name != "reports":  # a template, yet to be filled in
        return False
    if not set(target.columns).issuperset(reference.key):
        return False
    known = set(target.keys(reference.key))
    named = set(table.keys(reference.columns))
    if reference.many:
        named = {(item.strip(" \t"),) for (text,) in named for item in text.split(";")}
    return any(one not in known and all(one) for one in named)
