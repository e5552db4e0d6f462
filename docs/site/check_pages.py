"""A page for each check and each condition of files and tables, from its docstring; and their index."""

import html
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from triallint.catalogue import Entry, catalogue
from triallint.config import Config
from triallint.described import tables

_OPENING: Final = re.compile(r"(Bad|Good|Fixed|Skipped)\b(.*):$")
#: How an example's box looks and what it says.
_BOXES: Final = {
    "Bad": ("failure", "Found"),
    "Good": ("success", "Not found"),
    "Fixed": ("tip", "Fixed"),
    "Skipped": ("question", "Skipped"),
}
_FAMILIES: Final = {
    "arms": "Arms",
    "citations": "Citations",
    "continuous": "Means, medians and spreads",
    "counts": "Counts and percents",
    "documents": "Documents",
    "duplicates": "Duplicates",
    "estimates": "Effects, intervals and P values",
    "files": "Files",
    "identifiers": "Identifiers",
    "reports": "Reports",
    "source": "Tables against their documents",
    "status": "Retractions, concerns and corrections",
    "survival": "Survival",
    "tables": "Tables",
}


def check_pages() -> Iterator[tuple[str, str]]:
    """Every page's name and Markdown."""
    for entry in catalogue(Config()).entries():
        yield f"checks/{entry.name}.md", page_of(entry)


def index_of_checks() -> str:
    """All of them by family, with what holds."""
    entries = catalogue(Config()).entries()
    kinds = sum(bool(entry.file) for entry in entries)
    lines = [
        "# The checks",
        "",
        f"{kinds} checks of figures, records and citations, and {len(entries) - kinds} conditions of files",
        "and tables. `triallint explain NAME` prints the same pages.",
        "",
    ]
    for family, members in groupby(entries, lambda entry: entry.family):
        lines += [
            f"## {_FAMILIES.get(family, family.title())}",
            "",
            "| name | at most | what holds |",
            "|---|---|---|",
        ]
        lines += [f"| [`{e.name}`]({e.name}.md) | {e.severity.name} | {_cell(e.title)} |" for e in members]
        lines.append("")
    return "\n".join(lines)


def page_of(entry: Entry) -> str:
    """The page of one check: its docstring, with the tables of its examples as tables."""
    _, _, body = entry.page.strip().partition("\n")
    head = f"# {entry.title}\n\n`{entry.name}` · {entry.family} · at most **{entry.severity.name}**\n"
    return "\n".join([head, *_body(body.strip("\n").split("\n"), entry.severity.name), ""])


def _body(lines: Iterable[str], severity: str) -> Iterator[str]:
    """The page's lines: a paragraph that opens an example becomes a box, and what is indented a table."""
    block: list[str] = []
    boxed = False
    for line in [*lines, ""]:
        if line.startswith("    ") and (block or line.strip()):
            block.append(line.strip())
            continue
        if block:
            yield from _indented(block, severity, "    " if boxed else "")
            block = []
        opening = _OPENING.match(line)
        if opening:
            box, title = _BOXES[opening[1]]
            boxed = True
            said = opening[2].lstrip(",").strip()
            yield f'!!! {box} "{title}{": " if said else ""}{html.escape(said)}"'
        else:
            boxed = boxed and not line.strip()
            yield line


def _indented(block: list[str], severity: str, indent: str) -> Iterator[str]:
    """An indented block: tables where it begins with the name of one, else as it is printed."""
    if len(block) > 1 and "|" in block[1]:
        table: list[str] = []
        for line in [*block, ""]:
            if not line or ("|" not in line and table):
                yield from (f"{indent}{one}" for one in _table(table, severity))
                table = []
            if line:
                table.append(line)
        return
    yield from (f"{indent}    {line}" for line in block)


def _table(lines: list[str], severity: str) -> Iterator[str]:
    if len(lines) < 2:
        yield from lines
        return
    name, header, *rows = lines
    columns = [one.strip() for one in header.split("|")]
    linked = f"[{name}](../tables/{name}.md)" if name in tables() else name
    yield from ("", f"**{linked}**", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|")
    for row in rows:
        cells, _, marks = row.partition("<-")
        texts = [_cell(one.strip()) for one in cells.split("|")]
        texts += [""] * (len(columns) - len(texts))
        for mark in filter(None, (one.strip() for one in marks.split(","))):
            column, _, own = mark.partition(" ")
            at = columns.index(column)
            texts[at] = f'<span class="found {own.strip("()") or severity}">{texts[at] or "(blank)"}</span>'
        yield f"| {' | '.join(texts)} |"
    yield ""


def _cell(text: str) -> str:
    """A cell's text, nothing of it taken for markup."""
    return re.sub(r"([\\*_`\[\]#~])", r"\\\1", html.escape(text, quote=False)) if text else ""
