"""The facts of a document as a list of figures with their places, to score against annotated abstracts."""

from collections.abc import Iterable, Iterator

from .document import Document, Quote
from .facts import Fact
from .grammar.numbers import value

Figure = dict[str, object]


def figures(document: Document, facts: Iterable[Fact]) -> Iterator[Figure]:
    """One figure for each number of a size or a proportion.

    Yields:
        `pmid` (the document's id), `kind` (total, arm, event, percent, or pair: an event with its percent),
        `value` (a number; of a pair, count and percent), `start` and `end` in code points of the text.
    """
    for fact in facts:
        for kind, quotes in _kinds(fact):
            values = [_number(quote) for quote in quotes]
            start, end = min(q.start for q in quotes), max(q.end for q in quotes)
            said = values[0] if len(values) == 1 else values
            yield {"pmid": document.id, "kind": kind, "value": said, "start": start, "end": end}


def _number(quote: Quote) -> float | None:
    number = value(quote.text)
    return int(number) if number is not None and number == int(number) else number


def _kinds(fact: Fact) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """The kinds of figure in a fact, with the cells of each."""
    cells = fact.cells
    if fact.kind == "size":
        yield ("arm" if fact.said["stage"] == "arm" else "total"), (cells["n"],)
    if fact.kind == "proportion" and (fact.arm or fact.is_compared):
        if "total" in cells:
            yield "arm", (cells["total"],)
        if "events" in cells:
            yield "event", (cells["events"],)
        if "percent" in cells:
            yield "percent", (cells["percent"],)
        if "events" in cells and "percent" in cells:
            yield "pair", (cells["events"], cells["percent"])
