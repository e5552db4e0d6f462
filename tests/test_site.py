"""The documentation's site: it builds without a broken link, asks nobody, and misses no page."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from triallint.catalogue import catalogue
from triallint.config import Config
from triallint.described import tables

pytest.importorskip("material", reason="mkdocs-material is not installed")

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly: a link or an anchor that leads nowhere ends it."""
    target = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=ROOT, capture_output=True, text=True, env={"PATH": "", "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return target


class _Loaded(HTMLParser):
    """What a browser loads with a page; links that a reader may follow are none of it."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = {"script": "src", "img": "src", "iframe": "src", "link": "href"}.get(tag)
        if name and said.get(name) and said.get("rel") != "canonical":
            self.addresses.append(said[name] or "")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def loaded(page: Path) -> _Loaded:
    parser = _Loaded()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def test_no_page_asks_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 200
    asked = {address for page in pages for address in loaded(page).addresses}
    assert asked
    assert not [address for address in asked if re.match(r"(https?:)?//", address)]
    styles = "".join(style.read_text(encoding="utf-8") for style in site.rglob("*.css"))
    assert not re.search(r"(url\(|@import\s)[\"']?(https?:)?//", styles)


def test_every_check_and_every_table_has_a_page(site: Path) -> None:
    for entry in catalogue(Config()).entries():
        page = site / "checks" / f"{entry.name}.html"
        text = " ".join("".join(loaded(page).text).split())
        assert " ".join(entry.title.split()).replace("`", "") in text, entry.name
    for name, table in tables().items():
        text = (site / "tables" / f"{name}.html").read_text(encoding="utf-8")
        assert all(f"<code>{column}</code>" in text for column in table.columns), name


def test_the_cells_that_an_example_marks_stand_out(site: Path) -> None:
    page = (site / "checks" / "limits_are_in_order.html").read_text(encoding="utf-8")
    assert re.search(r'<td><span class="found error">[\d.]+</span></td>', page)
    assert "&lt;-" not in page


def test_searching_works_without_a_server(site: Path) -> None:
    index = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    assert "grim" in index.lower()


def test_every_guide_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    listed = set(re.findall(r": ([\w/-]+\.md)$", menu, re.MULTILINE))
    assert {page.name for page in DOCS.glob("*.md")} <= listed
