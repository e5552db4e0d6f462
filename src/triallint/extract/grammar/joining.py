"""What two parts of the grammar read of one number, put together: a share and its interval, above all."""

from collections.abc import Iterable
from dataclasses import replace

from ..facts import Fact
from .claims import Claim
from .effects import interval_cells
from .passage import Passage


def with_intervals(passage: Passage, facts: Iterable[Fact]) -> list[Fact]:
    """The facts of a text, each share of participants with the interval that is printed with it."""
    claims = {
        claim.valued.value[0]: claim
        for claim in passage.claims
        if claim.valued.value and claim.percent and not claim.measure and not claim.changes
    }
    return [_with_interval(passage, fact, claims) for fact in facts]


def _with_interval(passage: Passage, fact: Fact, claims: dict[int, Claim]) -> Fact:
    percent = fact.cells.get("percent")
    claim = claims.get(percent.start) if fact.kind == "proportion" and percent else None
    if claim is None:
        return fact
    cells = interval_cells(passage, claim)
    del cells["value"]
    return replace(fact, cells={**fact.cells, **cells}, end=max(fact.end, claim.valued.interval.end))


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """The facts, without shares that are read as survival at a time as well: those are no counts."""
    found = list(facts)
    survival = {
        fact.cells["value"].start for fact in found if fact.kind == "survival" and "value" in fact.cells
    }
    return [fact for fact in found if not _is_survival(fact, survival)]


def _is_survival(fact: Fact, survival: set[int]) -> bool:
    percent = fact.cells.get("percent")
    alone = fact.kind == "proportion" and "events" not in fact.cells
    return alone and percent is not None and percent.start in survival
