"""Which records give way to which in a merged table, and which groups are left to a person. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..tables import Arm, Report
from .gather import Gathered
from .merge import Reconciled
from .wording import listed
from .words import Decision


class Left(NamedTuple):
    """A group that is not merged in the written tables, and why."""

    ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Redirects:
    """What is written of groups.

    Attributes:
        to: id of a record that gives way -> id of the record that it is merged into.
        kept: id of a record that others are merged into -> its group.
        left: groups of one publication that a person must look at first.
    """

    to: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Reconciled] = field(default_factory=dict)
    left: tuple[Left, ...] = ()

    def members(self, name: str) -> Iterator[str]:
        """The records that are merged into one, itself first."""
        yield name
        yield from (old for old, new in self.to.items() if new == name)

    def renamed(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """The decisions that still say something once records have given way, by the ids that are left."""
        new = (one._replace(a=self.to.get(one.a, one.a), b=self.to.get(one.b, one.b)) for one in decisions)
        return tuple(dict.fromkeys(one for one in new if one.a != one.b))


def redirects(every: Iterable[Reconciled], gathered: Gathered) -> Redirects:
    """Which records give way.

    Reports of one publication are merged into the first of them. A citation is a fact about the list that it
    stands in, and stays; only where there are no reports at all, as in exports of searches, the citations of
    one work are merged too. A group with a conflict is left as it is.
    """
    origin = "report" if gathered.tables.rows(Report) else "citation"
    to: dict[str, str] = {}
    kept: dict[str, Reconciled] = {}
    left: list[Left] = []
    for one in every:
        ids = [member.id for member in one.group.members if member.origin == origin]
        if not one.group.is_merged or len(ids) < 2:
            continue
        if reason := _obstacle(one, ids, gathered):
            left.append(Left(tuple(ids), reason))
            continue
        kept[ids[0]] = one
        to.update(dict.fromkeys(ids[1:], ids[0]))
    return Redirects(to, kept, tuple(left))


def _obstacle(one: Reconciled, ids: Iterable[str], gathered: Gathered) -> str:
    """Why a group is not merged; nothing where it can be."""
    if one.conflicts:
        number = len(one.conflicts)
        return f"{number} {'conflict' if number == 1 else 'conflicts'} for a person to decide"
    named = {name: _arms(name, gathered) for name in ids}
    sets = [arms for arms in named.values() if arms]
    if any(not (a <= b or b <= a) for a in sets for b in sets):
        said = listed([f"{', '.join(sorted(arms))} in {name}" for name, arms in named.items() if arms])
        return f"their arms have different names ({said}): name them alike first"
    return ""


def _arms(name: str, gathered: Gathered) -> frozenset[str]:
    row = gathered.rows[name]
    if not isinstance(row, Report):
        return frozenset()
    return frozenset(arm.raw("arm_id") for arm in gathered.tables.like(row, Arm, "report_id"))
