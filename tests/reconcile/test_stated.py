"""Words that stand for nothing are blank, and fields without an end are cut, before records are compared."""

from dataclasses import replace

import pytest

from triallint.reconcile import Record, group
from triallint.reconcile.stated import stated

from .made import PAPER

NOTHING = ("NA", "n/a", "not_reported", "unknown", "none", "-", "?", "0", "TBD", "null")
FIELDS = ("title", "authors", "journal", "year", "volume", "issue", "pages", "doi", "pmid")


@pytest.mark.parametrize("word", NOTHING)
def test_two_records_that_say_nothing_are_not_one(word: str) -> None:
    texts = dict.fromkeys(FIELDS, word)
    assert group([Record("a", **texts), Record("b", **texts)]) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize("word", NOTHING)
@pytest.mark.parametrize(
    "fields",
    [("authors", "journal", "doi"), ("volume", "issue", "pages", "pmid"), ("authors", "issue")],
    ids=str,
)
def test_a_word_for_nothing_is_no_other_value(word: str, fields: tuple[str, ...]) -> None:
    bare = replace(PAPER, id="bare", **dict.fromkeys(fields, word))  # type: ignore[arg-type]
    (found,) = group([PAPER, bare])
    assert (found.kind, found.certainty) == ("duplicate", "probable")
    assert found.members == (PAPER, bare), "members are as they were given"


def test_what_says_something_stays() -> None:
    assert stated(PAPER) is PAPER
    assert stated(replace(PAPER, volume="10", pages="0120")).pages == "0120"


def test_a_page_pasted_into_a_cell_is_compared_by_its_beginning() -> None:
    pasted = [replace(PAPER, id=name, title=PAPER.title + " and more" * 200_000) for name in "ab"]
    assert len(stated(pasted[0]).title) < 10_000
    assert [one.ids for one in group(pasted)] == [("a", "b")]
