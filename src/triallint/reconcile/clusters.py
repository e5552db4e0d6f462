"""Clusters of records: joined edge by edge, the strongest first, and never across a contradiction. Pure.

To close a graph blindly and to split it at its weakest edge where it contradicts itself comes to the same:
an edge is left out if what it would join holds two records that cannot be one publication. A record that fits
two such records equally well is joined with neither: which of them it is, a person must say.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import product
from typing import NamedTuple

from .features import Features
from .words import Edge


class Components(NamedTuple):
    """The edges of each connected part of a graph, and those that are needed to connect them."""

    parts: tuple[tuple[Edge, ...], ...]
    needed: tuple[Edge, ...]


class Joined(NamedTuple):
    """Clusters, those of one record too, and the edges that made them."""

    clusters: list[list[str]]
    needed: list[Edge]


def clusters(
    features: Mapping[str, Features], edges: Iterable[Edge], apart: Callable[[Features, Features], bool]
) -> list[list[str]]:
    """Join records by the edges that make them one publication.

    Args:
        features: the records by id.
        edges: between records of one publication.
        apart: whether two records cannot be one publication.

    Returns:
        The ids of each cluster of two or more, sorted.
    """

    def contradict(ours: list[str], theirs: list[str]) -> bool:
        return any(apart(features[one], features[other]) for one, other in product(ours, theirs))

    left = list(edges)
    while True:
        joined = _joined(left, contradict)
        home = {one: at for at, cluster in enumerate(joined.clusters) for one in cluster}
        refused = [edge for edge in left if home[edge.a] != home[edge.b]]
        tied = _tied(refused, left, lambda one, other: apart(features[one], features[other]))
        if not tied:
            return sorted(sorted(one) for one in joined.clusters if len(one) > 1)
        left = [edge for edge in left if edge not in tied]


def _tied(
    refused: Iterable[Edge], edges: Iterable[Edge], apart: Callable[[str, str], bool]
) -> frozenset[Edge]:
    """Edges of one weight by which one record fits two that cannot be one publication."""
    at: dict[str, list[Edge]] = {}
    for edge in edges:
        at.setdefault(edge.a, []).append(edge)
        at.setdefault(edge.b, []).append(edge)
    found: set[Edge] = set()
    for edge in refused:
        for between, one in ((edge.a, edge.b), (edge.b, edge.a)):
            rivals = [rival for rival in at[between] if rival.score == edge.score and rival is not edge]
            against = [rival for rival in rivals if apart(one, _other(rival, between))]
            found.update([edge, *against] if against else ())
    return frozenset(found)


def _other(edge: Edge, one: str) -> str:
    return edge.b if edge.a == one else edge.a


def components(edges: Iterable[Edge]) -> Components:
    """The connected parts of a graph."""
    edges = tuple(edges)
    joined, needed = _joined(edges, lambda ours, theirs: False)
    home = {one: at for at, cluster in enumerate(joined) for one in cluster}
    parts: dict[int, list[Edge]] = {}
    for edge in edges:
        parts.setdefault(home[edge.a], []).append(edge)
    return Components(tuple(map(tuple, parts.values())), tuple(needed))


def _joined(edges: Iterable[Edge], contradict: Callable[[list[str], list[str]], bool]) -> Joined:
    """Clusters by union, and the edges that made them; the smaller of two is moved into the larger."""
    home: dict[str, list[str]] = {}
    needed = []
    for edge in sorted(edges, key=lambda one: (-one.score, one.a, one.b)):
        ours, theirs = home.setdefault(edge.a, [edge.a]), home.setdefault(edge.b, [edge.b])
        if ours is theirs or contradict(ours, theirs):
            continue
        needed.append(edge)
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours.extend(theirs)
        home.update(dict.fromkeys(theirs, ours))
    return Joined(list({id(one): one for one in home.values()}.values()), needed)
