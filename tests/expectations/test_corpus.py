"""The corpus suites: held current, every expectation run, planted faults found, Data Docs without network."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("great_expectations", reason="Great Expectations is not installed")

from tests.conftest import Say
from triallint.answering import source_for
from triallint.catalogue import catalogue
from triallint.config import Config, UsageError
from triallint.expectations.bands import BANDS, banded
from triallint.expectations.checkpoint import Held, Incomplete, run_suites
from triallint.expectations.corpus import stored, suites, text_of
from triallint.expectations.frames import frames
from triallint.expectations.offline import POLICY
from triallint.pipeline import Inspection, check_frames, check_paths

ROOT = Path(__file__).parents[2]
TODAY = date.today()
COUNT = 39

REPORTS: list[dict[str, Any]] = [
    {"report_id": "R1", "title": "An invented trial", "pmid": "1"},
    {"report_id": "R2", "title": "A second invented trial", "pmid": "2"},
]
ARMS: list[dict[str, Any]] = [{"report_id": "R1", "arm_id": "a", "label": "A"}]


def inspected(**tables: list[dict[str, Any]]) -> Inspection:
    return check_frames({"reports": REPORTS, **tables}, catalogue(Config(pubmed="off", checks=())))


def failed(
    inspection: Inspection, before: Mapping[str, int] | None = None, only: str | None = None
) -> list[Held]:
    asked = stored() if only is None else {only: stored()[only]}
    held, _ = run_suites(asked, frames(inspection, before, TODAY), docs=False)
    assert len(held) == sum(len(one["expectations"]) for one in asked.values())
    assert not [one for one in held if one.trouble]
    return [one for one in held if not one.holds and one.suite != "freshness"]


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Held], Path]:
    """The seeds' night, and the folder with its Data Docs."""
    settings = Config()
    inspection = check_paths(
        [ROOT / "seeds"], catalogue(settings), source_for=partial(source_for, settings=settings)
    )
    held, pages = run_suites(stored(), frames(inspection, {"reports": 5}, TODAY))
    folder = tmp_path_factory.mktemp("docs")
    for name, page in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8")
    return held, folder


def test_the_stored_suites_are_those_that_the_code_makes() -> None:
    made = suites()
    assert stored() == made, "run python -m triallint.expectations.corpus"
    for name, suite in made.items():
        text = (ROOT / "checks" / "corpus" / f"{name}.json").read_text(encoding="utf-8")
        assert text == text_of(suite)
        assert '"id"' not in text


def test_every_stored_expectation_runs_and_holds_on_the_seeds(
    night: tuple[list[Held], Path], say: Say
) -> None:
    held, _ = night
    assert len(held) == COUNT == sum(len(one["expectations"]) for one in suites().values())
    # How old the seeds' answers are depends on the day of this test.
    assert [one for one in held if not one.holds and one.column != "age_in_days"] == []
    say(f"corpus suites: {len(held)} expectations in {len(suites())} suites ran on the seeds")


def test_an_expectation_that_is_not_known_is_no_pass() -> None:
    unknown = {"type": "expect_what_nobody_imported", "kwargs": {"column": "found"}, "meta": {}}
    asked = {
        "references": {
            "name": "references",
            "expectations": [unknown, *stored()["references"]["expectations"]],
        }
    }
    with pytest.raises(Incomplete, match="1 of 2 expectations ran"):
        run_suites(asked, frames(inspected(), None, TODAY))


def test_an_expectation_that_raises_is_trouble_and_no_finding() -> None:
    broken = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "nowhere"}, "meta": {}}
    held, _ = run_suites(
        {"references": {"name": "references", "expectations": [broken]}}, frames(inspected(), None, TODAY)
    )
    assert [(one.holds, bool(one.trouble)) for one in held] == [(False, True)]


def test_a_sound_corpus_holds() -> None:
    assert failed(inspected(arms=ARMS)) == []


