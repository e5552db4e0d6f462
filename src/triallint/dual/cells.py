"""Two extractions cell by cell: what agrees, what differs, what one person has alone. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ..meaning.told import Sameness, says_what_is_printed
from ..model import Reported
from ..tables import Row, Tables
from .align import NAMES, Pair, aligned

#: How two cells compare. `written differently`: the same number at another precision.
Verdict = Literal["agree", "written differently", "differ", "only first", "only second"]

#: Words that differ in case, blanks and punctuation agree; so do two ways of writing one identifier.
_VERDICT: Final[dict[Sameness, Verdict]] = {
    "same": "agree",
    "same number": "written differently",
    "other": "differ",
}

#: Columns that say who extracted a row, when, and under what name: people differ in them by design.
_NOT_COMPARED: Final = frozenset(
    {
        "row_id", "at", "note", "extracted_by", "verified_by", "extracted_on", "document", "document_sha256",
        "source", *NAMES,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell as two people filled it.

    Attributes:
        pair: the rows that it stands in.
        column: the column.
        first: the first person's cell; blank where they left it so.
        second: the second person's.
        verdict: how they compare.
    """

    pair: Pair
    column: str
    first: Reported | None
    second: Reported | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two extractions side by side.

    Attributes:
        pairs: every row, with its counterpart where there is one.
        cells: every cell that somebody filled, of rows that both have.
    """

    pairs: Sequence[Pair]
    cells: Sequence[Compared]

    @property
    def alone(self) -> list[Pair]:
        """Rows that one person has and the other has not."""
        return [pair for pair in self.pairs if pair.first is None or pair.second is None]

    @property
    def differing(self) -> list[Compared]:
        """Cells that need to be talked about, those first that say different things."""
        rest = [cell for cell in self.cells if cell.verdict != "agree"]
        return sorted(rest, key=lambda cell: cell.verdict != "differ")

    @property
    def agrees(self) -> bool:
        """Whether both say the same throughout, however they write it."""
        return not self.alone and self.counts().keys() <= {"agree", "written differently"}

    def counts(self) -> Counter[Verdict]:
        """How many cells have each verdict."""
        return Counter(cell.verdict for cell in self.cells)


def compare(first: Tables, second: Tables) -> Comparison:
    """Hold two extractions side by side."""
    pairs = aligned(first, second)
    return Comparison(pairs, [cell for pair in pairs for cell in _cells(pair)])


def _cells(pair: Pair) -> Iterator[Compared]:
    first, second = pair.first, pair.second
    if first is None or second is None:
        return
    for column in type(first).columns:
        if column not in _NOT_COMPARED and (first.raw(column) or second.raw(column)):
            a, b = first.cell(column), second.cell(column)
            yield Compared(pair, column, a, b, _verdict(column, a.text, b.text))


def _verdict(column: str, first: str, second: str) -> Verdict:
    if not second:
        return "only first"
    if not first:
        return "only second"
    if first == second:
        return "agree"
    same = says_what_is_printed(column, first, second)
    return _VERDICT[same]


def about_in_words(row: Row) -> str:
    """What a row is about, in its own names: `dfs, survival, blina, 3 years`."""
    said = [row.raw(column) for column in row.natural_key if column not in ("report_id", "source")]
    return ", ".join(text for text in said if text) or row.key
