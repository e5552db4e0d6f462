"""Lists of authors that a whole table cuts at one length, as exports do."""

from collections import Counter
from collections.abc import Sequence
from typing import Final
from weakref import WeakKeyDictionary

from ..comparing.listed import listed
from ..tables import Citation, Report, Tables

__all__ = ["is_cut_as_its_table"]

#: So many lists of the greatest length are no chance.
_ENOUGH: Final = 3

_CUT_AT: Final[WeakKeyDictionary[Tables, dict[int, int]]] = WeakKeyDictionary()


def is_cut_as_its_table(row: Report | Citation, tables: Tables) -> bool:
    """Whether a row names as many authors as any row of its file does, and several others just as many."""
    files = _CUT_AT.setdefault(tables, {})
    if row.grid.ordinal not in files:
        beside: Sequence[Report | Citation] = tables.rows(type(row))
        counts = Counter(_named(one) for one in beside if one.grid is row.grid)
        longest = max(counts)
        files[row.grid.ordinal] = longest if longest > 1 and counts[longest] >= _ENOUGH else 0
    return files[row.grid.ordinal] > 0 and _named(row) == files[row.grid.ordinal]


def _named(row: Report | Citation) -> int:
    return len(listed(row.raw("authors")).names)
