"""Facts in the tables that a document prints: the commonest shapes; what is not understood is listed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from .document import PrintedTable, Quote
from .facts import Fact
from .grammar.measures import measure_before
from .grammar.plain import plain
from .table_cells import cells_of, is_empty, level_in, shape_in
from .table_grid import Column, Grid

_KINDS: Final = {
    "count_percent": "proportion",
    "percent_count": "proportion",
    "mean_sd": "summary",
    "mean_se": "summary",
    "mean_ci": "summary",
    "median_iqr": "summary",
    "median_range": "summary",
}
#: The end of a row's label, where it says what the cells hold.
_SPECIFIED: Final = re.compile(
    r"[\s,;:\u2013\u2014-]*(?:[(\[]\s*)?(?:\b(?:nos?\.?|n|number|n/N|mean|median|patients|participants)\s*,?\s*"
    r"(?:[(\[,]|\u00b1|\+/-|and)|(?<![\d.])%\s*[(\[]).*$|[\s,;:]*[(\[]\s*%\s*[)\]].*$",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(
    r"(?:no\.?|n|number)(?:\sof\s(?:patients|participants|subjects|women|men|children|adults))?",
    re.IGNORECASE,
)
_BASELINE: Final = re.compile(r"\bbaseline\b|\bcharacteristics\b|\bdemographic", re.IGNORECASE)
#: How many cells of a table are quoted as examples of what was not understood.
_EXAMPLES: Final = 3


class InTables(NamedTuple):
    """What tables say.

    Attributes:
        facts: what was understood, in the order of the tables.
        notes: what was not, in words.
    """

    facts: tuple[Fact, ...]
    notes: tuple[str, ...]


def in_tables(tables: Iterable[PrintedTable]) -> InTables:
    """The facts in printed tables, with a note for each table that has cells not understood."""
    facts: list[Fact] = []
    notes: list[str] = []
    for number, table in enumerate(tables, 1):
        name = table.label or f"table {number}"
        reader = _Reader(table)
        facts += reader.read()
        if reader.grid.rows and not reader.grid.columns:
            notes.append(f"{name}: no header tells what its columns are; it was not read")
        elif reader.unread:
            examples = ", ".join(repr(text) for text in list(dict.fromkeys(reader.unread))[:_EXAMPLES])
            notes.append(f"{name}: {len(reader.unread)} cells were not understood, among them {examples}")
    return InTables(tuple(facts), tuple(notes))


class _Reader:
    """Goes down the rows of one table, under the last heading that it met."""

    def __init__(self, table: PrintedTable) -> None:
        self.grid = Grid(table)
        self.unread: list[str] = []
        self._caption = table.caption
        self._heading = ""

    def read(self) -> Iterator[Fact]:
        """The facts of the table."""
        stage = "arm" if _BASELINE.search(self._caption) else "analysed"
        for column in self.grid.columns:
            if column.size is not None:
                yield _size(column, column.size, stage)
        for row in self.grid.rows:
            label = self.grid.label_of(row)
            cells = self.grid.cells_of(row)
            if label is not None and all(not quote.text or quote == label for _, quote in cells):
                self._heading = label.text
            elif label is not None and _NUMBERS.fullmatch(label.text.strip(" :")):
                yield from self._sizes(cells, stage)
            elif cells:
                if label is not None and shape_in([label.text]) is not None:
                    self._heading = ""  # the rows below the heading have ended
                yield from self._row(label, cells)

    def _sizes(self, cells: Sequence[tuple[Column, Quote]], stage: str) -> Iterator[Fact]:
        for column, quote in cells:
            found = cells_of(quote, "n")
            if found and column.size is None:
                yield _size(column, found["n"], stage)
            elif not found and not is_empty(quote.text):
                self.unread.append(quote.text)

    def _row(self, label: Quote | None, cells: Sequence[tuple[Column, Quote]]) -> Iterator[Fact]:
        """The facts of one row: one for each group, and one for their comparison."""
        words = "" if label is None else label.text
        outcome = None if label is None else _outcome(label)
        effect: Fact | None = None
        p_value: Quote | None = None
        for column, quote in cells:
            if is_empty(quote.text):
                continue
            shape = column.shape or shape_in((words, column.words, self._heading, self._caption))
            found = cells_of(quote, shape)
            if found is None or column.is_total:
                self.unread.append(quote.text)
            elif shape == "p":
                p_value = found["p_value"]
            elif shape == "estimate":
                effect = _effect(column, quote, found, outcome, f"{words} {self._heading}")
                if effect is None:
                    self.unread.append(quote.text)
            else:
                kind = _KINDS[shape or "count_percent"]
                yield Fact(kind, found, quote.start, quote.end, arm=column.label, outcome=outcome)  # type: ignore[arg-type]
        yield from _compared(effect, p_value, outcome)


def _size(column: Column, n: Quote, stage: str) -> Fact:
    return Fact("size", {"n": n}, n.start, n.end, {"stage": stage}, arm=column.label)


def _effect(
    column: Column, quote: Quote, found: dict[str, Quote], outcome: Quote | None, words: str
) -> Fact | None:
    """The comparison in a cell; its measure is named by the column's header, or else by the row."""
    for text in (column.words, words):
        measure = measure_before(plain(text), 0, len(text))
        if measure is not None:
            break
    else:
        return None
    level = next((level for header in column.headers if (level := level_in(header))), None)
    cells = found | ({"ci_level": level} if level else {})
    return Fact("effect", cells, quote.start, quote.end, {"measure": measure.name}, outcome=outcome)


def _compared(effect: Fact | None, p_value: Quote | None, outcome: Quote | None) -> Iterator[Fact]:
    """The comparison of a row, with the P value that stands beside it."""
    if effect is not None:
        cells = dict(effect.cells) | ({"p_value": p_value} if p_value else {})
        yield Fact("effect", cells, effect.start, effect.end, effect.said, outcome=outcome)
    elif p_value is not None:
        yield Fact("test", {"p_value": p_value}, p_value.start, p_value.end, outcome=outcome)


def _outcome(label: Quote) -> Quote | None:
    """A row's label without the words for what its cells hold."""
    found = _SPECIFIED.search(label.text)
    text = (label.text[: found.start()] if found else label.text).rstrip(" ,;:\u2013\u2014-")
    return Quote(text, label.start, label.start + len(text)) if text else None
