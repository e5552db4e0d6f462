"""The part of the participants that a sentence opens with and is about: "In patients with polyps, …"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..document import Quote
from ..facts import Fact
from .passage import Passage

_OPENS = re.compile(
    r"(?:In|Among|For|Of|Within)\s(?:the\s)?(?:(?:sub)?group\sof\s)?(?:\d[\d,]*\s)?"
    r"(?:(?P<people>women|men|children|adults|infants|girls|boys)|(?:patients|participants|subjects|those)(?!,))"
    r"(?:\s(?P<words>(?:with|without|aged|younger|older|whose|who\s(?:had|were))\b[^,;:()%]{2,70}?))?,\s"
)
#: What is said of an arm or of what happened is no part of the participants that anyone chose beforehand.
_OF_ARM = re.compile(
    r"\b(?:group|arm|assigned|allocated|randomi\w+|receiv\w+|treated|given|placebo|control)\b"
)
_KINDS = frozenset({"proportion", "effect", "survival", "summary", "test"})


def of_subsets(passage: Passage, found: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, those of a sentence about some of the participants with the words for these."""
    starts = [sentence.start for sentence in passage.sentences]
    known: dict[int, Quote | None] = {}
    for fact in found:
        if fact.subgroup is not None or fact.kind not in _KINDS:
            yield fact
            continue
        at = bisect_right(starts, fact.start) - 1
        if at not in known:
            known[at] = _opening(passage, starts[at]) if at >= 0 else None
        words = known[at]
        yield replace(fact, subgroup=words) if words and words.end <= fact.start else fact


def _opening(passage: Passage, start: int) -> Quote | None:
    """The words for a part; none where the text has said them before, of all that it is about."""
    text = passage.text
    opening = _OPENS.match(text, start)
    if opening is None:
        return None
    words = "words" if opening["words"] else "people"
    if _OF_ARM.search(opening[words]) or re.search(
        rf"\b{re.escape(opening[words])}\b", text[:start], re.IGNORECASE
    ):
        return None
    return passage.quote(*opening.span(words))
