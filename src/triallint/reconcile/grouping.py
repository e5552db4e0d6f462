"""Groups of records that belong together: pairs looked at, edges scored, clusters checked. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from . import vetoes
from .clusters import clusters, components
from .features import Features
from .likeness import compare
from .pairs import candidates
from .scoring import decided, edge_of
from .stated import stated
from .words import MERGED, Certainty, Decision, Edge, Group, Kind, Record, weakest

Pair = tuple[str, str]


def group(
    records: Sequence[Record], decisions: Iterable[Decision] = (), edges: Iterable[Edge] | None = None
) -> tuple[Group, ...]:
    """Group the records of one publication, and link those of one work or trial.

    Args:
        records: in any order; their ids differ.
        decisions: what a person has decided of pairs; it prevails.
        edges: how pairs belong together, where that was found out elsewhere; it does not depend on decisions.

    Returns:
        The groups in the order of their first members. Groups whose `is_merged` is true share no member; a
        record may stand in groups of other kinds besides.
    """
    features = {record.id: Features(stated(record)) for record in records}
    said = {_pair(one.a, one.b): one for one in decisions if {one.a, one.b} <= features.keys()}
    found = edges_between(list(features.values())) if edges is None else edges
    edges = [edge for edge in found if (edge.a, edge.b) not in said]
    edges += [decided(features[a], features[b], one) for (a, b), one in said.items() if one.same]
    merging = {
        (edge.a, edge.b): edge for edge in edges if edge.kind in MERGED and edge.certainty != "possible"
    }
    joined = clusters(features, merging.values(), _apart(merging, said))
    home = {one: at for at, cluster in enumerate(joined) for one in cluster}
    inside: dict[int, list[Edge]] = {at: [] for at in range(len(joined))}
    links = []
    for edge in edges:
        cluster = home.get(edge.a, -1)
        if cluster != home.get(edge.b, -2):
            links.append(_contradicted(edge, features) if (edge.a, edge.b) in merging else edge)
        elif (edge.a, edge.b) in merging:
            inside[cluster].append(edge)
    place = {record.id: at for at, record in enumerate(records)}
    groups = [_group(inside[at], records, place) for at in range(len(joined))]
    groups += _linked(links, records, place)
    return tuple(sorted(groups, key=lambda one: ([place[member] for member in one.ids], one.kind)))


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def edges_between(features: Sequence[Features]) -> Iterator[Edge]:
    """How the pairs of some records belong together, as far as they do."""
    for a, b in candidates(features):
        edge = edge_of(features[a], features[b])
        if edge is not None:
            yield edge


def _apart(
    merging: Mapping[Pair, Edge], said: Mapping[Pair, Decision]
) -> Callable[[Features, Features], bool]:
    """Whether two records cannot be one publication: a person says so, or a veto does and no edge."""

    def apart(a: Features, b: Features) -> bool:
        pair = _pair(a.record.id, b.record.id)
        if pair in said:
            return not said[pair].same
        return pair not in merging and bool(vetoes.of_pair(compare(a, b)))

    return apart


def _contradicted(edge: Edge, features: Mapping[str, Features]) -> Edge:
    """An edge that would have joined what cannot be one publication: for a person to look at."""
    against = vetoes.of_pair(compare(features[edge.a], features[edge.b]))
    return replace(edge, certainty="possible", vetoes=against)


def _group(edges: Sequence[Edge], records: Sequence[Record], place: Mapping[str, int]) -> Group:
    """The group that some edges of one kind, or of one cluster, make."""
    at = sorted({place[one] for edge in edges for one in (edge.a, edge.b)})
    members = tuple(records[one] for one in at)
    kind: Kind = edges[0].kind
    if kind in MERGED:
        reports = sum(one.origin == "report" for one in members)
        kind = "duplicate" if reports > 1 else "repeated_citation"
    return Group(kind, members, _certainty(edges), tuple(sorted(edges, key=lambda one: (one.a, one.b))))


def _certainty(edges: Sequence[Edge]) -> Certainty:
    """The certainty of the weakest edge that is needed to hold some records together."""
    return weakest(edge.certainty for edge in components(edges).needed)


def _linked(edges: Iterable[Edge], records: Sequence[Record], place: Mapping[str, int]) -> Iterator[Group]:
    """The groups of records that belong together without being one publication."""
    kinds: dict[Kind, list[Edge]] = {}
    for edge in edges:
        if edge.kind in MERGED:
            yield _group([edge], records, place)
        else:
            kinds.setdefault(edge.kind, []).append(edge)
    for of_kind in kinds.values():
        yield from (_group(part, records, place) for part in components(of_kind).parts)
