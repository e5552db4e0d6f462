"""Labels of structured abstracts ("METHODS:"), and the parts of a text that they begin."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ..document import Section, SectionKind

#: Word of a label -> what the part is; the first kind that any word of a label gives wins, in this order.
#: French ones are those of notices whose headings are French.
_KINDS: Final[dict[SectionKind, frozenset[str]]] = {
    "registration": frozenset(
        {"registration", "registry", "registered", "registrations", "clinicaltrials", "enregistrement"}
    ),
    "funding": frozenset({"funding", "funded", "sponsor", "sponsors", "financement"}),
    "results": frozenset({"result", "results", "finding", "findings", "résultat", "résultats"}),
    "conclusions": frozenset(
        {
            *("conclusion", "conclusions", "interpretation", "meaning", "relevance", "implication"),
            *("implications", "significance", "discussion", "comment", "comments", "interprétation"),
        }
    ),
    "methods": frozenset(
        {
            *("method", "methods", "methodology", "design", "designs", "setting", "settings", "participant"),
            *("participants", "patient", "patients", "intervention", "interventions", "measure", "measures"),
            *("measurement", "measurements", "material", "materials", "outcome", "outcomes", "procedure"),
            *("procedures", "subject", "subjects", "population", "populations", "eligibility", "exposure"),
            *("exposures", "sample", "analysis", "analyses", "méthode", "méthodes", "protocol"),
        }
    ),
    "background": frozenset(
        {
            *("background", "objective", "objectives", "aim", "aims", "purpose", "purposes", "introduction"),
            *("importance", "context", "rationale", "question", "hypothesis", "hypotheses", "goal", "goals"),
            *("contexte", "objectif", "objectifs", "but", "buts"),
        }
    ),
}
#: Words that stand beside those in a label and say nothing by themselves.
_BESIDE: Final = frozenset(
    {
        *("and", "of", "the", "et", "de", "des", "for", "main", "primary", "secondary", "study", "trial"),
        *("key", "statistical", "clinical", "number", "identifier", "gov", "information", "data", "source"),
        *("sources", "research", "author", "authors", "brief", "general", "essai", "clinique", "by", "a"),
    }
)
_WORDS: Final = frozenset().union(*_KINDS.values()) | _BESIDE

#: No label is longer, in characters.
_LONGEST: Final = 70

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_MARK: Final = re.compile(r":(?![:/\d])|\u00a0[ \u00a0]*")
_BOUNDARY: Final = re.compile(r"[\r\n]|[.!?)\]%][ \u00a0\u2003\u2009]+")
#: What PubMed prints in the place of an abstract.
_NONE: Final = re.compile(r"(?:No abstract available|Abstract not available)\.?", re.IGNORECASE)
_SPACE: Final = " \t\r\n\u00a0\u2003\u2009"


@lru_cache(4096)
def kind_of(label: str) -> SectionKind | None:
    """What a label announces; None where it is no label: each of its words must be one of labels."""
    words = _LETTERS.findall(label.lower())
    if not words or not label[:1].isupper() or not _WORDS.issuperset(words):
        return None
    return next((kind for kind, own in _KINDS.items() if not own.isdisjoint(words)), None)


class Label(NamedTuple):
    """A label in a text, from its first letter to the end of its mark."""

    start: int
    end: int
    kind: SectionKind
    text: str


def labels_in(text: str, start: int, end: int) -> Iterator[Label]:
    """The labels in a part of a text: at the start of a line or behind a sentence, before ":".

    At the start of a line a no-break space is a mark as well, for so web pages set them off.
    """
    after = start
    for mark in _MARK.finditer(text, start, end):
        low = max(after, mark.start() - _LONGEST)
        before = text[low : mark.start()].rstrip(_SPACE)  # "METHODS\n: ..." has its mark on the next line
        begin = 0 if low == after else -1
        for boundary in _BOUNDARY.finditer(before):
            begin = boundary.end()
        if begin < 0:
            continue
        begin += len(before[begin:]) - len(before[begin:].lstrip(_SPACE))
        label = before[begin:]
        kind = kind_of(label) if label else None
        if kind is None or (mark[0][0] != ":" and not _at_line_start(text, low + begin, start)):
            continue
        after = mark.end()
        yield Label(low + begin, mark.end(), kind, label)


def _at_line_start(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] in "\r\n"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without the blanks at both ends."""
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return start, end


def sections_in(text: str, start: int, end: int, rest: SectionKind = "abstract") -> Iterator[Section]:
    """The labelled parts between two places of a text; what no label announces is a `rest`."""
    open_kind, open_at, heading = rest, start, ""
    for label in labels_in(text, start, end):
        yield from _section(text, open_kind, open_at, label.start, heading)
        open_kind, open_at, heading = label.kind, label.end, label.text
    yield from _section(text, open_kind, open_at, end, heading)


def _section(text: str, kind: SectionKind, start: int, end: int, heading: str) -> Iterator[Section]:
    start, end = trimmed(text, start, end)
    if end > start and not _NONE.fullmatch(text, start, end):
        yield Section(kind, start, end, heading)
