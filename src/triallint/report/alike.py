"""Records that belong together, side by side, and how many publications there are in the end. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..reconcile import Record
from ..reconcile.merge import Reconciled
from ..reconcile.wording import headline
from ..render.characters import shown, visible
from ..render.words import place_in_words
from .placed import Placed

_FIELDS: Final = (
    "title", "authors", "journal", "year", "volume", "issue", "pages", "published", "doi", "pmid", "pmcid",
    "registry_ids",
)  # fmt: skip
_NAMES: Final = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "registry_ids": "registry numbers"}
_LONGEST: Final = 300
#: Members of one group that are shown beside each other.
_MOST: Final = 6


def publications(groups: Sequence[Reconciled], placed: Placed) -> dict[str, int]:
    """How many reports there are, and how many publications they are of: duplicates count once."""
    reports = sum(len(trial.reports) for trial in placed.trials.values())
    repeated = sum(
        max(0, sum(one.origin == "report" for one in found.group.members) - 1)
        for found in groups
        if found.group.is_merged
    )
    return {"reports": reports, "publications": reports - repeated}


def alike(groups: Sequence[Reconciled]) -> Iterator[dict[str, Any]]:
    """Each group as a table of its members, the conflicting fields marked."""
    for found in groups:
        members = found.group.members[:_MOST]
        conflicts = {one.field for one in found.conflicts}
        yield {
            "kind": found.group.kind,
            "headline": shown(headline(found.group), _LONGEST),
            "merged": found.group.is_merged,
            "because": [shown(text, _LONGEST) for text in found.because],
            "members": [_name(one) for one in members],
            "more": len(found.group.members) - len(members),
            "fields": [row for name in _FIELDS if (row := _field(name, members, name in conflicts))],
            "figures": [
                {
                    "field": visible(one.field),
                    "about": ", ".join(shown(text, 60) for _, text in one.about),
                    "values": [[visible(value.record_id), shown(value.text, 100)] for value in one.values],
                }
                for one in found.conflicts
                if "." in one.field
            ],
            "confirmed": len(found.confirmed),
        }


def _name(record: Record) -> list[str]:
    return [visible(record.id), place_in_words(record.place) if record.place else ""]


def _field(name: str, members: Sequence[Record], conflicts: bool) -> dict[str, Any] | None:
    texts = [shown(getattr(one, name), _LONGEST) for one in members]
    if not any(texts):
        return None
    label = _NAMES.get(name, name)
    differs = len({text for text in texts if text}) > 1
    return {"field": label, "texts": texts, "conflicts": conflicts, "differs": differs}
