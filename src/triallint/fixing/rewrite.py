"""One stretch of a file's text and what takes its place; or the reason why it is left alone."""

from typing import NamedTuple


class LeftAlone(Exception):
    """An edit that is not applied. The message says why, in a curator's words."""


class Rewrite(NamedTuple):
    """Characters `start` to `end` (0-based, half-open) of a text, and what takes their place."""

    start: int
    end: int
    new: str


def core(text: str) -> tuple[int, int]:
    """Where a text begins and ends without the blanks around it; an empty one at its beginning."""
    kept = text.strip()
    start = len(text) - len(text.lstrip()) if kept else 0
    return start, start + len(kept)
