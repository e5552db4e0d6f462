"""Labels that stand in one and the same way behind each number of a series: `85% with A and 68% with B`."""

import re
from collections.abc import Sequence

from ...model import Span
from .labels import Mention, key
from .passage import Passage

_LABEL = (
    r"\s?(?:with|for|in|on|after|receiving)\s(?:the\s|an?\s)?(?P<label>[^\W\d_][^,;:()\[\]\d]{1,70}?)"
    r"(?:\s(?:groups?|arms?|recipients))?"
)
#: From a number to the next, and from the last to where its label ends.
_TO_NEXT = re.compile(_LABEL + r",?\s(?:as\s)?(?:and|vs?\.?|versus|compared\s(?:with|to))\s(?:an?\s|was\s)?")
_TO_END = re.compile(_LABEL + r"(?:\s?[(\[,;:]|\.(?:\s|$)|$)")
#: Between two numbers that are set against each other, and between the labels of two groups that are.
_VERSUS = re.compile(r"\s?%?\s(?:vs\.?|versus|(?:as\s)?compared\s(?:with|to))\s")
_GROUPS = re.compile(
    r"(?:\s(?:groups?|arms?))?\s(?:vs\.?|versus|(?:as\s)?compared\s(?:with|to))\s(?:the\s|an?\s)?"
    r"(?P<other>[^\W\d_][^,;:()\[\]\d]{1,50}?)(?=\s(?:groups?|arms?|with|in|for|on|at|was|were|had|showed|resulted|led|yielded|improved)\b|[,(])"
)
_ASSIGNED = re.compile(r"\b(?:random(?:i[sz]\w+|ly)|assigned|allocated|received)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w-]*")
#: Words that tell nothing about which treatment it was.
_PLAIN = frozenset(
    [
        "and",
        "plus",
        "alone",
        "or",
        "only",
        "therapy",
        "treatment",
        "followed",
        "by",
        "the",
        "of",
        "with",
        "without",
    ]
)
_PEOPLE = re.compile(
    r"\b(?:patients|women|men|those|participants|children|adults|disease|tumou?rs|whites|people)\b"
)


def labelled_alike(passage: Passage, sentence: Span, spans: Sequence[Span]) -> list[Mention] | None:
    """The labels behind each number of a series; None unless each has one, and is of a treatment assigned.

    A label is of a treatment where each of its words stands in a sentence about what was assigned.
    """
    if len(spans) < 2:
        return None
    found = []
    ends = [*(span.start for span in spans[1:]), sentence.end]
    for span, end in zip(spans, ends, strict=True):
        last = end == sentence.end
        match = (_TO_END.match if last else _TO_NEXT.fullmatch)(passage.text, span.end, end)
        if match is None or _PEOPLE.search(match["label"]):
            return None
        found.append(Mention(*match.span("label"), key(match["label"])))
    told = _assigned(passage)
    words = [set(_words(passage.text, one.start, one.end)) for one in found]
    if not all(one and one <= told for one in words) or len({one.key for one in found}) < len(found):
        return None
    return found


def set_against(passage: Passage, sentence: Span, spans: Sequence[Span]) -> list[Mention] | None:
    """The labels of two groups set against each other before two numbers that are: `A vs B … 85% vs 68%`."""
    if len(spans) != 2 or not _VERSUS.fullmatch(passage.text, spans[0].end, spans[1].start):
        return None
    found = None
    for one in passage.arms.mentions(*sentence):
        match = _GROUPS.match(passage.text, one.end, spans[0].start)
        if match and one.key != (other := key(match["other"])):
            found = [one, Mention(*match.span("other"), other)]
    return found


def _assigned(passage: Passage) -> set[str]:
    """The words of the sentences that say what participants were assigned to."""
    text = passage.text
    return {
        word
        for sentence in passage.sentences
        if _ASSIGNED.search(text, *sentence)
        for word in _words(text, *sentence)
    }


def _words(text: str, start: int, end: int) -> list[str]:
    return [word for match in _WORD.finditer(text, start, end) if (word := match[0].lower()) not in _PLAIN]
