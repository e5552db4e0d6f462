"""Events that are counted themselves, and not participants: `Ten serious adverse events (fever [4], …)`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...numerals import in_words
from ..facts import Fact
from .numbers import COUNT, value
from .passage import Passage

_SOME = re.compile(
    rf"(?<![\w.,-])(?P<n>{COUNT}|[A-Za-z]{{3,9}})\s(?P<what>(?P<serious>serious\s)?(?:(?!(?:or|and|to)\b)[a-z-]+\s){{0,2}}?adverse\s(?:events|reactions))\s"
    r"(?:(?:were|have\sbeen)\s(?:reported|observed|recorded|noted|seen)|occurred)\b",
    re.IGNORECASE,
)
#: The list behind them, and an item of it with its number in a bracket of its own.
_LIST = re.compile(r"[^.;:()\[\]]{0,60}?\((?P<items>(?:[^()\[\]]|\[[^\[\]]*\])*)\)")
_ITEM = re.compile(
    r"(?:^|,\s(?:and\s)?|\sand\s|;\s)(?P<name>[A-Za-z][A-Za-z' -]{2,50}?)\s?\[(?P<n>\d+)(?:\sevents?)?\]"
)


def happenings(passage: Passage) -> Iterator[Fact]:
    """Each number of adverse events that the text prints, and of those of each kind in the list behind it."""
    text = passage.text
    if "dverse" not in text:
        return
    for sentence in passage.sentences:
        if "dverse" not in text[slice(*sentence)]:
            continue
        for match in _SOME.finditer(text, *sentence):
            number = match["n"]
            if number[:1].isdigit() or in_words(number) is not None:
                yield from _with_list(passage, match, sentence.end)


def _with_list(passage: Passage, match: re.Match[str], end: int) -> Iterator[Fact]:
    """The number of all events, and of each kind; kinds that add up to all of them are its parts."""
    said = {"serious": "yes"} if match["serious"] else {}
    whole = _fact(passage, match.span("n"), match.span("what"), said)
    listed = _LIST.match(passage.text, match.end(), end)
    items = list(_ITEM.finditer(listed["items"])) if listed else []
    at = listed.start("items") if listed else 0
    kinds = [
        _fact(passage, _moved(item.span("n"), at), _moved(item.span("name"), at), said) for item in items
    ]
    adds_up = sum(int(item["n"]) for item in items) == value(whole.cells["event_count"].text)
    for fact in (whole, *kinds):
        passage.claimed.add(fact.start)
        yield replace(fact, part_of=whole.outcome) if adds_up and fact is not whole else fact


def _moved(span: tuple[int, int], at: int) -> tuple[int, int]:
    return span[0] + at, span[1] + at


def _fact(passage: Passage, number: tuple[int, int], name: tuple[int, int], said: dict[str, str]) -> Fact:
    cells, outcome = {"event_count": passage.number(*number)}, passage.quote(*name)
    return Fact("events", cells, *number, said, outcome=outcome, outcome_type="adverse_event")
