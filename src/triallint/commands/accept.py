"""`triallint accept`: findings that stand as they are, with a reason, a name and a day."""

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import UsageError, find, load
from .base import Command

if TYPE_CHECKING:
    from ..accept import Acceptance
    from ..model import Finding

#: Fewer characters of a fingerprint than these name nothing for certain.
_FEWEST = 6


class Day(click.ParamType[date]):
    """A day: 2027-03-31."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day such as 2027-03-31", param, ctx)


@click.command(cls=Command)
@click.argument("fingerprints", nargs=-1, metavar="FINGERPRINT...")
@click.option("--reason", metavar="TEXT", help="Why the finding stands as it is.")
@click.option("--until", type=Day(), metavar="DAY", help="The last day that it is accepted, as 2027-03-31.")
@click.option("--by", metavar="NAME", help="Who accepts it.  [default: git's user.name]")
@click.option("--list", "listing", is_flag=True, help="Show what is accepted, and whether it is still found.")
@click.option("--remove", is_flag=True, help="Take these acceptances out again.")
@click.option("--prune", is_flag=True, help="Take out acceptances whose findings are gone.")
@click.option(
    "--in",
    "dataset",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DATASET",
    help="The dataset that it is about.  [default: this folder]",
)
def accept(
    fingerprints: tuple[str, ...],
    reason: str | None,
    until: date | None,
    by: str | None,
    listing: bool,
    remove: bool,
    prune: bool,
    dataset: Path,
) -> None:
    """Accept findings that no curator can correct: the report itself is wrong, or the finding is.

    `triallint check` prints the beginning of each finding's fingerprint. Who accepted what, when, why and
    with which values is written to accepted.toml beside the tables, to be reviewed and committed. A finding
    comes back when one of its values changes; how many are accepted is always printed.

    \b
    Examples:
      triallint accept 3fa94c21 --reason "the report prints it so; authors written to" --until 2027-06-30
      triallint accept --list
      triallint accept --prune
    """
    from ..accepting import acceptances_of, file_of

    if not dataset.exists():
        raise UsageError(f"{dataset}: no such file or folder")
    known = acceptances_of(dataset)
    if remove:
        _remove(dataset, fingerprints, known)
        return
    findings = _findings(dataset)
    if listing or prune:
        _list_or_prune(dataset, known, findings, prune=prune)
        return
    if not fingerprints:
        raise UsageError("name a finding by its fingerprint, as `triallint check` prints it; or use --list")
    if not reason or not reason.strip():
        raise UsageError("say why: --reason TEXT")
    if until and until < date.today():
        raise UsageError(f"--until {until} is over already")
    _accept(dataset, [_named(text, findings) for text in fingerprints], reason.strip(), by or _who(), until)
    click.echo(f"written to {file_of(dataset)}: review it and commit it")


def _accept(dataset: Path, findings: Sequence["Finding"], reason: str, by: str, until: date | None) -> None:
    from ..accept import acceptance_of
    from ..accepting import add

    today = date.today()
    add(dataset, [acceptance_of(one, reason, by=by, on=today, until=until) for one in findings])
    for one in findings:
        click.echo(f"accepted {one.fingerprint[:8]} by {by}: {one.check}, {one.message}")


def _findings(dataset: Path) -> list["Finding"]:
    """Everything that is found in the dataset now, accepted or not."""
    from functools import partial

    from ..answering import source_for
    from ..catalogue import catalogue
    from ..pipeline import check_paths

    settings = load(find(dataset))
    run = check_paths([dataset], catalogue(settings), source_for=partial(source_for, settings=settings)).run
    return [*run.findings, *run.accepted]


def _named(text: str, findings: Sequence["Finding"]) -> "Finding":
    """The finding whose fingerprint begins so."""
    fits = {one.fingerprint: one for one in findings if one.fingerprint.startswith(text.lower())}
    if len(text) < _FEWEST or len(fits) > 1:
        raise UsageError(f"{text} is too short to name one finding: give at least {_FEWEST} characters of it")
    if not fits:
        raise UsageError(f"no finding has the fingerprint {text}; `triallint check` prints those there are")
    return next(iter(fits.values()))


def _remove(dataset: Path, fingerprints: Sequence[str], known: Sequence["Acceptance"]) -> None:
    from ..accepting import remove

    if not fingerprints:
        raise UsageError("name the acceptances to take out; `triallint accept --list` shows them")
    gone = [one for one in known if any(one.fingerprint.startswith(text.lower()) for text in fingerprints)]
    if not gone:
        raise UsageError(f"nothing is accepted under {', '.join(fingerprints)}")
    remove(dataset, [one.fingerprint for one in gone])
    for one in gone:
        click.echo(f"no longer accepted: {one.fingerprint[:8]} {one.check}")


def _list_or_prune(
    dataset: Path, known: Sequence["Acceptance"], findings: Sequence["Finding"], *, prune: bool
) -> None:
    from ..accepting import remove

    there = {one.fingerprint for one in findings}
    gone = [one for one in known if one.fingerprint not in there]
    if prune:
        if gone:
            remove(dataset, [one.fingerprint for one in gone])
        click.echo(f"{len(gone)} taken out, {len(known) - len(gone)} left")
        return
    for one in known:
        click.echo(_in_a_line(one, found=one.fingerprint in there))
    click.echo(f"{len(known)} accepted, {len(gone)} of them no longer found")


def _in_a_line(one: "Acceptance", *, found: bool) -> str:
    until = f" until {one.until}" if one.until else ""
    over = "" if one.holds(date.today()) else " (over)"
    state = "" if found else " (no longer found)"
    head = f"{one.fingerprint[:8]}  {one.check}{state}\n  {one.message}\n"
    return f"{head}  accepted by {one.by or 'nobody named'} on {one.on}{until}{over}: {one.reason}"


def _who() -> str:
    """The name that git knows, else the account's."""
    try:
        said = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, text=True, timeout=5, check=False
        )
        name = said.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        name = ""
    name = name or os.environ.get("USER", "") or os.environ.get("USERNAME", "")
    if not name:
        click.echo("triallint: say who accepts it: --by NAME", err=True)
        sys.exit(2)
    return name
