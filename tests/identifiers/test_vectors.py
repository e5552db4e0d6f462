"""Adversarial cases of identifiers: each is read, and put into a table, and gives the expected verdict."""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Say
from triallint import check
from triallint.checkfile import builtin_checks
from triallint.identifiers import (
    Reading,
    compare_dois,
    part_of,
    path_name,
    read,
    read_doi,
    read_pmcid,
    read_pmid,
    read_registry_numbers,
)
from triallint.model import Finding

SHARED = os.environ.get("TRIALLINT_SHARED")
needed = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the cases")

#: Which check gives the finding that the cases know by a rule's number.
RULES = {
    "doi_is_well_formed": "CIT101",
    "doi_is_written_bare": "CIT102",
    "doi_is_whole": "CIT103",
    "cell_holds_one_identifier": "CIT104",
    "doi_has_no_page_ending": "CIT105",
    "doi_is_of_the_whole_article": "CIT106",
    "identifier_is_no_placeholder": "CIT107",
    "identifier_stands_in_its_own_column": "CIT108",
    "pmid_is_well_formed": "CIT110",
    "pmid_fits_its_year": "CIT110",
    "pmcid_is_well_formed": "CIT111",
    "registry_numbers_are_well_formed": "CIT120",
    "registry_numbers_are_separated": "CIT120",
    "registry_numbers_have_no_ending": "CIT122",
}

READERS: dict[str, Callable[[str], Reading]] = {
    "doi": read_doi,
    "pmid": read_pmid,
    "pmcid": read_pmcid,
    "registry": read_registry_numbers,
}

#: Cases of these operations that a cell alone decides; of the others, those in `BY_FORM`.
OPERATIONS = {
    "extract_doi", "normalise_doi", "validate_doi", "normalise_pmid", "validate_pmid", "normalise_pmcid",
    "lookup_pmcid", "normalise_registry", "validate_registry", "classify_registry", "extract_registry",
    "resolve_registry",
}  # fmt: skip
COMPARISONS = {"compare_doi", "compare_registry"}
#: Cases of operations that ask a source, which the form of the identifier decides already.
BY_FORM = {"ADV-064": "it has the form of a part's DOI", "ADV-291": "it is an ISBN by its check digit"}
#: Cases of operations whose input is not one cell, tested one by one below.
SINGLY = {"batch_pmcid", "key_from_doi"}

#: Severities that differ from the case's, and why.
OTHER_SEVERITY = {
    "ADV-080": (
        "warning",
        "the column says that it is a PMCID, so it is not impossible: the letters are put back, in doubt",
    ),
}
#: Cases of syntax that do not apply here, and why.
NOT_HERE = {
    "ADV-127": "what PubMed calls the registry stands in PubMed's record, not in a cell",
}


