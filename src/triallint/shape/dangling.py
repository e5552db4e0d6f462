"""What a name that names no row was probably meant to be: the nearest that there is, or which there are."""

from collections.abc import Iterator, Mapping

from triallint.described import Reference

from .spelling import nearest
from .table import Table

#: How many of the names that there are, are listed.
_LISTED = 6

#: How like a name must be: short names such as `R1` and `R2` are different names, not slips.
_ALIKE = 0.8


def unknown(text: str, reference: Reference, known: list[str]) -> str:
    """The part of a cell that names no row: the cell, or in a list its first such item."""
    if not reference.many:
        return text
    items = [item.strip(" \t") for item in text.split(";")]
    return next((item for item in items if item and item not in known), text)


def names(table: Table, row: int, reference: Reference, tables: Mapping[str, Table]) -> list[str]:
    """The names that a cell may refer to, each once: for an arm those of its own report."""
    target = tables.get(reference.table)
    if target is None:
        return []
    wanted = tuple(table.text(row, column) for column in reference.columns[:-1])
    return list(dict.fromkeys(_last(target, reference, wanted)))


def _last(target: Table, reference: Reference, wanted: tuple[str, ...]) -> Iterator[str]:
    if not set(target.columns).issuperset(reference.key):
        return
    for *before, last in target.keys(reference.key):
        if tuple(before) == wanted and last:
            yield last


def offered(name: str, known: list[str]) -> str:
    """What to say of the names that there are: the nearest, else all of them where they are few."""
    near = nearest(name, known, _ALIKE)
    if near:
        return f"; did you mean `{near[:60]}`?"
    if not known:
        return ""
    more = f" and {len(known) - _LISTED} more" if len(known) > _LISTED else ""
    return f"; it has {', '.join(f'`{one[:60]}`' for one in known[:_LISTED])}{more}"
