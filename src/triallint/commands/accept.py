"""`triallint accept`: findings that stand as they are, with a reason, a name and a day."""

import os
import subprocess
import sys
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import Config, UsageError
from .base import Command, options_of_answers

if TYPE_CHECKING:
    from ..accept import Acceptance
    from ..model import Finding, Run

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
@options_of_answers
@click.option("--retraction-watch", type=click.Path(path_type=Path), help="As for `triallint check`.")
@click.option("--documents", type=click.Path(path_type=Path), metavar="FOLDER", help="Likewise.")
@click.option("--config", type=click.Path(path_type=Path), help="Likewise.")
def accept(
    fingerprints: tuple[str, ...],
    reason: str | None,
    until: date | None,
    by: str | None,
    listing: bool,
    remove: bool,
    prune: bool,
    dataset: Path,
    pubmed: str | None,
    mirror: Path | None,
    retraction_watch: Path | None,
    documents: Path | None,
    config: Path | None,
) -> None:
    """Accept findings that no curator can correct: the report itself is wrong, or the finding is.

    `triallint check` prints the beginning of each finding's fingerprint. Who accepted what, when, why and
    with which values is written to accepted.toml beside the tables, to be reviewed and committed. A finding
    comes back when one of its values changes; how many are accepted is always printed. A finding that rests
    on documents or a list needs the option that names them, as `triallint check` does.

    \b
    Examples:
      triallint accept 3fa94c21 --reason "the report prints it so; authors written to" --until 2027-06-30
      triallint accept --list
      triallint accept --prune
    """
    from ..accepting import acceptances_of, file_of
    from .check import _settings

    if not dataset.exists():
        raise UsageError(f"{dataset}: no such file or folder")
    known = acceptances_of(dataset)
    if remove:
        _remove(dataset, fingerprints, known)
        return
    settings = _settings((dataset,), config, (), (), pubmed, mirror, retraction_watch, documents)
    if listing or prune:
        _list_or_prune(dataset, known, settings, prune=prune)
        return
    if not fingerprints:
        raise UsageError("name a finding by its fingerprint, as `triallint check` prints it; or use --list")
    if not reason or not reason.strip():
        raise UsageError("say why: --reason TEXT")
    if until and until < date.today():
        raise UsageError(f"--until {until} is over already")
    findings = _findings(dataset, settings)
    _accept(dataset, [_named(text, findings) for text in fingerprints], reason.strip(), by or _who(), until)
    click.echo(f"written to {file_of(dataset)}: review it and commit it")


def _accept(dataset: Path, findings: Sequence["Finding"], reason: str, by: str, until: date | None) -> None:
    from ..accept import acceptance_of
    from ..accepting import add

    today = date.today()
    add(dataset, [acceptance_of(one, reason, by=by, on=today, until=until) for one in findings])
    for one in findings:
        click.echo(f"accepted {one.fingerprint[:8]} by {by}: {one.check}, {one.message}")


def _findings(dataset: Path, settings: Config) -> list["Finding"]:
    """Everything that is found in the dataset now, accepted or not."""
    run = _checked(dataset, settings)[0]
    return [*run.findings, *run.accepted]


def _checked(dataset: Path, settings: Config) -> tuple["Run", frozenset[str]]:
    """The run of the dataset, and what was left out of it."""
    from ..catalogue import catalogue
    from .check import _inspected

    found = catalogue(settings)
    return _inspected((dataset,), settings, found, fix=False, diff=False)[0].run, found.left_out


def _named(text: str, findings: Sequence["Finding"]) -> "Finding":
    """The finding whose fingerprint begins so."""
    name = _whole(text, {one.fingerprint for one in findings})
    if not name:
        raise UsageError(f"no finding has the fingerprint {text}; `triallint check` prints those there are")
    return next(one for one in findings if one.fingerprint == name)


def _whole(text: str, fingerprints: AbstractSet[str]) -> str:
    """The one fingerprint that begins so, or is so; empty where there is none.

    Raises:
        UsageError: it is too short to name one for certain.
    """
    text = text.lower()
    if text in fingerprints:
        return text
    fits = [one for one in fingerprints if one.startswith(text)]
    if len(text) < _FEWEST or len(fits) > 1:
        raise UsageError(f"{text} is too short to name one finding: give at least {_FEWEST} characters of it")
    return fits[0] if fits else ""


def _remove(dataset: Path, fingerprints: Sequence[str], known: Sequence["Acceptance"]) -> None:
    from ..accepting import remove

    if not fingerprints:
        raise UsageError("name the acceptances to take out; `triallint accept --list` shows them")
    out = {_whole(text, {one.fingerprint for one in known}): text for text in fingerprints}
    if "" in out:
        raise UsageError(f"nothing is accepted under {out['']}; `triallint accept --list` shows what is")
    remove(dataset, out)
    for one in known:
        if one.fingerprint in out:
            click.echo(f"no longer accepted: {one.fingerprint[:8]} {one.check}")


def _list_or_prune(dataset: Path, known: Sequence["Acceptance"], settings: Config, *, prune: bool) -> None:
    from ..accept import gone
    from ..accepting import remove

    run, left_out = _checked(dataset, settings)
    there = {one.fingerprint for one in (*run.findings, *run.accepted)}
    over = gone(known, run, left_out)
    unlooked = [one for one in known if one.fingerprint not in there and one not in over]
    if prune:
        if over:
            remove(dataset, [one.fingerprint for one in over])
        click.echo(f"{len(over)} taken out, {len(known) - len(over)} left")
    else:
        for one in known:
            state = " (no longer found)" if one in over else " (not looked for)" if one in unlooked else ""
            click.echo(_in_a_line(one, state))
        click.echo(f"{len(known)} accepted, {len(over)} of them no longer found")
    if unlooked:
        click.echo(f"{len(unlooked)} could not be looked for: no answer, document or file, or left out")


def _in_a_line(one: "Acceptance", state: str) -> str:
    until = f" until {one.until}" if one.until else ""
    over = "" if one.holds(date.today()) else " (over)"
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
