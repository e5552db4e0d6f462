"""Checks of citations on real records: no false accusation, status as the record states it, wrong ones found."""

import gzip
import json
import lzma
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.bibliography.shared import needed
from tests.comparing.citing import CITED, WITHOUT_TITLE, asked, medline
from tests.comparing.reprinted import fields_of, record_of
from tests.comparing.swapping import NEIGHBOURS, SWAPS, neighbours
from tests.conftest import Say
from triallint.identifiers import read_doi
from triallint.model import Finding, Publication, Run, Severity
from triallint.pubmed.parse import parse

#: Every how manieth pair of citations is looked at in the normal run.
PAIRS_STEP = 20
#: How many of them are in one dataset.
TOGETHER = 1000

CORPORA = Path(os.environ.get("TRIALLINT_SHARED", ".")) / "corpora" / "pubmed"


@cache
def body() -> bytes:
    return gzip.decompress((CORPORA / "records.dev.xml.gz").read_bytes())


@cache
def records() -> tuple[Publication, ...]:
    """Every record once, in its last version."""
    return tuple({one.pmid: one for one in parse(body())}.values())


def compared(result: Run, style: str) -> int:
    """Of how many rows the title, or else the first author, was compared: what was skipped proves nothing."""
    check = "first_author" if style in WITHOUT_TITLE else "title"
    return result.checked.tallies[f"{check}_is_that_of_the_publication"].passed


def least(style: str) -> float:
    """In what share of the records a style prints what is compared; 4 % of them have no author."""
    return 0.94 if style in WITHOUT_TITLE else 0.97


