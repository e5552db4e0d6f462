"""Where the decisions about records that look alike lie: beside the data."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from .config import UsageError

if TYPE_CHECKING:
    from .reconcile import Decision

#: The name of the file.
NAME: Final = "reconcile.toml"


def decisions_beside(dataset: Path) -> "tuple[Decision, ...]":
    """The decisions that lie beside a dataset's tables; none where there is no file.

    Raises:
        UsageError: the file cannot be read, or is not of the form.
    """
    path = decisions_file(dataset)
    if not (text := text_of(path)):
        return ()
    from .reconcile.decisions import parse_decisions

    return parse_decisions(text, str(path))


def decisions_file(dataset: Path) -> Path:
    """Where they lie, for a dataset's folder or one of its files."""
    return (dataset if dataset.is_dir() else dataset.parent) / NAME


def text_of(path: Path) -> str:
    """The file; blank where there is none. Raises `UsageError` where it cannot be read."""
    if not path.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
