"""Great Expectations: suites over a corpus for the nightly job, and checks as expectations for teams.

>>> from triallint.expectations import ExpectRowsToHold, ExpectDatasetToHold  # doctest: +SKIP

Importing either of these names registers both; do so before a stored suite that names them is loaded, because
Great Expectations leaves out of a suite whatever it does not know, and says so on standard error alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .dataset import ExpectDatasetToHold
    from .rows import ExpectRowsToHold

__all__ = ["ExpectDatasetToHold", "ExpectRowsToHold"]


def __getattr__(name: str) -> Any:
    """The expectations, loaded with Great Expectations when they are asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = {**vars(import_module(".dataset", __name__)), **vars(import_module(".rows", __name__))}
    return found[name]
