"""The words for what was measured: `disease-free survival`, `OS`, `time to progression`, `pCR`."""

import re

from ..document import Quote
from .matching import last_match
from .passage import Passage
from .quick import quick

#: Abbreviations of times to an event.
TIMES = (
    r"(?:[im]?(?:BC|D|M|L|LR|DR|DD|DM|I|CS|LC)?(?:DFS|RFS|MFS|EFS|FFS|PFS)"
    r"|[mM]?OS|m?PFS|m?TTPs?|TTF|TTD|BCSS|CSS|DSS|DDFI|DFI|RFI)"
)
#: Words for survival of one kind or another.
SURVIVAL = (
    r"(?:(?:(?:[Ii]nvasive|[Dd]istant|[Ll]oco-?regional|[Ll]ocal|[Rr]egional|[Bb]reast)[\s-])?"
    r"(?:(?:[A-Za-z]+-)?[A-Za-z]+[\s-](?:[Ff]ree|[Ss]pecific)|[Oo]verall)\s[Ss]urvival|[Ss]urvival)"
)
_TIME_TO = (
    r"(?:[Dd]uration\sof\s(?:[a-z]+\s){0,2}response|[Tt]ime\sto\s(?:[a-z-]+\s){0,4}?"
    r"(?:progression|recurrence|relapse|failure|events?|death|metastas[ei]s|deterioration|worsening|response|improvement|SREs?))"
)
_RESPONSE = (
    r"(?:(?:[Pp]athologic(?:al)?|[Cc]omplete|[Oo]bjective|[Oo]verall|[Cc]linical|[Pp]artial)(?:\scomplete)?"
    r"\s(?:responses?|benefit|remissions?)(?:\srates?)?|\b(?:pCR|ORR|CBR)\b)"
)
#: What time runs to: a survival, in words or in letters, or the time to an event.
TIME_TO_EVENT = quick(rf"\b{TIMES}\b|\b{SURVIVAL}\b|\b{_TIME_TO}\b")
_OUTCOME = quick(rf"\b{TIMES}\b|\b{SURVIVAL}\b|\b{_TIME_TO}\b|{_RESPONSE}")
_EVENT = re.compile(
    r"\bfor\s(?:an?\s|the\s)?(?P<event>(?:(?!was\b|is\b)[a-z-]+\s){0,4}?(?!was\b|is\b)[a-z-]+),?\s(?:(?:was|is)\s)?$"
)
#: Behind "restricted mean survival": the words name a measure, and not what was measured.
_MEASURE = re.compile(r"(?<=mean\ssurvival)\stimes?\b")
_PRIMARY = re.compile(
    rf"\b[Pp]rimary\s(?:end\s?point|outcome)s?\s(?:was|is)\s(?P<outcome>{TIME_TO_EVENT.pattern})"
)


def outcome_before(passage: Passage, floor: int, place: int) -> Quote | None:
    """The outcome that the words before a place name last; None where they name none."""
    low = max(floor, place - 220)
    last = last_match(_OUTCOME, passage.text, low, place)
    if last and _MEASURE.match(passage.text, last.end()):
        last = last_match(_OUTCOME, passage.text, low, last.start())
    return passage.quote(*last.span()) if last else None


def event_before(passage: Passage, start: int, place: int) -> Quote | None:
    """What a measure is of, by its own words: `hazard ratio for relapse or death, 0.53`."""
    match = _EVENT.search(passage.text, start, place)
    return passage.quote(*match.span("event")) if match else None


def primary(passage: Passage) -> Quote | None:
    """The primary end point, where it is a time to an event."""
    match = _PRIMARY.search(passage.text)
    return passage.quote(*match.span("outcome")) if match else None
