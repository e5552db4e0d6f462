"""Which records are compared at all: those that share a key which few records share. Near-linear, pure.

Every key joins two things that are seldom equal together. A title alone is none, as a column's heading may be
that of a thousand works. No block is cut short: whether two records are compared depends on them alone.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from .features import Features

Key = tuple[str, ...]

#: Words at the beginning or end of what a title is about, and the letters of each, that make a key.
_WORDS: Final = 3
_LETTERS: Final = 5


def candidates(records: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """The pairs to be compared, by their positions, each once."""
    blocks: dict[Key, list[int]] = {}
    for at, record in enumerate(records):
        for key in dict.fromkeys(keys_of(record)):
            blocks.setdefault(key, []).append(at)
    seen: set[int] = set()
    for block in blocks.values():
        for a, b in combinations(block, 2):
            pair = a * len(records) + b
            if pair not in seen:
                seen.add(pair)
                yield a, b


def keys_of(record: Features) -> Iterator[Key]:
    """The keys of a record; two records that share one are compared."""
    for kind in ("dois", "pmids", "pmcids", "registered"):
        yield from ((kind, one) for one in getattr(record, kind))
    if record.review:
        yield "review", record.review
    yield from _of_place(record)
    yield from _of_title(record)


def _of_place(record: Features) -> Iterator[Key]:
    """First page with volume, or with first author and year: whatever became of the title."""
    page = record.page
    if page and record.volume:
        yield "volume, page", record.volume, page
    yield from (("volume, page", volume, tied) for _, volume, tied in record.ties)
    if page:
        yield from (("author, page", one, page) for one in record.families)


def _of_title(record: Features) -> Iterator[Key]:
    """The whole title, its beginning or its end, each with an author, a year or a page."""
    words = record.content
    if not words:
        return
    authors = [("author", one) for one in record.families]
    pages = [("page", record.page)] if record.page else []
    years = [("year", str(year)) for year in record.years if record.tells]
    yield from (("title", record.key, *one) for one in (*authors, *pages, *years))
    telling = record.subject_words
    if len(telling) < _WORDS:
        return
    ends = {"".join(word[:_LETTERS] for word in part) for part in (telling[:_WORDS], telling[-_WORDS:])}
    # Years that differ by one have one of these in common; a record without a year shares the blank.
    spans = {str(year + later) for year in record.years for later in (0, 1)} or {""}
    yield from (("end", end, *one) for end in ends for one in pages)
    yield from (("end", end, *one, span) for end in ends for one in authors for span in spans)
    if len(telling) >= 2 * _WORDS:  # a slip at one end, and no author
        yield from (("both ends", *sorted(ends), span) for span in spans)
