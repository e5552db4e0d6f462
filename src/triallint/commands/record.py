"""The command that asks PubMed what a dataset's citations need, and keeps the answers beside it."""

import re
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from ..config import Config, UsageError, find, load
from .base import Command

if TYPE_CHECKING:
    from ..pubmed.cassettes import Recorder
    from ..pubmed.questions import Question
    from ..recording import Outcome, Plan

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_REASONS = 5

#: Said wherever answers of the stand-in were used.
FROM_THE_STAND_IN = "recorded from the stand-in, not from NCBI"


class Span(click.ParamType[timedelta]):
    """A length of time: 90s, 45m, 12h, 30d, 4w."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Read it."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"([0-9]{1,5})([smhdw])", str(value))
        if not found:
            self.fail(f"{value!r} is no length of time such as 90s, 45m, 12h, 30d or 4w", param, ctx)
        return timedelta(**{_UNITS[found[2]]: int(found[1])})


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--refresh", is_flag=True, help="Ask everything again.")
@click.option("--older-than", type=Span(), metavar="AGE", help="Ask again what is older, such as 30d.")
@click.option("--unverified", is_flag=True, help="Ask again what was answered, but proved nothing.")
@click.option("--within", type=Span(), default="30m", show_default=True, metavar="TIME", help="Stop then.")
@click.option("--dry-run", is_flag=True, help="List what would be asked, and ask nothing.")
@click.option("--reindex", is_flag=True, help="Make the index anew from the cassettes, and ask nothing.")
@click.option("--config", type=click.Path(path_type=Path), help="A triallint.toml; by default the nearest.")
def record(
    paths: tuple[Path, ...],
    refresh: bool,
    older_than: timedelta | None,
    unverified: bool,
    within: timedelta,
    dry_run: bool,
    reindex: bool,
    config: Path | None,
) -> None:
    """Ask PubMed what the citations of the datasets at PATHS need, and keep its answers to be committed.

    Only what has no recorded answer is asked. Answers go to the folder `cassettes` beside the tables, or of
    the project where it has one. Ctrl-C keeps what was answered. NCBI wants to know who asks: set NCBI_EMAIL,
    or `email` in triallint.toml; NCBI_API_KEY allows ten requests a second instead of three. Neither is kept.

    \b
    Exit codes:
      0  everything asked was answered
      2  usage, configuration, or a package is missing
      3  something was not answered

    \b
    Examples:
      triallint record
      triallint record seeds --dry-run
      triallint record --older-than 30d
    """
    from ..pipeline import datasets
    from ..recording import Again, plan

    paths = paths or (Path(),)
    if missing := [path for path in paths if not path.exists()]:
        raise UsageError(f"{missing[0]}: no such file or folder")
    settings = load(config or find(paths[0]))
    found = datasets(paths)
    if reindex or not dry_run:
        _reindex(found, settings, broken_only=not reindex)
    if reindex:
        return
    again = Again(refresh, unverified, older_than)
    plans = [plan(one, settings, again) for one in found]
    for one in plans:
        _say_plan(one, full=dry_run)
    if not dry_run and any(one.asked for one in plans):
        sys.exit(0 if _record(plans, settings, within) else 3)


def _reindex(datasets: Sequence[Path], settings: Config, *, broken_only: bool) -> None:
    """Make indexes anew: a merge of two branches leaves one that nothing can be found in."""
    from ..answering import folders_of
    from ..pubmed.cassettes import reindex
    from ..pubmed.index import NAME, BadIndex, entries_in

    for folder in dict.fromkeys(one for dataset in datasets for one in folders_of(dataset, settings)):
        try:
            entries_in(folder / NAME)
            whole = True
        except BadIndex:
            whole = False
        if whole and broken_only:
            continue
        for path in reindex(folder):
            click.echo(f"{path} is no cassette and was left out", err=True)
        click.echo(f"wrote {folder / NAME}")


def _say_plan(plan: "Plan", *, full: bool) -> None:
    again = f", {len(plan.stale):,} to ask again" if plan.stale else ""
    click.echo(f"{plan.dataset}: {plan.recorded:,} recorded already, {len(plan.missing):,} to ask{again}")
    for question, reason in plan.impossible:
        click.echo(f"  {question.kind} {question.asked}: {reason}")
    if full:
        for question in plan.asked:
            click.echo(f"  {question.kind} {question.asked}")


def _record(plans: Sequence["Plan"], settings: Config, within: timedelta) -> bool:
    """Ask for every dataset; whether everything was answered."""
    from ..recording import record as ask

    end = monotonic() + within.total_seconds()
    whole = True
    known: set[tuple[Path, Question]] = set()
    for plan in plans:
        asked = [one for one in plan.asked if (plan.folder, one) not in known]  # datasets may share a folder
        known.update((plan.folder, one) for one in asked)
        if not asked:
            continue
        recorder = _recorder(plan.folder, settings)
        outcome = ask(asked, recorder, within=lambda: end - monotonic(), progress=_Progress(len(asked)).show)
        _say_outcome(outcome, recorder)
        whole = whole and not outcome.unanswered and not outcome.interrupted
        if outcome.interrupted:
            break
    return whole


def _recorder(folder: Path, settings: Config) -> "Recorder":
    from ..pubmed.caller import Caller, CallerError
    from ..pubmed.cassettes import Recorder
    from ..pubmed.client import MissingPackage

    try:
        caller = Caller.from_environment(settings.email)
        return Recorder(folder, caller)
    except (CallerError, MissingPackage) as error:
        raise UsageError(str(error)) from None


def _say_outcome(outcome: "Outcome", recorder: "Recorder") -> None:
    said = [f"{count:,} {state}" for state, count in sorted(outcome.states.items(), reverse=True)]
    if outcome.unanswered:
        said.append(f"{outcome.unanswered.total():,} not answered")
    click.echo(f"  {', '.join(said) or 'nothing answered'}")
    for reason, count in outcome.unproved.most_common(_REASONS):
        click.echo(f"  {count:,} unverified: {reason}")
    for reason, count in outcome.unanswered.most_common(_REASONS):
        click.echo(f"  {count:,} not answered: {reason}")
    for path in recorder.written:
        click.echo(f"  wrote {path}")
    if "stand-in" in outcome.sources:
        click.echo(f"  {FROM_THE_STAND_IN}")
    if outcome.interrupted:
        click.echo("  interrupted: what was answered is kept; run it again for the rest", err=True)


class _Progress:
    """How far it is, on a terminal, once it has taken a second."""

    def __init__(self, total: int) -> None:
        self._total, self._begun = total, monotonic()

    def show(self, done: int) -> None:
        """Show that so many questions have been answered."""
        if not sys.stderr.isatty() or monotonic() - self._begun < 1:
            return
        bar = ("#" * (30 * done // self._total)).ljust(30, ".")
        end = "\r\x1b[K" if done == self._total else ""
        click.echo(f"\r\x1b[Kasking PubMed [{bar}] {done:,} of {self._total:,}{end}", nl=False, err=True)
