"""Counts that add up to one that the text gave before: the parts of a whole, most often its arms."""

import itertools
import re
from collections.abc import Sequence

from .heads import Head
from .passage import Passage

#: Behind a count: that its participants were treated, or which group they are.
_TREATED = re.compile(
    r"[)\]]?(?:\s[(\[][^()\[\]]*[)\]])?\s(?:of\s(?:these|them|whom)\s|who\s|patients\s)?(?:received|receiving|underwent|"
    r"undergoing|had|got\b|took\b|served|"
    r"(?:were\s|was\s)?(?:\w+ly\s)?(?:given|assigned|allocated|randomi[sz]ed|treated)|to\s|into\s|for\s|"
    r"(?:in\s|as\s)?(?:the\s)?(?:[\w-]+\s){0,3}?(?:groups?|arms?|controls?|intervention|placebo|experimental)\b)",
    re.IGNORECASE,
)
#: Behind a count: what participants are or what became of them, by which they were not put into arms.
_TRAIT = re.compile(
    r"[)\]]?\s(?:(?:were|was|had|are|who|with|in)\s)*(?:\w+\s)?(?:(?:pre|post|peri)-?menopausal|(?:fe)?males?|(?:wo)?men|"
    r"boys|girls|positive|negative|respon\w+|remission|alive|dead|died|stages?|grades?|complete|partial|years?|yrs?)\b",
    re.IGNORECASE,
)
# Before the second part, where it opens a sentence of its own.
_OTHER = re.compile(r"\b(?:[Oo]ther|[Rr]emaining|[Rr]est,)\s$")
#: The fewest participants whose parts are told by adding them up: small numbers add up by chance.
_FEWEST = 10
_LONGEST = 160


def parts(passage: Passage, found: Sequence[Head]) -> dict[int, bool]:
    """The counts, by their index, that add up to what was counted before, and whether it was people."""
    told: dict[int, bool] = {}
    for size in (2, 3, 4):
        for at in range(len(found) - size + 1):
            run = found[at : at + size]
            whole = sum(head.value for head in run)
            if _is_whole(passage, whole, found[:at]) and _side_by_side(passage, run):
                told.update(dict.fromkeys(range(at, at + size), whole in passage.totals))
    return told


def _is_whole(passage: Passage, value: int, before: Sequence[Head]) -> bool:
    return value >= _FEWEST and (value in passage.totals or any(head.value == value for head in before[-2:]))


def _side_by_side(passage: Passage, run: Sequence[Head]) -> bool:
    """Whether counts stand in one list, each with what was done with its participants."""
    text = passage.text
    for one, other in itertools.pairwise(run):
        near = other.start - one.noun < _LONGEST
        apart = passage.sentences.number(one.start) != passage.sentences.number(other.start)
        if not near or (apart and not _OTHER.search(text, one.end, other.start)):
            return False
    ends = [*(head.start for head in run[1:]), passage.sentence(run[-1].start).end]
    return all(
        head.value
        and not any(_TRAIT.match(text, at, end) for at in (head.end, head.noun))
        and any(_TREATED.match(text, at, end) for at in (head.end, head.noun))
        for head, end in zip(run, ends, strict=True)
    )