def accusations(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{f.check}: {f.message}" for f in findings if f.severity > Severity.info]


@needed
@pytest.mark.parametrize("style", CITED)
def test_a_record_agrees_with_itself(style: str) -> None:
    """In the normal run each record is cited in one style, in the full run in every one."""
    styles = list(CITED)
    mine = [one for n, one in enumerate(records()) if styles[n % len(styles)] == style]
    result = asked([CITED[style](one) for one in mine], mine, "citations", "identifiers")
    assert len(mine) > 50
    assert compared(result, style) > least(style) * len(mine)
    assert accusations(result.findings) == []
    assert result.crashes == ()


@needed
@pytest.mark.slow
@pytest.mark.parametrize("style", CITED)
def test_every_record_agrees_with_itself_in_every_style(style: str, say: Say) -> None:
    result = asked([CITED[style](one) for one in records()], records(), "citations")
    say(f"{len(records())} records cited as {style}: {dict(Counter(f.check for f in result.findings))}")
    assert compared(result, style) > least(style) * len(records())
    assert accusations(result.findings) == []
    assert result.crashes == ()


@needed
def test_what_records_print_as_a_doi_and_can_be_none_is_no_doi_of_theirs() -> None:
    broken = {one.pmid: one for one in records() if "doi" in dict(one.other_ids)}
    assert {pmid: dict(one.other_ids)["doi"] for pmid, one in broken.items()} == {
        "10026447": "51469",
        "10050105": "30049",
        "36820854": "e22.00123",
    }
    assert {pmid for pmid, one in broken.items() if not one.doi} == {"10026447", "10050105"}
    assert all(read_doi(one.doi).one for one in records() if one.doi)


RETRACTED, NOTICE, CORRECTED, NEWER = (
    "publication_is_not_retracted",
    "cited_item_is_no_notice",
    "figures_were_read_after_the_last_correction",
    "publication_is_the_latest_version",
)
LINKED = {
    "RetractionIn": RETRACTED,
    "ErratumIn": CORRECTED,
    "RepublishedIn": NEWER,
    "CorrectedandRepublishedIn": NEWER,
    "UpdateIn": NEWER,
    "ExpressionOfConcernIn": "publication_is_under_no_concern",
    "RetractionOf": NOTICE,
    "ErratumFor": NOTICE,
    "ExpressionOfConcernFor": NOTICE,
}
TYPED = {
    "RETRACTED PUBLICATION": RETRACTED,
    "RETRACTION OF PUBLICATION": NOTICE,
    "RETRACTION NOTICE": NOTICE,
    "PUBLISHED ERRATUM": NOTICE,
    "EXPRESSION OF CONCERN": NOTICE,
}


def stated() -> set[tuple[str, str]]:
    """What each record's XML states of its status, read without triallint: PMID and the check that must say it."""
    found: dict[str, set[str]] = defaultdict(set)
    for article in ElementTree.fromstring(body()).iter("PubmedArticle"):
        pmid = article.findtext("MedlineCitation/PMID") or ""
        links = [link.get("RefType", "") for link in article.iter("CommentsCorrections")]
        types = [(kind.text or "").upper() for kind in article.iter("PublicationType")]
        found[pmid] |= {LINKED[one] for one in links if one in LINKED} | {
            TYPED[one] for one in types if one in TYPED
        }
        if RETRACTED in found[pmid]:  # one fact, one finding: what else befell it is told in that one
            found[pmid] -= {CORRECTED, NEWER}
    return {(pmid, check) for pmid, checks in found.items() for check in checks}


@needed
def test_status_is_what_the_record_states(say: Say) -> None:
    result = asked([medline(one) for one in records()], records(), "status")
    said = {(records()[(f.place.row or 0) - 2].pmid, f.check) for f in result.findings}
    assert said == stated()
    assert len(said) == len(result.findings)
    say(f"status of {len(records())} records, as their XML states it: {dict(Counter(c for _, c in said))}")


class Pair(NamedTuple):
    """One PMID as PubMed printed it ahead of print, and once its issue was out."""

    pmid: str
    before: str
    after: str


@cache
def pairs() -> tuple[Pair, ...]:
    seen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with lzma.open(CORPORA / "citations.dev.jsonl.xz", "rt", encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            seen[one["pmid"]].append((one["seen"], one["citation"]))
    return tuple(_ahead_then_printed(seen))


def _ahead_then_printed(seen: dict[str, list[tuple[str, str]]]) -> Iterator[Pair]:
    for pmid, printed in seen.items():
        before, after = min(printed)[1], max(printed)[1]
        if "ahead of print" in before and "ahead of print" not in after:
            yield Pair(pmid, before, after)


def updated(some: tuple[Pair, ...], say: Say) -> None:
    """Ask about the older printing with the newer as PubMed's record: as text, and as fields without a volume.

    Some at a time, as a dataset has them: what is remembered of a citation is remembered of some thousands.
    """
    asked_of, known = Counter[str](), Counter[str]()
    for first in range(0, len(some), TOGETHER):
        part = some[first : first + TOGETHER]
        later = [record_of(one.pmid, one.after) for one in part]
        fields = [fields_of(one.pmid, one.before) for one in part]
        for how, rows in (
            ("text", [{"pmid": one.pmid, "text": one.before} for one in part]),
            ("fields", [row for row in fields if not row["volume"]]),
        ):
            result = asked(rows, later, "citations")
            asked_of[how] += len(rows)
            known[how] += sum(f.check == "citation_is_up_to_date" for f in result.findings)
            assert accusations(result.findings) == []
    for how, count in asked_of.items():
        say(f"{count} citations ahead of print as {how}: {known[how]} reported as updated")
        assert known[how] >= 0.998 * count


@needed
def test_a_citation_ahead_of_print_is_old_and_not_wrong(say: Say) -> None:
    some = pairs()[::PAIRS_STEP]
    assert len(some) > 1000
    updated(some, say)


@needed
@pytest.mark.slow
@pytest.mark.parametrize("half", range(2))
def test_every_citation_ahead_of_print_is_old_and_not_wrong(half: int, say: Say) -> None:
    updated(pairs()[half::2], say)


@needed
@pytest.mark.parametrize("swap", SWAPS)
def test_what_was_swapped_between_records_is_found(swap: str, say: Say) -> None:
    made = SWAPS[swap]
    others = list(records())
    random.Random(5).shuffle(others)
    step = 3  # a third of the records in the normal run
    rows = [
        row
        for one, other in zip(records()[::step], others[::step], strict=True)
        if (row := made.row(one, other))
    ]
    result = asked(rows, records(), "citations")
    found = {f.place.row for f in result.findings if f.severity > Severity.info and f.check in made.checks}
    rate = len(found) / len(rows)
    say(f"swapped {swap}: {len(found)} of {len(rows)} found ({rate:.1%})")
    assert rate >= made.least


@needed
@pytest.mark.parametrize("neighbour", NEIGHBOURS)
def test_identifiers_of_a_neighbour_in_one_journal_and_year_name_another_work(
    neighbour: str, say: Say
) -> None:
    """Journal and year agree, so that title and first author must tell: as an error, not as two warnings."""
    made = NEIGHBOURS[neighbour]
    rows = [row for one, other in neighbours(records()) if (row := made.row(one, other))]
    result = asked(rows, records(), "citations")
    found = {f.place.row for f in result.findings if f.check == "identifier_names_the_cited_work"}
    said = {f.place.row for f in result.findings if f.severity > Severity.info}
    say(
        f"{neighbour}: {len(found)} of {len(rows)} are errors ({len(found) / len(rows):.1%}), {len(said)} said"
    )
    assert len(rows) > 300
    assert len(said) >= made.said * len(rows)
    assert len(found) >= made.errors * len(rows)


def test_what_was_not_asked_is_never_a_finding() -> None:
    row = {"pmid": "33000001", "doi": "10.1000/abc", "title": "Two drugs", "year": "2021", "authors": "Ng K"}
    result = asked([row], [], "citations", "status")
    assert result.findings == ()
    assert {skip.reason for skip in result.skips} == {"not held"}


def test_the_text_of_a_citation_is_read_where_it_has_no_cells() -> None:
    paper = record_of("33000001", "Ng K, Li W. Two drugs for one disease. Drugs. 2021;325(9):843-54.")
    text = "Ng K, Li W. Two drugs for one disease. Drugs. 2019;325(9):834-54. PMID: 33000001."
    result = asked([{"text": text}], [paper], "citations")
    assert {(f.check, f.place.name) for f in result.findings} == {
        ("year_is_one_of_the_publication", "text"),
        ("pages_are_those_of_the_publication", "text"),
    }
    assert all(f.fix is None for f in result.findings), "a part of a text is not rewritten"


def test_a_cell_comes_before_the_text() -> None:
    paper = record_of("33000001", "Ng K. Two drugs for one disease. Drugs. 2021;325(9):843-54.")
    row = {"text": "Ng K. Two drugs for one disease. Drugs. 2019;1:1.", "year": "2021", "pmid": "33000001"}
    assert "year_is_one_of_the_publication" not in {
        f.check for f in asked([row], [paper], "citations").findings
    }
