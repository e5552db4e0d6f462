"""The outcomes of a document: which words are one outcome, what kind it is and which way is better."""

import re
from typing import Final

from .described import registered_as
from .document import Document, Quote
from .facts import Fact
from .grammar.outcomes import TIME_TO_EVENT
from .grammar.quick import quick
from .line import Line

#: What an outcome is, by the facts about it.
_TYPES: Final = {
    "survival": "time_to_event",
    "events": "adverse_event",
    "proportion": "binary",
    "summary": "continuous",
}
_BETTER: Final = re.compile(
    r"\bsurvival\b|\bremissions?\b|\bfreedom\sfrom\b|^completed\b|(?-i:(?:FS|OS)$)", re.IGNORECASE
)
_LENGTH: Final = re.compile(r"follow(?:ed)?[\s-]?up", re.IGNORECASE)
#: Between the words for a hazard ratio and its number: the event that ends the time.
_EVENT: Final = re.compile(
    r"\b(?:for|of)\s(?P<event>(?:[a-z-]+\s){0,4}?[a-z-]+),?\s(?:was\s|of\s|is\s|=\s)?$"
)
_NO_EVENT: Final = re.compile(
    r"\b(?:with|versus|vs|compared|group|therapy|treatment|among|in)\b|survival", re.IGNORECASE
)
_ORIGIN: Final = quick(
    r"\b(?:from|since)\s(?:the\s)?(?:time|date|day)\sof\s(?P<origin>(?:[a-z]+\s)?(?:randomi[sz]ation|diagnosis|enrol?lment|registration|surgery))\b"
)
_END_POINT: Final = re.compile(r"\b(?:end\s?points?|outcomes?)\b")


class Outcomes:
    """The outcomes of one document; facts without words for theirs have one each."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._prefix = registered_as(document) or document.id  # reports of one trial share its outcomes
        self._ids: dict[str, str] = {}
        self._by_id: dict[str, Line] = {}

    @property
    def lines(self) -> list[Line]:
        """Their rows."""
        return list(self._by_id.values())

    def id_of(self, fact: Fact) -> str:
        """The `outcome_id` of what a fact is about; its row is made at the first one."""
        words = _key(fact.outcome) if fact.outcome else ""
        outcome_id = self._ids.get(words) or self._new(words, fact.outcome)
        self._tell(self._by_id[outcome_id], fact)
        if fact.part_of and (whole := self._ids.get(_key(fact.part_of))):
            self._by_id[outcome_id].say({"part_of": whole, "exclusive": "yes"})
        return outcome_id

    def _new(self, words: str, label: Quote | None) -> str:
        stem = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:40] or "outcome"
        owner = self._prefix if words else self._document.id
        tries = (f"{owner}-{stem}{n}" for n in ("", *(f"-{i}" for i in range(2, len(self._by_id) + 3))))
        outcome_id = next(one for one in tries if one not in self._by_id)
        if words:
            self._ids[words] = outcome_id
        line = Line("outcomes", outcome_id=outcome_id, source=f"report {self._document.id}")
        self._by_id[outcome_id] = line.put("label", label)
        return outcome_id

    def _tell(self, line: Line, fact: Fact) -> None:
        """Add what a fact says of its outcome; what is there already stays."""
        label = line.cells.get("label", "")
        said = {"type": _type(fact, label)}
        if fact.kind == "summary" and said["type"] in ("follow_up", "characteristic"):
            said["unit"] = fact.said.get("unit", "")
        if said["type"] == "adverse_event":
            said["higher_is_better"] = "no"
        elif _BETTER.search(label):
            said["higher_is_better"] = "yes"
        if fact.kind == "effect" and fact.said.get("measure") == "HR" and TIME_TO_EVENT.fullmatch(label):
            said["definition"] = self._event(fact)
        line.say({column: word for column, word in said.items() if column not in line.cells})
        if said["type"] == "time_to_event" and "time_origin" not in line.cells:
            line.put("time_origin", self._origin(label))

    def _event(self, fact: Fact) -> str:
        """What ends the time, as the words of the hazard ratio tell it: `event: relapse or death`."""
        words = self._document.text[fact.start : fact.cells["value"].start] if "value" in fact.cells else ""
        match = _EVENT.search(words)
        if match is None or _NO_EVENT.search(match["event"]):
            return ""
        return "event: " + re.sub(r"\bmortality\b", "death", match["event"])

    def _origin(self, label: str) -> Quote | None:
        """From when the time runs, where the sentence that names the end points says it of both or of one."""
        text = self._document.text
        for match in _ORIGIN.finditer(text):
            low = max(text.rfind(". ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
            words = text[low : match.start()]
            if _END_POINT.search(words) and label and label.casefold() in words.casefold():
                return Quote(match["origin"], *match.span("origin"))
        return None


def _key(label: Quote) -> str:
    return " ".join(label.text.casefold().split())


def _type(fact: Fact, label: str) -> str:
    """A word of OUTCOME_TYPES; empty where the fact does not tell."""
    if fact.outcome_type:
        return fact.outcome_type
    if fact.kind == "summary":
        if _LENGTH.fullmatch(label):
            return "follow_up"
        return "characteristic" if fact.said.get("statistic") == "baseline" else "continuous"
    if fact.said.get("measure") in ("HR", "SHR"):
        return "time_to_event"
    if fact.kind in ("effect", "test") and TIME_TO_EVENT.fullmatch(label):
        return "time_to_event"
    return _TYPES.get(fact.kind, "")
