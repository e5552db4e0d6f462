"""What stands in which column of a sheet: a mapping, as a TOML file that people read, correct and keep."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ..config import UsageError
from ..tables import ROWS

#: A value that the sheet does not say and that the curator has to.
ASKED: Final = "=?"

#: How a value begins that is no header: a text (with `{header}` in it), and a computation.
TEXT, COMPUTED = "=", "calc:"

_HEAD = """\
# Which column of the sheet is which column of the tables; made by `triallint import --propose`.
# "name"            the column of the sheet with this header
# "=text"           this text in every row; {header} inserts a cell, {#} the number of the row
# "=?"              the sheet does not say it: write it, or the rows are left out
# "calc: a + b"     computed from cells (also sqrt(a)); the row's origin becomes `calculated`
# Each [[rows]] makes one row of its table from every row of the sheet that fills one of `when`.
"""


@dataclass(slots=True)
class Block:
    """One row of a table that every row of the sheet makes, where it fills one of `when`."""

    table: str
    columns: dict[str, str]
    when: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SheetMapping:
    """What stands in which column of a sheet.

    Attributes:
        kind: as what the sheet was recognised ("metafor").
        report: column of `reports` -> value.
        blocks: the rows that each row of the sheet makes.
        only: header -> the text that it must hold in a row that is taken.
        ignored: headers that are left out on purpose.
    """

    kind: str = "wide"
    report: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    only: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    def values(self) -> Iterator[str]:
        """Every value that it names."""
        yield from self.report.values()
        for block in self.blocks:
            yield from block.columns.values()

    def as_toml(self) -> str:
        """The mapping as a file."""
        lines = [
            _HEAD,
            f"kind = {_quoted(self.kind)}",
            f"ignored = [{', '.join(map(_quoted, self.ignored))}]",
        ]
        if self.only:
            lines += ["", "[only]", *_pairs(self.only)]
        lines += ["", "[report]", *_pairs(self.report)]
        for block in self.blocks:
            when = ", ".join(map(_quoted, block.when))
            lines += ["", "[[rows]]", f"table = {_quoted(block.table)}", f"when = [{when}]"]
            lines += _pairs(block.columns)
        return "\n".join(lines) + "\n"


def _pairs(values: Mapping[str, str]) -> Iterator[str]:
    for name, value in values.items():
        bare = name.replace("_", "").isalnum() and name.isascii()
        yield f"{name if bare else _quoted(name)} = {_quoted(value)}"


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def load_mapping(path: Path) -> SheetMapping:
    """A mapping from its file.

    Raises:
        UsageError: it is no mapping; the message says why.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not valid TOML: {error}") from None
    rows = given.get("rows", [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise UsageError(f"{path}: `rows` has to be written as [[rows]]")
    if unknown := set(given) - {"kind", "ignored", "only", "report", "rows"}:
        raise UsageError(f"{path}: unknown: {', '.join(sorted(unknown))}")
    report = _texts(path, "report", given.get("report", {}))
    _require_columns(path, "reports", report)
    return SheetMapping(
        str(given.get("kind", "wide")),
        report,
        [_block(path, one) for one in rows],
        _texts(path, "only", given.get("only", {})),
        _list(path, "ignored", given.get("ignored", [])),
    )


def _block(path: Path, given: Mapping[str, Any]) -> Block:
    table = given.get("table")
    if table not in ROWS or table == "reports":
        raise UsageError(f"{path}: [[rows]] names the table {table!r}, which is none of them")
    columns = {name: value for name, value in given.items() if name not in ("table", "when")}
    texts = _texts(path, table, columns)
    _require_columns(path, table, texts)
    when = _list(path, "when", given.get("when", []))
    if lost := set(when) - set(texts):
        raise UsageError(f"{path}: `when` names {', '.join(sorted(lost))}, which [[rows]] of {table} lacks")
    return Block(table, texts, when)


def _require_columns(path: Path, table: str, columns: Mapping[str, str]) -> None:
    if unknown := set(columns) - set(ROWS[table].columns):
        raise UsageError(f"{path}: {table} has no column {', '.join(sorted(unknown))}")


def _texts(path: Path, name: str, given: Any) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise UsageError(f"{path}: every value of {name} has to be a text in quotation marks")
    return given


def _list(path: Path, name: str, given: Any) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(value, str) for value in given):
        raise UsageError(f"{path}: `{name}` has to be a list of texts")
    return given
