"""Whether a document has a text, and whether that text speaks of a trial."""

from typing import Final

from ...identifiers import find_registry_numbers
from ...model import lazy
from ...read.source import Source
from ..conditions import DOCUMENT_HAS_TEXT, DOCUMENT_REPORTS_A_TRIAL
from ..document import Document

#: Words of allocation, comparison and design, the commonest first; any of them will do.
_WORDS: Final = (
    *("andomi", "andomly", "rial", "lacebo", "ssigned to", "llocated", "control group", "RIAL", "ANDOMI"),
    *("single-arm", "Single-arm", "rossover", "ross-over", "ouble-blind", "pen-label"),
    *("ntention-to-treat", "ntention to treat", "on-inferiority", "oninferiority"),
)
_PHASE: Final = lazy(
    r"\b[Pp]hase (?:[1-4]|I{1,3}|IV)\b|\bhistorical controls?\b|\bboth (?:arms|groups)\b"
    r"|\barms? (?:[A-D]|[1-4]|I{1,3})\b|\bthe [\w-]{2,20} arm\b"
)


def speaks_of_a_trial(text: str) -> bool:
    """Whether any word of allocation, comparison or trial design, or a registry number, stands in a text."""
    if any(word in text for word in _WORDS):
        return True
    return _PHASE.search(text) is not None or bool(find_registry_numbers(text))


def say_what_is_missing(source: Source, document: Document) -> None:
    """Say of a document that it has no text, or that it speaks of no trial."""
    titles = [one for one in document.sections if one.kind == "title"]
    parts = [one for one in document.sections if one.kind not in ("title", "other", "funding")]
    if not parts and not document.tables:
        source.say(
            DOCUMENT_HAS_TEXT,
            f"{document.id} has no abstract and no text of its own",
            "nothing, where the report has none; else save its page again with the abstract shown",
            row=document.line,
            text=document.id,
            words="the document",
        )
    elif not any(speaks_of_a_trial(document.text[one.start : one.end]) for one in (*titles, *parts)):
        source.say(
            DOCUMENT_REPORTS_A_TRIAL,
            f"{document.id} speaks of no trial: no word of allocation or comparison, no registry number",
            "leave it out if it is not a trial's report",
            row=document.line,
            text=document.id,
            words="the document",
        )
