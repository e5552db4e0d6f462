"""The names of events in lists: "neutropenia (24% vs 9%), rash (12%)", with their grade and seriousness."""

import re
from typing import NamedTuple

from ...model import Span
from ..document import Quote
from .passage import Passage
from .people import PEOPLE

# A name, and what opens the bracket of its numbers; inside a bracket the numbers stand right behind.
_NAME = re.compile(
    r"(?P<grade>\b[Gg]rades?\s(?P<level>(?:[\u2265>]=?\s?)?[1-5](?:\s?(?:-|/|to|or|and)\s?[1-5])?"
    r"(?:\sor\s(?:higher|more|worse|greater|above))?)\s)?"
    r"(?P<name>[A-Za-z][\w'/-]*(?:\s[A-Za-z][\w'/-]*){0,7})\s?(?P<open>[(\[]|)\s?$"
)
_LISTED = re.compile(r"[(,;]\s(?:and\s)?$|\($")
# Words that a name does not begin with or run across.
_BREAK = re.compile(
    r".*\b(?:and|or|of|in|with|were|was|is|are|the|a|an|than|had|has|have|including|included|includes|"
    r"for|more|"
    r"less|fewer|by|as|to|from|versus|vs|v|on|at|both|but|also|only|showed|experienced|developed|"
    r"reported|common|"
    r"frequent|frequently|commonly|higher|lower|rates?|incidence|patients|group|arm|respectively|i\.e|eg|"
    r"ie)\s",
    re.IGNORECASE,
)
# Names that say nothing of what happened.
_NO_NAME = re.compile(
    rf"(?<![\w/-])(?:{PEOPLE}|(?i:groups?|arms?|therapy|treatment|regimens?|drugs?|rates?|frequency|overall|"
    rf"respectively|years?|"
    r"months?|weeks?|days?|age|there|while|whereas|these|those|similar|better|worse|significant|only|"
    r"needs|who|it|\w+ly|\w+ed|baseline|cohorts?|trials?|study|analysis|population|cases|response|range|"
    r"vs|total|"
    r"difference|percent|proportion|mean|median|placebo|controls?|p|ci|n|[ivx]+|therapies|treatments))$"
)
# What a sentence about harm says of itself.
_HARM = re.compile(
    r"\b(?:adverse|toxicit\w*|side[\s-]effects?|grades?|complications?|symptoms|reactions?|tolerab\w+|"
    r"tolerated)\b",
    re.IGNORECASE,
)
#: Letters of those words, whatever they begin with: looking for these is cheap.
_HINTS = ("dverse", "oxicit", "ide effect", "ide-effect", "rade", "omplication", "ymptoms", "eaction", "oler")
_SERIOUS = re.compile(
    r"\b[Ss]erious\s(?:(?:treatment|drug)-related\s)?adverse\s(?:events?|reactions?|effects?)\b"
)


class Named(NamedTuple):
    """What a share counts, as a list names it.

    Attributes:
        outcome: the event's name.
        grade: its grade as printed, where the name has one.
        serious: whether it is serious adverse events that are counted.
    """

    outcome: Quote
    grade: Quote | None = None
    serious: bool = False


def named(passage: Passage, sentence: Span, start: int) -> Named | None:
    """The event whose share, or first share of several, begins at `start`; None where it is not plain."""
    text = passage.text
    words = text[slice(*sentence)]
    if not any(hint in words for hint in _HINTS) or not _HARM.search(words):
        return None
    match = _NAME.search(text, max(sentence.start, start - 90), start)
    if match and text[match.start() - 1] not in "-0123456789":
        begin, end = match.span("name")
        broken = _BREAK.match(text, begin, end)
        if broken:
            begin = broken.end()
        is_listed = bool(match["open"].strip()) or _LISTED.search(text, max(0, begin - 6), begin)
        if is_listed and _is_name(passage, sentence, Span(begin, end)):
            level = match.span("level") if match["grade"] and broken is None else None
            return Named(passage.quote(begin, end), passage.quote(*level) if level else None)
    serious = list(_SERIOUS.finditer(text, max(sentence.start, start - 120), start))
    return Named(passage.quote(*serious[-1].span()), serious=True) if serious else None


def _is_name(passage: Passage, sentence: Span, span: Span) -> bool:
    """Whether words name an event: not an arm, not people, not a measure."""
    words = passage.text[slice(*span)]
    if len(words) < 4 or len(words.split()) > 5 or _NO_NAME.search(words):
        return False
    told = set(words.lower().split())
    if any(
        told <= set(name.text.lower().split()) for arm in passage.arms.found.values() for name in arm.names
    ):
        return False
    return not any(one.start < span.end and span.start < one.end for one in passage.arms.mentions(*sentence))
