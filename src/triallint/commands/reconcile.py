"""`triallint reconcile`: records of one publication found and merged, conflicts left to a person."""

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from ..config import UsageError, find, load
from .base import Command, options_of_engine, output_option, put, spark_of
from .check import _is_terminal, _width

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from ..reconciling import EdgesOf, Outcome

_UNREAD = 5  # files that are named


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(("text", "csv", "json")), default="text", show_default=True
)
@output_option
@click.option(
    "--write",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the merged tables to a new folder.",
)
@click.option(
    "--same", nargs=2, metavar="A B", help="Keep the decision that two records are of one publication."
)
@click.option("--different", nargs=2, metavar="A B", help="Keep the decision that they are not.")
@click.option("--reason", metavar="TEXT", help="Why it was decided so.")
@click.option("--who", metavar="NAME", help="Who decided.  [default: the user's name]")
@options_of_engine
@click.option("--config", type=click.Path(path_type=Path), help="A triallint.toml; by default the nearest.")
@click.option("--verbose", "-v", is_flag=True, help="Show every value and every confirmed figure.")
@click.option("--color/--no-color", default=None, help="Colours; by default only on a terminal.")
def reconcile(
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    write: Path | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    reason: str | None,
    who: str | None,
    engine: str,
    master: str | None,
    conf: tuple[str, ...],
    config: Path | None,
    verbose: bool,
    color: bool | None,
) -> None:
    """Find records of one publication in the datasets at PATHS, say why, and show what merging them comes to.

    A path is a dataset folder, a folder above several, or a file. Bibliography files (RIS, nbib, BibTeX,
    CSL-JSON, EndNote's XML) that lie in no dataset are compared with each other; so are documents, whose
    figures are read from their sentences. Figures are never merged: equal ones are confirmed, different
    ones are a conflict, shown side by side. Versions, companions and notices are linked and stay apart. No
    table is changed; --write makes a new folder with merged tables and a log of redirected ids. A decision
    is kept in reconcile.toml beside the data, and respected afterwards.

    \b
    Exit codes:
      0  no conflict is left
      1  a conflict is left for a person
      2  usage, configuration, or no record readable
      3  a file could not be read, so that its records are missing

    \b
    Examples:
      triallint reconcile my-review
      triallint reconcile pubmed.nbib embase.ris --format csv -o groups.csv
      triallint reconcile my-review --write my-review-merged
      triallint reconcile registry.nbib --engine spark --format json -o groups.json
      triallint reconcile my-review --different R12 R31 --reason "interim and final report"
    """
    from ..reconciling import collections
    from ..reconciling import reconcile as run

    settings = load(config or find(paths[0] if paths else Path()))
    with spark_of(engine, master, conf) as spark, _Progress() as progress:
        edges_of = None if spark is None else _on(spark)
        outcomes = [run(one, settings, progress.show, edges_of) for one in collections(paths or (Path(),))]
    if same or different:
        _decide(outcomes, same, different, reason, who)
        return
    if reason or who:
        raise UsageError("--reason and --who go with --same A B or --different A B")
    if write:
        _write(outcomes, write)
    _print(outcomes, form, output, color, verbose)
    sys.exit(_exit_code(outcomes))


def _on(spark: "SparkSession") -> "EdgesOf":
    """What compares records on a cluster."""
    from functools import partial

    from ..engines.linking import edges_on_spark

    return partial(edges_on_spark, spark)


def _decide(
    outcomes: "Sequence[Outcome]",
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    reason: str | None,
    who: str | None,
) -> None:
    """Keep one decision beside the data."""
    from ..reconcile import Decision
    from ..reconciling import decide

    if same and different:
        raise UsageError("--same and --different are two decisions: make one at a time")
    if not (reason or "").strip():
        raise UsageError('a decision needs a reason: --reason "…"')
    if len(outcomes) != 1:
        raise UsageError(f"a decision is about one dataset, and PATHS name {len(outcomes)}")
    a, b = same or different or ("", "")
    decision = Decision(a, b, bool(same), who if who is not None else _user(), "", (reason or "").strip())
    path = decide(outcomes[0], decision)
    click.echo(f"{path}: {a} and {b} are {'the same' if same else 'different'}")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no name for its user
        return ""


def _write(outcomes: "Sequence[Outcome]", folder: Path) -> None:
    from ..reconcile.wording import listed
    from ..reconciling import folders, write
    from ..render.words import counted

    for outcome, path in zip(outcomes, folders(outcomes, folder), strict=True):
        plan = write(outcome, path)
        gone = (
            f"{counted(len(plan.to), 'record')} merged into {len(plan.kept):,}"
            if plan.to
            else "nothing to merge"
        )
        click.echo(f"wrote {path}: {gone}", err=True)
        for left in plan.left:
            click.echo(f"  not merged: {listed(left.ids)}: {left.reason}", err=True)


def _print(
    outcomes: "Sequence[Outcome]", form: str, output: Path | None, color: bool | None, verbose: bool
) -> None:
    from ..reconcile.as_csv import as_csv
    from ..reconcile.as_json import as_json
    from ..reconcile.as_text import as_text, summary

    every = [(one, outcome.gathered) for outcome in outcomes for one in outcome.groups]
    if form != "text":
        put(as_json(every) if form == "json" else as_csv(every), output)
    else:
        colour = output is None and (_is_terminal(sys.stdout) if color is None else color)
        groups = [one for one, _ in every]
        text = as_text(groups, colour=colour, columns=_width(), verbose=verbose)
        records = [record for outcome in outcomes for record in outcome.gathered.records]
        reports = sum(record.origin == "report" for record in records)
        text += ("\n" if groups else "") + summary(groups, reports, len(records) - reports, colour=colour)
        if output is None:
            click.echo(text, nl=False, color=True)
        else:
            put(text, output)
    _say_what_is_odd(outcomes)


def _say_what_is_odd(outcomes: "Sequence[Outcome]") -> None:
    """On standard error: decisions that fit no record or were not needed, and files that were not read."""
    from ..render.characters import shown
    from ..render.words import place_in_words

    for outcome in outcomes:
        for text in outcome.complaints:
            click.echo(f"reconcile.toml: {shown(text, 400)}", err=True)
        for finding in outcome.unread[:_UNREAD]:
            click.echo(f"{place_in_words(finding.place)}: {shown(finding.message, 400)}", err=True)


def _exit_code(outcomes: "Sequence[Outcome]") -> int:
    if any(outcome.conflicts for outcome in outcomes):
        return 1
    return 3 if any(outcome.unread for outcome in outcomes) else 0


class _Progress:
    """What is being done, on a terminal, once it has taken a second."""

    def __init__(self) -> None:
        self._begun, self._shown = monotonic(), 0.0

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def show(self, what: str, done: int, total: int) -> None:
        """Show what is being done; `done` is 0 where it cannot be told."""
        now = monotonic()
        large = total > 2000 and not done  # one long step: said before it begins
        if not sys.stderr.isatty() or (not large and now - self._begun < 1) or now - self._shown < 0.1:
            return
        self._shown = now
        many = f" {done:,} of {total:,}" if done else f" {total:,}" if total else ""
        click.echo(f"\r\x1b[K{what}{many}", nl=False, err=True)
