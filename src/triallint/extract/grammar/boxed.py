"""Counts in brackets, behind labels, of each arm alike, and with nothing but "vs" between them."""

import itertools
import re
from collections.abc import Iterator, Sequence

from ...model import Span
from .heads import Head
from .labels import Mention, key
from .passage import Passage
from .people import PEOPLE

_BOXED = re.compile(r"[(\[{]\s?$")
_BOX_END = re.compile(r"\s?[)\]}]")
# Behind the size of an arm in a bracket: those of them who were lost, "(52 cases, 3 cases dropped off)".
_LOST = re.compile(r",\s\d+\s(?:\w+\s){0,2}?(?:dropped|lost|withdr|excluded|discontinued|dropouts?)")
_IN_BOX = re.compile(
    rf"(?:,\s|\s)(?:{PEOPLE}\s)?(?:(?:to|in|with|on|for|received|receiving|assigned|treated|allocated|randomi[sz]ed|were\s(?=rand|all|ass|treat)|who\s(?=rec)|underwent|"
    rf"the)\s)*(?!(?:(?i:patients?|women|men|participants|subjects|cases|children|were|was|had|have|did|could|died|lost|dropped|with(?:drew|out)|of|"
    rf"(?:fe)?male|white|black|hispanic|(?:pre|post|peri)-?menopausal|respon\w+|non-?respon\w+|positive|negative|"
    rf"deaths?|events?|eyes|knees|hips|teeth|right|left))\b)(?P<label>[A-Za-z][^\d();,\[\]]{{1,45}}?)\s?(?=[,;)\]]|\sand\s\d|\svs?\.?\s\d|\sversus\s\d)"
)
_COUNTED = re.compile(rf"{PEOPLE}|randomi[sz]|assigned|allocated", re.IGNORECASE)
_PER_ARM = re.compile(
    r"(?:\s[A-Za-z-]+){0,4}?(?:\s(?:per|(?:in|to)\s(?:each|both|either)|for\seach)\s(?:\w+\s)?(?:groups?|"
    r"arms?)\b|\seach\s?[).,;]|\seach\s(?:were|was|received|(?:randomly\s)?(?:assigned|allocated)|randomi[sz]ed|"
    r"in|to)\b)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:each|one|other|another|first|second|third)\s(?:\w+\s)?(?:group|arm)\s(?:\w+\s){0,2}(?:of|contained|included|comprised|had|"
    r"consisted\sof|with)\s$|"
    r"\b(?:two|three|four|2|3|4)\s(?:equal(?:ly)?(?:\s|-))?(?:\w+\s)?(?:groups|arms)\s(?:of|with)\s$",
    re.IGNORECASE,
)


def boxed(
    passage: Passage, sentence: Span, heads: Sequence[Head], equalled: int = 0
) -> dict[int, Mention | None]:
    """Counts alone in brackets, or listed with labels in one: "(83 patients) … (93)", "(8 drug, 9 placebo)".

    `equalled` is how many sizes the sentence prints as "n = 46".
    """
    text = passage.text
    alone = [at for at, head in enumerate(heads) if _is_alone(text, sentence, head)]
    found: dict[int, Mention | None] = dict.fromkeys(alone) if len(alone) + equalled > 1 else {}
    found.update(_listed(text, sentence, heads))
    found.update(_behind_labels(text, sentence, heads))
    return found


def each_arm(passage: Passage, sentence: Span, heads: Sequence[Head]) -> set[int]:
    """The counts that every arm has alike: "25 per group", "each group contained 36"."""
    text = passage.text
    return {
        at
        for at, head in enumerate(heads)
        if _PER_ARM.match(text, head.end, sentence.end)
        or _EACH.search(text, max(sentence.start, head.start - 50), head.start)
    }


def _is_alone(text: str, sentence: Span, head: Head) -> bool:
    opened = _BOXED.search(text, max(sentence.start, head.start - 2), head.start)
    closed = _BOX_END.match(text, head.noun) or _LOST.match(text, head.noun)
    return opened is not None and head.value > 3 and closed is not None


