"""Write the documents' terminal output anew from what the commands print: `python -m tests.guide`.

A block is opened by a comment that names the command, and how the groups or lines of its output begin that
are shown, `;` between them; without these all of it is. Of a document that is one session `tests/session.py` tells.
"""

import contextlib
import re
from pathlib import Path

from click.testing import CliRunner

from tests import session
from triallint.cli import main

ROOT = Path(__file__).parents[1]
GUIDES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if any(mark in page.read_text(encoding="utf-8") for mark in ("<!-- output: ", session.OPENING))
]
WIDTH = {"COLUMNS": "100"}

_BLOCK = re.compile(r"<!-- output: triallint ([^|>]+?)(?: \| ([^|>]+))? -->.*?<!-- /output -->", re.DOTALL)


def printed(command: str) -> str:
    """What a command prints when it is called from the project's folder."""
    with contextlib.chdir(ROOT):  # long paths would be wrapped otherwise
        return CliRunner().invoke(main, command.split(), env=WIDTH).output


def excerpt(text: str, shown: tuple[str, ...]) -> str:
    """The groups of an output that begin so, or those lines and what is indented below; and how it ends."""
    blocks = text.strip().split("\n\n")
    some = [block for block in blocks[:-1] if block.lstrip().startswith(shown)]
    if not some:
        lines = "|".join(map(re.escape, shown))
        found = re.findall(rf"^  (?:{lines}).*\n(?: {{13}}.*\n)*", text, re.MULTILINE)
        some = ["…", "".join(found).rstrip("\n")]
    return "\n\n".join([*some, "…", blocks[-1]])


def written(page: str) -> str:
    """A document with its blocks of output as they are printed now."""

    def block(found: re.Match[str]) -> str:
        command, shown = found[1].strip(), (found[2] or "").strip()
        text = printed(command)
        text = excerpt(text, tuple(map(str.strip, shown.split(";")))) if shown else text.strip()
        opening = f"<!-- output: triallint {command}{' | ' if shown else ''}{shown} -->"
        return f"{opening}\n\n```console\n$ triallint {command}\n{text}\n```\n\n<!-- /output -->"

    if session.OPENING in page:
        page = session.written(page, excerpt)
    return _BLOCK.sub(block, page)


if __name__ == "__main__":
    for guide in GUIDES:
        guide.write_text(written(guide.read_text(encoding="utf-8")), encoding="utf-8")
