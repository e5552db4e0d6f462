"""The command: options in, exit code out."""

import click

from . import __version__
from .commands import Commands

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="triallint")
def main() -> None:
    """Check tables extracted from clinical-trial reports.

    \b
    Examples:
      triallint check                      the dataset in this folder
      triallint check seeds --format json  for another program
      triallint explain limits_are_in_order
      triallint init my-review             a new dataset folder
    """
