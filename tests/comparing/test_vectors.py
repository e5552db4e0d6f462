"""Adversarial cases of agreement and status: what the comparisons and the checks say of them."""

import json
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Say
from tests.sample import tables_of
from triallint.checkfile import builtin_checks
from triallint.comparing import (
    compare_authors,
    compare_journal,
    compare_names,
    compare_pages,
    compare_titles,
    compare_year,
    is_generic,
    read_pages,
    read_title,
    read_year,
)
from triallint.comparing.names import readings
from triallint.crosscheck import Answers
from triallint.model import Author, Finding, Journal, Publication
from triallint.publications import ListedPublications
from triallint.pubmed.dates import publication_date
from triallint.run import run

SHARED = os.environ.get("TRIALLINT_SHARED")
needed = pytest.mark.skipif(not SHARED, reason="TRIALLINT_SHARED does not name the folder with the cases")

Vector = Mapping[str, Any]
Row = Mapping[str, object]


@cache
def vectors() -> dict[str, Vector]:
    if not SHARED:
        return {}
    lines = (Path(SHARED) / "vectors" / "citations.dev.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["id"]: one for one in map(json.loads, lines)}


# What one comparison decides -------------------------------------------------------------------------------------


def _title(vector: Vector) -> str:
    cited, known = vector["input"]
    found = compare_titles(cited, known)
    if is_generic(cited):
        return "insufficient"
    words = {"unknown": "unchecked", "near": "near_miss", "different": "different"}
    if not found.agrees:
        return words[found.verdict]
    return "equivalent_with_marker" if {"corrected", "retracted"} & set(found.markers) else "equivalent"


def _name(vector: Vector) -> str:
    found = compare_names(*vector["input"])
    return {"same": "equivalent", "different": "mismatch"}.get(found, found)


def _journal(vector: Vector) -> str:
    cited, known = vector["input"]
    return "different" if compare_journal(cited, Journal(known)) == "different" else "equivalent"


def _pages(vector: Vector) -> str:
    cited, known = vector["input"]
    found = compare_pages(cited, known)
    if found == "same" and read_pages(known).is_article:
        return "ok"
    return {"same": "equivalent", "file": "equivalent_locator"}.get(found, found)


def _pages_alone(vector: Vector) -> str:
    found = read_pages(vector["input"])
    if found.damage:
        return {"date": "unrecoverable"}.get(found.damage, found.damage)
    return "ok" if str(found) == vector["input"] else "normalised"


def _authors(vector: Vector) -> str:
    people = tuple(Author(f"Middle{letter}", initials="X") for letter in "abcdefg")
    known = (
        Author("Rizzi", initials="L"),
        Author("De Felice", initials="FG"),
        *people,
        Author("Balthazar", initials="MLF"),
    )
    found = compare_authors(vector["input"][0], Publication("42095059", authors=known))
    return {"left out": "truncated"}.get(found.verdict, found.verdict)


COMPARED: dict[str, Callable[[Vector], str]] = {
    "compare_title": _title,
    "compare_first_author": _name,
    "compare_journal": _journal,
    "compare_pages": _pages,
    "normalise_pages": _pages_alone,
    "validate_pages": _pages_alone,
}
#: Cases whose input is told in words, each turned into what it says.
COMPARED_SINGLY: dict[str, Callable[[Vector], str]] = {
    "ADV-157": lambda v: "clean" if not read_title(v["input"]).markers else "marked",
    "ADV-175": lambda v: "normalised" if readings(v["input"])[0].family == ("de", "felice") else "other",
    "ADV-176": _authors,
    "ADV-197": lambda v: _year(v, publication_date("electronic", "2013"), publication_date("print", "2017")),
    "ADV-198": lambda v: _year(v, publication_date("print", "2013")),
    "ADV-202": lambda v: "normalised" if read_year(v["input"]) == v["expected"]["normalized"] else "other",
}


def _year(vector: Vector, *dates: Any) -> str:
    verdicts = {compare_year(year, Publication("1", dates=dates)) for year in vector["input"]}
    return "mismatch" if "none" in verdicts else "equivalent"


@needed
@pytest.mark.parametrize(
    "case", [v for v in vectors() if vectors()[v]["op"] in COMPARED or v in COMPARED_SINGLY]
)
def test_the_comparison_gives_the_verdict(case: str) -> None:
    vector = vectors()[case]
    compare = COMPARED_SINGLY.get(case) or COMPARED[vector["op"]]
    assert compare(vector) == vector["expected"]["verdict"]


# What the checks say ---------------------------------------------------------------------------------------------

#: The catalogue's rules and the checks that are theirs.
RULES = {
    "CIT202": "pmid_is_in_pubmed",
    "CIT203": "doi_and_pmid_name_one_publication",
    "CIT204": "pmcid_is_that_of_the_publication",
    "CIT205": "identifier_is_of_one_work",
    "CIT206": "known_identifiers_are_given",
    "CIT207": "identifier_names_the_cited_work",
    "CIT209": "registry_numbers_are_of_the_publication",
    "CIT310": "first_author_is_that_of_the_publication",
    "CIT401": "publication_is_not_retracted",
    "CIT402": "publication_is_under_no_concern",
    "CIT403": "figures_were_read_after_the_last_correction",
    "CIT404": "cited_item_is_no_notice",
    "CIT405": "publication_is_the_latest_version",
    "CIT406": "preprint_is_still_the_latest",
}


class Told:
    """A case told as a row of one table and what PubMed answers; `says` is the finding that it must give."""

    def __init__(
        self, row: Row, *answers: Mapping[str, str], says: tuple[str, str] | None, table: str = "reports"
    ) -> None:
        self.row, self.answers, self.says, self.table = row, answers, says, table

    def findings(self) -> list[Finding]:
        rows = {
            "reports": {"report_id": "R1"},
            "citations": {"report_id": "R1", "relation": "reference", "position": 1},
        }
        more = self.row.get("also", ())
        tables = tables_of(**{self.table: [rows[self.table] | dict(one) for one in (self.row, *more)]})  # type: ignore[misc]
        checks = [check for check in builtin_checks() if check.name in RULES.values()]
        return list(run(checks, tables, answers=Answers(ListedPublications(self.answers))).findings)


ONE = {"pmid": "9500320", "doi": "10.1000/abc", "title": "Two drugs for one disease"}
OWN = {"pmid": "9500320", "doi": "10.1000/abc", "title": "Two drugs for one disease."}
OTHER = {
    "pmid": "775",
    "title": "Left anterior hemiblock.",
    "authors": "Lind P",
    "dates": "print 1975",
    "journal": "Heart",
}
RHODO = {"title": "Rhodomycin gene cluster", "authors": "Ortiz M", "year": "1995", "journal": "J Bact"}


def _status(cited: str = "", **answer: str) -> tuple[Row, Mapping[str, str]]:
    return {"pmid": "1", "title": cited or "One drug"}, {"pmid": "1", "title": "One drug."} | answer


#: Case -> the row, the answers, and the rule and severity of the finding; None where nothing may be found.
TOLD: dict[str, Told] = {
    "ADV-062": Told({"doi": "10.1000/bogus", "title": "Two drugs"}, OTHER, says=None),
    "ADV-063": Told(RHODO | {"doi": "10.1000/abc"}, OTHER | {"doi": "10.1000/abc"}, says=("CIT207", "error")),
    "ADV-077": Told(RHODO | {"pmid": "775"}, OTHER, says=("CIT207", "error")),
    "ADV-088": Told(
        {"pmid": "33890651", "doi": "10.1000/abc", "title": "Two drugs for one disease"},
        {"pmid": "33890651", "state": "absent"},
        OWN | {"pmid": "31311831"},
        says=("CIT202", "error"),
    ),
    "ADV-092": Told(
        {"pmid": "28656131", "pmcid": "PMC5731772", "title": "One drug"},
        {"pmid": "28656131", "title": "One drug."},
        {"pmid": "29255720", "pmcid": "PMC5731772", "title": "One hand."},
        says=("CIT204", "error"),
    ),
    "ADV-093": Told(
        {"pmid": "15684057", "pmcid": "PMC1", "title": "One flag"},
        {"pmid": "15684057", "title": "One flag.", "pmcid": "PMC2"},
        says=("CIT204", "error"),
    ),
    "ADV-094": Told(
        {"doi": "10.1038/ncomms7168", "pmid": "25644899", "pmcid": "PMC4411282", "title": "One gene"},
        {"doi": "10.1038/ncomms7168", "pmid": "25644899", "pmcid": "PMC4327415", "title": "One gene."},
        {"pmid": "25900001", "pmcid": "PMC4411282", "title": "One gene.", "types": "Published Erratum"},
        says=("CIT204", "error"),
    ),
    "ADV-095": Told(
        {"pmid": "27259157", "title": "One drug"},
        {
            "pmid": "27259157",
            "title": "One drug.",
            "types": "Published Erratum",
            "links": "ErratumFor 27133167 J.",
        },
        says=("CIT404", "error"),
    ),
    "ADV-100": Told(RHODO | {"pmid": "775"}, OTHER, says=("CIT207", "error")),
    "ADV-101": Told(
        {"pmid": "12937682", "doi": "10.1096/fj.02-0000", "title": "Epithalon"},
        {"pmid": "12937682", "doi": "10.1023/a:1025493705728", "title": "Epithalon."},
        {"doi": "10.1096/fj.02-0000", "state": "absent"},
        says=("CIT203", "error"),
    ),
    "ADV-127": Told(
        {"pmid": "25884819", "title": "One drug", "registry_ids": "NTR1912"},
        {"pmid": "25884819", "title": "One drug.", "registrations": "JPRN NTR1912"},
        says=("CIT209", "info"),
    ),
    "ADV-177": Told(
        ONE | {"authors": "Zhiyong Wu; Jie Liang"},
        OWN | {"authors": "Yu H; Peng L"},
        says=("CIT310", "warning"),
    ),
    "ADV-205": Told(
        {"pmid": "25187433", "title": "One drug", "extracted_on": "2026-01-01"},
        {
            "pmid": "25187433",
            "title": "One drug.",
            "dates": "print 2014 Nov 1",
            "links": "ErratumIn 2 J Pharm. 2014 Nov 1;1:2",
        },
        says=("CIT403", "warning"),
    ),
    "ADV-228": Told(
        *_status(title="WITHDRAWN: One drug.", journal="Cochrane Database Syst Rev"),
        says=("CIT405", "warning"),
    ),
    "ADV-230": Told(*_status(types="Retraction of Publication"), says=("CIT404", "error")),
    "ADV-236": Told(*_status(links="RetractionIn; ReinstatedIn"), says=("CIT401", "warning")),
    "ADV-238": Told(
        *_status(
            links="RetractionIn 3 N Engl J Med. 2018 Jun;1:2; RepublishedIn 4 N Engl J Med. 2018 Jun;1:3"
        ),
        says=("CIT401", "error"),
    ),
    "ADV-240": Told(
        *_status(types="Retracted Publication", links="RetractionIn 3 JAMA. 2019;1:2"),
        says=("CIT401", "error"),
    ),
    "ADV-242": Told(
        *_status(links="ExpressionOfConcernIn 2 J. 2021 Jan;1:1; RetractionIn 3 J. 2024 Dec;1:2"),
        says=("CIT401", "error"),
    ),
    "ADV-243": Told(*_status(title="WITHDRAWN: One drug.", types="Preprint"), says=("CIT406", "error")),
    "ADV-246": Told(*_status(links="ErratumIn 2 N Engl J Med. 2018;1:1"), says=("CIT403", "warning")),
    "ADV-248": Told(
        {"doi": "10.1016/S0140-6736(10)62002-8", "title": "One drug"},
        {"pmid": "1", "doi": "10.1016/s0140-6736(10)62002-8", "title": "One drug."},
        says=("CIT206", "info"),
    ),
    "ADV-249": Told({"pmid": "1", "title": "One drug"}, says=None),
    "ADV-253": Told(*_status(links="ExpressionOfConcernIn 2 J. 2021 Jan;1:1"), says=("CIT402", "warning")),
    "ADV-268": Told(
        {
            "doi": "10.1007/978-1-4939-3100-2",
            "title": "Management of sexual dysfunction",
            "also": (
                {"position": 2, "doi": "10.1007/978-1-4939-3100-2", "title": "Commentary: the future of it"},
            ),
        },
        says=("CIT205", "warning"),
        table="citations",
    ),
    "ADV-286": Told({"doi": "10.1111/bph.13622", "title": "One drug"}, says=None),
    "ADV-287": Told({"doi": "10.1101/2021.10.19.463727", "title": "One drug"}, says=None),
    "ADV-292": Told(
        *_status(types="Comment; Editorial", links="CommentOn 2 Gut. 2025"),
        says=("CIT404", "error"),
    ),
    "ADV-294": Told(*_status(title="RETRACTED: One drug."), says=("CIT401", "error")),
    "ADV-306": Told(
        {"pmid": "12937682", "title": "Epithalon"},
        {"pmid": "12937682", "doi": "10.1023/a:1025493705728", "title": "Epithalon."},
        says=("CIT206", "info"),
    ),
    "ADV-308": Told({"doi": "10.1056/NEJMsr1406261", "title": "One drug"}, says=None),
}

#: Cases whose finding has another rule or severity than the case's, and why.
OTHERWISE = {
    "ADV-062": "that nothing has this DOI only the handle system can say; another record is no answer to it",
    "ADV-088": "PubMed names no survivor; the row's own DOI names one, which is suggested",
    "ADV-094": "that the PMCID is the erratum's is the reading of the rule on PMCIDs",
    "ADV-127": "the row is right and PubMed's name of the registry is not: info",
    "ADV-177": "one field conflicts: title and DOI are right",
    "ADV-205": "the copied date is not used: the correction counts as one of an unknown day",
    "ADV-236": "the catalogue's 409 is a state of the rule on retractions",
    "ADV-238": "one finding: retracted, with the republication named",
    "ADV-248": "nothing is said of its status; that its PMID is known is info",
    "ADV-249": "what was not asked is a Skip",
    "ADV-286": "what is not known is a Skip",
    "ADV-287": "what is not known is a Skip",
    "ADV-308": "what is not known is a Skip",
}


@needed
@pytest.mark.parametrize("case", TOLD)
def test_the_checks_give_the_verdict(case: str) -> None:
    told, expected = TOLD[case], vectors()[case]["expected"]
    found = {(f.check, f.severity.name) for f in told.findings()}
    wanted = {(RULES[told.says[0]], told.says[1])} if told.says else set()
    assert wanted <= found
    beside = {RULES["CIT206"]}  # that more identifiers are known is said beside everything
    assert {one for one in found - wanted if one[0] not in beside} == set()
    if case not in OTHERWISE:
        assert told.says == (expected["rule"], expected["severity"])


# What neither can say --------------------------------------------------------------------------------------------

#: Operations and cases that are tested elsewhere or do not apply, and why.
NOT_HERE = {
    "syntax of identifiers: tests/identifiers": (
        "batch_pmcid classify_registry compare_doi compare_registry extract_doi extract_registry key_from_doi lookup_pmcid "
        "normalise_doi normalise_pmcid normalise_pmid normalise_registry resolve_registry validate_doi validate_pmid "
        "validate_registry ADV-064 ADV-291"
    ),
    "the client, and how PubMed's answers are read: tests/pubmed": (
        "cassette date_source ecitmatch esearch_cap parse_pubmed_xml ADV-289"
    ),
    "duplicates, groups and merging: tables are compared with each other": (
        "cluster dedupe_pair merge reference_link same_work study_duplicate"
    ),
    "only the handle system or Crossref can tell, and neither is asked": (
        "labs_endpoint ADV-021 ADV-022 ADV-023 ADV-058 ADV-059 ADV-061 ADV-227 ADV-282"
    ),
    "an update type of Crossref's or a row of a retraction list: neither is in PubMed's record": (
        "ADV-252 ADV-295 ADV-296 ADV-297"
    ),
    "no abbreviation is ever expanded": "expand_journal",
}


@needed
def test_every_case_is_tested_or_has_a_reason(say: Say) -> None:
    tested = COMPARED.keys() | COMPARED_SINGLY.keys() | TOLD.keys()
    listed = {word for words in NOT_HERE.values() for word in words.split()}
    left = [one for one, v in vectors().items() if not {one, v["op"]} & (tested | listed)]
    assert left == []
    names = {name for one, v in vectors().items() for name in (one, v["op"])}
    assert (tested | listed) - names == set(), "no case has this name any more"
    assert OTHERWISE.keys() <= TOLD.keys()
    here = sum(bool({one, v["op"]} & tested) for one, v in vectors().items())
    told = [
        f"{len(vectors())} cases of citations: {here} tested here, {len(OTHERWISE)} of them told otherwise:"
    ]
    told += [f"  {one}: {why}" for one, why in OTHERWISE.items()]
    told.append(f"and {len(vectors()) - here} not tested here:")
    for why, words in NOT_HERE.items():
        count = sum(bool({one, v["op"]} & (set(words.split()) - tested)) for one, v in vectors().items())
        told.append(f"  {count}: {why}")
    say("\n".join(told))
