"""Groups as JSON, version 1 of the contract: fields are only ever added. Pure."""

from collections.abc import Iterable
from typing import Any

from ..model import Place
from ..render.dump import dumped
from .gather import Gathered
from .merge import Confirmed, Reconciled
from .words import Conflict, Record, Sourced


def as_json(every: Iterable[tuple[Reconciled, Gathered]]) -> str:
    """The groups as JSON v1, which `reconcile-v1.schema.json` types."""
    return dumped({"version": 1, "groups": [_group(one, gathered) for one, gathered in every]})


def _group(one: Reconciled, gathered: Gathered) -> dict[str, Any]:
    """A group, with the fields of the first contract first."""
    group, others = one.group, dict(one.merged.others)
    return {
        "kind": group.kind,
        "members": [_member(record, gathered) for record in group.members],
        "reasons": list(one.because),
        "merged": {name: value.text for name, value in one.merged.fields},
        "conflicts": [_figure(conflict) for conflict in one.conflicts],
        "certainty": group.certainty,
        "origins": {
            name: {"from": _value(value), "others": [_value(other) for other in others.get(name, ())]}
            for name, value in one.merged.fields
        },
        "confirmed": [_figure(figure) for figure in one.confirmed],
        "edges": [
            {
                "a": edge.a,
                "b": edge.b,
                "certainty": edge.certainty,
                "score": round(edge.score, 3),
                "reasons": [reason._asdict() for reason in edge.reasons],
                "vetoes": [veto._asdict() for veto in edge.vetoes],
            }
            for edge in group.edges
        ],
    }


def _member(record: Record, gathered: Gathered) -> dict[str, Any]:
    """A record by the key of its row; `id` is what a decision calls it."""
    row = gathered.rows[record.id]
    cited = {name: row.raw(name) for name in ("relation", "position") if record.origin == "citation"}
    place = _place(record.place) if record.place else {}
    return {"report_id": row.raw("report_id"), **cited, "id": record.id, "origin": record.origin, **place}


def _figure(one: Conflict | Confirmed) -> dict[str, Any]:
    values = [_value(value) for value in one.values]
    return {"field": one.field, "about": dict(one.about), "values": values}


def _value(value: Sourced) -> dict[str, Any]:
    place = _place(value.place) if value.place else {}
    return {"text": value.text, "id": value.record_id, **place}


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "row": place.row,
        "column": place.column,
        "name": place.name or None,
        "sheet": place.sheet,
    }