def _listed(text: str, sentence: Span, heads: Sequence[Head]) -> Iterator[tuple[int, Mention]]:
    """Counts with labels in one bracket."""
    for at, (one, other) in enumerate(itertools.pairwise(heads)):
        if not _BOXED.search(text, max(sentence.start, one.start - 2), one.start):
            continue
        left, right = _IN_BOX.match(text, one.end, sentence.end), _IN_BOX.match(text, other.end, sentence.end)
        if (
            left
            and right
            and re.fullmatch(r"\s?[,;]\s(?:and\s)?|\s(?:and|vs?\.?|versus)\s", text[left.end() : other.start])
        ):
            if not _COUNTED.search(text, sentence.start, one.start):
                continue
            for index, match in ((at, left), (at + 1, right)):
                yield index, Mention(*match.span("label"), key(match["label"]))


_LABEL_BEFORE = re.compile(
    r"(?:[(\[;]\s?(?P<label>[A-Za-z][^\d();,\[\]]{1,40}?)(?:,\s|\s?[:=]\s?|\s)|"
    r",\s(?P<second>[A-Za-z][^\d();,\[\]]{1,40}?)(?:\s?[:=]\s?|\s))$"
)


_VERB = re.compile(
    r"\b(?:and|or|with|in|of|to|for|was|were|had|than|by|at|from|including|n|age|median|mean)\b"
)


def _behind_labels(text: str, sentence: Span, heads: Sequence[Head]) -> Iterator[tuple[int, Mention]]:
    """Counts behind their labels in one bracket: "(drug, 482; placebo, 238)"."""
    found = []
    for at, head in enumerate(heads):
        match = _LABEL_BEFORE.search(text, max(sentence.start, head.start - 46), head.start)
        if match and text[head.end : head.end + 1] in ";,)":
            name = "label" if match["label"] else "second"
            if not _VERB.search(match[name]):
                found.append((at, Mention(*match.span(name), key(match[name]))))
    if len(found) > 1:
        yield from found


_VERSUS = re.compile(
    r"(?:\s[A-Za-z-]+){0,3}\s(?:vs?\.?|versus|compared\swith)\s(?:with\s|in\s|only\s)?", re.IGNORECASE
)
_IN_ORDER = re.compile(r"(?:\s[a-z-]+){0,3},?\srespectively\b")
_MEASURED = re.compile(
    r"\b(?:mean|median|scores?|levels?|age|ratio|volume|dose|duration|length|time|cost)s?\b[^.;)]{0,60}$",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"(?:\s(?:serious|severe|adverse|new|total|local|distant|fatal)){0,3}\s(?:events|cases|deaths|recurrences|relapses|episodes|fractures|"
    r"infections|failures|responses)\b"
)
_COUNT_END = re.compile(
    r"\s?[)\]};,]|\s(?:new\s|total\s)?(?:events?|patients|cases|deaths|women|participants|recurrences|"
    r"episodes)\b"
)


def against(passage: Passage, sentence: Span, heads: Sequence[Head]) -> set[int]:
    """The counts with nothing but "vs" between them, or "and" before "respectively": "(68 vs 120; HR …)"."""
    text = passage.text
    found: set[int] = set()
    for at, (one, other) in enumerate(itertools.pairwise(heads)):
        versus = _VERSUS.fullmatch(text, one.end, other.start) and (
            _COUNT_END.match(text, other.end) or _HAPPENED.match(text, other.end)
        )
        in_order = text[one.end : other.start] == " and " and _IN_ORDER.match(text, other.end)
        if not versus and not in_order:
            continue
        if _MEASURED.search(text, max(sentence.start, one.start - 90), one.start):
            continue
        noun = _HAPPENED.match(text, other.end) if versus else None
        if text[one.start - 1] in "([{" or one.noun > one.end or other.noun > other.end or noun:
            found |= {at, at + 1}
    return found
