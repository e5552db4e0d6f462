"""Write the README's terminal output anew from what the command prints: `python -m tests.readme`."""

import contextlib
import re
from pathlib import Path

from click.testing import CliRunner

from triallint.cli import main

ROOT = Path(__file__).parents[1]
WIDTH = {"COLUMNS": "100"}

#: The parts of the output that the README shows, by the beginning of their first line.
SHOWN = ("info: records 000", "Looked at", "error: 718 + 721", "error: 395 of 488", "warning: HR 0.62")


def printed(path: str) -> str:
    """What `triallint check PATH` prints when it is called from the project's folder."""
    with contextlib.chdir(ROOT):  # long paths would be wrapped otherwise
        return CliRunner().invoke(main, ["check", path], env=WIDTH).output


def excerpt(text: str) -> str:
    """Some findings of a long output, and how it ends."""
    blocks = text.strip().split("\n\n")
    worst = "error" if "\nerror: " in text else "info"
    some = [
        b
        for b in blocks
        if b.startswith(SHOWN) and not (worst == "error" and b.startswith(("info", "Looked")))
    ]
    return "\n\n".join(["…", *some, "…", blocks[-1]])


def written(readme: str) -> str:
    """The README with its two blocks of output as they are printed now."""
    for name, path in (("seeds", "seeds"), ("planted", "examples/planted")):
        shown = f"```console\n$ triallint check {path}\n{excerpt(printed(path))}\n```"
        block = f"<!-- {name} -->\n\n{shown}\n\n<!-- /{name} -->"
        readme = re.sub(rf"<!-- {name} -->.*<!-- /{name} -->", lambda _, b=block: b, readme, flags=re.DOTALL)
    return readme


if __name__ == "__main__":
    page = ROOT / "README.md"
    page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
