"""Which pairs two policies take for one: extraction keeps notices and companions apart, a search does not."""

from collections.abc import Iterable
from itertools import combinations

from triallint.reconcile import Edge, Group

Pair = tuple[str, str]


def merged_pairs(groups: Iterable[Group]) -> frozenset[Pair]:
    """Pairs of records taken for one publication."""
    pairs = (combinations(sorted(group.ids), 2) for group in groups if group.is_merged)
    return frozenset(pair for of_group in pairs for pair in of_group)


def search_pairs(groups: Iterable[Group]) -> frozenset[Pair]:
    """Pairs of which somebody who screens a search wants to see one: versions, notices, reprints too."""
    groups = tuple(groups)
    links = {(edge.a, edge.b) for group in groups for edge in group.edges if _is_one_hit(edge)}
    return merged_pairs(groups) | links


def _is_one_hit(edge: Edge) -> bool:
    words = {reason.word for reason in edge.reasons}
    one_title = bool(words & {"same_title", "same_title_but_spelling"})
    if edge.kind == "companion":
        return one_title and {"same_journal", "same_authors", "same_year"} <= words
    return edge.kind in ("version", "notice") and one_title
