"""Groups as CSV for a spreadsheet: a row for each member, reason, value, figure and conflict. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from ..model import Place
from ..render.csv import inert
from ..render.words import place_in_words
from .gather import Gathered
from .merge import Confirmed, Reconciled
from .wording import label
from .words import Conflict, Sourced

#: The columns, in order. New ones are only ever added at the end.
COLUMNS: Final = (
    "group",  # its number, counted from 1
    "kind",
    "certainty",
    "what",  # member, reason, merged, other, confirmed, conflict
    "field",  # of a value: the field, or table.column and what the figure is of
    "text",  # the value, the reason, or the title of a member
    "record",  # the id of the record that it is of
    "place",
    "file",
    "row",
    "column",
)


def as_csv(every: Iterable[tuple[Reconciled, Gathered]]) -> str:
    """The groups as CSV with a byte order mark and LF line ends; the header is `COLUMNS`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for number, (one, _) in enumerate(every, 1):
        group = {"group": str(number), "kind": one.group.kind, "certainty": one.group.certainty}
        for row in _rows(one):
            writer.writerow({name: inert(value) for name, value in (group | row).items()})
    return "\ufeff" + text.getvalue()


def _rows(one: Reconciled) -> Iterator[dict[str, str]]:
    for member in one.group.members:
        yield {"what": "member", "text": member.title, "record": member.id, **_place(member.place)}
    for reason in one.group.reasons:
        yield {"what": "reason", "field": reason.word, "text": reason.text}
    yield from ({"what": "reason", "field": "learned", "text": text} for text in one.learned)
    for name, value in one.merged.fields:
        yield {"what": "merged", "field": name, **_value(value)}
    for name, others in one.merged.others:
        yield from ({"what": "other", "field": name, **_value(other)} for other in others)
    for conflict in one.conflicts:
        yield from _figure("conflict", conflict)
    for figure in one.confirmed:
        yield from _figure("confirmed", figure)


def _figure(what: str, one: Conflict | Confirmed) -> Iterator[dict[str, str]]:
    for value in one.values:
        yield {"what": what, "field": label(one), **_value(value)}


def _value(value: Sourced) -> dict[str, str]:
    return {"text": value.text, "record": value.record_id, **_place(value.place)}


def _place(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    return {
        "place": place_in_words(place),
        "file": place.file,
        "row": str(place.row or ""),
        "column": place.name,
    }
