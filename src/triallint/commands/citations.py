"""The command that says of each report and citation who answered for it, and what came of it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..config import UsageError, find, load
from .base import Command, answered_by, options_of_answers, output_option, put

if TYPE_CHECKING:
    from ..config import Config
    from ..model import Answer
    from ..verified import Verified

_COUNTED = {"agrees": "agree", "error": "with errors", "warning": "with warnings", "unverified": "unverified"}
_STAND_IN = (
    "The answers were recorded from the stand-in, not from NCBI: that they agree proves the plumbing, "
    "not the facts."
)


@click.command(cls=Command)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--config", type=click.Path(path_type=Path), help="A triallint.toml; by default the nearest one."
)
@options_of_answers
@output_option
def citations(
    paths: tuple[Path, ...],
    config: Path | None,
    pubmed: str | None,
    mirror: Path | None,
    output: Path | None,
) -> None:
    """Say of each report and citation at PATHS who answered for it, and the verdict or why there is none.

    One line each: its identifiers, what was answered about them, by whom and when, and whether it agrees.
    `triallint check` names the cells of what does not. The exit code is 0 whatever the verdicts are.

    \b
    Examples:
      triallint citations
      triallint citations seeds
      triallint citations my-review --mirror ~/pubmed
    """
    from dataclasses import replace

    from ..pipeline import datasets

    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
    settings = load(config or find(paths[0] if paths else Path()))
    settings = replace(answered_by(settings, pubmed, mirror), select=(), ignore=())
    rows = [row for path in datasets(paths or (Path(),)) for row in verified_in(path, settings)]
    put("\n".join(_shown(rows)), output)


def verified_in(path: Path, settings: "Config") -> "Iterator[Verified]":
    """What became of the citations of one dataset."""
    from ..answering import source_for
    from ..catalogue import catalogue
    from ..conventions import Conventions
    from ..crosscheck import Answers
    from ..read import read
    from ..run import run
    from ..shape import shape
    from ..verified import FAMILIES, verified

    checks = [check for check in catalogue(settings).checks if check.family in FAMILIES]
    tables = shape(read([path]).sheets).tables
    answers = Answers(source_for(path, settings))
    result = run(checks, tables, Conventions(tables, settings.doi_case), answers)
    yield from verified(tables, answers, result.findings)


def _shown(rows: "Iterable[Verified]") -> Iterator[str]:
    """One line for each, in columns, and what they come to."""
    from ..render.characters import padded, visible, width

    rows = list(rows)
    lines = [tuple(map(visible, _cells(one))) for one in rows]
    widths = [max((width(line[column]) for line in lines), default=0) for column in range(3)]
    for *columns, last in lines:
        yield "  ".join([*map(padded, columns, widths), last])
    counts = Counter[str](one.verdict for one in rows)
    said = (f"{counts[word]} {shown}" for word, shown in _COUNTED.items())
    yield f"\n{len(rows)} reports and citations: {', '.join(said)}"
    if any(answer.source == "stand-in" for one in rows for answer in one.answers):
        yield _STAND_IN


def _cells(one: "Verified") -> tuple[str, str, str, str]:
    """Which row it is, what was answered, by whom and when, and the verdict."""
    row = one.row
    which = [row.raw("relation") or "report", row.raw("position")]
    notes = f" (info: {', '.join(one.notes)})" if one.notes else ""
    return (
        " ".join(filter(None, [row.raw("report_id"), *which])),
        "; ".join(map(_answered, one.answers)) or "nothing to ask about",
        ", ".join(dict.fromkeys(f"{a.source} {a.on}" for a in one.answers if a.source)) or "nobody",
        f"{one.verdict}: {one.words}{notes}",
    )


def _answered(answer: "Answer") -> str:
    """ "PMID 39651791 found", "title found"."""
    from ..meaning.agreement import KIND_NAMES

    asked = {"title": "", "pmcid": f" {answer.asked.upper()}"}.get(answer.kind, f" {answer.asked}")
    return f"{KIND_NAMES[answer.kind]}{asked} {answer.state}"
