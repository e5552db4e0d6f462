"""Real citations: every identifier found, nothing left over between fields, one journal over time."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import pytest

from triallint.bibliography import Parsed, Part
from triallint.bibliography.parse import parse

from .shared import STEP, Printed, needed, records, strings

Say = Callable[[str], None]

#: Read without looking: the tests ask for each string once, and a cache would hide the time.
read = parse.__wrapped__

# A second reading of the identifiers, which knows nothing but how PubMed labels them.
_DOI = re.compile(r"(?<=\bdoi: )10\.\S+?(?:(?<=-) \S+?)*(?=[.!]?(?: (?!Epub)|\. Epub|$))")
_PMCID = re.compile(r"(?<=PMCID: )PMC\d+")
_NOTED = re.compile(r"(?:Erratum|Update|Retraction|Comment|Republished) (?:in|for|of|on|from): ")


def said(part: Part | None) -> str:
    return part.text if part else ""


def reprinted(parsed: Parsed) -> str:
    """A citation put together from its fields as PubMed prints it, up to the DOI."""
    if parsed.kind != "article" or parsed.journal is None:
        return "?"
    authors = f"{said(parsed.authors)}. " if parsed.authors else ""
    title = said(parsed.title) + ("" if said(parsed.title).endswith(("?", "!")) else ".")
    issue = f"({said(parsed.issue)})" if parsed.issue else ""
    numbers = f";{said(parsed.volume)}{issue}" if parsed.volume or issue else ""
    place = said(parsed.pages) or said(parsed.elocation)
    pages = f":{place}" if place else ""
    return f"{authors}{title} {said(parsed.journal)}. {said(parsed.date)}{numbers}{pages}."


def squeezed(text: str) -> str:
    """A text without its blanks, doubled full stops and blanks before commas."""
    return re.sub(r"\.\.+", ".", re.sub(r"\s+", "", text)).replace(";,", ",")


def shares(every: Iterable[Printed]) -> dict[str, tuple[int, int]]:
    """How many are right, and of how many, by what was looked at."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()

    def count(what: str, is_right: bool) -> None:
        asked[what] += 1
        right[what] += is_right

    for one in every:
        parsed = read(one.text)
        count("PMID", said(parsed.pmid) == one.pmid)
        for pmcid in _PMCID.findall(one.text)[-1:]:  # those before are of citations that the title quotes
            count("PMCID", said(parsed.pmcid) == pmcid)
        known = {each.canonical for each in parsed.identifiers if each.kind == "doi"}
        printed = [doi.replace("- ", "-") for doi in _DOI.findall(one.text)]
        for doi in printed:
            count("every DOI", doi in known or doi.rstrip(").]") in known)
        if len(printed) == 1 and not _NOTED.search(one.text):
            count("own DOI", said(parsed.doi) == printed[0])
        count("understood", parsed.kind != "")
        if parsed.kind == "article":
            count("nothing left over", squeezed(one.text).startswith(squeezed(reprinted(parsed))))
    return {what: (right[what], asked[what]) for what in asked}


def shown(found: dict[str, tuple[int, int]]) -> str:
    return ", ".join(f"{what} {100 * right / of:.3f} % of {of:,}" for what, (right, of) in found.items())


def require(found: dict[str, tuple[int, int]]) -> None:
    for what, (right, of) in found.items():
        aim = 0.999 if "DOI" in what or what in ("PMID", "PMCID") else 0.99
        assert right >= aim * of, what


@needed
def test_a_sample_of_real_citations(say: Say) -> None:
    found = shares(strings(STEP))
    say(f"citations, every {STEP}th: {shown(found)}")
    require(found)


@needed
@pytest.mark.slow
def test_all_real_citations(say: Say) -> None:
    found = shares(strings())
    say(f"citations, all: {shown(found)}")
    assert found["PMID"][1] == 109_771
    require(found)


@needed
@pytest.mark.slow
def test_a_citation_keeps_its_journal_while_its_issue_changes(say: Say) -> None:
    """Of one PMID seen on several days the journal is the same, but for the few that were renamed."""
    journals: dict[str, set[str]] = defaultdict(set)
    seen: Counter[str] = Counter()
    for one in strings():
        journals[one.pmid].add(said(read(one.text).journal))
        seen[one.pmid] += 1
    several = [pmid for pmid, count in seen.items() if count > 1]
    changed = [pmid for pmid in several if len(journals[pmid]) > 1]
    say(f"citations: {len(changed)} of {len(several):,} PMIDs seen on several days have two journals")
    assert len(several) > 20_000
    assert len(changed) <= 12, [journals[pmid] for pmid in changed]


@needed
@pytest.mark.slow
def test_citations_against_the_records_of_the_same_pmid(say: Say) -> None:
    """Few strings have their record at hand; what they print is what it says, or said before it changed."""
    by_pmid = {one.pmid: one for one in records()}
    compared: Counter[str] = Counter()
    for one in strings():
        record = by_pmid.get(one.pmid)
        if record is None:
            continue
        compared["strings"] += 1
        parsed = read(one.text)
        assert said(parsed.journal) == record.journal.medline
        assert said(parsed.doi).lower() == record.doi.lower()
        assert int(said(parsed.year)) in record.years
        if parsed.volume is None:
            assert "ahead_of_print" in parsed.flags
            compared["ahead of print"] += 1
            continue
        assert (said(parsed.volume), said(parsed.issue)) == (record.volume, record.issue)
        # A record without pages may print the end of its item identifier: ijms24032728 as 2728.
        assert said(parsed.pages) in (record.pages, record.pii[-4:])
    say(f"citations against their records: {dict(compared)}")
    assert compared["strings"] == 9


@needed
def test_speed(say: Say) -> None:
    texts = [one.text for one in strings(STEP)]
    for text in texts[:20]:
        read(text)
    start = time.process_time()
    for text in texts:
        read(text)
    each = (time.process_time() - start) / len(texts)
    say(f"citations: {1e6 * each:.0f} microseconds a string")
    assert each < 1e-3, "a tenth of this is usual; this much more means that something went wrong"
