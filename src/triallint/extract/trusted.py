"""Which facts are plain enough for a table: a figure whose group the text leaves open states none."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from .document import Quote
from .facts import Fact
from .flow import is_too_small, size_of, sizes_kept, with_totals
from .grammar.matching import last_match
from .grammar.numbers import value
from .grammar.passage import Passage
from .grammar.people import PEOPLE

_PEOPLE_COUNTED: Final = re.compile(
    rf"(?<![\d.,])(?P<n>\d{{1,3}}(?:[, ]\d{{3}})+|\d+)(?:\s[^\s.;:()\d]+){{0,8}}?\s{PEOPLE}\b"
)
_OF_A_PART: Final = re.compile(r"\b(?:whom|those|groups?|arms?|received|assigned|without)\b", re.IGNORECASE)
#: Something in a label that can name an arm: a letter or figure alone, or a word that joins no others.
_NAMING: Final = re.compile(
    r"^(?:[A-Z0-9]|I{1,3}|IV)[a-c\d]?$|\b(?!(?:with|without|in|of|and|or|on|the|than|regard|both|either|high|low|no|not|vs|for)\b)[A-Za-z][\w-]*\w",
)
_CLOSES: Final = re.compile(r"\s?(?:%|per\s?cent)?\s?[)\]},;:]")
_CLOSED: Final = re.compile(r"\)[,;]")
_N_EQUALS: Final = re.compile(r"\b[nN]\s?=\s?$")
#: Percentage points within which a percent is taken for that of a fraction behind a comma.
_NEAR_ENOUGH: Final = 1.5
_EVENTS: Final = re.compile(r"\s?events?\b")
_TIME: Final = re.compile(r"\s?(?:h|hrs?|hours?|min|minutes|days?|weeks?|months?|years?)\b")
_GRADE: Final = re.compile(
    r"\b(?:the|grades?|stages?|phases?|days?)\s(?:[<>\u2264\u2265]\s?)?(?:\d\s?(?:or|and|to|through|-|/)\s?)?$",
    re.IGNORECASE,
)
_SERIES: Final = re.compile(r"\s?(?:vs\.?|versus|v|and|to|compared\swith)\s(?:[\w-]+\s){0,3}[\d.]+\s?%")
_MONEY: Final = re.compile(
    r"\s(?:euros?|dollars?|pounds?|USD|EUR|GBP|minutes|steps|mg|ml|mL|g|kg)\b|\s?[%\u20ac$\u00a3]|\s?\([nN]\s?="
)
#: A percent with a sign, and a percent that something changed from or to.
_SIGNED_PERCENT: Final = re.compile(
    r"(?<![\w.)%])[+-]\s?\d[\d.]*\s?%|\bfrom\s[\d.]+\s?%?\s(?:\([^()]*\)\s)?to\s[\d.]+\s?%|\b(?:lost|gained)\s[\d.]+\s?%"
)
#: The word of the tables for a part of the participants that the text does not name.
_UNNAMED: Final = "not_reported"


def trusted(text: str, facts: Iterable[Fact], passage: Passage | None = None) -> list[Fact]:
    """The facts of one document as its tables may hold them.

    A size keeps its stage only where it agrees with the other sizes about the order of the flow, or where
    its own words say that so many were randomised. A share of a group that the text does not make plain is
    one of a part of the participants, not of all.
    """
    passage = passage or Passage(text)
    found = with_totals(passage, (_with_plain_arms(passage.text, fact) for fact in facts))
    used = {
        quote.start
        for fact in found
        if fact.kind in ("effect", "test", "summary")
        for quote in fact.cells.values()
    }
    sizes = [fact for fact in found if fact.kind == "size" and not is_too_small(fact, found)]
    kept = {id(fact): new for fact, new in zip(sizes, sizes_kept(passage, sizes), strict=True)}
    whole = {n for fact in kept.values() if fact and not fact.arm and (n := size_of(fact))}
    made: list[Fact] = []
    for fact in found:
        if fact.kind == "size":
            if (new := kept.get(id(fact))) is not None:
                made.append(new)
        elif fact.kind == "proportion":
            if not any(
                fact.cells[name].start in used for name in ("percent", "events") if name in fact.cells
            ):
                made += _share(passage, fact, whole)
        else:
            made.append(_of_a_part(fact) if fact.kind == "survival" and not fact.arm else fact)
    return made


def _of_a_part(fact: Fact) -> Fact:
    """The fact as one of a part of the participants, which the text does not name where it names none."""
    return fact if fact.subgroup else replace(fact, said={**fact.said, "subgroup": _UNNAMED})


def _with_plain_arms(text: str, fact: Fact) -> Fact:
    """The fact without labels that name nothing ("with", "10"), or stand in a bracket closed before it."""
    arm, comparator = (
        None if quote and not _NAMING.search(quote.text) else quote for quote in (fact.arm, fact.comparator)
    )
    if arm and fact.kind == "proportion" and _CLOSED.search(text, arm.end, max(arm.end, fact.start)):
        arm = None
    if arm is fact.arm and comparator is fact.comparator:
        return fact
    return replace(fact, arm=arm, comparator=comparator)


def _share(passage: Passage, fact: Fact, whole: set[int]) -> list[Fact]:
    """A share as the tables may hold it; none where it is no share of participants after all."""
    cells = dict(fact.cells)
    events = cells.get("events")
    if events is None and _is_change(passage, fact):
        return []
    if events and _is_other(passage.text, events):
        del cells["events"]
    elif events and _EVENTS.match(passage.text, events.end):
        cells["event_count"] = cells.pop("events")
    fact = fact if cells.keys() == fact.cells.keys() else replace(fact, cells=cells)
    if not _is_one_share(passage, fact):
        return []
    if "percent" not in cells:
        if (
            events is None
            or not {"events", "event_count"} & cells.keys()
            or _is_no_count(passage, events.end)
        ):
            return []
        n = value(cells["total"].text) if "total" in cells else None
        if n is not None and whole and n > max(whole):
            return []
    if fact.arm or ("total" in cells and not fact.is_compared) or _is_of_all(passage, fact, whole):
        return [fact]
    return [_of_a_part(fact)]


def _is_one_share(passage: Passage, fact: Fact) -> bool:
    """Whether count and percent are of one share: brackets join them; a comma does only if they agree."""
    events, total, percent = (fact.cells.get(name) for name in ("events", "total", "percent"))
    if events is None or percent is None:
        return True
    nearer = events if percent.start > events.start or total is None else total
    between = passage.text[min(percent.end, nearer.end) : max(percent.start, nearer.start)]
    n = value(total.text) if total else None
    if not n:
        return _is_alone_in_bracket(passage.text, events, percent)
    if any(mark in between for mark in "([{/"):
        return True
    return abs(100 * (value(events.text) or 0) / n - (value(percent.text) or 0)) <= _NEAR_ENOUGH


def _is_alone_in_bracket(text: str, events: Quote, percent: Quote) -> bool:
    """Whether a percent without a total stands alone in the bracket behind its count, or the count in its."""
    if percent.start < events.start or _N_EQUALS.search(text, max(0, events.start - 5), events.start):
        return True
    return (
        text[max(0, percent.start - 2) : percent.start].rstrip()[-1:] in ("(", "[", "{")
        and _CLOSES.match(text, percent.end) is not None
    )


def _is_other(text: str, events: Quote) -> bool:
    """Whether a number is a grade, a time, or a group that was spoken of before ("the 20")."""
    low = max(0, events.start - 24)
    return bool(_GRADE.search(text, low, events.start) or _TIME.match(text, events.end))


def _is_change(passage: Passage, fact: Fact) -> bool:
    """Whether a percent without a count is by how much something changed: one of its sentence has a sign."""
    return _has_signed_percent(passage.text, *passage.sentence(fact.start))


@lru_cache(64)
def _has_signed_percent(text: str, low: int, high: int) -> bool:
    return _SIGNED_PERCENT.search(text, low, high) is not None  # asked of each share of a sentence


def _is_no_count(passage: Passage, end: int) -> bool:
    """Whether a number is not of participants: a percent whose sign comes later, money, a dose."""
    return bool(_SERIES.match(passage.text, end) or _MONEY.match(passage.text, end))


def _is_of_all(passage: Passage, fact: Fact, whole: set[int]) -> bool:
    """Whether the last number of participants before a share, in its sentence, is that of all."""
    if not whole:
        return False
    low, high = passage.sentence(fact.start)
    last = last_match(_PEOPLE_COUNTED, passage.text, low, fact.start)
    if last is None or int(value(last["n"]) or 0) not in whole:
        return False
    if "respectively" in passage.text[fact.start : high]:  # one of several groups, named or not
        return False
    return not _OF_A_PART.search(passage.text, last.end(), fact.start)
