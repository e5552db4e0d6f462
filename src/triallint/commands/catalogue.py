"""The commands around checking: what can be found, why, in which tables, and how to begin."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ..config import Config, UsageError, find, load
from .base import Command, output_option, put


def _here(config: Path | None = None) -> Config:
    return load(config or find(Path()))


@click.command(cls=Command)
@click.argument("names", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "markdown")), default="text", show_default=True
)
@output_option
def checks(names: tuple[str, ...], form: str, output: Path | None) -> None:
    """List every check and every condition of files and tables.

    \b
    Examples:
      triallint checks
      triallint checks survival
      triallint checks --format json
    """
    from ..catalogue import catalogue
    from ..listing import listed

    entries = catalogue(_here()).entries()
    if names:
        families = {entry.family for entry in entries}
        unknown = [name for name in names if name not in families]
        if unknown:
            raise UsageError(f"no family is called {unknown[0]!r}; there are {', '.join(sorted(families))}")
        entries = [entry for entry in entries if entry.family in names]
    put(listed(entries, form), output)


@click.command(cls=Command)
@click.argument("name")
def explain(name: str) -> None:
    """Print the page of a check or condition: what it means, why, and what may be benign.

    \b
    Example:
      triallint explain limits_are_in_order
    """
    from ..catalogue import catalogue

    entry = catalogue(_here()).entry(name)
    click.echo(f"{entry.name}  ({entry.family}, at most {entry.severity.name})\n\n{entry.page.strip()}")


@click.command(cls=Command)
@click.argument("name")
@click.option("--family", default="mine", show_default=True, metavar="FOLDER", help="Folder below checks/.")
@click.option("--directory", type=click.Path(path_type=Path), default=Path("checks"), show_default=True)
def new(name: str, family: str, directory: Path) -> None:
    """Scaffold a check of your own: one file with a page, examples and a rule to fill in.

    \b
    Example:
      triallint new doses_are_positive && triallint test doses_are_positive
    """
    from ..catalogue import catalogue
    from ..scaffold import new_check

    if name in {one.name for one in catalogue(_here()).checks}:
        raise UsageError(f"a check named {name} exists already; `triallint explain {name}` shows it")
    path = new_check(name, family, directory)
    click.echo(f"wrote {path}\nNext: write its page and its rule, then `triallint test {name}`.")


@click.command(cls=Command)
@click.argument("names", nargs=-1)
def test(names: tuple[str, ...]) -> None:
    """Run the examples on the pages of checks, exact to the cell.

    \b
    Examples:
      triallint test                 every check, your own included
      triallint test doses_are_positive
    """
    from ..catalogue import catalogue
    from ..examples import BadExample, complaints

    found = catalogue(_here())
    for name in names:
        found.entry(name)
    chosen = [check for check in found.checks if not names or check.name in names]
    said = [str(bad) for bad in found.broken]
    for check in chosen:
        try:
            said += complaints(check)
        except BadExample as bad:
            said.append(f"{check.name}: {bad}")
    for line in said:
        click.echo(line)
    checks, complained = (
        "check" * (len(chosen) == 1) or "checks",
        "complaint" * (len(said) == 1) or "complaints",
    )
    click.echo(f"{len(chosen)} {checks}, {len(said)} {complained}")
    if said:
        raise SystemExit(1)


@click.command(cls=Command)
@click.argument("table", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "frictionless", "csv", "xlsx")),
    default="text",
    show_default=True,
)
@output_option
def schema(table: str | None, form: str, output: Path | None) -> None:
    """Show the tables and their columns, or export them as Table Schema or empty templates.

    \b
    Examples:
      triallint schema                    the ten tables
      triallint schema estimates          its columns, with examples
      triallint schema --format xlsx -o templates.xlsx
    """
    from .. import scaffold

    exports: dict[str, Callable[..., Any]] = {
        "text": lambda: put(scaffold.describe_tables(table), output),
        "frictionless": lambda: put(scaffold.table_schema(table), output),
        "csv": lambda: _templates(table, "csv", output),
        "xlsx": lambda: _templates(table, "xlsx", output),
    }
    exports[form]()


def _templates(table: str | None, form: str, output: Path | None) -> None:
    from ..scaffold import write_templates

    for path in write_templates(output or Path("templates"), form, table):
        click.echo(f"wrote {path}")


@click.command(cls=Command)
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(("csv", "xlsx")), default="csv", show_default=True)
def init(directory: Path, form: str) -> None:
    """Begin a dataset: a folder with templates, datapackage.json, configuration and a pre-commit hook.

    Nothing that is already there is overwritten. `triallint check` ends with exit code 3, "nothing was
    checked", until the first row is filled in.

    \b
    Example:
      triallint init my-review
    """
    from ..scaffold import init as begin

    for line in begin(directory, format=form):
        click.echo(line)
    root = next((one for one in directory.resolve().parents if (one / ".git").exists()), None)
    if root and not (directory / ".git").exists():
        hook = directory / ".pre-commit-config.yaml"
        click.echo(f"{root} is the root of the repository: move {hook} there, where pre-commit reads it")
