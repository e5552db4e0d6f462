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
    from ..pubmed.caller import Caller
    from ..pubmed.cassettes import Recorder
    from ..pubmed.questions import Question
    from ..recording import Outcome, Plan

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_REASONS, _NAMED = 5, 20

#: Said wherever answers of the stand-in were used.
FROM_THE_STAND_IN = "recorded from the stand-in, not from NCBI"


class Duration(click.ParamType[timedelta]):
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


class Age(click.ParamType[timedelta]):
    """How long ago an answer was given, of which the day is known: 1d, 30d, 4w."""

    name = "age"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Read it."""
        if isinstance(value, timedelta):
            return value
        found = re.fullmatch(r"([1-9][0-9]{0,4})([dw])", str(value))
        if not found:
            said = f"{value!r} is no age such as 1d, 30d or 4w: answers are dated by the day"
            self.fail(f"{said}; --refresh asks everything again", param, ctx)
        return timedelta(**{_UNITS[found[2]]: int(found[1])})


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--refresh", is_flag=True, help="Ask everything again.")
@click.option("--older-than", type=Age(), metavar="AGE", help="Ask again what is older (30d, 4w).")
@click.option("--unverified", is_flag=True, help="Ask again what was answered, but proved nothing.")
@click.option(
    "--within",
    type=Duration(),
    default="30m",
    show_default=True,
    metavar="TIME",
    help="Stop then (90s, 30m, 2h).",
)
@click.option("--dry-run", is_flag=True, help="List what would be asked, and ask nothing.")
@click.option("--check", is_flag=True, help="As --dry-run, and exit with 1 if anything would be asked.")
@click.option("--reindex", is_flag=True, help="Make the index anew from the cassettes, and ask nothing.")
@click.option("--config", type=click.Path(path_type=Path), help="A triallint.toml; by default the nearest.")
def record(
    paths: tuple[Path, ...],
    refresh: bool,
    older_than: timedelta | None,
    unverified: bool,
    within: timedelta,
    dry_run: bool,
    check: bool,
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
      1  --check: something has no recorded answer yet
      2  usage, configuration, or a package is missing
      3  something was not answered; or --reindex left a file out

    \b
    Examples:
      triallint record
      triallint record seeds --dry-run
      triallint record --older-than 30d
      triallint record --check               what a hook asks: is everything recorded?
    """
    from ..pipeline import datasets
    from ..recording import Again, plan

    paths = paths or (Path(),)
    if missing := [path for path in paths if not path.exists()]:
        raise UsageError(f"{missing[0]}: no such file or folder")
    settings = load(config or find(paths[0]))
    found = datasets(paths)
    whole = dry_run or check or _reindex(found, settings, broken_only=not reindex)
    if reindex:
        sys.exit(0 if whole else 3)
    again = Again(refresh, unverified, older_than)
    plans = [plan(one, settings, again) for one in found]
    for one in plans:
        _say_plan(one, full=dry_run or check)
    wanting = any(one.asked for one in plans)
    if check:
        sys.exit(int(wanting))
    if wanting and not dry_run:
        sys.exit(0 if _record(plans, settings, within) else 3)


def _reindex(datasets: Sequence[Path], settings: Config, *, broken_only: bool) -> bool:
    """Make indexes anew: a merge of two branches leaves one that nothing can be found in, or none.

    Returns:
        Whether every file could be read.
    """
    from ..answering import folders_of
    from ..pubmed.cassettes import is_whole, reindex
    from ..pubmed.index import NAME

    every = True
    for folder in dict.fromkeys(one for dataset in datasets for one in folders_of(dataset, settings)):
        if broken_only and is_whole(folder):
            continue
        for path in reindex(folder):
            every = False
            click.echo(f"{path} is no cassette and was left out", err=True)
        click.echo(f"wrote {folder / NAME}")
    return every


def _say_plan(plan: "Plan", *, full: bool) -> None:
    from ..render.words import place_in_words

    again = f", {len(plan.stale):,} to ask again" if plan.stale else ""
    click.echo(f"{plan.dataset}: {plan.recorded:,} recorded already, {len(plan.missing):,} to ask{again}")
    if plan.silent:
        count = len(plan.silent)
        said = "1 row prints" if count == 1 else f"{count:,} rows print"
        click.echo(f"  {said} no identifier that can be looked up, and nothing is asked about it:")
        _say_each([place_in_words(place) for place in plan.silent], full=full)
    for question, reason in plan.impossible:
        click.echo(f"  {_named(question, plan)}: {reason}")
    if full:
        for question in plan.asked:
            click.echo(f"  {question.kind} {question.asked}")


def _named(question: "Question", plan: "Plan") -> str:
    """A question with the row that asks it."""
    from ..render.words import place_in_words

    where = plan.where.get(question)
    return f"{place_in_words(where)}: {question.kind} {question.asked}" if where else " ".join(question)


def _say_each(lines: Sequence[str], *, full: bool = False) -> None:
    shown = lines if full else lines[:_NAMED]
    for line in shown:
        click.echo(f"    {line}")
    if len(lines) > len(shown):
        click.echo(f"    and {len(lines) - len(shown):,} more")


def _record(plans: Sequence["Plan"], settings: Config, within: timedelta) -> bool:
    """Ask for every dataset; whether everything was answered."""
    from ..recording import record as ask

    end = monotonic() + within.total_seconds()
    whole = True
    caller = _caller(settings)
    click.echo(_whom(caller))
    known: set[tuple[Path, Question]] = set()
    for plan in plans:
        asked = [one for one in plan.asked if (plan.folder, one) not in known]  # datasets may share a folder
        known.update((plan.folder, one) for one in asked)
        if not asked:
            continue
        recorder = _recorder(plan.folder, caller)
        outcome = ask(asked, recorder, within=lambda: end - monotonic(), progress=_Progress(len(asked)).show)
        _say_outcome(outcome, recorder, plan)
        whole = whole and not outcome.unanswered and not outcome.interrupted
        if outcome.interrupted:
            break
    return whole


def _caller(settings: Config) -> "Caller":
    from ..pubmed.caller import Caller, CallerError

    try:
        return Caller.from_environment(settings.email)
    except CallerError as error:
        raise UsageError(str(error)) from None


def _whom(caller: "Caller") -> str:
    """Who is going to be asked, and what NCBI wants to know and does not."""
    from ..pubmed.caller import ELSEWHERE, EMAIL

    if caller.base:
        port = caller.base.rpartition(":")[2]
        return f"asking the stand-in on this machine (port {port}, as {ELSEWHERE} says), not NCBI"
    anonymous = "" if caller.email else f"; it wants to know who asks: set {EMAIL}"
    return f"asking NCBI (eutils.ncbi.nlm.nih.gov), {caller.rate} requests a second at most{anonymous}"


def _recorder(folder: Path, caller: "Caller") -> "Recorder":
    from ..pubmed.cassettes import Recorder
    from ..pubmed.client import MissingPackage

    try:
        return Recorder(folder, caller)
    except MissingPackage as error:
        raise UsageError(str(error)) from None


def _say_outcome(outcome: "Outcome", recorder: "Recorder", plan: "Plan") -> None:
    if found := outcome.states["found"]:
        click.echo(f"  {found:,} found")
    if outcome.absent:
        click.echo(f"  {len(outcome.absent):,} absent: PubMed has no such record:")
        _say_each([_named(one, plan) for one in outcome.absent])
    for reason, asked in sorted(outcome.unverified.items(), key=lambda one: -len(one[1]))[:_REASONS]:
        click.echo(f"  {len(asked):,} unverified: {reason}:")
        _say_each([_named(one, plan) for one in asked])
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
