"""What the seed records must show: two of them are one paper, and citations are known for what they cite."""

import shutil
from pathlib import Path

import pytest

from triallint.config import Config
from triallint.reconcile.merge import Reconciled
from triallint.reconciling import Outcome, collections, reconcile, write

ROOT = Path(__file__).parents[2]


def outcome(folder: Path) -> Outcome:
    (collection,) = collections([folder])
    return reconcile(collection, Config(path=ROOT / "triallint.toml"))


@pytest.fixture(scope="module")
def seeds() -> Outcome:
    return outcome(ROOT / "seeds")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", folder)
    return folder


def duplicates(found: Outcome) -> list[Reconciled]:
    return [one for one in found.groups if one.group.kind == "duplicate"]


def cited(found: Outcome) -> dict[tuple[str, ...], str]:
    return {
        one.group.ids: dict(one.merged.fields)["pmid"].text
        for one in found.groups
        if one.group.kind == "repeated_citation"
    }


def test_000_and_003_are_one_and_the_others_stay_apart(seeds: Outcome) -> None:
    (one,) = duplicates(seeds)
    assert one.group.ids == ("000", "003")
    assert one.group.certainty == "certain"
    assert one.conflicts == ()
    together = [set(group.group.ids) & {"000", "001", "002", "003", "004"} for group in seeds.groups]
    assert sorted(map(len, together)) == [0, 0, 1, 1, 2], "no other two records share a group"


def test_the_merged_record_has_every_field_with_its_origin(seeds: Outcome) -> None:
    (one,) = duplicates(seeds)
    fields = {name: (value.text, value.record_id) for name, value in one.merged.fields}
    assert fields == {
        "trial_id": ("AALL1731", "000"),
        "title": ("Blinatumomab in Standard-Risk B-Cell Acute Lymphoblastic Leukemia in Children", "000"),
        "authors": ("Gupta S, Rau RE, Kairalla JA, et al", "003"),
        "journal": ("N Engl J Med", "003"),
        "year": ("2025", "003"),
        "volume": ("392", "003"),
        "issue": ("9", "003"),
        "pages": ("875-891", "003"),
        "published": ("2025 Feb 27", "003"),
        "epub": ("2024 Dec 7", "003"),
        "doi": ("10.1056/NEJMoa2411680", "000"),
        "pmid": ("39651791", "000"),
        "pmcid": ("PMC11864901", "000"),
        "registry_ids": ("NCT03914625", "000"),
    }
    others = {name: [(other.text, other.record_id) for other in values] for name, values in one.merged.others}
    assert others["doi"] == [("10.1056/NEJMoa2411680.", "003")], "what was printed is kept"
    assert all(value.place and value.place.row in (2, 5) for _, value in one.merged.fields)


def test_equal_figures_are_confirmed_and_none_is_merged(seeds: Outcome) -> None:
    (one,) = duplicates(seeds)
    figures = {(c.field, dict(c.about).get("arm_id", "")): [v.text for v in c.values] for c in one.confirmed}
    assert figures["flow.n", ""] == ["1440", "1440"]
    assert figures["arms.randomised", "blina"] == ["718", "718"]
    assert len(one.confirmed) == 20
    assert not any("." in name for name, _ in one.merged.fields)


def test_citations_that_repeat_group_and_records_are_recognised_in_citations(seeds: Outcome) -> None:
    assert cited(seeds) == {
        ("000/similar/2", "002/similar/1"): "33651091",
        ("000/similar/4", "002/similar/5"): "29082835",
        ("004", "000/similar/3", "002/similar/2"): "33651090",
        ("001", "000/similar/1"): "39047240",
    }


def test_a_record_without_identifiers_says_who_knows_them(seeds: Outcome) -> None:
    (one,) = (group for group in seeds.groups if "004" in group.group.ids)
    assert one.learned == (
        "004 prints no identifier; PubMed (recorded from the stand-in, 2026-11-21) has DOI "
        "10.1001/jama.2021.0669 and PMID 33651090 under its title",
    )
    assert dict(one.merged.fields)["pmid"].record_id == "000/similar/3", "an answer is no printed identifier"


@pytest.mark.parametrize(
    ("table", "old", "new", "field"),
    [
        ("arms.csv", "003-chemo,003,chemo,chemotherapy alone,control,722", "722>772", "arms.randomised"),
        ("flow.csv", "003-randomised,003,randomised,1440", "1440>1404", "flow.n"),
    ],
)
def test_a_changed_digit_is_a_conflict_that_names_both_cells(
    copy: Path, table: str, old: str, new: str, field: str
) -> None:
    path = copy / table
    before, after = new.split(">")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, old[: -len(before)] + after), encoding="utf-8")
    (one,) = duplicates(outcome(copy))
    (conflict,) = one.conflicts
    assert conflict.field == field
    assert [(value.record_id, value.text) for value in conflict.values] == [("000", before), ("003", after)]
    rows = path.read_text(encoding="utf-8").splitlines()
    for value in conflict.values:
        assert value.place is not None
        assert value.place.file == str(path)
        assert value.place.name == field.partition(".")[2]
        assert rows[(value.place.row or 0) - 1].startswith(value.record_id)


def test_what_is_written_is_one_record_less_and_reconciling_it_changes_nothing(
    seeds: Outcome, copy: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "merged", tmp_path / "again"
    plan = write(seeds, first)
    assert dict(plan.to) == {"003": "000"}
    again = outcome(first)
    assert duplicates(again) == []
    assert write(again, second).to == {}
    names = sorted(path.name for path in first.iterdir())
    assert names == sorted(path.name for path in second.iterdir())
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    for path in copy.glob("*.csv"):
        assert path.read_bytes() == (ROOT / "seeds" / path.name).read_bytes(), "the originals stay"
