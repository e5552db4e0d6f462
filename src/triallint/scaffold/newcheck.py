"""A new check: one file with a page, examples that run, and a rule to replace."""

import re
from pathlib import Path
from string import Template

from triallint.config import UsageError
from triallint.store import write_text

from .files import file_text

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def new_check(name: str, family: str = "mine", directory: Path | str = "checks") -> Path:
    """Write the beginning of a check of one's own.

    Args:
        name: what holds, in snake case: `doses_are_positive`.
        family: the folder below `directory` that it goes into.
        directory: the folder of checks.

    Returns:
        The file that was written: `directory/family/name.py`.

    Raises:
        UsageError: a name is not in snake case.
        StoreError: the file is there already, or cannot be written.
    """
    for what, text in (("check", name), ("family", family)):
        if not _NAME.fullmatch(text):
            hint = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "doses_are_positive"
            raise UsageError(f"the {what} {text!r} is not in snake case; name it after what holds: {hint}")
    title = f"{name[0].upper()}{name[1:].replace('_', ' ')}."
    path = Path(directory) / family / f"{name}.py"
    write_text(path, Template(file_text("check.py.txt")).substitute(title=title, name=name))
    return path
