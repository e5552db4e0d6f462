"""What a night leaves in its folder besides the summary: SARIF, the validation report, Data Docs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from . import __version__
from .history import RunBefore
from .store import write_text

if TYPE_CHECKING:
    from .model import Run
    from .nightly import Options, Told
    from .nights import Changes
    from .report.material import Material

SARIF: Final = "findings.sarif"
REPORT: Final = "report.html"
DOCS: Final = "data-docs"


def write_outputs(told: "Told", options: "Options", past: Sequence[RunBefore]) -> list[str]:
    """Write them.

    Args:
        told: the night. What could not be written for want of a library is added to `told.unlooked`; it
            leaves the exit code as it is, because nothing that was checked is missing.
        options: what it was to do, and where.
        past: earlier nights, for the trend.

    Returns:
        The names of what was written.
    """
    folder = options.output
    write_text(folder / SARIF, _sarif(told), overwrite=True)
    written = [SARIF]
    for name, page in told.pages.items():
        write_text(folder / DOCS / name, page, overwrite=True)
    if told.pages:
        written.append(f"{DOCS}/index.html")
    try:
        from .report import build

        page = build(_material(told, options, past))
    except ImportError as error:
        told.unlooked.append(f"no validation report was written: it needs {error.name or error}")
        return written
    write_text(folder / REPORT, page, overwrite=True)
    return [*written, REPORT]


def _sarif(told: "Told") -> str:
    import os

    from .render import About, Context, render

    context = Context(
        version=__version__,
        checks={one.name: About(one.title, page=one.page) for one in told.catalogue.entries()},
        root=os.getcwd(),
        passages=told.inspection.passage_at,
        since=None if told.changes is None else _since(told.changes, told.inspection.run),
    )
    return render(told.inspection.run, "sarif", context=context)


def _since(changes: "Changes", run: "Run") -> dict[str, str]:
    """How each finding stands to last night, as SARIF calls it."""
    new = {one.fingerprint: "new" for one in changes.new}
    updated = {now.fingerprint: "updated" for _, now in changes.changed}
    there = {one.fingerprint: "unchanged" for one in (*run.findings, *run.accepted)}
    return there | updated | new


def _asked(told: "Told") -> str:
    done = told.refreshed
    return "nobody" if done is None else f"{done.whom}; {done.answered:,} of {done.asked:,} answered"


def _material(told: "Told", options: "Options", past: Sequence[RunBefore]) -> "Material":
    from .provenance import acceptances, hashed, settings_in_words
    from .report import Material, Past

    return Material(
        inspection=told.inspection,
        catalogue=told.catalogue,
        version=__version__,
        on=told.on,
        settings=(*settings_in_words(options.paths, options.settings), ("Asked tonight", _asked(told))),
        files=tuple(hashed(told.inspection.run.checked.files)),
        acceptances=acceptances(told.inspection),
        groups=[group for outcome in told.outcomes for group in outcome.groups] if told.outcomes else None,
        no_groups="; ".join(told.unlooked),
        past=[Past(*one) for one in past],
    )
