"""Identifiers of every kind in one text; what one text is; names for paths; and the cost of looking."""

import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triallint.identifiers import (
    find,
    path_name,
    read,
    read_doi,
    read_pmcid,
    read_pmid,
    read_registry_numbers,
)

ROOT = Path(__file__).parents[2]

#: Pieces of which hostile and ordinary texts are made.
PIECES = (
    "10.1000/", "10.1016/S0140-6736(10)62002-8", "doi:", "https://doi.org/", "PMID: ", "27133167", "PMC",
    "PMCID: ", "NCT0", "NCT01208194", "ISRCTN ", "EudraCT ", "2013-003828-36", "ChiCTR-TRC-", "U1111-",
    "(", ")", "[", "](", "<", ">", "&lt;", "&amp;", "%28", "%", "\\_", "{\\_}", "\u200b", "\u2010", "\u2026",
    "\uff08", " ", "\n", ".", ";", ",", "-", "PubMed", "Google", "\u00e9", "\u7533", "v1", "/full", "#",
    "?x=1", " [doi]", "10.", "0",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_found_stands_where_it_says(text: str) -> None:
    last = 0
    for one in find(text):
        assert text[slice(*one.span)] == one.text
        assert one.span.start >= last
        assert one.canonical
        last = one.span.end
    for reader in (read, read_doi, read_pmid, read_pmcid, read_registry_numbers):
        for one in reader(text).found:
            assert text[slice(*one.span)] == one.text


def test_kinds_are_told_apart_in_one_text() -> None:
    text = (
        "Lancet 2010;376:2009-17. doi:10.1016/S0140-6736(10)62002-8PubMedGoogle Scholar; PMID: 21131038; "
        "PMCID: PMC2362372; ISRCTN45724312; https://pubmed.ncbi.nlm.nih.gov/?term=10.1056/NEJMoa2411680."
    )
    assert [(one.kind, one.canonical) for one in find(text)] == [
        ("doi", "10.1016/S0140-6736(10)62002-8"),
        ("pmid", "21131038"),
        ("pmcid", "PMC2362372"),
        ("isrctn", "ISRCTN45724312"),
        ("doi", "10.1056/NEJMoa2411680"),
    ]


def test_a_number_inside_a_doi_is_part_of_it() -> None:
    assert [one.kind for one in find("10.1186/ISRCTN45724312")] == ["doi"]


@pytest.mark.parametrize(
    ("text", "verdict", "kinds"),
    [
        ("https://doi.org/10.1000/x", "one", ["doi"]),
        ("10.1186s40246-021-00319-2", "one", ["doi"]),
        ("PMID 27133167", "one", ["pmid"]),
        ("pmc3531190", "one", ["pmcid"]),
        ("NCT001715", "one", ["nct"]),
        ("Smith 2020, doi:10.1000/x, in press", "one", ["doi"]),
        ("10.1000/x and NCT01208194", "several", ["doi", "nct"]),
        ("27133167", "malformed", []),
        ("9783642403361", "other", []),
        ("N/A", "placeholder", []),
        ("", "blank", []),
        ("nothing here", "malformed", []),
    ],
)
def test_a_text_of_unknown_kind(text: str, verdict: str, kinds: list[str]) -> None:
    reading = read(text)
    assert (reading.verdict, [one.kind for one in reading.found]) == (verdict, kinds)


def test_names_for_paths_are_safe_and_one_to_one() -> None:
    dois = [
        "10.1038/s41522-026-01144-y",
        "10.1038/s41522_026",
        "10.1038/s41522/026",
        "10.1038/a<1:b>2",
        "10.1/\u00e9",
    ]
    names = [path_name(one) for doi in dois if (one := read_doi(doi.replace("10.1/", "10.1000/")).one)]
    assert len(set(names)) == len(dois)
    assert names[0] == "10.1038_2f_s41522-026-01144-y"
    assert not any(mark in name for name in names for mark in '/\\:*?"<>| ')


@pytest.mark.parametrize(
    "piece", [*PIECES, "J ", "/", "a.b/", "[http://2.0.CO](", "10.1000/a- 1", "PMIDs: 1234567, "]
)
def test_hostile_texts_cost_no_more_than_their_length(piece: str) -> None:
    text = "10.1000/" + piece * (60_000 // len(piece))
    begun = process_time()
    find(text)
    for reader in (read_doi, read_pmid, read_pmcid, read_registry_numbers):
        reader(text)
        reader(text[:1900])
    assert process_time() - begun < 3


def test_importing_is_light() -> None:
    program = (
        "import sys; before = set(sys.modules); import triallint.identifiers\n"
        "print(sorted({'html', 'json', 'polars', 'click', 'yaml'} & (set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
