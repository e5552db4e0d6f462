"""A document whose commands are run one after another in a new folder, as a reader would type them.

Each block stands between `<!-- session -->`, or `<!-- session | error: -->` with how the groups of the output
begin that are shown, and `<!-- /session -->`. Lines that begin with `$ ` are commands, `> ` goes on with one.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

OPENING = "<!-- session"
_BLOCK = re.compile(
    r"<!-- session(?: \| ([^>]+?))? -->\n\n```console\n(.*?)```\n\n<!-- /session -->", re.DOTALL
)
#: Stands between the outputs of two commands; no command prints it.
_MARK = "\x1e"

_GIT = "[user]\nname = Ada Curator\nemail = ada@example.org\n[init]\ndefaultBranch = main\n"


def commands(block: str) -> list[str]:
    """The commands of a block, each with the lines that go on with it."""
    found: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(line[2:])
        elif line.startswith("> ") and found:
            found[-1] += "\n" + line[2:]
    return found


def ran(page: str, folder: Path) -> list[list[str]]:
    """What the commands of a page print, block by block.

    Args:
        page: the document.
        folder: where they are run; what they made is left there.
    """
    blocks = [commands(found[2]) for found in _BLOCK.finditer(page)]
    script = "".join(f"{one}\nprintf '{_MARK}'\n" for block in blocks for one in block)
    home = folder / "home"
    home.mkdir()
    (home / "gitconfig").write_text(_GIT, encoding="utf-8")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    env = {
        "PATH": path, "HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / "gitconfig"), "COLUMNS": "100",
        "NO_COLOR": "1", "PRE_COMMIT_COLOR": "never", "PRE_COMMIT_HOME": str(home / "pre-commit"),
    }  # fmt: skip
    work = folder / "work"
    work.mkdir()
    done = subprocess.run(
        ["bash", "-c", script], cwd=work, env={**kept, **env}, text=True, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    outputs = iter(done.stdout.split(_MARK))
    return [[next(outputs) for _ in block] for block in blocks]


def written(page: str, excerpt: Callable[[str, tuple[str, ...]], str]) -> str:
    """The document with its blocks as the commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = iter(ran(page, Path(folder)))

    def block(found: "re.Match[str]") -> str:
        shown = tuple(part.strip() for part in (found[1] or "").split(";") if part.strip())
        parts: list[str] = []
        for command, text in zip(commands(found[2]), next(outputs), strict=True):
            typed, text = "$ " + command.replace("\n", "\n> "), text.strip("\n")
            said = excerpt(text, shown) if shown and "\n\n" in text else text
            parts += [typed, said] if said else [typed]
        opening = f"{OPENING}{' | ' + found[1] if found[1] else ''} -->"
        return f"{opening}\n\n```console\n" + "\n".join(parts) + "\n```\n\n<!-- /session -->"

    return _BLOCK.sub(block, page)
