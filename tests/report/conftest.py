"""Windows of a browser, and reports for them to open."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from triallint.commands.report import report

from . import corpus


def written(*arguments: object) -> str:
    """What the command writes, run in this process."""
    output = next(str(b) for a, b in pairwise(arguments) if a == "-o")
    done = CliRunner().invoke(report, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return Path(output).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on a small dataset with hostile text, a document, and an accepted finding."""
    from datetime import date

    from triallint.accept import acceptance_of
    from triallint.accepting import add
    from triallint.catalogue import catalogue
    from triallint.config import Config
    from triallint.pipeline import check_paths

    folder = tmp_path_factory.mktemp("small") / "data"
    corpus.small(folder)
    found = check_paths([folder], catalogue(Config())).run.findings
    one = next(finding for finding in found if finding.place.name == "percent" and finding.subject == "C")
    add(folder, [acceptance_of(one, f"so printed {corpus.HOSTILE}", by="Ada", on=date(2026, 1, 2))])
    output = folder.parent / "report.html"
    written(folder, "--documents", folder / "papers", "-o", output)
    return output


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on 1,000 reports with 5,000 findings, all of one family of checks: the page is what counts."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "data").mkdir()
    corpus.large(folder / "data", reports=1000, findings_each=5)
    written(folder / "data", "--select", "counts", "--no-duplicates", "-o", folder / "report.html")
    return folder / "report.html"


@dataclass
class Watched:
    """An open page, and what it said and asked for."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: Path, hash_: str = "") -> Any:
        """Open a report from disk and wait until it is put together."""
        self.page.goto(path.as_uri() + hash_)
        self.page.wait_for_selector("html[data-ready]", timeout=60_000)
        return self.page


@pytest.fixture
def desk(browser: Any) -> Iterator[Watched]:
    """A window on a desk."""
    yield from _window(browser, width=1360, height=900)


@pytest.fixture
def phone(browser: Any) -> Iterator[Watched]:
    """A window as narrow as a telephone's."""
    yield from _window(browser, width=390, height=844)


def _window(browser: Any, width: int, height: int) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    watched = Watched(context.new_page())
    watched.page.on("console", lambda message: watched.said.append(message.text))
    watched.page.on("pageerror", lambda error: watched.said.append(str(error)))
    watched.page.on("request", lambda request: watched.asked.append(request.url))
    yield watched
    context.close()
    assert watched.said == [], "nothing is said on the console"
    strays = [url for url in watched.asked if not url.endswith("report.html") and "report.html#" not in url]
    assert [url for url in strays if not url.startswith(("data:", "about:"))] == [], "nothing is asked for"
