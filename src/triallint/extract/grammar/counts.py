"""Counts of participants with an event, or of the participants of an arm, printed beside the arm's label."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model import Span
from ..facts import Fact
from .attribution import attribute
from .boxed import against, boxed, each_arm
from .heads import Head, heads
from .labels import Mention
from .parallel import parallel
from .passage import Passage
from .people import PEOPLE
from .roles import EVENT, PLACED
from .stages import PLANNED
from .summing import parts

# Behind a count that leaves out its noun.
_TIED = re.compile(
    r"(?:\s?\((?:[^()\[\]]|\[[^\[\]]*\])*\))?\s(?:in(?:to)?|to|with(?:out)?|on|for|from|after|receiv\w+|"
    r"were|was|who|under\w*|had|formed|served|assigned|allocated|randomi[sz]ed)\b|[),;.]"
)
# Behind a label right behind a count: it counts arms, "five drug cohorts", and not people.
_GROUPS = re.compile(rf"[\s-](?:groups|arms|cohorts?)\b(?!\s{PEOPLE}\b)")
# Before a count of those among whom something was counted.
_HAPPENINGS = (
    r"(?:\s[a-z-]+){0,2}\s(?:events|deaths|recurrences|relapses|cases|fractures|infections|failures)"
)
_OF_ALL = re.compile(
    rf"\b(?:among\s(?:the\s)?|of\sthe\s)$|\d{_HAPPENINGS}\s(?:in|among)\s(?:the\s|all\s)?$", re.IGNORECASE
)


# Between two counts of one arm: the plural of what is counted, and "and".
_TOGETHER = re.compile(r"(?!.*\b(?:receiv|underw|had\b|took\b|got\b))(?:\s[a-z-]+){0,2}\s[a-z-]+s,?\sand\s")
# Behind a count: what happened to those of an arm, "(52 cases, 3 cases dropped off)".
_BEFELL = re.compile(
    r"\s(?:who\s)?(?:had\s|were\s|was\s)?(?:dropped|lost\sto|withdrew|withdrawn|died|excluded|discontinued|relapsed)\b"
)
#: Fewer than these are no arm of a trial, where something happened right before.
_FEW = 10
# Between the events of an arm and its size: "45 events in the 301 patients given A".
_AMONG = re.compile(rf"{_HAPPENINGS}\s(?:in|among)\s(?:the\s|all\s)?")
_SOMEONE = re.compile(PEOPLE)
# Between the sizes of two arms: "among 250 patients treated with A and 248 with B".
_AND = re.compile(r"[^.;:()\d]{0,80}\sand\s")


def counts(passage: Passage) -> Iterator[Fact]:
    """Each unread whole number that stands beside the label of an arm."""
    by_sentence = [(sentence, list(heads(passage, sentence))) for sentence in passage.numbered]
    unread = [head for _, found in by_sentence for head in found]
    added_up = {unread[at]: people for at, people in parts(passage, unread).items()}
    for sentence, found in by_sentence:
        if found:
            yield from _of_sentence(passage, sentence, found, added_up)


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


def _of_sentence(
    passage: Passage, sentence: Span, found: list[Head], added_up: Mapping[Head, bool]
) -> Iterator[Fact]:
    text = passage.text
    counted = _counted(passage, sentence, found, {at for at, head in enumerate(found) if head in added_up})
    if not counted.arms:
        return
    placed = PLACED.search(text, *sentence)
    happened = EVENT.search(text, sentence.start, _until(text, found, counted, sentence))
    planned = PLANNED.search(text, *sentence)
    people, last = True, sentence.start
    for at, arm in counted.arms.items():
        head = found[at]
        if arm and arm.start == head.end + 1 and _GROUPS.search(text, arm.start, arm.end + 8):
            continue
        span = Span(head.start, head.end)
        passage.claimed.add(span.start)
        number, label = passage.number(*span), passage.quote(arm.start, arm.end) if arm else None
        if planned and at in counted.sizes and arm is None:
            continue  # "26 in each group were required" had not happened
        people = _counts_people(text, head, people, arm, alone=at in counted.sizes)
        whole = people and (
            _OF_ALL.search(text, max(0, span.start - 50), span.start)
            or (last > sentence.start and _AND.fullmatch(text, last, span.start))
        )
        last = span.end if whole else sentence.start
        if (
            head.value < _FEW
            and at in counted.sizes
            and EVENT.search(text, max(sentence.start, head.start - 50), head.start)
        ):
            people = False  # "four were lost (two in each group)"
        befell = _BEFELL.match(text, head.noun) is not None
        if added_up.get(head) and not befell and not EVENT.search(text, sentence.start, head.start):
            yield Fact("size", {"n": number}, *span, {"stage": "arm"}, label)
            continue  # all participants are counted in parts, whatever else is said of them
        if whole or (not befell and at not in counted.pairs and people and (placed or not happened)):
            yield Fact("size", {"n": number}, *span, {"stage": "arm"}, label)
        else:
            yield Fact("proportion", {"events": number}, *span, {}, label, is_compared=True)


def _counted(passage: Passage, sentence: Span, found: list[Head], added_up: set[int]) -> _Counts:
    spans = [Span(head.start, head.end) for head in found]
    direct = attribute(passage, sentence, spans)
    side_by_side, alone = parallel(passage, sentence, found), boxed(passage, sentence, found)
    each, pairs = each_arm(passage, sentence, found), against(passage, sentence, found)
    arms = [
        None if at in each else alone.get(at) or one or side_by_side.get(at) for at, one in enumerate(direct)
    ]
    arms = _inherited(passage.text, spans, arms)
    told = {*side_by_side, *alone, *each, *pairs, *added_up}
    return _Counts(
        {at: arm for at, arm in enumerate(arms) if arm or at in told}, {*alone, *each, *added_up}, pairs
    )


def _until(text: str, found: list[Head], counted: _Counts, sentence: Span) -> int:
    """Where the clause of the counts of a sentence ends: at a comma before a count that is of no arm."""
    last = max(counted.arms, default=len(found))
    following = found[last + 1 : last + 2]
    comma = text.rfind(", ", found[last].end, following[0].start) if following else -1
    return comma if comma > 0 else sentence.end


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
        if _AMONG.fullmatch(gap):
            arms[at] = following
        if _TOGETHER.fullmatch(gap) and not _SOMEONE.search(text, spans[at].end, following.start):
            arms[at] = following
    return arms
