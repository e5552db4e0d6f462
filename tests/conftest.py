"""What every test may use: a way to print figures that survives running in several processes."""

from collections.abc import Callable

import pytest

Say = Callable[[str], None]


@pytest.fixture
def say(record_property: Callable[[str, object], None]) -> Say:
    """Print a figure in the closing summary, under the heading "figures"."""

    def say(text: str) -> None:
        record_property("figure", text)

    return say


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
