"""Real citations without their identifiers: one work at two dates, and works that only look alike."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

from triallint.reconcile import Record
from triallint.reconcile.features import Features

from .corpora import Pair, anonymous, citations

#: Pairs of one kind of look-alikes at the most, so that no kind is all there is.
_MOST = 9_000


@cache
def drifted(path: Path) -> dict[str, list[Record]]:
    """PMID -> its citation at each date, the identifiers hidden, for the PMIDs that changed."""
    seen: dict[str, dict[str, str]] = defaultdict(dict)
    for pmid, day, text in citations(path):
        seen[pmid][day] = text
    return {
        pmid: [anonymous(f"{pmid}/{n}", dates[day]) for n, day in enumerate(sorted(dates))]
        for pmid, dates in seen.items()
        if len(dates) > 1
    }


def latest(path: Path) -> list[Record]:
    """The last citation of each PMID, the identifiers hidden."""
    last: dict[str, tuple[str, str]] = {}
    for pmid, day, text in citations(path):
        last[pmid] = max(last.get(pmid, ("", "")), (day, text))
    return [anonymous(pmid, text) for pmid, (_, text) in last.items()]


def look_alikes(records: list[Record]) -> dict[str, list[Pair]]:
    """Pairs of two PMIDs by what makes them alike: one first author and year, a reply, a part, a series …"""
    kinds: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for kind, key in _alike(Features(record)):
            kinds[kind][key].append(record.id)
    answers = {record.id for record in records if Features(record).is_reply}
    dice, found = Random(7), dict[str, list[Pair]]()
    for kind, blocks in sorted(kinds.items()):
        pairs = [pair for block in blocks.values() for pair in combinations(sorted(block)[:50], 2)]
        pairs = [pair for pair in pairs if kind != "replies" or not answers.isdisjoint(pair)]
        dice.shuffle(pairs)
        found[kind] = pairs[:_MOST]
    return found


def _alike(one: Features) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a record may be alike with another in, by the kind of likeness."""
    record, words = one.record, one.content
    author = one.names[0] if one.names else ""
    if author and record.year:
        yield "same first author and year", (author, record.year)
        if len(one.names) > 2:
            yield "serial papers of one group", (*one.names[:3], record.journal)
    if len(words) > 5:
        yield "replies", one.content
        for at, word in enumerate(words):
            if word.isdigit() or word in ("i", "ii", "iii", "part"):
                yield "part numbers", (*words[:at], *words[at + 1 :])
        for at in range(len(words) - 1):
            yield "near titles", (*words[:at], "…", *words[at + 2 :])
