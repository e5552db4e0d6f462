"""Rows that have one key, in words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from triallint.model import Finding

from .conditions import KEYS_ARE_UNIQUE
from .table import Table

#: Further rows of one key that a finding points to.
SHOWN = 20


def repeated_rows(table: Table, rows: Sequence[int], most: int) -> Iterator[Finding]:
    """One finding for each key that several of `rows` have, at the second, pointing to the others.

    Beyond the first `most` keys, the rest are counted in one.
    """
    groups = list(_groups(table, rows))
    yield from (_finding(table, column, group) for column, group in groups[:most])
    rest = groups[most:]
    if rest:
        finding = _finding(table, *rest[0])
        more = f"; {len(rest) - 1} more keys stand in several rows" if len(rest) > 1 else ""
        yield replace(finding, message=finding.message + more)


def _finding(table: Table, column: str, group: Sequence[int]) -> Finding:
    first, second, *others = group
    said = "row_id" if column == "row_id" else _said(table, second)
    count = "two rows" if not others else f"{len(group)} rows"
    equal = all(_cells(table, row) == _cells(table, first) for row in group)
    same = ", and are equal in every cell" if equal else ""
    value = f" `{table.text(second, 'row_id')[:60]}`" if column == "row_id" else ""
    return KEYS_ARE_UNIQUE.broken(
        table.place(second, column),
        table.text(second, column),
        f"{count} of `{table.name}` have the same {said}{value}{same}",
        remedy=_remedy(table, column),
        also=(
            table.point(first, column, "the same key"),
            *(table.point(row, column, "the same key") for row in others[:SHOWN]),
        ),
        subject=table.subject(second),
        words="the same key again",
        identity=f"{table.name} {table.key(second)}",
    )


def _groups(table: Table, rows: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """The rows of each repeated key, with the column to point at."""
    by_name: dict[str, list[int]] = defaultdict(list)
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    keys = _natural_keys(table)
    for row in rows:
        name = table.text(row, "row_id")
        if name:
            by_name[name].append(row)
        if keys[row] and (not name or table.described.key_prevails):
            by_key[keys[row]].append(row)
    named = {tuple(group) for group in by_name.values() if len(group) > 1}
    yield from (("row_id", list(group)) for group in sorted(named))
    at = table.described.required[0]
    for group in by_key.values():
        if len(group) > 1 and tuple(group) not in named:  # those have their finding
            yield at, group


def _natural_keys(table: Table) -> list[tuple[str, ...]]:
    """The natural key of each row; empty where a part that it needs is missing."""
    columns, described = set(table.columns), table.described
    key = [column for column in described.key if column in columns]
    needed = [column for column in described.key if column in described.required]
    if not columns.issuperset(needed):
        return [()] * len(table)
    whole = map(all, table.keys(needed))
    return [one if is_whole else () for one, is_whole in zip(table.keys(key), whole, strict=True)]


def _said(table: Table, row: int) -> str:
    parts = [(column, table.text(row, column)) for column in table.described.key]
    return ", ".join(f"{column} `{text[:40]}`" for column, text in parts if text) or "key"


def _remedy(table: Table, column: str) -> str:
    if column == "row_id":
        return "Give each row a `row_id` of its own, or remove the row that repeats another."
    if table.described.key_prevails:
        key = " and ".join(f"`{name}`" for name in table.described.key)
        return f"Keep one row for each {key}: other tables refer to it."
    blank = [c for c in table.described.key if c in table.columns or c in ("source", "subgroup")]
    apart = ", ".join(f"`{name}`" for name in blank if name not in table.described.required)
    return (
        f"If they are two quantities, fill in what tells them apart ({apart}), or give each a `row_id`; "
        "if not, remove one."
    )


def _cells(table: Table, row: int) -> list[str]:
    return [table.text(row, column) for column in table.columns]
