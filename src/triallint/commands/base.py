"""What the commands share: usage errors on one line, the options that choose checks, output to a file."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..config import UsageError

EXIT_CODES = """\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  usage, configuration, or no input readable
  3  a check crashed, nothing was checked, or (--strict) something was not looked at
"""


class Command(click.Command):
    """A click command that says a `UsageError` plainly."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; a `UsageError` is one line on standard error and exit code 2."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(f"triallint: {error}", err=True)
            sys.exit(2)


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
