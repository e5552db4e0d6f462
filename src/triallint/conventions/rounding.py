"""Whether a report's percents were cut off instead of rounded, from the cells that can tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..arithmetic import how_it_fits, percent_of
from ..meaning.kin import is_crude, is_time_to_event
from ..model import Reported, Rounding
from ..tables import Count, Tables
from .inferred import Inferred

#: Cells that must agree before a convention is inferred.
ENOUGH = 3


@dataclass(slots=True)
class RoundingEvidence:
    """The percents that tell cutting off from rounding to nearest: those that only one of the two gives.

    Attributes:
        truncated: percents that only cutting off gives: 40 of 450 as 8.8.
        nearest: percents that only rounding gives: 40 of 450 as 8.9.
    """

    truncated: list[Reported] = field(default_factory=list)
    nearest: list[Reported] = field(default_factory=list)

    @property
    def proves_truncation(self) -> bool:
        """Whether enough cells tell, and all of them the same."""
        return len(self.truncated) >= ENOUGH and not self.nearest


def evidence(tables: Tables, report_id: str) -> Mapping[str, RoundingEvidence]:
    """The percents of a report that can tell, by the source that prints them."""
    found: dict[str, RoundingEvidence] = defaultdict(RoundingEvidence)
    for row in tables.where(Count, report_id=report_id):
        if not (row.raw("percent") and row.raw("total") and row.is_printed and is_crude(row)):
            continue
        events, total, percent = row.events.maybe, row.total.maybe, row.percent.maybe
        if not (events and total and percent and percent.operator in "=~" and total.value > 0):
            continue
        if events.value.denominator != 1 or total.value.denominator != 1:
            continue
        if events.operator != "=" or total.operator != "=":
            continue
        fit = how_it_fits(percent_of(int(events.value), int(total.value)), percent)
        if fit.truncated == fit.nearest:
            continue
        if fit.truncated and not row.raw("percent_kind") and is_time_to_event(row, tables):
            continue
        side = found[row.raw("source")]
        (side.truncated if fit.truncated else side.nearest).append(row.percent)
    return found


def merged(parts: Iterable[RoundingEvidence]) -> RoundingEvidence:
    """The evidence of several sources together."""
    whole = RoundingEvidence()
    for part in parts:
        whole.truncated += part.truncated
        whole.nearest += part.nearest
    return whole


def infer(found: RoundingEvidence) -> Inferred[Rounding] | None:
    """The rounding that the evidence proves, where it is not to nearest."""
    if not found.proves_truncation:
        return None
    count = len(found.truncated)
    return Inferred(
        Rounding.TRUNCATED,
        f"{count} of {count} percents that can tell are cut off, not rounded",
        tuple(found.truncated),
    )
