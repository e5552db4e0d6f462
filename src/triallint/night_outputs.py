"""What a night leaves in its folder besides the summary: SARIF, the validation report, Data Docs."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from . import __version__
from .history import RunBefore
from .store import write_text

if TYPE_CHECKING:
    from .nightly import Told
    from .report.material import FileRead, Material

SARIF: Final = "findings.sarif"
REPORT: Final = "report.html"
DOCS: Final = "data-docs"


def write_outputs(told: "Told", folder: Path, past: Sequence[RunBefore]) -> list[str]:
    """Write them.

    Args:
        told: the night. What could not be written for want of a library is added to `told.unlooked`; it
            leaves the exit code as it is, because nothing that was checked is missing.
        folder: where.
        past: earlier nights, for the trend.

    Returns:
        The names of what was written.
    """
    write_text(folder / SARIF, _sarif(told), overwrite=True)
    written = [SARIF]
    for name, page in told.pages.items():
        write_text(folder / DOCS / name, page, overwrite=True)
    if told.pages:
        written.append(f"{DOCS}/index.html")
    try:
        from .report import build

        page = build(_material(told, past))
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
    )
    return render(told.inspection.run, "sarif", context=context)


def _material(told: "Told", past: Sequence[RunBefore]) -> "Material":
    from .accepting import acceptances_of
    from .report import Material, Past

    paths = [dataset.path for dataset in told.inspection.datasets if dataset.path]
    return Material(
        inspection=told.inspection,
        catalogue=told.catalogue,
        version=__version__,
        on=told.on,
        settings=(("Checked", ", ".join(map(str, paths))), ("PubMed", "recorded answers, asked for nightly")),
        files=tuple(_hashed(told.inspection.run.checked.files)),
        acceptances={one.fingerprint: one for path in paths for one in acceptances_of(path)},
        groups=[group for outcome in told.outcomes for group in outcome.groups],
        past=[Past(*one) for one in past],
    )


def _hashed(files: Sequence[str]) -> "Iterator[FileRead]":
    from .report.material import FileRead

    for name in files:
        path = Path(name)
        if path.is_file():
            yield FileRead(name, hashlib.sha256(path.read_bytes()).hexdigest())