@cache
def vectors() -> list[dict[str, Any]]:
    if not SHARED:
        return []
    lines = (Path(SHARED) / "vectors" / "citations.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def applying(operations: set[str]) -> list[Any]:
    chosen = [v for v in vectors() if v["op"] in operations and v["id"] not in NOT_HERE]
    if operations is OPERATIONS:
        chosen += [v for v in vectors() if v["id"] in BY_FORM]
    return [pytest.param(v, id=v["id"]) for v in chosen] or [pytest.param(None, marks=needed)]


def column_of(vector: dict[str, Any]) -> str:
    return str(vector["op"]).rpartition("_")[2]


def verdict_of(reading: Reading) -> set[str]:
    """The cases' words for a reading: several may fit one."""
    if reading.verdict != "one":
        return {
            "several": {"multi", "malformed_multi"},
            "short": {"short_doi"},
            "placeholder": {"placeholder"},
            "other": {"wrong_kind"},
            "malformed": {"malformed"},
        }.get(reading.verdict, set())
    what = {note.what for note in reading.found[0].notes}
    words = {
        frozenset(("zeros",)): "needs_review",
        frozenset(("bare",)): "ambiguous",
        frozenset(("blanks",)): "repaired",
        frozenset(("lost",)): "malformed",
        frozenset(("form",)): "malformed",
        frozenset(("letters",)): "malformed",
        frozenset(("zero",)): "placeholder",
        frozenset(("part",)): "component",
    }
    if frozenset(what) in words:
        return {words[frozenset(what)]}
    return {"normalised", "needs_country"} if what else {"ok"}


def findings_of(column: str, text: str) -> list[Finding]:
    cells = {"registry": "registry_ids"}.get(column, column)
    report = {"report_id": "R1", "title": "One", cells: text}
    return [f for f in check({"reports": [report]}).findings if f.check in RULES or f.place.name == cells]


def values_of(reading: Reading, column: str) -> set[str]:
    """What a reading gives, in every form that the cases print it in."""
    values = {reading.seen}
    for one in reading.found:
        values |= {one.key, one.canonical, *one.ladder, f"{one.canonical} (version={one.version})"}
        values |= {f"{one.canonical} (country={one.version})", f"EudraCT {one.canonical}"}
        values |= {f"EudraCT key {one.canonical}", f"CTIS {one.canonical}", f"NTR {one.canonical}"}
        values |= {f"{one.canonical} (third-country)"} if one.version == "3rd" else set()
        values |= {f"candidate {guess}" for guess in one.ladder} | {f"suggest {one.canonical}"}
        values |= {f"candidate {guess} (confirm)" for guess in one.ladder}
        values |= {f"resolve via doi.org ({one.canonical})"} if column == "doi" else set()
        values |= {part[1] for part in [part_of(one.canonical)] if part}
    return values


@pytest.mark.parametrize("vector", applying(OPERATIONS))
def test_a_cell_is_read_as_expected(vector: dict[str, Any]) -> None:
    expected, column = vector["expected"], column_of(vector)
    reading = READERS[column](vector["input"])
    assert expected["verdict"] in verdict_of(reading), reading
    wanted = expected["normalized"]
    if isinstance(wanted, list):
        assert wanted in ([one.key for one in reading.found], [one.canonical for one in reading.found])
    elif wanted and expected["verdict"] == "wrong_kind":
        assert wanted.split()[0].partition("-")[0] in reading.seen
    elif wanted:
        assert wanted in values_of(reading, column)


@pytest.mark.parametrize("vector", applying(OPERATIONS))
def test_a_table_gives_the_finding(vector: dict[str, Any]) -> None:
    expected = vector["expected"]
    found = [(RULES.get(f.check), f.severity.name) for f in findings_of(column_of(vector), vector["input"])]
    severity, _ = OTHER_SEVERITY.get(vector["id"], (expected["severity"], ""))
    assert found == ([] if severity == "none" else [(expected["rule"], severity)])


@pytest.mark.parametrize("vector", applying(COMPARISONS))
def test_two_are_compared_as_expected(vector: dict[str, Any]) -> None:
    one, other = vector["input"]
    if vector["op"] == "compare_doi":
        result = compare_dois(one, other)
    else:
        a, b = (read_registry_numbers(text).found[0] for text in (one, other))
        result = "same" if a.key == b.key else "different"
    words = {"same": "equivalent", "possible": "possible_same", "different": "different"}
    assert words[result] == vector["expected"]["verdict"]


@needed
def test_cases_whose_input_is_not_one_cell() -> None:
    (batch,) = [v for v in vectors() if v["op"] == "batch_pmcid"]
    readings = [read_pmcid(text).one for text in batch["input"]]
    assert [one and one.canonical for one in readings] == batch["expected"]["normalized"]
    (named,) = [v for v in vectors() if v["op"] == "key_from_doi"]
    one = read_doi(named["input"]).one
    assert one
    assert "/" not in path_name(one)
    (bare,) = [v for v in vectors() if v["op"] == "lookup_pmcid"]
    assert read(bare["input"]).found == (), "without a column, a bare number is nothing"
    (merged,) = [v for v in vectors() if v["id"] == "ADV-272"]
    found = findings_of("doi", merged["input"].split("'")[1])
    assert [(RULES[f.check], f.severity.name) for f in found] == [("CIT104", "error")]


@needed
def test_every_case_of_syntax_is_tried_or_listed(say: Say) -> None:
    tried = OPERATIONS | COMPARISONS | SINGLY
    of_syntax = [
        v for v in vectors() if v["expected"].get("rule", "").startswith(("CIT10", "CIT11", "CIT12"))
    ]
    left = {
        v["id"]: _reason(v)
        for v in of_syntax
        if v["op"] not in tried and v["id"] not in (*BY_FORM, "ADV-272")
    }
    assert "" not in left.values(), left
    idle = {*OTHER_SEVERITY, *NOT_HERE, *BY_FORM} - {v["id"] for v in vectors()}
    assert idle == set()
    assert set(RULES) <= {check.name for check in builtin_checks()}
    applied = len([v for v in of_syntax if v["id"] not in left])
    lines = [f"  {name}: {reason}" for name, reason in (left | NOT_HERE).items()]
    lines += [f"  {name} gives {severity}: {reason}" for name, (severity, reason) in OTHER_SEVERITY.items()]
    say("\n".join([f"{applied} of {len(of_syntax)} identifier cases are tried; the others:", *lines]))


def _reason(vector: dict[str, Any]) -> str:
    """Why a case of syntax is not decided by a cell."""
    return {
        "resolve_doi": "only a registry knows that digits are missing",
        "validate_pages": "pages are no identifier",
        "normalise_pages": "pages are no identifier",
    }.get(vector["op"], "")
