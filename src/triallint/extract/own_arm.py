"""The one arm of a trial without randomisation, and the earlier trial that it is set against."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .document import Quote, Section
from .facts import Fact
from .grammar.passage import Passage

#: What opens the conclusions of such a trial: its treatment, up to the verb.
_SUBJECT: Final = re.compile(
    r"\s*(?:(?:Treatment|Therapy)\swith\s)?(?P<label>(?!(?:The|This|These|Those|In|Our|We|It|Among|For|A|An)\b)[A-Z][^.;:,()]{3,80}?)"
    r"\s(?:appear(?:s|ed)|was|were|is|has|had|show(?:s|ed)|resulted|led|can|may|provided|produced|induced)\b"
)
_EARLIER: Final = re.compile(
    r"\bhistorical\scontrols?(?:\sdata|\sgroup|s)?\s(?:from|of|in)\s(?:the\s|an?\s)?(?P<label>[A-Z][\w-]*(?:\s[\w-]+){0,3}?\s(?:trial|study|cohort))\b"
)
_HERE: Final = re.compile(r"\bin\s(?:our|this|the\s(?:present|current))\s(?:study|trial)\b")
_AGAIN: Final = re.compile(r"\bcorresponding\s(?:values|figures|rates|estimates|percentages)\b")
#: How far behind a figure the words may stand that say whose it is.
_NEAR: Final = 90
_OF_ARM: Final = frozenset({"proportion", "events", "summary", "survival"})


class OwnArm:
    """The arm of a single-arm trial.

    Attributes:
        label: how the conclusions call it; None where the trial has arms of its own, or is not plainly one.
        earlier: how the earlier trial is called that it is compared with; None where there is none.
    """

    def __init__(self, passage: Passage, sections: Sequence[Section], *, single: bool) -> None:
        self._passage = passage
        self.label = self.earlier = None
        concluded = next((one for one in sections if one.kind == "conclusions"), None)
        match = _SUBJECT.match(passage.text, concluded.start, concluded.end) if single and concluded else None
        if match:
            self.label = passage.quote(*match.span("label"))
            before = _EARLIER.search(passage.text)
            self.earlier = passage.quote(*before.span("label")) if before else None

    def roles(self) -> dict[str, str]:
        """Label -> role of the arms that it knows."""
        known = ((self.label, "experimental" if self.earlier else ""), (self.earlier, "historical_control"))
        return {quote.text: role for quote, role in known if quote}

    def given(self, facts: Sequence[Fact]) -> list[Fact]:
        """The facts, those about all participants as the one arm's, those of the earlier trial as that's."""
        if self.label is None:
            return list(facts)
        made: list[Fact] = []
        before: list[Quote | None] = []
        for series in _series(self._passage, facts):
            arms = [
                self._whose(one, following)
                for one, following in zip(series, [*series[1:], None], strict=True)
            ]
            if not any(arms) and len(arms) == len(before) > 1 and self._again(series[0]):
                arms = before
            before = arms if series[0].kind == "survival" else before
            made += [_of(one, arm) if arm else one for one, arm in zip(series, arms, strict=True)]
        return made

    def _again(self, fact: Fact) -> bool:
        low, _ = self._passage.sentence(fact.start)
        return _AGAIN.search(self._passage.text, low, fact.start) is not None

    def _whose(self, fact: Fact, following: Fact | None) -> Quote | None:
        if fact.kind == "size" and fact.said.get("stage") == "treated":
            return self.label
        if fact.kind not in _OF_ARM or fact.arm or fact.subgroup:
            return None
        if fact.kind == "survival":
            end = min(
                following.start if following else fact.end + _NEAR, self._passage.sentence(fact.start).end
            )
            words = self._passage.text[fact.cells["value"].end : end]
            if self.earlier and self.earlier.text in words:
                return self.earlier
            return self.label if _HERE.search(words) or not self.earlier else None
        return None if fact.said.get("subgroup") else self.label


def _series(passage: Passage, facts: Sequence[Fact]) -> list[list[Fact]]:
    """Survival figures of one outcome in one sentence together; every other fact alone."""
    made: list[list[Fact]] = []
    for fact in facts:
        last = made[-1][-1] if made else None
        if (
            last is not None
            and fact.kind == last.kind == "survival"
            and fact.outcome == last.outcome
            and passage.sentences.number(fact.start) == passage.sentences.number(last.start)
        ):
            made[-1].append(fact)
        else:
            made.append([fact])
    return made


def _of(fact: Fact, arm: Quote) -> Fact:
    said = {column: word for column, word in fact.said.items() if column != "subgroup"}
    return replace(fact, arm=arm, said=said)
