"""Which labels are of different arms, and which are all of them, by the sizes that stand side by side."""

from collections.abc import Iterable
from typing import Final

from .facts import Fact

#: How far apart, in characters, the sizes of two arms may stand that are given together.
_NEAR: Final = 160


def side_by_side(facts: Iterable[Fact]) -> list[set[str]]:
    """The labels of arms whose sizes stand side by side: they are of different arms."""
    groups: list[set[str]] = []
    end = -_NEAR
    for fact in sorted((one for one in facts if one.kind == "size" and one.arm), key=lambda one: one.start):
        if fact.start - end > _NEAR or not groups:
            groups.append(set())
        if fact.arm:
            groups[-1].add(fact.arm.text)
        end = fact.end
    return groups


def all_arms(facts: Iterable[Fact]) -> set[str]:
    """The labels of all arms, where the number of all who were randomised is given with that of each."""
    sizes = [fact for fact in facts if fact.kind == "size" and fact.said.get("stage") == "randomised"]
    groups = side_by_side(sizes)
    if not any(fact.arm is None for fact in sizes) or len(groups) != 1 or len(groups[0]) < 2:
        return set()
    return groups[0]
