"""Laws of grouping: order does not matter, strangers do not matter, and a second time changes nothing."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from triallint.reconcile import FIELDS, Decision, Group, Record, group

from .made import collections, papers

Shape = frozenset[tuple[str, str, frozenset[str]]]


def shape(groups: tuple[Group, ...]) -> Shape:
    """The groups as sets, without the order of anything."""
    return frozenset((one.kind, one.certainty, frozenset(one.ids)) for one in groups)


def merged(one: Group) -> Record:
    """The record of a group: of each field the longest value."""
    texts = {name: max((getattr(member, name) for member in one.members), key=len) for name in FIELDS}
    origin = "report" if any(member.origin == "report" for member in one.members) else "citation"
    return Record(one.ids[0], origin, **texts)  # type: ignore[arg-type]


@given(st.data())
@settings(deadline=None)
def test_order_never_changes_the_groups(data: st.DataObject) -> None:
    records = data.draw(collections())
    assert shape(group(data.draw(st.permutations(records)))) == shape(group(records))


@given(st.data())
@settings(deadline=None)
def test_members_are_in_the_order_of_the_records(data: st.DataObject) -> None:
    records = data.draw(collections())
    place = {record.id: at for at, record in enumerate(records)}
    for one in group(records):
        assert len(one.members) > 1
        assert [place[name] for name in one.ids] == sorted(place[name] for name in one.ids)


@given(st.data())
@settings(deadline=None)
def test_an_unrelated_record_changes_no_group(data: st.DataObject) -> None:
    records = data.draw(collections())
    stranger = replace(
        data.draw(papers("stranger")),
        title="Soil moisture and earthworm counts along a railway embankment",
        authors="Quist Z",
        journal="Fields and Furrows",
        doi="10.5555/worms",
    )
    at = data.draw(st.integers(0, len(records)))
    assert shape(group([*records[:at], stranger, *records[at:]])) == shape(group(records))


@given(collections())
@settings(deadline=None)
def test_reconciling_twice_changes_nothing(records: list[Record]) -> None:
    groups = [one for one in group(records) if one.is_merged]
    grouped = {name for one in groups for name in one.ids}
    left = [merged(one) for one in groups] + [record for record in records if record.id not in grouped]
    assert not [one.ids for one in group(left) if one.is_merged]


@given(collections())
@settings(deadline=None)
def test_what_is_merged_is_merged_once(records: list[Record]) -> None:
    names = [name for one in group(records) if one.is_merged for name in one.ids]
    assert len(names) == len(set(names))


@given(st.data())
@settings(deadline=None)
def test_decisions_are_respected(data: st.DataObject) -> None:
    records = data.draw(collections())
    if len(records) < 2:
        return
    a, b = data.draw(st.permutations([record.id for record in records]))[:2]
    same = data.draw(st.booleans())
    groups = group(records, [Decision(a, b, same)])
    together = [one for one in groups if one.is_merged and {a, b} <= set(one.ids)]
    assert bool(together) == same


@given(collections())
@settings(deadline=None)
def test_printings_of_one_paper_are_never_parted_for_another(records: list[Record]) -> None:
    """No merged group holds two DOIs."""
    for one in group(records):
        if one.is_merged:
            assert len({member.doi for member in one.members if member.doi}) <= 1
