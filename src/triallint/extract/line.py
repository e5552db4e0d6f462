"""One row that is being made: what goes into its cells, and the characters that each came from."""

from collections.abc import Mapping

from .document import Quote


class Line:
    """A row of one of the tables, cell by cell."""

    def __init__(self, table: str, **cells: str) -> None:
        self.table = table
        self.cells = {column: text for column, text in cells.items() if text}
        self._at: dict[str, Quote] = {}

    def put(self, column: str, quote: Quote | None) -> "Line":
        """Put what the document prints into a cell, with its place."""
        if quote is not None and quote.text:
            self.cells[column] = quote.text
            if quote.start < quote.end:
                self._at[column] = quote
        return self

    def put_all(self, quotes: Mapping[str, Quote]) -> "Line":
        """Put several."""
        for column, quote in quotes.items():
            self.put(column, quote)
        return self

    def say(self, words: Mapping[str, str]) -> "Line":
        """Put words of the vocabulary, which stand nowhere in the document."""
        self.cells |= {column: word for column, word in words.items() if word}
        return self

    @property
    def begins(self) -> int:
        """The first character that any of its cells was read from; 0 where none was."""
        return min((quote.start for quote in self._at.values()), default=0)

    @property
    def texts(self) -> dict[str, str]:
        """Its cells, the spans among them in the column `at`."""
        if not self._at:
            return self.cells
        at = " ".join(f"{column}={quote.start}:{quote.end}" for column, quote in self._at.items())
        return self.cells | {"at": at}
