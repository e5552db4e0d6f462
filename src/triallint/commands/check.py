"""`triallint check`: datasets in, findings out, and the exit code."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..config import FORMATS, SEVERITIES, Config, find, load
from .base import EXIT_CODES, Command, answered_by, options_of_answers, options_of_choice

if TYPE_CHECKING:
    from ..catalogue import Catalogue
    from ..checkfile import Check
    from ..extract.at_hand import DocumentsAtHand
    from ..pipeline import Inspection


@click.command(cls=Command, epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="How to print what was found.  [default: text]"
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Write to this file instead of the terminal."
)
@options_of_choice
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, "never")),
    help="Lowest severity that gives exit code 1.  [default: error]",
)
@options_of_answers
@click.option(
    "--retraction-watch",
    type=click.Path(path_type=Path),
    help="A list of retractions to compare with, as Retraction Watch's CSV.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The documents that reports were read from: each cell is held against its place. "
    'Also `documents = "…"` in triallint.toml.',
)
@click.option(
    "--fix",
    is_flag=True,
    help="Apply the safe fixes to the files, and check again; exits with 1 if any was changed.",
)
@click.option("--diff", is_flag=True, help="Only show what --fix would change; exits with 1 if anything.")
@click.option("--only-datasets", is_flag=True, help="Pass over files that belong to no dataset, as a hook.")
@click.option("--strict", is_flag=True, help="Exit with 3 if something could not be looked at.")
@click.option("--verbose", "-v", is_flag=True, help="Say every skip and every check that never applied.")
@click.option("--quiet", "-q", is_flag=True, help="Only errors and warnings, or what --fail-on names.")
@click.option("--color/--no-color", default=None, help="Colours; by default only on a terminal.")
def check(
    paths: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    fail_on: str | None,
    pubmed: str | None,
    mirror: Path | None,
    retraction_watch: Path | None,
    documents: Path | None,
    fix: bool,
    diff: bool,
    only_datasets: bool,
    strict: bool,
    verbose: bool,
    quiet: bool,
    color: bool | None,
) -> None:
    """Check the datasets at PATHS (by default, in this folder).

    A path is a dataset folder, a folder above several, or a file; a file stands for the whole dataset
    that it belongs to, because tables refer to each other.

    \b
    Examples:
      triallint check
      triallint check seeds --fail-on warning
      triallint check seeds/estimates.csv --select estimates --ignore 'grim*'
      triallint check . --format sarif --output triallint.sarif
      triallint check seeds --diff
      triallint check my-review --documents reports
      triallint check abstract.txt            a document: what it says is extracted and checked
    """
    from ..catalogue import catalogue
    from ..exits import Exit, exit_code, why_unlooked

    if only_datasets:
        paths = _of_datasets(paths)
    settings = _settings(paths, config, select, ignore, pubmed, mirror, retraction_watch, documents)
    found = catalogue(settings)
    inspection, changed = _inspected(paths, settings, found, fix=fix, diff=diff)
    hushed = quiet and (fail_on or settings.fail_on) != "info"
    text = _rendered(inspection, found, form or settings.format, output, color, verbose - hushed)
    _put(text, output, len(inspection.run.findings))
    threshold, strictly = fail_on or settings.fail_on, strict or settings.strict
    code = exit_code(inspection.run, fail_on=threshold, strict=strictly, changed=changed)
    if code is Exit.unlooked or (code is Exit.usage and not inspection.run.findings):
        click.echo(f"exit code {code:d}: {why_unlooked(inspection.run)}", err=True)
    sys.exit(code)


def _put(text: str, output: Path | None, findings: int) -> None:
    """Print what was found, or write it to the file that was asked for."""
    if output is None:
        click.echo(text, nl=False, color=True)
        return
    from ..store import write_text

    write_text(output, text, overwrite=True)
    click.echo(f"{output}: {findings} findings", err=True)


def _of_datasets(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Those of the paths that belong to a dataset; ends the command where none does."""
    from ..strangers import without_strangers

    kept, others = without_strangers(paths)
    if others:
        named = ", ".join(map(str, others[:3])) + (f" and {len(others) - 3} more" if others[3:] else "")
        click.echo(f"passed over, as they belong to no dataset: {named}", err=True)
    if paths and not kept:
        sys.exit(0)
    return tuple(kept)


def _settings(
    paths: Sequence[Path],
    config: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    pubmed: str | None = None,
    mirror: Path | None = None,
    retraction_watch: Path | None = None,
    documents: Path | None = None,
) -> Config:
    from dataclasses import replace

    settings = load(config or find(paths[0] if paths else Path()))
    return replace(
        answered_by(settings, pubmed, mirror),
        select=select or settings.select,
        ignore=ignore or settings.ignore,
        retraction_watch=str(retraction_watch.absolute()) if retraction_watch else settings.retraction_watch,
        documents=str(documents.absolute()) if documents else settings.documents,
    )


def _inspected(
    paths: tuple[Path, ...], settings: Config, found: "Catalogue", *, fix: bool, diff: bool
) -> tuple["Inspection", bool]:
    """What the checks say; of what remains, where fixes are applied first, and whether that changed files."""
    from functools import partial

    from ..answering import source_for
    from ..pipeline import check_paths

    source = partial(source_for, settings=settings)
    at_hand = _documents(settings)
    inspect = partial(check_paths, paths or (Path(),), found, _progress, source, at_hand)
    inspection = inspect()
    if fix or diff:
        from .mend import mended

        return mended(inspection, inspect, diff=diff)
    return inspection, False


def _documents(settings: Config) -> "DocumentsAtHand | None":
    """The documents that the settings name, if any."""
    if not settings.documents:
        return None
    from ..extract.at_hand import DocumentsAtHand

    return DocumentsAtHand(settings.root / settings.documents)


def _rendered(
    inspection: "Inspection",
    found: "Catalogue",
    form: str,
    output: Path | None,
    color: bool | None,
    loudness: int,
) -> str:
    from ..fixable import is_written
    from ..render import About, Context, RowText, Verbosity, render

    def row_at(place: Any) -> RowText | None:
        row = inspection.row_at(place)
        return RowText(*row) if row else None

    context = Context(
        version=__version__,
        checks={e.name: About(e.title, page=e.page) for e in found.entries()},
        colour=output is None and (_is_terminal(sys.stdout) if color is None else color),
        width=_width(),
        verbosity=Verbosity(1 + loudness),
        root=os.getcwd(),
        rows=row_at,
        passages=inspection.passage_at,
        written=is_written,
    )
    return render(inspection.run, form, context=context)


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 140)


def _is_terminal(stream: Any) -> bool:
    return bool(stream.isatty()) and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _progress(checks: "Sequence[Check]") -> "Iterable[Check]":
    """Go through the checks, with a bar on a terminal once it has taken a second."""
    if not sys.stderr.isatty():
        yield from checks
        return
    from time import monotonic

    begun = monotonic()
    for done, one in enumerate(checks):
        if monotonic() - begun > 1:
            click.echo(f"\r\x1b[Kchecking: {done} of {len(checks)} checks, {one.name}", nl=False, err=True)
        yield one
    if monotonic() - begun > 1:
        click.echo("\r\x1b[K", nl=False, err=True)
