"""Dual extraction: what two people read in the same reports, held side by side."""

from .align import Pair, aligned
from .cells import Compared, Comparison, Verdict, compare
from .render import FORMATS, as_csv, as_json, as_text

__all__ = [
    "FORMATS",
    "Compared",
    "Comparison",
    "Pair",
    "Verdict",
    "aligned",
    "as_csv",
    "as_json",
    "as_text",
    "compare",
]
