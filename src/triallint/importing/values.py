"""The cells of one row of a sheet, by header: their texts, their places, and which of them were used."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation, localcontext

from ..model import Place, parse
from ..read.sheet import Sheet
from .mapping import ASKED, COMPUTED, TEXT

_INSERTED = re.compile(r"\{([^{}]+)\}")
_SQRT = re.compile(r"sqrt\((.+)\)")


class Unknown(Exception):
    """A mapping names a header that the sheet lacks."""


class SheetRow:
    """One row of a sheet."""

    def __init__(self, sheet: Sheet, index: int, columns: dict[str, int], used: set[tuple[int, int]]) -> None:
        self.sheet, self.index, self.columns, self.used = sheet, index, columns, used
        self.line = sheet.lines[index]

    @property
    def place(self) -> Place:
        """The place of the row."""
        return Place(self.sheet.file, self.line, sheet=self.sheet.sheet)

    def text(self, header: str) -> str:
        """The text under a header. Raises `Unknown`."""
        if header not in self.columns:
            raise Unknown(header)
        cells, at = self.sheet.rows[self.index], self.columns[header]
        return cells[at] if at < len(cells) else ""

    def take(self, value: str) -> tuple[str, Place | None]:
        """What a value of a mapping is in this row, and the cell where it stands, if it is one cell."""
        if value == ASKED:
            return "", None
        if value.startswith(TEXT):
            return self._inserted(value[len(TEXT) :]), None
        if value.startswith(COMPUTED):
            return self._computed(value[len(COMPUTED) :].strip()), None
        return self._read(value)

    def _read(self, value: str) -> tuple[str, Place]:
        text = self.text(value)
        at = self.columns[value]
        self.used.add((self.index, at))
        line = self.sheet.cell_lines.get((self.index, at), self.line)
        if self.sheet.decimal_comma and parse(text, True) is not None:
            text = text.replace(".", "").replace(",", ".")  # the tables are written with a point
        return text, Place(self.sheet.file, line, self.sheet.first_column + at, value, self.sheet.sheet)

    def _inserted(self, text: str) -> str:
        names = _INSERTED.findall(text)
        self._use(name for name in names if name != "#")
        parts = {name: str(self.line) if name == "#" else self.text(name) for name in names}
        if names and not any(parts.values()):
            return ""
        return _INSERTED.sub(lambda found: parts[found[1]], text)

    def calculation(self, value: str) -> str:
        """A computation with the texts of the cells in it."""
        names = _SQRT.sub(r"\1", value[len(COMPUTED) :].strip()).split(" + ")
        shown = " + ".join(self.text(name.strip()) for name in names)
        return f"sqrt({shown})" if "sqrt(" in value else shown

    def _computed(self, formula: str) -> str:
        root = _SQRT.fullmatch(formula)
        names = [root[1].strip()] if root else [name.strip() for name in formula.split(" + ")]
        self._use(names)
        numbers = [self._number(name) for name in names]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers) or (root and known[0] < 0):
            return ""
        with localcontext() as context:
            context.prec = 6 if root else 28
            return str(known[0].sqrt() if root else sum(known, Decimal(0)))

    def _number(self, header: str) -> Decimal | None:
        text = self.text(header)
        printed = parse(text, self.sheet.decimal_comma)
        if printed is None or printed.operator not in "=~":
            return None
        try:
            return Decimal(printed.value.numerator) / Decimal(printed.value.denominator)
        except InvalidOperation:
            return None

    def _use(self, headers: Iterable[str]) -> None:
        for header in headers:
            if header not in self.columns:
                raise Unknown(header)
            self.used.add((self.index, self.columns[header]))
