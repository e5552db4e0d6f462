"""Works that share an identifier: which rows carry it, and which titles may stand under one. Pure."""

from typing import Final
from weakref import WeakKeyDictionary

from ..comparing import compare_titles
from ..tables import Citation, Report, Tables
from .cited import Given, said
from .stated import stated

__all__ = ["first_title_under", "may_share_identifier"]

#: An identifier: its kind and its canonical form.
Identifying = tuple[str, str]

_TITLES: Final[WeakKeyDictionary[Tables, dict[Identifying, Given]]] = WeakKeyDictionary()
_REPLIES: Final = (
    "reply",
    "replies",
    "response",
    "comment",
    "author",
    "authors",
    "the",
    "in",
    "to",
    "from",
    "and",
)


def first_title_under(tables: Tables, identifier: Identifying) -> Given | None:
    """The title of the first row that carries an identifier and has a title."""
    titles = _TITLES.get(tables)
    if titles is None:
        titles = _TITLES[tables] = {}
        rows: list[Report | Citation] = [*tables.rows(Report), *tables.rows(Citation)]
        for row in rows:
            title = said(row, "title")
            for one in stated(row) if title else ():
                titles.setdefault((one.kind, one.key), title)  # type: ignore[arg-type]
    return titles.get(identifier)


def may_share_identifier(title: str, other: str) -> bool:
    """Whether two titles may stand under one identifier: those of one work, or of a letter and its reply."""
    found = compare_titles(title, other)
    words = " ".join(f"{one.cited} {one.known}" for one in found.telling).split()
    return found.agrees or found.verdict == "unknown" or (bool(words) and set(words) <= set(_REPLIES))
