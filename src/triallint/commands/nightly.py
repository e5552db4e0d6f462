"""`triallint nightly`: the whole night in one command, for a scheduler."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import SEVERITIES
from .base import Command, options_of_choice
from .record import Age, Duration

if TYPE_CHECKING:
    from ..nightly import Options


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=Path("triallint-nightly"),
    show_default=True,
    metavar="FOLDER",
    help="The folder that keeps the history and gets everything that is written. Keep it between nights.",
)
@click.option("--summary", type=click.Path(path_type=Path), help="Write the Markdown summary here as well.")
@options_of_choice
@click.option("--offline", is_flag=True, help="Ask nobody: use the recorded answers as they are.")
@click.option("--refresh", is_flag=True, help="Ask everything again, also what was answered today.")
@click.option("--older-than", type=Age(), metavar="AGE", help="Ask again only what is older (7d, 4w).")
@click.option(
    "--within",
    type=Duration(),
    default="2h",
    show_default=True,
    metavar="TIME",
    help="Stop asking then, and check with what there is (90s, 30m, 2h).",
)
@click.option(
    "--expectations/--no-expectations",
    default=True,
    help="Ask the Great Expectations suites of the corpus.",
)
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, "never")),
    help="Lowest severity that gives exit code 1.  [default: error]",
)
@click.option("--strict", is_flag=True, help="Exit with 3 if any check could not look at something.")
def nightly(
    paths: tuple[Path, ...],
    output: Path,
    summary: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    offline: bool,
    refresh: bool,
    older_than: timedelta | None,
    within: timedelta,
    expectations: bool,
    fail_on: str | None,
    strict: bool,
) -> None:
    """Refresh answers, check the datasets at PATHS, and say what changed since last night.

    PubMed is asked again for every answer that is not of today, within its rate limit; a run that was
    interrupted or throttled goes on where it stopped when it is started again. All checks run, records are
    reconciled, the suites of the corpus are asked, and the night is compared with the one before. The folder
    gets summary.md, findings.sarif, report.html, data-docs and history.sqlite3.

    \b
    Exit codes:
      0  nothing at or above --fail-on, and everything could be looked at
      1  findings at or above --fail-on, or an expectation about the corpus does not hold
      2  usage, configuration, no input readable, or another run is under way in the same folder
      3  something could not be looked at: PubMed did not answer all, a check crashed, a package is missing

    \b
    Examples:
      triallint nightly
      triallint nightly my-review -o nights --within 45m
      triallint nightly my-review --summary "$GITHUB_STEP_SUMMARY"
      triallint nightly my-review --offline --fail-on never
    """
    from ..nightly import Options
    from ..recording import Again
    from ..refreshing import NOT_OF_TODAY
    from .check import _settings

    paths = paths or (Path(),)
    settings = _settings(paths, config, select, ignore)
    options = Options(
        paths=paths,
        output=output,
        settings=settings,
        again=Again(everything=refresh, older_than=older_than or NOT_OF_TODAY),
        within=within,
        offline=offline,
        expectations=expectations,
        fail_on=fail_on or settings.fail_on,
        strict=strict or settings.strict,
    )
    _run(options, summary)


def _run(options: "Options", summary: Path | None) -> None:
    """Do the night, print its summary and end as it did."""
    from ..nightly import SUMMARY, run_night
    from ..store import write_text

    told = run_night(options, lambda text: click.echo(text, err=True))
    if told is None:
        click.echo("interrupted: what was answered is kept; run it again for the rest", err=True)
        sys.exit(3)
    text = (options.output / SUMMARY).read_text(encoding="utf-8")
    if summary:
        write_text(summary, text, overwrite=True)
    click.echo(text, nl=False)
    sys.exit(told.code)
