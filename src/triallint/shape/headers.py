"""Which column is which: headers as people write them, mapped onto the columns of a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triallint.described import Described
from triallint.model import Finding, Point, Severity

from .conditions import HEADERS_ARE_KNOWN, HEADERS_ARE_UNIQUE, PRECISION_IS_AS_PRINTED
from .spelling import loose, nearest
from .table import Part


@dataclass(frozen=True, slots=True)
class Headers:
    """What the headers of a sheet stand for in one table.

    Attributes:
        columns: canonical name -> index of the first header that says it.
        repeated: index of a further header -> canonical name that it says again.
        misspelt: canonical name of an absent column -> index of the header that is nearly it.
        unknown: indexes of the headers that are no column of the table.
    """

    columns: dict[str, int]
    repeated: dict[int, str]
    misspelt: dict[str, int]
    unknown: tuple[int, ...]


def is_private(header: str) -> bool:
    """Whether a column, or a sheet, is marked as the user's own."""
    return header.startswith(("x_", "_", "x-", "X_"))


def known_columns(header: list[str], described: Described) -> dict[int, str]:
    """The headers that say a column of the table: index -> canonical name."""
    names = {loose(name): name for name in described.columns}
    said = ((index, names.get(loose(text))) for index, text in enumerate(header))
    return {index: name for index, name in said if name is not None}


def read_headers(header: list[str], described: Described) -> Headers:
    """Map the headers of a sheet onto the columns of a table."""
    columns: dict[str, int] = {}
    repeated: dict[int, str] = {}
    for index, name in known_columns(header, described).items():
        if name in columns:
            repeated[index] = name
        else:
            columns[name] = index
    seen = {*columns.values(), *repeated}
    unknown = tuple(index for index, text in enumerate(header) if index not in seen and not is_private(text))
    absent = [name for name in described.columns if name not in columns]
    misspelt: dict[str, int] = {}
    for index in unknown:
        near = nearest(header[index], absent, cutoff=0.8) if len(header[index]) > 2 else None
        if near is not None:
            misspelt.setdefault(near, index)
    return Headers(columns, repeated, misspelt, unknown)


def problems(part: Part, headers: Headers, described: Described) -> Iterator[Finding]:
    """What is wrong with the headers of a part, and with how its columns were stored."""
    yield from _repeated(part, headers)
    nearly = {index: name for name, index in headers.misspelt.items()}
    for index in headers.unknown:
        name = nearly.get(index)
        if name in described.required:
            continue  # the missing column has a finding, which points here
        if name is not None:
            yield _misspelt(part, index, name)
        elif part.sheet.header[index]:
            yield _unknown(part, index, described)
        elif any(index < len(row) and row[index] for row in part.rows):
            yield _nameless(part, index)
    yield from _lossy(part, described)


def _repeated(part: Part, headers: Headers) -> Iterator[Finding]:
    sheet = part.sheet
    for index, name in headers.repeated.items():
        first = headers.columns[name]
        same = all(_cell(row, first) == _cell(row, index) for row in part.rows)
        yield HEADERS_ARE_UNIQUE.broken(
            part.header_place(index),
            sheet.header[index],
            f"two columns are `{name}`, and their cells {'are the same' if same else 'differ'}; "
            "only the first is read",
            remedy=f"Keep one column `{name}`; rename the other, to `x_{name}` if it is a note of your own.",
            also=(Point(part.header_place(first), sheet.header[first], "the column that is read"),),
            words="the same column again",
            severity=Severity.warning if same else None,
        )


def _misspelt(part: Part, index: int, name: str) -> Finding:
    header = part.sheet.header[index]
    return HEADERS_ARE_KNOWN.broken(
        part.header_place(index),
        header,
        f"`{header[:80]}` is no column of this table; did you mean `{name}`? Its cells are not read",
        remedy=f"Rename the column to `{name}`, or to `x_{header[:40]}` if it is a note of your own.",
        words="not a column of the table",
        severity=Severity.warning,
    )


def _unknown(part: Part, index: int, described: Described) -> Finding:
    header = part.sheet.header[index]
    return HEADERS_ARE_KNOWN.broken(
        part.header_place(index),
        header,
        f"`{header[:80]}` is no column of `{described.name}`; its cells are kept and not read",
        remedy=f"If it is a note of your own, name it `x_{header[:40]}`; "
        f"`triallint schema {described.name}` lists the columns.",
        words="not a column of the table",
        severity=Severity.info,
    )


def _nameless(part: Part, index: int) -> Finding:
    return HEADERS_ARE_KNOWN.broken(
        part.header_place(index),
        "",
        "a column without a header has cells; they are not read",
        remedy="Give the column a header, or clear it.",
        words="a blank header",
        severity=Severity.warning,
    )


def _lossy(part: Part, described: Described) -> Iterator[Finding]:
    names: Mapping[int, str] = {index: name for name, index in part.columns.items()}
    for index in sorted(part.sheet.lossy):
        name = names.get(index)
        if name is None or not described.columns[name].precise:
            continue
        if not any(_cell(row, index) for row in part.rows):
            continue
        yield PRECISION_IS_AS_PRINTED.broken(
            part.header_place(index),
            part.sheet.header[index],
            f"`{name}` was stored as numbers: 0.70 is now 0.7, and the printed decimals are gone; "
            "checks of printed precision cannot be trusted in this column",
            remedy="Store the column as text and enter the figures as printed, with their last zeros.",
            words="stored as numbers",
        )


def _cell(row: list[str], index: int) -> str:
    return row[index] if index < len(row) else ""
