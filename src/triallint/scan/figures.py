"""Documents of abstracts -> what the checks of figures say of each, whoever else is in the batch."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..catalogue import Catalogue, catalogue
from ..checkfile import Check, ordered
from ..config import Config
from ..extract.assemble import assemble
from ..extract.described import trial_of
from ..extract.document import Document
from ..extract.facts import Fact
from ..extract.reading import facts_of
from ..model import Crash, Finding
from ..pipeline import inspect
from ..read import Reading

#: Families of checks that are about records and what they cite, not about figures.
_OF_RECORDS: Final = frozenset({"citations", "duplicates", "identifiers", "source", "status"})

#: From so many findings of a table's conditions in one batch on, shaping tells of some by their number.
_TOLD_EACH: Final = 25


@dataclass(slots=True)
class Judged:
    """What was found in one document, in the order of severity and place; and what of ours broke."""

    findings: list[Finding]
    crashes: list[Crash]


class Judge:
    """The checks that are asked for, and documents held against them. A document's verdict is its own."""

    def __init__(self, config: Config) -> None:
        found = catalogue(config)
        kept = {check.name: check for check in found.selected if check.family not in _OF_RECORDS}
        self._catalogue: Catalogue = replace(found, selected=tuple(_with_causes(kept, found.checks)))

    def judge(
        self, documents: Sequence[Document], complete: Callable[[int], Document] | None = None
    ) -> list[Judged]:
        """What is to be said of each document, in the order given.

        Args:
            documents: from whatever files; two may be of one trial, or even have one id.
            complete: gives the document of a number with its trial, once something was found in it.
        """
        judged = [Judged([], []) for _ in documents]
        told = [(at, document, self._facts(document, judged[at])) for at, document in enumerate(documents)]
        found = [(at, complete(at) if complete else document, facts) for at, document, facts in told if facts]
        for round_ in _rounds(found):
            self._ask(round_, judged)
        return judged

    def _facts(self, document: Document, judged: Judged) -> list[Fact]:
        try:
            return facts_of(document)
        except Exception as error:  # our fault, and the other records must go on
            judged.crashes.append(Crash("the grammar", None, f"{type(error).__name__}: {error}"))
            return []

    def _ask(self, round_: "Sequence[_Told]", judged: list[Judged]) -> None:
        """Ask the checks about documents of which no two share a name or a trial."""
        numbered = [
            (replace(document, line=row), facts) for row, (_, document, facts) in enumerate(round_, 1)
        ]
        try:
            run = inspect(Reading(tuple(assemble(numbered)), (), ()), self._catalogue, whole=False).run
        except Exception as error:
            if len(round_) == 1:
                judged[round_[0][0]].crashes.append(
                    Crash("the tables", None, f"{type(error).__name__}: {error}")
                )
                return
            self._ask_in_halves(round_, judged)
            return
        names = {check.name for check in self._catalogue.checks}
        if len(round_) > 1 and sum(one.check not in names for one in run.findings) >= _TOLD_EACH:
            self._ask_in_halves(round_, judged)
            return
        for finding in run.findings:
            judged[_of(round_, finding.place.row)].findings.append(finding)
        for crash in run.crashes:
            judged[_of(round_, crash.place.row if crash.place else None)].crashes.append(crash)

    def _ask_in_halves(self, round_: "Sequence[_Told]", judged: list[Judged]) -> None:
        half = len(round_) // 2
        self._ask(round_[:half], judged)
        self._ask(round_[half:], judged)


def judge_for(config: Config) -> Judge:
    """The judge of these options, the same each time: finding the checks takes as long as many records."""
    about = repr(config)
    if about not in _JUDGES:
        _JUDGES[about] = Judge(config)
    return _JUDGES[about]


_JUDGES: Final[dict[str, Judge]] = {}


#: A document with its number among those given, and its facts.
_Told = tuple[int, Document, list[Fact]]


def _of(round_: Sequence[_Told], row: int | None) -> int:
    """Which document a row is of: each stands on a line of its own."""
    return round_[(row or 1) - 1][0]


def _with_causes(kept: dict[str, Check], known: Iterable[Check]) -> list[Check]:
    """The checks with those whose findings make theirs moot."""
    by_name = {check.name: check for check in known}
    left = list(kept.values())
    while left:
        for name in left.pop().unless:
            if name not in kept and name in by_name:
                kept[name] = by_name[name]
                left.append(by_name[name])
    return ordered(list(kept.values()))


def _rounds(told: Iterable[_Told]) -> list[list[_Told]]:
    """The documents in as few rounds as keep those apart that share a name or a trial."""
    rounds: list[tuple[set[str], list[_Told]]] = []
    for one in told:
        names = {f"document {one[1].id}", f"trial {trial_of(one[1])}"}
        free = next((round_ for round_ in rounds if names.isdisjoint(round_[0])), None)
        if free is None:
            rounds.append(free := (set(), []))
        free[0].update(names)
        free[1].append(one)
    return [documents for _, documents in rounds]
