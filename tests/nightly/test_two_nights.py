"""Two nights over the seeds: what appears between them is said, and nothing else."""

import json
import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Say
from tests.standin import Failures, Library, StandIn
from triallint.history import NAME, History, locked
from triallint.night_summary import plain
from triallint.nights import compare

from .kit import ROOT, copy_seeds, night, seed_facts, with_fact, with_few_citations

GUIDE = ROOT / "docs" / "nightly.md"
RETRACTED, REVISED = "37099340", "33651091"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("requests", reason="requests is not installed")
    copy_seeds(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NCBI_API_KEY", "a-key-of-the-tests")
    monkeypatch.setenv("NCBI_EMAIL", "tests@example.org")
    return tmp_path


def test_exactly_the_retraction_and_the_revised_pages_are_reported(
    project: Path, monkeypatch: pytest.MonkeyPatch, say: Say
) -> None:
    facts = seed_facts()
    with StandIn(Library.of(facts)) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        first = night("--no-expectations")
        asked = len(service.asked)
    assert first.exit_code == 0, first.output
    assert "first night" in first.stdout

    link = {"kind": "RetractionIn", "pmid": "49999999", "text": "J Inv Trials. 2026 Nov 20;1(1):1"}
    entry = next(one for one in facts if one["pmid"] == RETRACTED)
    facts = with_fact(
        facts,
        RETRACTED,
        links=[*entry["links"], link],
        types=["Journal Article", "Retracted Publication"],
    )
    facts = with_fact(facts, REVISED, pages="843-855")
    with StandIn(Library.of(facts)) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        second = night("--no-expectations", "--refresh")
        rate = service.worst_rate()
    assert second.exit_code == 1, second.output
    say(f"nightly, seeds: {asked} requests a night, {rate} in the busiest second")

    said = second.stdout
    assert "**1 newly retracted**" in said
    assert f"PMID {RETRACTED}: Blinatumomab Added to Chemotherapy in Infant" in said
    assert f"PMID {REVISED}, pages: 843-854 → 843-855" in said
    assert "0 changed, 0 fixed, **1 revised in PubMed**" in said
    assert "## Fixed" not in said
    history = History(project / "nights" / NAME)
    last = history.last("../seeds")
    assert last is not None
    new = said.partition("## New findings")[2].partition("\n## ")[0].strip().splitlines()
    assert len(new) == 3, said
    pages = [line for line in new if "the pages are 843-854; PubMed" in line]
    assert len(pages) == 2, "the two rows that cite it"
    (status,) = [line for line in new if line not in pages]
    assert "error" in status
    assert "retracted on 2026-11-20" in status
    assert len(history.past("../seeds")) == 2
    sarif = json.loads((project / "nights" / "findings.sarif").read_text(encoding="utf-8"))
    results = sarif["runs"][0]["results"]
    assert len(results) == len(last.findings)
    states = [one["baselineState"] for one in results]
    assert (states.count("new"), states.count("unchanged")) == (3, len(results) - 3)
    assert (project / "nights" / "summary.md").read_text(encoding="utf-8") == said
    the_page_shows(said)


def the_page_shows(said: str) -> None:
    """The guide prints what was said of the changes, whatever day it is."""
    news = said.partition("## All that stands")[0].strip().replace(date.today().isoformat(), "2026-11-21")
    block = f"<!-- night -->\n\n````console\n$ triallint nightly seeds -o nights --refresh --no-expectations\n{news}\n````\n\n<!-- /night -->"
    page = GUIDE.read_text(encoding="utf-8")
    whole = re.sub(r"<!-- night -->.*?<!-- /night -->", lambda _: block, page, flags=re.DOTALL)
    if os.environ.get("TRIALLINT_BLESS"):
        GUIDE.write_text(whole, encoding="utf-8")
        pytest.fail(f"wrote {GUIDE.name}: read it, and run again without TRIALLINT_BLESS")
    assert page == whole, "TRIALLINT_BLESS=1 writes the page anew"


def test_a_night_like_the_last_says_so_and_asks_nothing_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_few_citations(project / "seeds")
    with StandIn(Library.of(seed_facts())) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        night("--no-expectations")
        asked = len(service.asked)
        again = night("--no-expectations")
        assert len(service.asked) == asked
    assert "0 newly retracted, 0 new, 0 changed, 0 fixed, 0 revised" in again.stdout
    assert again.exit_code == 0


def test_a_throttled_night_says_what_it_could_not_look_at_and_the_next_resumes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_few_citations(project / "seeds")
    with StandIn(Library.of(seed_facts())) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        none = night("--no-expectations", "--within", "0s")
        assert none.exit_code == 3, none.output
        assert "## Could not look" in none.stdout
        assert "were not answered" in none.stdout
        whole = night("--no-expectations")
    assert whole.exit_code == 0, whole.output
    assert "## Could not look" not in whole.stdout
    history = History(project / "nights" / NAME)
    last = history.last("../seeds")
    assert last is not None
    assert last.whole
    assert not compare(last, last)


def test_a_finding_whose_answer_is_lost_is_not_fixed_and_not_new_when_it_is_back(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_few_citations(project / "seeds")
    link = {"kind": "RetractionIn", "pmid": "49999999", "text": "J Inv Trials. 2026 Nov 20;1(1):1"}
    entry = next(one for one in seed_facts() if one["pmid"] == RETRACTED)
    types = ["Journal Article", "Retracted Publication"]
    facts = with_fact(seed_facts(), RETRACTED, links=[*entry["links"], link], types=types)
    with StandIn(Library.of(facts)) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        assert night("--no-expectations").exit_code == 1
    kept = (project / "seeds" / "cassettes").rename(project / "kept")
    dark = night("--offline", "--no-expectations").stdout
    assert "0 new, 0 changed, 0 fixed" in dark
    assert "retracted on 2026-11-20" in dark.partition("## Not seen tonight, because nobody could look")[2]
    kept.rename(project / "seeds" / "cassettes")
    back = night("--offline", "--no-expectations").stdout
    assert "0 newly retracted, 0 new, 0 changed, 0 fixed" in back


def test_a_service_that_is_down_is_no_finding(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_few_citations(project / "seeds")
    with StandIn(Library.of(seed_facts()), Failures({})) as service:
        url = service.url
    monkeypatch.setenv("TRIALLINT_EUTILS_URL", url)
    done = night("--no-expectations", "--within", "1s")
    assert done.exit_code == 3, done.output
    assert "were not answered" in done.stdout


def test_an_interrupted_night_writes_no_history_and_the_next_goes_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from triallint.pubmed.cassettes import Recorder

    with_few_citations(project / "seeds")

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with StandIn(Library.of(seed_facts())) as service:
        monkeypatch.setenv("TRIALLINT_EUTILS_URL", service.url)
        with monkeypatch.context() as patched:
            patched.setattr(Recorder, "record", stopped)
            done = night("--no-expectations")
        assert done.exit_code == 3, done.output
        assert "interrupted: what was answered is kept" in done.stderr
        assert History(project / "nights" / NAME).last("../seeds") is None
        assert "first night" in night("--no-expectations").stdout


def test_a_second_run_in_the_folder_ends_at_once_and_says_why(project: Path) -> None:
    with locked(project / "nights"):
        done = night("--offline")
    assert done.exit_code == 2
    assert "another nightly run is under way in nights" in done.stderr


def test_a_missing_library_is_said_and_not_passed_over(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "great_expectations", None)
    done = night("--offline", "--no-expectations")
    assert done.exit_code == 0, done.output
    done = night("--offline")
    assert done.exit_code == 3, done.output
    assert "the expectations need great" in done.stdout.replace("\\", "")


def test_a_corpus_out_of_its_bands_is_told_apart_from_findings(project: Path) -> None:
    pytest.importorskip("great_expectations", reason="Great Expectations is not installed")
    with_few_citations(project / "seeds")
    (project / "triallint.toml").write_text("[bands]\nrows-unchecked = 0.01\n", encoding="utf-8")
    done = night("--offline")
    assert done.exit_code == 1, done.output
    assert "Exit code 1: an expectation about the corpus does not hold." in done.stdout
    assert "rows that no check looks at stays in its band" in done.stdout
    (project / "triallint.toml").write_text("[bands]\nrows-looked-at = 0.01\n", encoding="utf-8")
    done = night("--offline")
    assert done.exit_code == 2
    assert "'rows-looked-at' is no band" in done.stderr


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "@somebody", "a | b", "`code`", "fixes #12", "one\ntwo"]
)
def test_text_from_data_stays_text_in_the_summary(text: str) -> None:
    shown = plain(text)
    assert not set("<>@#\n") & set(re.sub(r"&#?\w+;", "", shown))
    assert not re.search(r"(?<!\\)[`|]", shown)
