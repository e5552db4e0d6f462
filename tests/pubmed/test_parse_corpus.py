"""Real records: every field as a second reading has it, nothing left behind, and how fast."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from typing import Any

import pytest
from lxml import etree

from tests.conftest import Say
from triallint.model import Publication
from triallint.pubmed.parse import parse
from triallint.pubmed.slices import find, pmids_in

from . import reading
from .shared import needed, records

#: Elements whose content says nothing about how a record is cited.
LEFT_OUT = {
    *("Abstract", "AffiliationInfo", "Affiliation", "ChemicalList", "CitationSubset", "CoiStatement"),
    *("Country", "DateCompleted", "DateCreated", "GeneSymbolList", "GeneralNote", "GrantList", "Hour"),
    *("Identifier", "ItemList", "KeywordList", "Medium", "MeshHeadingList", "Minute", "NumberOfReferences"),
    *("ObjectList", "OtherAbstract", "PersonalNameSubjectList", "PublisherLocation", "ReferenceList"),
    *("ReportNumber", "Second", "Sections", "SpaceFlightMission", "SupplMeshList", "VolumeTitle"),
}
REVIEWED = {"received", "accepted", "revised", "entrez", "pubmed", "medline"}


@pytest.fixture(scope="module")
def nodes() -> list[Any]:
    root = etree.fromstring(records())
    return [one for one in root if one.tag in ("PubmedArticle", "PubmedBookArticle")]


@pytest.fixture(scope="module")
def publications() -> tuple[Publication, ...]:
    return parse(records())


@needed
def test_every_record_is_read(nodes: list[Any], publications: tuple[Publication, ...]) -> None:
    assert len(publications) == len(nodes) == 1811
    assert sum(one.kind == "book" for one in publications) == 9
    assert tuple(one.pmid for one in publications) == pmids_in(records())


@needed
def test_every_field_is_that_of_a_second_reading(
    nodes: list[Any], publications: tuple[Publication, ...]
) -> None:
    names = {field.name for field in fields(Publication)}
    wrong, filled = [], dict.fromkeys(names, 0)
    for node, publication in zip(nodes, publications, strict=True):
        other = reading.expected(node)
        assert set(other) == names, "a field that no second reading knows"
        for name in sorted(names):
            value = getattr(publication, name)
            filled[name] += bool(value)
            if value != other[name]:
                wrong.append((publication.pmid, name, value, other[name]))
    assert wrong == []
    assert [name for name, count in filled.items() if not count] == [], "compared, but always empty"


@needed
def test_no_text_is_left_behind(nodes: list[Any], publications: tuple[Publication, ...]) -> None:
    lost = [
        (publication.pmid, path, text)
        for node, publication in zip(nodes, publications, strict=True)
        for held in (set(_texts(asdict(publication))),)
        for path, text in _leaves(node)
        if _as_held(text) not in held
    ]
    assert lost == []


def _leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text below a record that might belong to a citation."""
    path = f"{path}/{node.tag}"
    if (
        node.tag in LEFT_OUT
        or node.get("PubStatus") in REVIEWED
        or (node.get("ValidYN") == "N" and "ELoc" in path)
    ):
        return
    children = [one for one in node if isinstance(one.tag, str)]
    inline = node.tag.endswith("Title") or node.tag == "MedlineDate"
    if children and not inline:
        for child in children:
            yield from _leaves(child, path)
    elif text := reading.string(node, "."):
        yield path, text


def _texts(value: Any) -> Iterator[str]:
    """Every text in a publication as `_as_held` writes it, and every part of its dates."""
    if isinstance(value, (dict, list, tuple)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
    elif value is not None:
        parts = {
            str(value),
            *str(value).split("; "),
            *str(value).split(),
            *str(value).replace("-", " ").split(),
        }
        yield from map(_as_held, parts)
        yield from (str(reading.MONTHS.index(part) + 1) for part in parts if part in reading.MONTHS)


def _as_held(text: str) -> str:
    """A text without what may be written otherwise: leading noughts of dates, the case of a DOI."""
    return text.lstrip("0").lower()


@needed
def test_one_record_is_found_by_its_bytes(publications: tuple[Publication, ...]) -> None:
    some = [*publications[::60], *publications[-9:]]
    assert [find(records(), one.pmid) for one in some] == some
    assert find(records(), "99999999") is None


@needed
def test_speed_is_printed(say: Say) -> None:
    ours = _seconds(lambda: parse(records()))
    lxml = _seconds(lambda: etree.fromstring(records()))
    one = _seconds(lambda: find(records(), "26389276"))
    megabytes = len(records()) / 1e6
    say(
        f"{1811 / ours:,.0f} records/s as publications, {1811 / lxml:,.0f} records/s as a tree of lxml:"
        f" {ours / lxml:.1f} times as long; one record out of {megabytes:.0f} MB in {1000 * one:.1f} ms"
    )


def _seconds(work: Callable[[], object]) -> float:
    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(2))
