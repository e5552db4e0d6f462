"""The site's pages that are made from the code as it is: mkdocs calls this as a hook while it builds.

The start page is the README; the others are one for each check, condition and table, and the JSON contract.
"""

import posixpath
import re
import sys
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent))

from check_pages import check_pages, index_of_checks
from contract_page import contract_page
from table_pages import table_pages

ROOT: Final = Path(__file__).parents[2]

#: Where the project's own files stand on the site.
_PLACES: Final = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "checks/README.md": "checks/index.md",
}
_LINK: Final = re.compile(r"(\]\()([^)#:\s]+)(#[^)\s]*)?(\))")
_CODE_OF_CHECK: Final = re.compile(r"checks/(\w+)/(\w+)\.py")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that no file in docs holds."""
    pages = {_PLACES[name]: _copied(name) for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")}
    pages["checks/index.md"] = index_of_checks()
    pages["json.md"] = contract_page()
    for name, text in pages.items():
        files.append(File.generated(config, name, content=text))
    # Some two hundred, reached from their indexes and by searching: a menu of them would bury the guides.
    for name, text in (*check_pages(), *table_pages()):
        listed = InclusionLevel.INCLUDED if name == "tables/index.md" else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, name, content=text, inclusion=listed))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn links between the repository's files into links between the site's pages."""
    here = posixpath.dirname(page.file.src_uri)

    def linked(found: re.Match[str]) -> str:
        target = _on_site(posixpath.normpath(posixpath.join("docs", here, found[2])))
        if target is None:
            return found[0]
        return f"{found[1]}{posixpath.relpath(target, here or '.')}{found[3] or ''}{found[4]}"

    return _LINK.sub(linked, markdown)


def _copied(name: str) -> str:
    """A file of the repository's top folder, its links as if it stood among the guides."""
    text = (ROOT / name).read_text(encoding="utf-8")

    def linked(found: re.Match[str]) -> str:
        target = found[2].removeprefix("docs/") if found[2].startswith("docs/") else f"../{found[2]}"
        return f"{found[1]}{target}{found[3] or ''}{found[4]}"

    return _LINK.sub(linked, text)


def _on_site(path: str) -> str | None:
    """The page that shows a file of the repository; None where the site has the file itself, or nothing."""
    if path in _PLACES:
        return _PLACES[path]
    if check := _CODE_OF_CHECK.fullmatch(path):
        return f"checks/{check[2]}.md"
    return None
