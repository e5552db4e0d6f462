"""Identifiers in real citations and records of PubMed: every one printed is found, none is accused."""

import gzip
import json
import lzma
import os
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from time import process_time

import pytest

from tests.conftest import Say
from triallint import check
from triallint.identifiers import find, fold

SHARED = os.environ.get("TRIALLINT_SHARED")
pytestmark = pytest.mark.skipif(
    not SHARED, reason="TRIALLINT_SHARED does not name the folder with the corpora"
)

#: A citation prints its DOI after "doi: " and its PMID and PMCID at its end. This is an independent reading:
#: it cuts the DOI at what PubMed prints next, which the finder does not know of. PubMed's page breaks some
#: lines at a hyphen, and there alone a blank may stand in it.
PRINTED_DOI = re.compile(
    r"\bdoi: (10\.(?:\S|(?<=-) )*?)\.? (?:Epub|PMID:|Erratum|Update|Online|eCollection|Retraction|\[)"
)
PRINTED_PMID = re.compile(r"\bPMID: (\d+)")
PRINTED_PMCID = re.compile(r"\bPMCID: ?(PMC\d+)")


#: What two records hold as their DOI: a publisher's number without its prefix.
NO_DOIS = ("30049", "51469")


def corpus(name: str) -> Path:
    return Path(str(SHARED)) / "corpora" / "pubmed" / name


def citations() -> Iterator[str]:
    with lzma.open(corpus("citations.dev.jsonl.xz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["citation"]


def printed(text: str) -> Iterator[tuple[str, str]]:
    for doi in PRINTED_DOI.findall(text):
        yield "doi", fold(doi.replace(" ", ""))
    for pmid in PRINTED_PMID.findall(text):
        yield "pmid", pmid
    for pmcid in PRINTED_PMCID.findall(text):
        yield "pmcid", fold(pmcid)


def shares(texts: Iterator[str]) -> tuple[Counter[str], Counter[str], list[str], float]:
    """How many identifiers are printed and missed per kind, the missed ones, and microseconds per text."""
    wanted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    examples: list[str] = []
    spent, number = 0.0, 0
    for text in texts:
        begun = process_time()
        found = find(text)
        spent += process_time() - begun
        number += 1
        keys = {(one.kind, one.key) for one in found}
        assert all(text[slice(*one.span)] == one.text for one in found)
        for kind, key in printed(text):
            wanted[kind] += 1
            if (kind, key) not in keys:
                missed[kind] += 1
                examples.append(key)
    return wanted, missed, examples, spent / number * 1e6


def assert_found(texts: Iterator[str], least: int, say: Say) -> None:
    wanted, missed, examples, cost = shares(texts)
    assert wanted.total() >= least
    shown = (
        f"{kind} {number - missed[kind]:,} of {number:,} ({100 * (1 - missed[kind] / number):.3f} %)"
        for kind, number in wanted.items()
    )
    say(
        f"identifiers found in citations, {cost:.0f} microseconds each: {', '.join(shown)}; "
        f"missed: {', '.join(examples[:10]) or 'none'}"
    )
    for kind in wanted:
        assert missed[kind] <= wanted[kind] / 1000
    assert cost < 1000


def test_identifiers_in_a_sample_of_citations(say: Say) -> None:
    assert_found(islice(citations(), 0, 30_000, 6), 10_000, say)


@pytest.mark.slow
def test_identifiers_in_all_citations(say: Say) -> None:
    assert_found(citations(), 256_000, say)


@cache
def records() -> list[dict[str, str]]:
    """Each record's own identifiers and year, as a curator would copy them."""
    rows = []
    root = ET.fromstring(gzip.decompress(corpus("records.dev.xml.gz").read_bytes()))
    for number, record in enumerate(root, start=1):
        row = {"report_id": "R1", "relation": "reference", "position": str(number)}
        pmid = record.find(".//PMID")
        assert pmid is not None
        row["pmid"] = str(pmid.text)
        for one in record.findall("./PubmedData/ArticleIdList/ArticleId"):
            column = {"doi": "doi", "pmc": "pmcid"}.get(one.get("IdType", ""))
            if column:
                row[column] = str(one.text)
        year = re.search(
            r"\d{4}", record.findtext(".//PubDate/Year") or record.findtext(".//MedlineDate") or ""
        )
        row["year"] = year[0] if year else ""
        rows.append(row)
    return rows


def test_no_real_record_is_accused(say: Say) -> None:
    rows = records()
    assert len(rows) >= 1_800
    run = check({"reports": [{"report_id": "R1", "title": "One"}], "citations": rows}, select=["identifiers"])
    found = Counter((f.check, f.severity.name) for f in run.findings)
    say(f"identifiers of {len(rows):,} real records as citations: {dict(found) or 'no finding'}")
    accused = {f.points[0].text for f in run.findings if f.severity.name != "info"}
    assert accused == set(NO_DOIS), "and these PubMed itself holds where a DOI should stand"
    assert not run.crashes


def test_dois_of_references_are_read_as_printed() -> None:
    """The DOIs in records' reference lists are copied by publishers, and are damaged more often."""
    root = ET.fromstring(gzip.decompress(corpus("records.dev.xml.gz").read_bytes()))
    dois = sorted({str(one.text) for one in root.iter("ArticleId") if one.get("IdType") == "doi"})
    cited = [doi for doi in dois if doi.startswith("10.")]
    assert len(cited) > 5_000
    wrong = [doi for doi in cited if [one.key for one in find(doi)] != [fold(doi)]]
    # Three end in a full stop, and one has the PMID behind it.
    assert wrong == [
        "10.1038/oby.2012.97.",
        "10.1093/nar/28.1.27.PMID:10592173;PMCID:PMC102409",
        "10.1097/00004872-198812040-00166.",
        "10.1161/01.hyp.35.5.1173.",
    ]
