"""Which files safe fixes are applied to; in any other they are made by hand."""

from pathlib import PurePath
from typing import Final

from .read import FORMATS

_WRITTEN: Final = frozenset({"delimited text", "JSON", "JSON Lines", "YAML"})


def format_of(file: str) -> str:
    """What a file's name says that it holds; empty where that is not known."""
    return FORMATS.get(PurePath(file).suffix.lower(), "")


def is_written(file: str) -> bool:
    """Whether safe fixes are applied to a file."""
    return format_of(file) in _WRITTEN
