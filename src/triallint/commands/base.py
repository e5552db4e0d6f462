"""What the commands share: usage errors on one line, the options that choose checks, output to a file."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..config import PUBMED, Config, UsageError
from ..engines import ENGINES

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EXIT_CODES = """\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on; or --fix changed a file, or --diff would
  2  usage, configuration, or no input readable
  3  a check crashed, nothing was checked, or (--strict) something was not looked at
"""


#: Set to anything, it shows where in the program an unforeseen error arose.
TRACEBACK = "TRIALLINT_TRACEBACK"

#: What click itself has words for.
_FORESEEN = (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError)


class Command(click.Command):
    """A click command that says a `UsageError` plainly, and an error that nobody foresaw as well."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it: a `UsageError` is one line on standard error and exit code 2, our own fault 3."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(f"triallint: {error}", err=True)
            sys.exit(2)
        except _FORESEEN:
            raise
        except Exception as error:  # our fault, whatever it is: no finding, and nothing the user can mend
            _say_fault(error, in_full=bool(ctx.params.get("verbose")) or TRACEBACK in os.environ)
            sys.exit(3)


def _say_fault(error: Exception, *, in_full: bool) -> None:
    """One line on an error that nobody foresaw, without what may be secret in it."""
    from ..pubmed.scrubbing import scrubbed_line

    if in_full:
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            click.echo(f"  {scrubbed_line(line)}", err=True)
    said = f"{type(error).__name__}: {scrubbed_line(str(error))}".rstrip(": ")
    how = "" if in_full else f"; {TRACEBACK}=1 shows where, for the report"
    click.echo(f"triallint: {said}", err=True)
    click.echo(f"This is a fault in triallint, not in your files. Please report it{how}.", err=True)


def options_of_choice(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose checks, shared by the commands that need them."""
    for option in reversed(
        (
            click.option(
                "--select",
                multiple=True,
                metavar="NAME",
                help="Run only these checks or families; globs allowed.",
            ),
            click.option(
                "--ignore",
                multiple=True,
                metavar="NAME",
                help="Leave out these checks, families or conditions.",
            ),
            click.option(
                "--config",
                type=click.Path(path_type=Path),
                help="A triallint.toml; by default the nearest one above PATH.",
            ),
        )
    ):
        command = option(command)
    return command


def options_of_answers(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who answers for PubMed, shared by the commands that compare citations."""
    mirror = click.option(
        "--mirror",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The mirror that answers (`triallint mirror build`); implies --pubmed mirror.",
    )
    pubmed = click.option(
        "--pubmed",
        type=click.Choice(PUBMED),
        help="Who answers for PubMed: recorded answers, a mirror, or nobody.  [default: recorded]",
    )
    return pubmed(mirror(command))


def answered_by(settings: Config, pubmed: str | None, mirror: Path | None) -> Config:
    """Settings with what these options say."""
    from dataclasses import replace

    if mirror is None:
        return replace(settings, pubmed=pubmed or settings.pubmed)
    return replace(settings, pubmed=pubmed or "mirror", mirror=str(mirror.absolute()))


def options_of_engine(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say where something runs, shared by the commands that may do so on a cluster."""
    engine = click.option(
        "--engine", default="local", show_default=True, type=click.Choice(ENGINES), help="Where it runs."
    )
    master = click.option(
        "--master",
        metavar="URL",
        help="Where Spark runs: local[4], yarn, spark://…, k8s://…  [default: as spark-submit says, or here]",
    )
    conf = click.option(
        "--conf",
        multiple=True,
        metavar="NAME=VALUE",
        help="A setting of Spark's, such as spark.executor.memory=4g.",
    )
    return engine(master(conf(command)))


def spark_options(engine: str, master: str | None, conf: tuple[str, ...]) -> dict[str, Any]:
    """What these options say to `engine`; nothing for one that is not Spark.

    Raises:
        UsageError: one is no setting, or they were given without `--engine spark`.
    """
    if engine != "spark":
        if master or conf:
            raise UsageError("--master and --conf are Spark's: say --engine spark as well")
        return {}
    for one in conf:
        if not one.partition("=")[0] or "=" not in one:
            raise UsageError(f"--conf {one}: NAME=VALUE is needed, such as spark.executor.memory=4g")
    return {"master": master, "settings": dict(one.split("=", 1) for one in conf)}


@contextmanager
def spark_of(engine: str, master: str | None, conf: tuple[str, ...]) -> "Iterator[SparkSession | None]":
    """A Spark session where these options ask for one.

    Raises:
        UsageError: the options do not go together, or Spark does not start.
    """
    options = spark_options(engine, master, conf)
    if engine != "spark":
        yield None
        return
    from ..engines.session import session

    with session(**options) as spark:
        yield spark


output_option = click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write here instead of the terminal."
)


def put(text: str, output: Path | None, *, overwrite: bool = True) -> None:
    """Print, or write to a file that was asked for."""
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from ..store import write_text

    write_text(output, text if text.endswith("\n") else text + "\n", overwrite=overwrite)
    click.echo(f"wrote {output}", err=True)
