"""Counts of participants with an event, or of the participants of an arm, printed beside the arm's label."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...model import Span
from ..document import Quote
from ..facts import Fact
from .attribution import attribute
from .boxed import against, boxed, each_arm
from .heads import Head, heads
from .labels import Mention
from .parallel import parallel
from .passage import Passage
from .people import PEOPLE
from .roles import EVENT, PLACED

# Behind a count that leaves out its noun.
_TIED = re.compile(
    r"(?:\s?\((?:[^()\[\]]|\[[^\[\]]*\])*\))?\s(?:in(?:to)?|to|with(?:out)?|on|for|from|after|receiv\w+|"
    r"were|was|who|under\w*|had|formed|served|assigned|allocated|randomi[sz]ed)\b|[),;.]"
)
# Behind a label right behind a count: it counts arms, "five drug cohorts", and not people.
_GROUPS = re.compile(rf"[\s-](?:groups|arms|cohorts?)\b(?!\s{PEOPLE}\b)")
# Before a count of those among whom something was counted.
_OF_ALL = re.compile(r"\b(?:among\s(?:the\s)?|of\sthe\s)$", re.IGNORECASE)


# Between two counts of one arm: the plural of what is counted, and "and".
_TOGETHER = re.compile(r"(?!.*\b(?:receiv|underw|had\b|took\b|got\b))(?:\s[a-z-]+){0,2}\s[a-z-]+s,?\sand\s")
_SOMEONE = re.compile(PEOPLE)


def counts(passage: Passage) -> Iterator[Fact]:
    """Each unread whole number that stands beside the label of an arm."""
    for sentence in passage.sentences:
        found = list(heads(passage, sentence))
        if found:
            yield from _of_sentence(passage, sentence, found)


class _Counts(NamedTuple):
    """The counts of one sentence that stand beside a label or beside each other, by their index.

    Attributes:
        arms: each that is of one arm, with its label where that is plain.
        sizes: those that only the size of an arm is printed like.
        pairs: those with nothing but "vs" between them.
    """

    arms: dict[int, Mention | None]
    sizes: set[int]
    pairs: set[int]


def _of_sentence(passage: Passage, sentence: Span, found: list[Head]) -> Iterator[Fact]:
    text = passage.text
    words = text[slice(*sentence)]
    happened, placed = EVENT.search(words), PLACED.search(words)
    counted = _counted(passage, sentence, found)
    people = True
    for at, arm in counted.arms.items():
        head = found[at]
        if arm and arm.start == head.end + 1 and _GROUPS.search(text, arm.start, arm.end + 8):
            continue
        span = Span(head.start, head.end)
        passage.claimed.add(span.start)
        number, label = _number(passage, span), passage.quote(arm.start, arm.end) if arm else None
        people = _counts_people(text, head, people, arm, alone=at in counted.sizes)
        whole = people and _OF_ALL.search(text, max(0, span.start - 12), span.start)
        if whole or (at not in counted.pairs and people and (placed or not happened)):
            yield Fact("size", {"n": number}, *span, {"stage": "arm"}, label)
        else:
            yield Fact("proportion", {"events": number}, *span, {}, label, is_compared=True)


def _counted(passage: Passage, sentence: Span, found: list[Head]) -> _Counts:
    spans = [Span(head.start, head.end) for head in found]
    direct = attribute(passage, sentence, spans)
    side_by_side, alone = parallel(passage, sentence, found), boxed(passage, sentence, found)
    each, pairs = each_arm(passage, sentence, found), against(passage, sentence, found)
    arms = [
        None if at in each else alone.get(at) or one or side_by_side.get(at) for at, one in enumerate(direct)
    ]
    arms = _inherited(passage.text, spans, arms)
    told = {*side_by_side, *alone, *each, *pairs}
    return _Counts({at: arm for at, arm in enumerate(arms) if arm or at in told}, {*alone, *each}, pairs)


def _number(passage: Passage, span: Span) -> Quote:
    number = passage.number(*span)
    return number._replace(text="0") if number.text.lower() in ("none", "neither", "no") else number


def _counts_people(text: str, head: Head, people: bool, arm: Mention | None, *, alone: bool) -> bool:
    """Whether a count is one of participants; `people` says whether the count before it was."""
    if head.has_people or alone:
        return True
    if not _TIED.match(text, head.end) and not (arm and arm.start == head.end + 1):
        return False  # it counts something else: "27 local progressions"
    return people  # it leaves out its noun: "235 to the other arm"


def _inherited(text: str, spans: list[Span], arms: list[Mention | None]) -> list[Mention | None]:
    """Arms, where a number without one takes that of the next: "65 events and 38 deaths in the A group"."""
    for at in range(len(spans) - 2, -1, -1):
        following = arms[at + 1]
        if arms[at] or following is None or following.start <= spans[at + 1].end:
            continue
        gap = text[spans[at].end : spans[at + 1].start]
        if _TOGETHER.fullmatch(gap) and not _SOMEONE.search(text, spans[at].end, following.start):
            arms[at] = following
    return arms
