"""JSON and YAML documents as records, lists and texts that know their lines; and tables of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ..model import Severity
from .conditions import FILE_HAS_ROWS, KEYS_STAND_ONCE, RECORDS_ARE_FLAT, STRUCTURE_IS_A_TABLE
from .layout import say_if_bare, shorten
from .sheet import Sheet
from .source import Source


@dataclass(slots=True, eq=False)
class Record:
    """An object (JSON) or mapping (YAML): keys and values in order, doubles included.

    `lines` is empty where everything stands on `line`.
    """

    line: int
    keys: list[str] = field(default_factory=list)
    values: "list[Node]" = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Items:
    """A list or sequence."""

    line: int
    values: "list[Node]" = field(default_factory=list)


#: A value of a document; None is null.
Node: TypeAlias = "Record | Items | str | None"

_FORMS = (
    "write a list of records, or an object whose keys are table names and whose values are lists of records"
)


def tables_in(source: Source, document: Node) -> list[Sheet]:
    """The sheets of one document, whichever of the three forms it has."""
    match document:
        case Items():
            return _some(_of_list(source, source.stem, document))
        case Record() if _is_grid(document):
            return _some(_of_grid(source, source.stem, document))
        case Record() if document.keys and not _nested_values(document):
            return _some(of_records(source, source.stem, [document]))
        case Record() if document.keys:
            return list(_of_tables(source, document))
    seen = "one value" if isinstance(document, str) else "nothing"
    source.say(
        STRUCTURE_IS_A_TABLE,
        f"expected a list of records, found {seen}",
        _FORMS,
        row=1,
    )
    return []


def _some(sheet: Sheet | None) -> list[Sheet]:
    return [] if sheet is None else [sheet]


def _nested_values(record: Record) -> bool:
    return any(isinstance(value, Record | Items) for value in record.values)


def _is_grid(record: Record) -> bool:
    parts = dict(zip(record.keys, record.values, strict=True))
    return isinstance(parts.get("columns"), Items) and isinstance(parts.get("rows"), Items)


def _of_tables(source: Source, document: Record) -> Iterator[Sheet]:
    for name, value in zip(document.keys, document.values, strict=True):
        sheet = None
        if isinstance(value, Items):
            sheet = _of_list(source, name, value)
        elif isinstance(value, Record) and _is_grid(value):
            sheet = _of_grid(source, name, value)
        else:
            kind = "an object" if isinstance(value, Record) else "one value"
            source.say(
                STRUCTURE_IS_A_TABLE,
                f"expected a list of records under {name!r}, found {kind}; it was not read",
                _FORMS,
                row=value.line if isinstance(value, Record) else document.line,
                name=name,
                text=name,
                # a plain value beside tables is a note about the file ("version": 1)
                severity=None if isinstance(value, Record) else Severity.info,
            )
        if sheet is not None:
            yield sheet


def _of_list(source: Source, name: str, items: Items) -> Sheet | None:
    records = [item for item in items.values if isinstance(item, Record)]
    if odd := len(items.values) - len(records):
        place = next(item for item in items.values if not isinstance(item, Record))
        source.say(
            STRUCTURE_IS_A_TABLE,
            f"{odd} of the {len(items.values)} items of {name!r} are not records; they were not read",
            "give every item keys: one for each column",
            row=place.line if isinstance(place, Items) else items.line,
            text=place if isinstance(place, str) else name,
        )
    return of_records(source, name, records, line=items.line) if records or not odd else None


def _of_grid(source: Source, name: str, record: Record) -> Sheet | None:
    """A sheet from `columns` and `rows`: the rows become records, so that one road leads on."""
    parts = dict(zip(record.keys, record.values, strict=True))
    columns, rows = parts["columns"], parts["rows"]
    assert isinstance(columns, Items)
    assert isinstance(rows, Items)
    names = [value if isinstance(value, str) else "" for value in columns.values]
    records = []
    for row in rows.values:
        if isinstance(row, Items) and len(row.values) == len(names):
            records.append(Record(row.line, names, row.values))
            continue
        what = f"{len(row.values)} values" if isinstance(row, Items) else "no list of values"
        source.say(
            STRUCTURE_IS_A_TABLE,
            f"a row of {name!r} has {what} for {len(names)} columns; it was not read",
            "give every row one value for each column, null where there is none",
            row=row.line if isinstance(row, Items | Record) else rows.line,
            text=name,
        )
    return of_records(source, name, records, line=columns.line, header=names, doubles=True)


def of_records(
    source: Source,
    name: str,
    records: Sequence[Record],
    *,
    line: int = 1,
    header: Iterable[str] = (),
    doubles: bool = False,
) -> Sheet | None:
    """The sheet of a list of records: its columns are their keys, in order of first appearance.

    None, with a finding, where there is neither a record nor a column.

    Args:
        source: the file.
        name: what names the table.
        records: its rows.
        line: the header's line where there is no record.
        header: columns that are known beforehand.
        doubles: whether `header` prevails over the records' keys, doubles included.
    """
    columns: dict[str, int] = {}
    if not doubles:
        shapes = {id(record.keys): record.keys for record in records}  # most records share theirs
        for keys in shapes.values():
            for key in keys:
                columns.setdefault(key, len(columns))
    names = list(header) if doubles else list(columns)
    if not names:
        source.say(
            FILE_HAS_ROWS,
            f"{name!r} holds no records",
            "nothing, if it is still to be filled; else export it again",
            row=line,
            text=name,
        )
        return None
    sheet = Sheet(source.file, name, names, records[0].line if records else line, [], [], table=source.table)
    builder = _Builder(source, sheet, columns if not doubles else None)
    for record in records:
        builder.add(record)
    sheet.header = [" ".join(text.split()) for text in names]
    shorten(source, sheet)
    say_if_bare(source, sheet)
    return sheet


class _Builder:
    """Turns records into the rows of a sheet, one at a time."""

    def __init__(self, source: Source, sheet: Sheet, columns: dict[str, int] | None) -> None:
        self.source, self.sheet, self.columns = source, sheet, columns
        self.width = len(sheet.header)
        self.lists: set[int] = set()
        self._plans: dict[int, list[int] | None] = {}

    def add(self, record: Record) -> None:
        """Append the row of one record."""
        row = [""] * self.width
        plan = self._plan(record) if not record.lines and self.columns is not None else None
        if plan is not None and all(type(one) is str or one is None for one in record.values):
            for column, text in zip(plan, record.values, strict=True):
                if text:
                    row[column] = text.strip()  # type: ignore[union-attr]
            self.sheet.rows.append(row)
            self.sheet.lines.append(record.line)
            return
        self._add_slowly(record, row)

    def _plan(self, record: Record) -> list[int] | None:
        """The columns of a record's keys, made once for all that share them; None with doubles."""
        assert self.columns is not None
        known = id(record.keys)
        if known not in self._plans:
            columns = [self.columns[key] for key in record.keys]
            self._plans[known] = columns if len(set(columns)) == len(columns) else None
        return self._plans[known]

    def _add_slowly(self, record: Record, row: list[str]) -> None:
        index = len(self.sheet.rows)
        seen: set[int] = set()
        for i, (key, value) in enumerate(zip(record.keys, record.values, strict=True)):
            column = self.columns[key] if self.columns is not None else i
            line = record.lines[i] if record.lines else record.line
            if column in seen:
                self._say_double(key, line, row[column], value)
                continue
            seen.add(column)
            if line != record.line:
                self.sheet.cell_lines[index, column] = line
            if type(value) is str:
                row[column] = value.strip()
            elif value is not None:
                row[column] = self._nested(value, key, column, line)
        self.sheet.rows.append(row)
        self.sheet.lines.append(record.line)

    def _say_double(self, key: str, line: int, first: str, value: Node) -> None:
        second = value if isinstance(value, str) else "" if value is None else "a nested value"
        self.source.say(
            KEYS_STAND_ONCE,
            f"the key {key[:80]!r} stands twice in one record, with {first[:80]!r} and "
            f"{second[:80]!r}; the first was kept",
            "delete the one that is wrong",
            row=line,
            name=key[:80],
            text=second,
        )

    def _nested(self, value: Node, key: str, column: int, line: int) -> str:
        """The text of a list of plain values; blank, with a finding, for anything deeper."""
        if isinstance(value, Items) and all(type(one) is str for one in value.values):
            if column not in self.lists:
                self.lists.add(column)
                self._say_nested(
                    f"{key[:80]!r} holds a list; it was read as one cell with '; ' between its items",
                    "nothing, or write the items as one text",
                    key,
                    column,
                    line,
                    Severity.info,
                )
            return self._joined(value.values)
        kind = "a list of lists or objects" if isinstance(value, Items) else "an object"
        self._say_nested(
            f"{key[:80]!r} holds {kind}, which no cell can hold; it was not read",
            "give its parts columns of their own",
            key,
            column,
            line,
            None,
        )
        return ""

    def _say_nested(
        self, message: str, remedy: str, key: str, column: int, line: int, severity: Severity | None
    ) -> None:
        self.source.say(
            RECORDS_ARE_FLAT,
            message,
            remedy,
            row=line,
            column=column + 1,
            name=key[:80],
            text=key,
            severity=severity,
        )

    def _joined(self, items: Sequence[Node]) -> str:
        """Items with "; " between them, up to just past the limit, where the cell is cut anyway."""
        texts, size = [], 0
        for item in items:
            texts.append(str(item).strip())
            size += len(texts[-1])
            if size > self.source.limits.cell_characters:
                break
        return "; ".join(texts)
