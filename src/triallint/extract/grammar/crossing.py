"""Counts of two groups in front of one bracket with both percents: "12 versus 20 patients (4.0% vs 6.6%)"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...model import Span
from .passage import Passage
from .people import PEOPLE
from .percents import Percent

_OPENED = re.compile(r"[(\[]\s?$")
_AGAINST = re.compile(r"\s?%?\s(?:vs\.?|v|versus|and|compared\swith)\s")
_COUNTS = re.compile(r"\s(?:vs\.?|v|versus|and|compared\swith)\s")
_COUNTED = re.compile(
    rf"(?:\s(?!of\b|in\b|with\b)[a-z-]+){{0,3}}?\s(?:{PEOPLE}|events|cases|deaths|recurrences|relapses|episodes)\s?[(\[]\s?"
)


def crossed(passage: Passage, places: Sequence[Percent]) -> Iterator[tuple[int, Span]]:
    """Each percent of such a bracket, by its index, with its count."""
    text = passage.text
    for at, (one, other) in enumerate(pairwise(places)):
        if not _OPENED.search(text, max(0, one.number.start - 2), one.number.start):
            continue
        if not _AGAINST.fullmatch(text, one.number.end, other.number.start):
            continue
        numbers = passage.numbers(passage.sentence(one.number.start))
        before = [span for span in numbers if span.end <= one.number.start][-2:]
        if len(before) < 2 or not _COUNTS.fullmatch(text, before[0].end, before[1].start):
            continue
        if _COUNTED.fullmatch(text, before[1].end, one.number.start):
            yield at, before[0]
            yield at + 1, before[1]
