"""Counts that a sentence sets side by side, one for each arm: "98 into the A arm and 96 into the B arm"."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from ...model import Span
from .heads import Head
from .labels import Mention, key
from .passage import Passage
from .people import PEOPLE

#: The labels of two counts.
Labels = tuple[Mention | None, Mention | None]

_AGAINST = (
    r"versus|vs\.?|v\.?|(?:as\s)?compared\s(?:with|to)|as\sopposed\sto|and\sin|,\sand\sin|in\scontrast\sto"
)
# What joins the two halves; the words that open the second one may follow.
_JOINED = re.compile(
    rf"(?P<join>[,;]?\s(?:{_AGAINST}|and|while|whereas|but)|[,;])(?:\s(?:in|for|the|only|an?|other|"
    rf"another|remaining|by|of|total|among))*\s[(\[]?$",
    re.IGNORECASE,
)
# What ties a count to its arm: the same word must stand in both halves.
_TIES = (
    re.compile(r"\b(?:in)?to\s", re.IGNORECASE),
    re.compile(
        r"\b(?:receiv(?:ed|ing)|underwent|undergoing|had|given|got|taking|took|using|used|(?:treated|"
        r"managed)\s(?:with|by)|"
        r"(?:assigned|allocated|randomi[sz]ed)(?:\sto)?|who\shad)\s",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:with(?:out)?)\s", re.IGNORECASE),
    re.compile(r"\b(?:in|on|for|among|after|at|of|under|from)\s", re.IGNORECASE),
)
# A label in brackets behind each: "94% (drug) and 91% (placebo)".
_BRACKETED = re.compile(r"\s?[(\[](?P<label>[A-Za-z][^()\[\]\d=<>%;,]{1,40})[)\]]")
# The label of a second arm right behind its count: "30 received A and 31 B".
_ELIDED = re.compile(
    r"(?:\s(?:patients|women|men|participants|subjects|children|adults)(?=\s))?\s(?!(?:(?:patients|women|men|participants|subjects|controls?|cases|other|others|got|took|underwent|served|began|chose|left|then|also|did|were|was|are|had|have|"
    r"died|who|to|in|with|for|on|at|of|from|after|by|more|less|months?|weeks?|days?|years?|out|deaths?|"
    r"events?)\b|\w+(?:ed|ly)\b))(?P<label>[A-Za-z][\w+/-]*(?:\s(?!and\b|or\b|in\b|for\b|at\b)[A-Za-z][\w+/-]*){0,3})"
    r"(?=\s?[.,;(])",
    re.IGNORECASE,
)
# The label of an arm right behind its count.
_RIGHT_BEHIND = re.compile(
    rf"[)\]]?\s(?!(?:{PEOPLE}|to|in|with|on|for|of|at|by|from|after|were|was|had|[a-z]+ed)\b)(?P<label>[A-Za-z][\w+/-]*(?:\s(?!(?:groups?|arms?|cohorts?)\b)[A-Za-z][\w+/-]*){{0,2}}?)"
    rf"(?:-treated)?(?:\s(?:{PEOPLE}|group|arm)\b|(?=\s?[.,;)])|$)"
)
_SET_APART = re.compile(rf"(?:{_AGAINST})", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:treat|randomi[sz]|random|allocat|assign|divid|receiv|underw|stratif)", re.IGNORECASE
)
_LABEL_END = re.compile(
    r"[,;:.()\[\]]|\s(?:were|was|had|have|died|experienced|developed|completed|underwent|is|are|recovered|responded|relapsed|"
    r"survived|showed|reported|achieved|required|withdrew|discontinued|group|"
    r"arm|groups|arms|at|after|during|for|who|which|as|that|while|compared|and|vs|versus|respectively)\b"
)
_IN_THE = re.compile(r"\s(?:in|on|for|from)\sthe\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|receive|undergo|either)\s", re.IGNORECASE)
# How long a treatment is given, before its name: "to 5 years of A".
_LASTING = re.compile(
    r"\d+[\s-](?:years?|months?|weeks?|days?)(?:\sof)?\s(?=[A-Za-z])(?!(?:after|before|in|of|with|and|or|to|from|"
    r"follow|later|on|for|versus|vs)\b)",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\d+(?:\.\d+)?\s?-?(?:years?|months?|weeks?|days?|%|per\s?cent|yr)|(?:19|20)\d\d\b|baseline|both|"
    r"each|all\b|randomi[sz]ation\b",
    re.IGNORECASE,
)

# Before the label: who was put into the arm, "of patients on zelomab".
_SOMEONE_ON = re.compile(
    r"(?:patients|women|men|those|participants|subjects)\s(?:who\s(?:were\s)?)?(?:on|in|with|given|receiving|received|taking|"
    r"treated\swith|(?:assigned|allocated|randomi[sz]ed)\sto)\s(?:the\s)?"
)
# In what participants had: a treatment, which may name an arm.
_GIVEN_TO = re.compile(
    r"\b(?:surgery|\w*therapy|treatment|\w+ectomy|\w+plasty|placebo|care|disease|response|remission)\b"
)

# Participants, which name no arm: "155 patients".
_COUNTED = re.compile(rf"\d[\d,]*(?:\s(?:\w+\s)?{PEOPLE})?$")


def parallel(passage: Passage, sentence: Span, heads: Sequence[Head]) -> dict[int, Mention | None]:
    """Each count that stands side by side with another, by its index, with its label where that is plain."""
    found: dict[int, Mention | None] = {}
    for _ in range(2):  # a label that is plain by the second pair of three makes that of the first plain
        for at, (one, other) in enumerate(itertools.pairwise(heads)):
            pair = _pair(passage, sentence, one, other, found.get(at) or found.get(at + 1))
            if pair:
                found[at] = found.get(at) or pair[0]
                found[at + 1] = found.get(at + 1) or pair[1]
        if None not in found.values():
            break
    return found


def _pair(passage: Passage, sentence: Span, one: Head, other: Head, plain: Mention | None) -> Labels | None:
    """The labels of two counts that stand side by side; each None where it is not plain.

    `plain` is the label of either where a pair of counts before or behind has told it.
    """
    text = passage.text
    between = text[one.end : other.start]
    joined = _JOINED.search(between) if len(between) < 180 else None
    if joined is None:
        return None
    first = Span(one.end, one.end + joined.start())
    second = Span(other.end, min(sentence.end, other.end + 120))
    left, right = _BRACKETED.match(text, *first), _BRACKETED.match(text, *second)
    if left and right and key(left["label"]) != key(right["label"]):
        return _bracketed(left), _bracketed(right)
    halves = _Halves(joined["join"], one, first, second, plain)
    for tie in _TIES:
        labels = _tied(passage, sentence, halves, tie)
        if labels:
            return labels
    return _adjacent(passage, sentence, first, second)


class _Halves(NamedTuple):
    """Two counts side by side.

    Attributes:
        join: what joins them.
        one: the first of them.
        first: from behind it to the join.
        second: what stands behind the second one.
        plain: the label of either where another pair of counts has told it.
    """

    join: str
    one: Head
    first: Span
    second: Span
    plain: Mention | None


def _tied(passage: Passage, sentence: Span, halves: _Halves, tie: re.Pattern[str]) -> Labels | None:
    """The labels of two counts that the same kind of word ties to them."""
    text, first, second = passage.text, halves.first, halves.second
    left, right = tie.search(text, *first), tie.search(text, *second)
    if left and tie in _TIES[:2] and (right is None or _ELIDED.match(text, *second)):
        elided = _elided(text, left.end(), first, second)
        if elided:
            return elided
    if left is None or right is None or len(text[second.start : right.start()].split()) > 6:
        return None
    labels = _label(text, left.end(), first.end), _label(text, right.end(), second.end)
    if labels[0] is None or labels[1] is None or labels[0].key == labels[1].key:
        return None
    had = left[0].strip() == "had" and not _GIVEN_TO.search(text[left.end() : first.end])
    if (had or tie in _TIES[2:]) and not _is_apart(text, sentence, halves.join, halves.one, left.start()):
        # Two groups' percents, but "90% for sensitivity and 80% for specificity" reads so too.
        if halves.plain or any(_is_known(passage, sentence, label) for label in labels if label):
            return labels
        if halves.one.value == 0 and all(len(_words(text, label)) <= 5 for label in labels if label):
            return None, None
    elif tie is not _TIES[0] or _GIVEN.search(text, *sentence):
        return labels
    return None


def _adjacent(passage: Passage, sentence: Span, first: Span, second: Span) -> Labels | None:
    """The labels right behind two counts, of which the text knows one: "12 A and 15 placebo patients"."""
    left = _RIGHT_BEHIND.fullmatch(passage.text, *first)
    right = _RIGHT_BEHIND.match(passage.text, *second)
    if left is None or right is None:
        return None
    labels = _bracketed(left), _bracketed(right)
    if labels[0].key == labels[1].key or not any(_is_known(passage, sentence, label) for label in labels):
        return None
    return labels


def _elided(text: str, start: int, first: Span, second: Span) -> Labels | None:
    """The labels of two counts of which the second leaves out the verb: "30 received A and 31 B"."""
    match = _ELIDED.match(text, *second)
    one = _label(text, start, first.end) if match else None
    if match is None or one is None or _MEASURE.match(match["label"]) or key(match["label"]) == one.key:
        return None
    return one, Mention(*match.span("label"), key(match["label"]))


def _bracketed(match: re.Match[str]) -> Mention:
    return Mention(*match.span("label"), key(match["label"]))


def _words(text: str, label: Mention) -> list[str]:
    return text[label.start : label.end].split()


def _is_known(passage: Passage, sentence: Span, label: Mention) -> bool:
    """Whether a label is one that the text gives an arm elsewhere."""
    return any(
        label.start <= one.start < label.end or one.start <= label.start < one.end
        for one in passage.arms.mentions(*sentence)
    )


def _is_apart(text: str, sentence: Span, join: str, one: Head, tie: int) -> bool:
    """Whether a weak tie ("with", "in") joins arms, and not two findings in the same participants."""
    if _SET_APART.search(join) or _GIVEN.search(text, one.end, tie):
        return True
    return one.has_people and one.value > 0 and _IN_THE.match(text, one.noun) is not None


def _label(text: str, start: int, end: int) -> Mention | None:
    for lead in (_SOMEONE_ON, _ARTICLE, _LASTING):
        found = lead.match(text, start, end)
        start = found.end() if found else start
    stop = _LABEL_END.search(text, start, end)
    end = stop.start() if stop else end
    label = text[start:end].strip()
    if not 0 < len(label.split()) <= 8 or _MEASURE.match(label) or _COUNTED.match(label):
        return None
    return Mention(start, start + len(label), key(label))
