"""The arms of one document by the labels it prints: which labels are one arm, and what each is called."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain, count
from typing import Final

from .document import Quote

#: Words around a label that say that it is one.
_AROUND: Final = re.compile(
    r"\b(?:the|an?|group|groups|arm|arms|cohort|alone|only|patients|participants|women|men|those|receiving|"
    r"treated|with|in|of)\b|[^\w+/.-]+",
    re.IGNORECASE,
)
_CONTROL: Final = re.compile(
    r"\b(?:control\w*|placebo|standard|usual care|observation|no t\w+|untreated|sham|alone)\b",
    re.IGNORECASE,
)
#: What adds something to a treatment, or takes it away: no mere description.
_JOINING: Final = frozenset({"and", "plus", "+", "or", "no", "without", "versus", "vs"})
_ADJECTIVES: Final = ("-only", "-alone", "-treated")
_PAST: Final = re.compile(r"\bhistorical\b", re.IGNORECASE)


@lru_cache(4096)
def plain_label(label: str) -> str:
    """A label without the words around it, in lower case: `the placebo group` is `placebo`."""
    return " ".join(_AROUND.sub(" ", label).casefold().split()).strip("- ") or " ".join(
        label.casefold().split()
    )


class Roster:
    """The arms of one document.

    Two labels are one arm where they are the same but for the words around them, or where one is the
    beginning or a part of exactly one other ("blinatumomab" beside "blinatumomab and chemotherapy" and
    "chemotherapy alone"). A label that fits two arms names neither.
    """

    def __init__(
        self, labels: Iterable[Quote], apart: Iterable[Collection[str]] = (), only: Collection[str] = ()
    ) -> None:
        """Put the labels of a document together.

        Args:
            labels: every label, as printed.
            apart: labels that are known to be of different arms, because they stand side by side.
            only: the labels of all the arms, where the text gives them together; empty where it does not.
        """
        self._apart = [{plain_label(label) for label in group} for group in apart]
        self._only = {plain_label(label) for label in only}
        self._arms: dict[str, Quote] = {}
        for quote in labels:
            name = plain_label(quote.text)
            if name not in self._arms or self._arms[name].text.endswith(_ADJECTIVES):
                self._arms[name] = quote  # "zelomab alone" is a name, "the zelomab-alone group" bends it
        self._ids: dict[str, str] = {}
        self._same = {name: self._longest(name) for name in self._arms}
        for name in self._arms:
            if self._same[name] == name and (not self._only or name in self._only or _PAST.search(name)):
                self._ids[name] = self._new_id(name)

    def _longest(self, name: str) -> str:
        if self._only:
            return name if name in self._only else self._nearest(name)
        words = name.split()
        within = [
            other
            for other in self._arms
            if other != name
            and (_begins(other.split(), words) or _ends(other.split(), words))
            and not any({name, other} <= group for group in self._apart)
        ]
        return within[0] if len(within) == 1 else name

    def _nearest(self, name: str) -> str:
        """The one of all arms that a label can mean: no word of it tells of another, or it is the control."""
        words, known = set(name.split()), {one: set(one.split()) for one in self._only}
        within = [one for one in known if words <= known[one]]
        if not within:
            within = [
                one
                for one in known
                if known[one] <= words
                and not any((words - known[one]) & known[other] for other in known if other != one)
            ]
        if not within and _CONTROL.fullmatch(name):
            within = [one for one in known if _CONTROL.search(self._arms[one].text)]
        return within[0] if len(within) == 1 else name

    def _new_id(self, name: str) -> str:
        stem = re.sub(r"[^a-z0-9]+", "-", name).strip("-")[:40] or "arm"
        taken = set(self._ids.values())
        tries = chain((stem,), (f"{stem}-{n}" for n in count(2)))
        return next(one for one in tries if one not in taken)

    def id_of(self, label: Quote | None) -> str:
        """The `arm_id` of the arm that a label names; empty where it names none."""
        if label is None:
            return ""
        name = plain_label(label.text)
        return self._ids.get(self._same.get(name, name), "")

    def called(self, arm_id: str) -> list[str]:
        """How the text calls an arm: each label of it once."""
        return [quote.text for name, quote in self._arms.items() if self._ids.get(self._same[name]) == arm_id]

    def arms(self) -> Iterable[tuple[str, Quote, str]]:
        """Each arm: its id, its label as first printed, its role where the label says it."""
        for name, arm_id in self._ids.items():
            quote = self._arms[name]
            yield arm_id, quote, _role(quote.text)


def _begins(longer: list[str], shorter: list[str]) -> bool:
    return len(longer) > len(shorter) and longer[: len(shorter)] == shorter


def _ends(longer: list[str], shorter: list[str]) -> bool:
    """Whether a label is another without the word before it: `multiagent chemotherapy`, `chemotherapy`."""
    return len(longer) == len(shorter) + 1 and longer[1:] == shorter and longer[0] not in _JOINING


def _role(label: str) -> str:
    if _PAST.search(label):
        return "historical_control"
    return "control" if _CONTROL.search(label) else ""
