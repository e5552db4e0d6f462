"""Which of the ten tables a sheet is: by its name, else by its headers."""

import re
from collections.abc import Mapping, Sequence

from triallint.described import Described, tables
from triallint.model import Finding, Place, Severity
from triallint.read.sheet import Sheet

from .conditions import TABLES_ARE_KNOWN
from .headers import is_private, known_columns
from .spelling import loose, nearest

_WORDS = re.compile(r"[^\W\d_]+")


def is_set_aside(sheet: Sheet) -> bool:
    """Whether a sheet's name marks it as the user's own, as `x_` and `_` mark a column."""
    return is_private(sheet.table or sheet.sheet or sheet.name)


def recognise(sheet: Sheet) -> str | None:
    """The name of the table that a sheet is, or None."""
    if sheet.table is not None:
        return _named(sheet.table)
    return named_after(sheet.name) or _by_headers(sheet.header)


def named_after(name: str) -> str | None:
    """The table that a file or sheet of this name is, whatever is in it; or None."""
    return _named(name) or _by_words(name)


def unrecognised(sheet: Sheet, *, alone: bool, beside_others: bool) -> Finding:
    """What to say of a sheet that is none of the tables.

    Args:
        sheet: the sheet.
        alone: whether nothing else was given, so that there is nothing to check.
        beside_others: whether its own file holds tables as well, as a workbook with a page of notes.
    """
    name = sheet.table or sheet.name
    seen = ", ".join(text[:40] for text in sheet.header[:8] if text) or "no headers"
    near = nearest(name, tables())
    meant_to_be_here = beside_others or (sheet.table is not None and near is None)
    severity = Severity.error if alone else Severity.info if meant_to_be_here else Severity.warning
    guess = f"; did you mean `{near}`?" if near else _closest(sheet.header)
    return TABLES_ARE_KNOWN.broken(
        Place(sheet.file, sheet.header_line, sheet=sheet.sheet),
        name,
        f"`{name[:80]}` is none of the tables {', '.join(tables())}; its headers are {seen}{guess}",
        remedy="Name the file or sheet after its table, or name the table in `datapackage.json`; "
        "move what is no table out of the dataset.",
        words="not one of the tables",
        severity=severity,
    )


def _named(name: str) -> str | None:
    """The table of that name: any case, singular or plural."""
    bare = loose(name).removesuffix("s")
    return next((table for table in tables() if loose(table).removesuffix("s") == bare), None)


def _by_words(name: str) -> str | None:
    """The one table that a longer name mentions, such as `2024_estimates_final`."""
    found = {table for word in _WORDS.findall(name) if (table := _named(word))}
    return found.pop() if len(found) == 1 else None


def _by_headers(header: Sequence[str]) -> str | None:
    """The one table that has most of these headers, all of its required columns among them."""
    ranked = sorted(_shares(header).items(), key=lambda item: -item[1])
    (best, share), (_, next_share) = ranked[0], ranked[1]
    return best if share >= 0.6 and share > next_share else None


def _shares(header: Sequence[str]) -> Mapping[str, float]:
    """For each table, the share of the headers that are its own; 0 where a required one is missing."""
    return {name: _share(header, described) for name, described in tables().items()}


def _share(header: Sequence[str], described: Described) -> float:
    known = set(known_columns(list(header), described).values())
    if not known.issuperset(described.required):
        return 0.0
    return len(known) / sum(map(bool, header))


def _closest(header: Sequence[str]) -> str:
    """The table that it would be if it had its required columns, in words."""
    best, most = None, 1
    for described in tables().values():
        known = set(known_columns(list(header), described).values())
        if len(known) > most:
            best, most = described, len(known)
    if best is None:
        return ""
    known = set(known_columns(list(header), best).values())
    lacking = [name for name in best.required if name not in known]
    return f"; nearest is `{best.name}`" + (f", which lacks {', '.join(lacking)}" if lacking else "")
