"""The index: every line is found by seeking, nothing else is, and few bytes are read for it."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from triallint.pubmed import index
from triallint.pubmed.index import BadIndex, Entry

DAY = date(2026, 11, 21)


def entry(kind: Any, key: str, file: str = "a.json") -> Entry:
    return Entry(kind, key, file, DAY, "stand-in")


def entries(number: int) -> list[Entry]:
    chance = random.Random(number)
    kinds = [chance.choice(("pmid", "doi", "pmcid", "title")) for _ in range(number)]
    return [
        entry(kind, f"{chance.choice('01ßa~')}{at}{'é' * chance.randrange(40)}")
        for at, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize("number", [0, 1, 2, 3, 10, 257, 1000])
def test_every_entry_is_found_and_nothing_else(tmp_path: Path, number: int) -> None:
    path, kept = tmp_path / index.NAME, entries(number)
    path.write_text(index.text_of(kept), encoding="utf-8")
    assert sorted(index.entries_in(path)) == sorted(kept)
    for one in kept:
        assert index.look_up(path, one.kind, one.key) == one
        for other in (one.key + "0", one.key[:-1], "", "~~~", "\t", "#"):
            if (one.kind, other) not in {(known.kind, known.key) for known in kept}:
                assert index.look_up(path, one.kind, other) is None


def test_of_two_entries_the_later_counts(tmp_path: Path) -> None:
    text = index.text_of([entry("pmid", "1", "a.json"), entry("pmid", "1", "b.json")])
    assert text.splitlines()[1:-1] == ["pmid\t1\tb.json\t2026-11-21\tstand-in"]


def test_a_search_reads_little_of_a_long_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / index.NAME
    path.write_text(index.text_of(entry("pmid", str(10_000_000 + 7 * at)) for at in range(200_000)))
    reads = 0
    start = index._line_start

    def counted(*arguments: Any) -> int:
        nonlocal reads
        reads += 1
        return start(*arguments)

    monkeypatch.setattr(index, "_line_start", counted)
    assert index.look_up(path, "pmid", str(10_000_000 + 7 * 123_456))
    assert reads <= 24


def test_no_index_knows_nothing(tmp_path: Path) -> None:
    assert index.look_up(tmp_path / "none.tsv", "pmid", "1") is None
    assert index.entries_in(tmp_path / "none.tsv") == []


@pytest.mark.parametrize(
    "text", ["pmid\t2\n", "x\t1\ta.json\t2026-11-21\tNCBI\n", "pmid\t1\ta.json\t2026-11-21\tyou\n"]
)
def test_what_is_no_entry_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / index.NAME).write_text(text)
    with pytest.raises(BadIndex):
        index.entries_in(tmp_path / index.NAME)


def test_lines_out_of_order_are_refused(tmp_path: Path) -> None:
    first, *lines, last = index.text_of([entry("pmid", "1"), entry("pmid", "2")]).splitlines()
    (tmp_path / index.NAME).write_text("\n".join([first, *reversed(lines), last]))
    with pytest.raises(BadIndex, match="order"):
        index.entries_in(tmp_path / index.NAME)


def test_one_that_was_cut_at_the_end_of_a_line_is_refused(tmp_path: Path) -> None:
    text = index.text_of([entry("pmid", "1"), entry("pmid", "2")])
    for line in range(1, len(text.splitlines())):
        (tmp_path / index.NAME).write_text("".join(text.splitlines(keepends=True)[:line]))
        with pytest.raises(BadIndex, match="end is missing"):
            index.entries_in(tmp_path / index.NAME)
