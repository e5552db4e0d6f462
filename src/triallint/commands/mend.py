"""`check --fix` and `check --diff`: the safe fixes of a run applied or shown, and what was left alone."""

import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from ..config import UsageError

if TYPE_CHECKING:
    from ..fix import Plan
    from ..pipeline import Inspection

#: A fix may uncover another in the same cell; more than a few rounds would be two that undo each other.
_ROUNDS = 5

_CHANGED = "files were changed: look at them (`git diff`), and commit them; the exit code is 1 this once"


def mended(
    inspection: "Inspection", again: Callable[[], "Inspection"], *, diff: bool
) -> tuple["Inspection", bool]:
    """Apply the safe fixes and check again until none is left; or print their diff and exit.

    Args:
        inspection: what was found.
        again: repeats the run.
        diff: whether to show what would change; exits with 1 where anything would, else with 0.

    Returns:
        What remains, and whether a file was changed.

    Raises:
        UsageError: a file could not be written.
    """
    from ..fix import plan

    planned = plan(inspection.run.findings, inspection.sheets)
    if diff:
        click.echo(b"".join(one.diff() for one in planned.changes), nl=False)
        _say_left(planned.left)
        sys.exit(1 if planned.changes else 0)
    done: Counter[str] = Counter()
    refused: Counter[tuple[str, str]] = Counter()
    for _ in range(_ROUNDS):
        if not _write(planned, done, refused):
            break
        inspection = again()
        planned = plan(inspection.run.findings, inspection.sheets)
    for file, count in done.items():
        click.echo(f"{file}: {count} {'fix' if count == 1 else 'fixes'} applied", err=True)
    click.echo(_CHANGED if done else "no fix was applied", err=True)
    _say_left(planned.left + refused)
    return inspection, bool(done)


def _write(planned: "Plan", done: Counter[str], refused: Counter[tuple[str, str]]) -> bool:
    """Write the changed files; whether any was."""
    from ..fixing import LeftAlone

    wrote = False
    for one in planned.changes:
        try:
            one.write()
        except LeftAlone as reason:
            refused[one.file, str(reason)] += one.fixes
        except UsageError as error:
            said = "; ".join(f"{file}: {count} fixed" for file, count in done.items())
            raise UsageError(f"{error}{f' (before that: {said})' if said else ''}") from None
        else:
            done[one.file] += one.fixes
            wrote = True
    return wrote


def _say_left(left: Counter[tuple[str, str]]) -> None:
    for (file, reason), count in sorted(left.items()):
        click.echo(f"{file}: {count} {'fix' if count == 1 else 'fixes'} not applied: {reason}", err=True)
