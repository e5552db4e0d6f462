"""Draw the picture of the report that the documents show: `python -m tests.report.picture`."""

import tempfile
from pathlib import Path

from click.testing import CliRunner

from tests.conftest import CHROMIUM
from triallint.commands.report import report

ROOT = Path(__file__).parents[2]


def draw(target: Path) -> None:
    """Write a picture of the report on the planted errors."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "report.html"
        CliRunner().invoke(report, ["examples/planted", "-o", str(page)], catch_exceptions=False)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        window = chromium.new_page(viewport={"width": 1280, "height": 1500})
        window.goto(page.as_uri())
        window.wait_for_selector("html[data-ready]")
        window.screenshot(path=target)
        chromium.close()


if __name__ == "__main__":
    draw(ROOT / "docs" / "report.png")
