"""The scale on which a report's survival intervals are symmetric, inferred from all of them. Pure.

Software makes the interval of a Kaplan-Meier estimate on one of five scales, and a report keeps to one.
Which ones an interval fits can be computed from its three figures alone, whatever the level.
"""

from collections import Counter
from collections.abc import Iterator

from ..arithmetic import SURVIVAL_SCALES
from ..meaning.survivals import scales_of
from ..model import CannotLook
from ..tables import Estimate, Tables
from .inferred import Inferred

#: Fewer rows than this prove nothing.
ENOUGH = 3


def infer(tables: Tables, report_id: str) -> Inferred[tuple[str, ...]] | None:
    """The scales that most of a report's survival intervals share; None where nothing is proven.

    At least three intervals must fit one scale, and more than half of those that can tell. Where the
    figures are too coarse to tell scales apart, every scale that fits as many is given.
    """
    found = list(_told(tables, report_id))
    votes = Counter(scale for _, scales in found for scale in scales)
    most = max(votes.values(), default=0)
    if most < ENOUGH or 2 * most <= len(found):
        return None
    shared = tuple(scale for scale in SURVIVAL_SCALES if votes[scale] == most)
    names = " or ".join(shared)
    return Inferred(
        shared,
        f"{most} of {len(found)} survival intervals of this report fit the {names} scale",
        tuple(row.value for row, scales in found if shared[0] in scales),
    )


def _told(tables: Tables, report_id: str) -> Iterator[tuple[Estimate, tuple[str, ...]]]:
    """Each interval that can tell, once however often it is printed, with the scales that it fits."""
    seen: set[tuple[str, ...]] = set()
    for row in tables.where(Estimate, report_id=report_id, measure="survival"):
        printed = tuple(cell.text for cell in (row.value, row.ci_lower, row.ci_upper))
        if printed in seen or not row.is_printed:
            continue
        try:
            scales = scales_of(row)
        except CannotLook:
            continue
        seen.add(printed)
        yield row, scales
