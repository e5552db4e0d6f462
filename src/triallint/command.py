"""A command whose usage errors are one line, and exit with 2."""

import sys
from typing import Any

import click

from .config import UsageError


class Command(click.Command):
    """A click command that says a `UsageError` plainly."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; a `UsageError` is one line on standard error and exit code 2."""
        try:
            return super().invoke(ctx)
        except UsageError as error:
            click.echo(f"triallint: {error}", err=True)
            sys.exit(2)
