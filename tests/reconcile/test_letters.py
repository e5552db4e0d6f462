"""Letters in common: one number with and without rapidfuzz, which a check on tables never loads."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.reconcile.letters import alike, counted, in_common

LONG = "we randomised 120 adults to velamide or placebo, and attacks fell by 12 a week; " * 12


def longest_common(a: str, b: str) -> int:
    """The table of the textbook."""
    row = [0] * (len(b) + 1)
    for letter in a:
        before, row = row, [0]
        for at, other in enumerate(b):
            row.append(before[at] + 1 if letter == other else max(before[at + 1], row[-1]))
    return row[-1]


@given(st.text("abcé ", max_size=40), st.text("abcé ", max_size=40))
def test_bits_count_what_the_table_counts(a: str, b: str) -> None:
    assert counted(a, b) == in_common(a, b) == longest_common(a, b)


@given(st.randoms(use_true_random=False))
def test_long_texts_are_counted_alike_by_the_library_and_without_it(dice: object) -> None:
    pytest.importorskip("rapidfuzz")
    letters = list(LONG)
    for _ in range(60):
        letters[dice.randrange(len(letters))] = dice.choice("abc ")  # type: ignore[attr-defined]
    changed = "".join(letters)
    assert in_common(LONG, changed) == counted(LONG, changed)


def test_without_the_library_the_verdict_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    other = LONG.replace("velamide", "lidrapine")
    expected = alike(LONG, other)
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    assert alike(LONG, other) == expected
    assert 0.8 < expected < 1
    assert alike("", "") == alike(LONG, LONG) == 1
    assert alike("", "a") == 0


def test_titles_never_load_the_library() -> None:
    """A hook must not wait for it: tables hold no abstracts."""
    code = (
        "import sys\nfrom triallint.reconcile import Record, group\n"
        "texts = dict(title='Nightly velamide for stable angina in adults', authors='Moreau A', journal='BMJ')\n"
        "rows = [Record('a', **texts, pages='1-9'), Record('b', **texts, pages='1-9', year='2019')]\n"
        "rows += [Record('c', title='Nightlyvelamideforstable anginainadults', authors='Moreau A', pages='1-9')]\n"
        "group(rows)\nprint('rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