@pytest.mark.parametrize(
    ("tables", "suite", "column"),
    [
        ({"reports": [*REPORTS, {"report_id": "R3", "title": "", "pmid": "3"}]}, "table_reports", "title"),
        ({"arms": [*ARMS, *ARMS]}, "table_arms", "key"),
        ({"arms": [{**ARMS[0], "report_id": "R9"}]}, "references", "found"),
        ({"reports": [{"report_id": f"R{n}", "title": f"Invented trial {n}"} for n in range(3)]}, "table_reports", "identifier"),
    ],
)  # fmt: skip
def test_a_planted_fault_fails_its_expectation(tables: Any, suite: str, column: str) -> None:
    found = {(one.suite, one.column): one for one in failed(inspected(**tables), only=suite)}
    assert (suite, column) in found
    assert found[suite, column].unexpected
    assert found[suite, column].rows


def test_a_corpus_that_shrank_since_last_night_fails() -> None:
    found = failed(inspected(arms=ARMS), {"reports": 3, "arms": 1}, only="growth")
    assert [(one.suite, one.rows) for one in found] == [("growth", ("reports",))]


def test_answers_that_are_too_old_fail() -> None:
    settings = Config()
    inspection = check_paths(
        [ROOT / "seeds"], catalogue(settings), source_for=partial(source_for, settings=settings)
    )
    asked = frames(inspection, None, TODAY + timedelta(days=4000))
    held, _ = run_suites({"freshness": stored()["freshness"]}, asked, docs=False)
    assert [one.column for one in held if not one.holds] == ["age_in_days"]


def test_too_many_reports_with_errors_fail() -> None:
    row = {"report_id": "R1", "outcome_id": "death", "measure": "HR", "value": "0.7", "ci_lower": "1.03", "ci_upper": "0.47"}  # fmt: skip
    outcomes = [{"outcome_id": "death", "label": "death"}]
    found = failed(inspected(estimates=[row], outcomes=outcomes), only="errors")
    assert [(one.suite, one.column) for one in found] == [("errors", "reports_with_an_error")]


def test_data_docs_name_nothing_on_another_host(night: tuple[list[Held], Path]) -> None:
    pages = sorted(night[1].rglob("*.html"))
    assert len(pages) == 2 * len(suites()) + 1
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r"""(?:src|href|srcset)\s*=\s*["']?(?:https?:)?//""", text)
        assert not re.findall(r"https?://", text)
        assert "<script" not in text
        assert POLICY in text


def test_data_docs_open_in_a_browser_without_a_request(night: tuple[list[Held], Path], browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: complaints.append(one.text))
    index = night[1] / "index.html"
    page.goto(index.as_uri())
    links = page.locator("a[href*='validations']").evaluate_all("all => all.map(one => one.href)")
    assert len(set(links)) == len(suites())
    page.goto(next(one for one in links if "table_reports" in one))
    assert "report_id" in page.inner_text("body")
    icon = page.locator("i.fa-check-circle").first
    assert "passed" in icon.evaluate("one => getComputedStyle(one, '::before').content")
    context.close()
    assert complaints == []
    assert all(one.startswith("file:") and one.endswith(".html") for one in asked), asked


def test_nothing_is_sent_and_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import socket

    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    asked = {"growth": stored()["growth"]}
    held, pages = run_suites(asked, frames(inspected(), None, TODAY))
    assert all(one.holds for one in held)
    assert "index.html" in pages
    assert capfd.readouterr() == ("", "")


def test_a_team_sets_its_own_bands() -> None:
    made = suites()
    own = {name: band.most / 4 for name, band in BANDS.items()}
    changed = banded(made, own)
    assert made == suites(), "the stored ones stay as they are"
    for name, band in BANDS.items():
        expected = [one["kwargs"] for one in changed[band.suite]["expectations"]]
        before = [one["kwargs"] for one in made[band.suite]["expectations"]]
        (at,) = [
            n for n, one in enumerate(expected) if one.get("column") == band.column and band.argument in one
        ]
        assert expected[at][band.argument] == own[name] != before[at][band.argument]
    assert banded(made, {}) == made


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ({"reports-with-errors": 0.1}, "did you mean"),
        ({"rows-unchecked": 1.5}, "from 0 to 1"),
        ({"fresh-answers": -1}, "0 to 1"),
    ],
)
def test_a_band_that_cannot_be_is_said(bands: dict[str, float], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        banded(suites(), bands)
