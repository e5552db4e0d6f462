"""A printed table by its parts: which rows are headers, which columns are groups or comparisons."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from .document import PrintedTable, Quote, TableCell
from .grammar.measures import measure_before
from .grammar.plain import plain
from .table_cells import shape_in

_SIZE: Final = re.compile(r"[\s,;:]*[(\[]?\s*\b[nN]\s*=\s*(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s*[)\]]?")
_ONLY_SHAPE: Final = re.compile(
    r"(?:nos?\.?|n|number|n/N|mean|median|%)?\s*[(\[,\u00b1]*\s*(?:%|sds?|ses?|iqr|range|95% ci)?\s*[)\]]*",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(
    r"(?:total|overall|all(?:\s(?:patients|participants|subjects))?|both\s\w+)", re.IGNORECASE
)
_FIGURE: Final = re.compile(r"\s*[<>\u2264\u2265=-]?\s*\.?\d")
#: A column is one of labels where fewer of its cells than this begin with a figure.
_FEW: Final = 0.3


class Column(NamedTuple):
    """A column of figures.

    Attributes:
        number: counted from 0.
        headers: its header cells, from top to bottom, each once.
        label: the group that it is about; None where the header names none.
        size: how many participants the header says the group has.
        shape: what every cell holds, for comparisons and P values; None where rows tell it.
        is_total: whether it is about all groups together.
    """

    number: int
    headers: tuple[Quote, ...]
    label: Quote | None = None
    size: Quote | None = None
    shape: str | None = None
    is_total: bool = False

    @property
    def words(self) -> str:
        """What stands above its figures."""
        return " ".join(header.text for header in self.headers)


class Grid:
    """A table with its columns told apart.

    Attributes:
        columns: those that hold figures; none where no header tells them.
        rows: the numbers of the rows below the header.
    """

    def __init__(self, table: PrintedTable) -> None:
        self._cells: dict[tuple[int, int], TableCell] = {(one.row, one.column): one for one in table.cells}
        height = max((one.row for one in table.cells), default=-1) + 1
        width = max((one.column for one in table.cells), default=-1) + 1
        first = self._first_row(height, width)
        self.rows: Sequence[int] = range(first, height)
        labels = self._label_columns(width)
        self._labels = range(labels)
        has_header = 0 < first < height
        self.columns = [self._column(number) for number in range(labels, width)] if has_header else []

    def _first_row(self, height: int, width: int) -> int:
        """The number of the first row that is no header."""
        for row in range(height):
            across = [self._cells[row, column] for column in range(width) if (row, column) in self._cells]
            if not across or not all(cell.is_header for cell in across[1:] or across):
                return row or (1 if self._is_like_header(row, width) else 0)
        return height

    def _is_like_header(self, row: int, width: int) -> bool:
        """Whether a first row that no markup calls a header is one: words above figures."""
        texts = [
            self._cells[row, column].quote.text for column in range(1, width) if (row, column) in self._cells
        ]
        return bool(texts) and all(text and not _FIGURE.match(text) for text in texts)

    def _label_columns(self, width: int) -> int:
        """How many columns on the left hold labels."""
        for number in range(1, width):
            texts = [one.quote.text for row in self.rows if (one := self._cells.get((row, number)))]
            filled = [text for text in texts if text.strip()]
            if not filled or sum(bool(_FIGURE.match(text)) for text in filled) >= _FEW * len(filled):
                return number
        return min(width, 1)

    def _column(self, number: int) -> Column:
        above = [one.quote for row in range(self.rows[0]) if (one := self._cells.get((row, number)))]
        headers = tuple(dict.fromkeys(quote for quote in above if quote.text))
        words = plain(" ".join(quote.text for quote in headers))
        shape = shape_in([words])
        if shape == "p" or (shape == "estimate" and measure_before(words, 0, len(words)) is not None):
            return Column(number, headers, shape=shape)
        named = [(quote, found) for quote in headers if (found := _SIZE.search(plain(quote.text)))]
        size = None
        if named:
            quote, found = named[-1]
            size = Quote(quote.text[slice(*found.span("n"))], *(quote.start + at for at in found.span("n")))
        label = self._label(headers, [quote for quote, _ in named])
        is_total = label is not None and _TOTAL.fullmatch(label.text) is not None
        return Column(
            number, headers, None if is_total else label, None if is_total else size, None, is_total
        )

    @staticmethod
    def _label(headers: Sequence[Quote], sized: Sequence[Quote]) -> Quote | None:
        """The words of a header that name a group: of the one with a size, or else of the lowest."""
        for quote in (*reversed(sized), *reversed(headers)):
            found = _SIZE.search(plain(quote.text))
            text = (quote.text[: found.start()] if found else quote.text).rstrip(" ,;:(")
            if text and not _ONLY_SHAPE.fullmatch(text):
                return Quote(text, quote.start, quote.start + len(text))
        return None

    def label_of(self, row: int) -> Quote | None:
        """The label of a row: the last on its left that is not blank."""
        found = [one.quote for column in self._labels if (one := self._cells.get((row, column)))]
        return next((quote for quote in reversed(found) if quote.text), None)

    def cells_of(self, row: int) -> list[tuple[Column, Quote]]:
        """The figures of a row; a merged cell that is the row's label is among them."""
        return [
            (column, one.quote) for column in self.columns if (one := self._cells.get((row, column.number)))
        ]
