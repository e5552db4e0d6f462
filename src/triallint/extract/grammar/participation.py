"""Shares that say how many took part, or were put into an arm, rather than had an outcome."""

import re
from collections.abc import Iterator

from ...model import Span
from ..document import Quote
from ..facts import Fact
from .labels import Mention
from .numbers import value
from .passage import Passage
from .roles import ALLOTTED, TAKING_PART, TOOK_PART
from .shares import Share

# Behind a share of those who got a treatment.
_RECEIVED = re.compile(
    r"[)\]]?\s(?:patients\s|women\s|participants\s|subjects\s)?(?:received|underwent|(?:were|was)\sgiven)\s"
)
# The stage that the verb of those who took part tells, by what it holds; the first one counts.
_STAGES = {
    "agreed": "enrolled",
    "consented": "enrolled",
    "randomi": "randomised",
    "analys": "analysed",
    "analyz": "analysed",
    "able": "analysed",
    "complet": "completed",
    "provided": "completed",
    "returned": "completed",
}


def is_allotted(text: str, share: Share, before: bool) -> bool:
    """Whether a share is of those put into one arm: "29 (52%) were assigned to A and 27 (48%) to B"."""
    return ALLOTTED.match(text, share.end) is not None or (
        before and text[share.end : share.end + 5].lstrip(")]").startswith((" to ", " into "))
    )


def divided(text: str, found: list[Share]) -> set[int]:
    """Two shares that make up all and were each treated: "39 (49%) received A and 40 (51%) received B"."""
    shown = [share for share in found if share.percent and _RECEIVED.match(text, share.end)]
    of_all = sum(value(share.percent.text) or 0 for share in shown if share.percent)
    return {id(share) for share in shown} if len(shown) > 1 and abs(of_all - 100) <= len(shown) / 2 else set()


def stage_reached(text: str, sentence: Span, share: Share) -> str:
    """The stage that a share of all participants came to; empty where it says what happened to them."""
    if share.events is None:
        return ""
    low = max(sentence.start, share.start - 60)
    ends = [share.end] if share.percent is None else [share.end, min(share.events.end, share.percent.start)]
    for end in ends:
        took_part = TOOK_PART.match(text, end, sentence.end)
        if took_part:
            return next((stage for stem, stage in _STAGES.items() if stem in took_part["verb"]), "enrolled")
    return "completed" if TAKING_PART.search(text, low, share.start) else ""


def taken_in(passage: Passage, share: Share, stage: str) -> Iterator[Fact]:
    """The participants and those they are of: "31 of 322 eligible women took part" tells of no outcome."""
    if share.total and share.events and share.events.start <= share.start:
        yield size(passage, share.total, "assessed")
    if share.events:
        yield size(passage, share.events, stage)


def size(passage: Passage, number: Quote, stage: str, arm: Mention | None = None) -> Fact:
    """How many came to a stage, or were put into an arm (`stage` is then "arm")."""
    label = passage.quote(arm.start, arm.end) if arm else None
    return Fact("size", {"n": number}, number.start, number.end, {"stage": stage}, label)
