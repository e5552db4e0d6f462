"""The commands, each in a file that is imported when it is called: the hook loads `check` alone."""

from importlib import import_module
from typing import Final

import click

#: Command -> the module of this room that holds it, in the order of `--help`.
MODULES: Final = {
    "check": "check",
    "citations": "citations",
    "checks": "catalogue",
    "explain": "catalogue",
    "new": "catalogue",
    "test": "catalogue",
    "schema": "catalogue",
    "init": "catalogue",
    "extract": "extract",
    "scan": "scan",
    "import": "import_",
    "id": "identify",
    "accept": "accept",
    "record": "record",
    "mirror": "mirror",
    "compare": "compare",
    "reconcile": "reconcile",
    "nightly": "nightly",
    "report": "report",
}


class Commands(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of `--help`."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name; None where there is none."""
        module = MODULES.get(cmd_name)
        if module is None:
            return None
        found = import_module(f".{module}", __name__)
        return next(c for c in vars(found).values() if isinstance(c, click.Command) and c.name == cmd_name)
