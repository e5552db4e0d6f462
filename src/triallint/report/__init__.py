"""The validation report: what a run found and did not look at, as one page that opens from disk."""

from .build import build
from .material import Material, Past

__all__ = ["Material", "Past", "build"]
