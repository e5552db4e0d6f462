"""Rows in and rows out: what an engine carries is counted on both sides, so that no row is lost unsaid."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ..scan.schemas import BROKEN, COUNTS, CRASH, FINDING, TALLY

if TYPE_CHECKING:
    import pyarrow as pa

#: Kinds of rows -> the count that says how many of them there are.
_COUNTED: Final = {FINDING: "findings", BROKEN: "broken", CRASH: "crashes"}

Batches = Iterable["pa.RecordBatch"]


class RowsLost(Exception):
    """More or fewer rows came out than went in: the engine is at fault, and its result is not to be used."""


def tallied(batches: Batches) -> Counter[str]:
    """The sums of the counts in all rows of kind `tally`."""
    import pyarrow.compute as pc

    total: Counter[str] = Counter()
    for batch in batches:
        for name in COUNTS:
            total[name] += pc.sum(batch.column(name)).as_py() or 0
    return total


def counted(function: Callable[[Iterator["pa.RecordBatch"]], Batches], batches: Batches) -> Batches:
    """What a function makes of batches of records, the rows that go into it counted.

    Raises:
        RowsLost: behind the last batch, if its tallies do not account for every row.
    """
    rows_in = 0
    total: Counter[str] = Counter()

    def counting() -> "Iterator[pa.RecordBatch]":
        nonlocal rows_in
        for batch in batches:
            rows_in += batch.num_rows
            yield batch

    for batch in function(counting()):
        total += tallied([batch])
        yield batch
    # Every row is one of four: without a text, held back by the gate, judged, or broken.
    rows_out = total["records"] - total["with_text"] + total["gated"] + total["judged"] + total["broken"]
    if rows_in != rows_out:
        raise RowsLost(f"{rows_in:,} records went in, and {rows_out:,} are accounted for")


def arrived(batches: Batches) -> Counter[str]:
    """The counts of what came back from a worker, held against the rows that came with them.

    Raises:
        RowsLost: there are more or fewer rows of a kind than the tallies say.
    """
    kept = list(batches)
    total = tallied(kept)
    kinds: Counter[str] = Counter()
    for batch in kept:
        kinds.update(batch.column("kind").to_pylist())
    if not kinds[TALLY]:
        raise RowsLost("no count came back")
    for kind, count in _COUNTED.items():
        if kinds[kind] != total[count]:
            raise RowsLost(f"{total[count]:,} rows of kind {kind} were sent, and {kinds[kind]:,} came back")
    return total
