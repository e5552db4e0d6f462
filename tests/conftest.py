"""What every test may use: a browser, and a way to print figures that survives running in several processes."""

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import pytest

Say = Callable[[str], None]

CHROMIUM = shutil.which("chromium") or ""


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Say:
    """Print a figure in the closing summary, under the heading "figures"."""

    def say(text: str) -> None:
        record_property("figure", text)

    return say


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's own chromium, one for each process: it can hold no second. None is ever downloaded."""
    missing = "" if CHROMIUM else "there is no chromium on this machine: apt-get install chromium"
    if find_spec("playwright") is None:
        missing = "playwright is not installed"
    if missing and os.environ.get("TRIALLINT_BROWSER") == "required":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [r for name in ("passed", "failed") for r in terminalreporter.stats.get(name, [])]
    figures = sorted(
        (report.nodeid, str(value))
        for report in reports
        if report.when == "call"
        for name, value in report.user_properties
        if name == "figure"
    )
    if figures:
        terminalreporter.section("figures")
        for _, text in figures:
            terminalreporter.write_line(text)
