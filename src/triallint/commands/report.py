"""`triallint report`: what a run found and did not look at, as one page for people."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..config import Config, UsageError
from .base import Command, options_of_answers, options_of_choice
from .check import _inspected, _settings

if TYPE_CHECKING:
    from ..pipeline import Inspection
    from ..reconcile.merge import Reconciled
    from ..report import Material


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    default=Path("report.html"),
    show_default=True,
    help="Where to write the page; one that is there is replaced.",
)
@options_of_choice
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
    help="The documents that reports were read from: findings show their sentences.",
)
@click.option("--duplicates/--no-duplicates", default=True, help="Look for records of one publication.")
def report(
    paths: tuple[Path, ...],
    output: Path,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    pubmed: str | None,
    mirror: Path | None,
    retraction_watch: Path | None,
    documents: Path | None,
    duplicates: bool,
) -> None:
    """Check the datasets at PATHS (by default, in this folder) and write a report for people.

    The report is one HTML file. It opens from disk, asks nobody for anything, and can be sent by mail or
    printed. It shows each finding with its row, the sentence of the source where the document is at hand,
    what PubMed answered, what to do, and also what was skipped, unverified and unchecked.

    \b
    Exit codes:
      0  the report was written, whatever it says
      2  usage, configuration, or no input readable: nothing was written
      3  the report was written, but a check crashed or nothing was checked

    \b
    Examples:
      triallint report
      triallint report my-review -o my-review.html
      triallint report my-review --documents papers --select estimates --select counts
    """
    from ..exits import Exit, exit_code
    from ..render.words import counted
    from ..report import build
    from ..store import write_text

    _require_libraries()
    settings = _settings(paths, config, select, ignore, pubmed, mirror, retraction_watch, documents)
    again = _again(
        config=config, pubmed=pubmed, mirror=mirror, retraction_watch=retraction_watch, documents=documents
    )
    material = _material(paths, settings, again, duplicates=duplicates)
    run = material.inspection.run
    code = exit_code(run, fail_on="never")
    if code is Exit.usage:
        raise UsageError("nothing could be read, so no report was written; `triallint check` says why")
    write_text(output, build(material), overwrite=True)
    size = output.stat().st_size / 1e6
    found = f"{counted(len(run.findings), 'finding')}, {len(run.accepted):,} accepted"
    click.echo(f"wrote {output}: {found}, {size:.1f} MB", err=True)
    if code is Exit.unlooked:
        why = "a check crashed, so the report is not complete" if run.crashes else "nothing was checked"
        click.echo(f"exit code {code:d}: {why}; the report says more", err=True)
    sys.exit(code)


def _require_libraries() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("jinja2", "mistune") if find_spec(name) is None]
    if missing:
        raise UsageError(f"the report needs {' and '.join(missing)}: pip install 'triallint[report]'")


def _again(**options: object) -> list[str]:
    """The options that were given, as `triallint accept` takes them too."""
    given = {
        f"--{name.replace('_', '-')}": str(value) for name, value in options.items() if value is not None
    }
    return [word for option in given.items() for word in option]


def _material(
    paths: Sequence[Path], settings: Config, again: Sequence[str], *, duplicates: bool
) -> "Material":
    from datetime import date

    from ..catalogue import catalogue
    from ..provenance import acceptances, hashed, settings_in_words
    from ..report import Material

    found = catalogue(settings)
    inspection, _ = _inspected(tuple(paths), settings, found, fix=False, diff=False)
    groups, no_groups = _groups(inspection, settings) if duplicates else (None, "it was not asked for")
    return Material(
        inspection=inspection,
        catalogue=found,
        version=__version__,
        on=date.today(),
        settings=tuple(settings_in_words(paths, settings)),
        files=tuple(hashed(inspection.run.checked.files)),
        acceptances=acceptances(inspection),
        groups=groups,
        no_groups=no_groups,
        again=again,
    )


def _groups(inspection: "Inspection", settings: Config) -> "tuple[Sequence[Reconciled] | None, str]":
    """Records that belong together, dataset by dataset; or None, and why nobody looked."""
    from ..reconciling import collections, reconcile

    paths = [dataset.path for dataset in inspection.datasets if dataset.path]
    if not paths:
        return None, "records are looked for in tables, and these are documents"
    try:
        outcomes = [reconcile(one, settings) for one in collections(paths)]
    except (ImportError, UsageError) as error:
        return None, str(error)
    return [group for outcome in outcomes for group in outcome.groups], ""
