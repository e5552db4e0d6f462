"""A linter for extracted clinical-trial tables and their citations.

>>> import triallint
>>> run = triallint.check("seeds")
>>> run.worst() is None or run.worst().name == "info"
True
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .config import UsageError
    from .model import Finding, Run, Severity

__all__ = ["Finding", "Run", "Severity", "UsageError", "__version__", "check"]

__version__ = "0.1.0"

# In a checkout the checks and the shapes stand at the top of the tree; a wheel holds them in here.
_ROOT = Path(__file__).parents[2]
if (_ROOT / "checks").is_dir() and (_ROOT / "pyproject.toml").is_file():
    __path__.append(str(_ROOT))


def check(
    source: "str | Path | Mapping[str, Any]",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    config: "str | Path | None" = None,
    pubmed: str | None = None,
) -> "Run":
    """Check a dataset and say what was found, skipped and looked at.

    Args:
        source: a dataset folder or one of its files; or tables in memory, as a mapping of table name
            to a polars or pandas data frame or a list of records. Keep printed numbers as text: a
            column of floats has lost the decimals that the checks need, and the run says so.
        select: names of checks or families to run; all by default.
        ignore: names of checks, families or conditions to leave out.
        config: a `triallint.toml`; options given here prevail over it. None reads no configuration.
        pubmed: what answers for PubMed: "recorded" answers beside the dataset (the default), or "off".
            Tables in memory have no recorded answers.

    Returns:
        The run: `findings`, `skips`, `crashes`, `checked`, and `to_frame()` for the findings.

    Raises:
        triallint.config.UsageError: a name in `select` or `ignore` is unknown, or a path does not exist.

    Example:
        >>> import triallint
        >>> table = {"reports": [{"report_id": "R1", "title": "An invented trial"}],
        ...          "estimates": [{"report_id": "R1", "outcome_id": "death", "measure": "HR",
        ...                         "value": "0.70", "ci_lower": "1.03", "ci_upper": "0.47"}]}
        >>> [f.check for f in triallint.check(table).findings if f.severity.name == "error"]
        ['limits_are_in_order']
    """
    from dataclasses import replace
    from functools import partial

    from .answering import source_for
    from .catalogue import catalogue
    from .config import PUBMED, load, one_of
    from .pipeline import check_frames, check_paths

    settings = load(Path(config)) if config is not None else load(None)
    settings = replace(
        settings,
        select=tuple(select) or settings.select,
        ignore=tuple(ignore) or settings.ignore,
        checks=settings.checks if config is not None else (),
        pubmed=pubmed or settings.pubmed,
    )
    found = catalogue(settings)
    if isinstance(source, Mapping):
        return check_frames(source, found).run
    one_of("check", "pubmed", pubmed, PUBMED)
    return check_paths([Path(source)], found, source_for=partial(source_for, settings=settings)).run


def __getattr__(name: str) -> Any:
    """The types that a program may want to name, loaded when they are asked for."""
    if name == "UsageError":
        from .config import UsageError

        return UsageError
    if name in ("Finding", "Run", "Severity"):
        from . import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
