"""The documents keep their word: examples run, commands exist, generated pages are current."""

import doctest
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.guide import GUIDES, written
from triallint.cli import main
from triallint.commands import MODULES

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize(
    "page", [p for p in PAGES if ">>>" in p.read_text(encoding="utf-8")], ids=lambda p: p.name
)
def test_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = re.sub(r"^```.*$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0)
    assert test.examples
    assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_that_are_shown_exist(page: Path) -> None:
    shown = set(
        re.findall(r"(?:^\$ |&& |`|/bin/)triallint ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert shown <= set(MODULES)


def test_the_index_of_checks_is_current() -> None:
    index = CliRunner().invoke(main, ["checks", "--format", "markdown"]).output
    assert (ROOT / "checks" / "README.md").read_text(encoding="utf-8") == index, "run `make generated`"


@pytest.mark.parametrize("page", GUIDES, ids=lambda p: p.name)
def test_the_output_shown_is_real(page: Path) -> None:
    """What a document shows of a command is what the command prints."""
    text = page.read_text(encoding="utf-8")
    assert "<!-- " in text
    assert written(text) == text, "run `make generated`"
