"""The shapes: one pandera model per table, for data frames of text; imported when first asked for.

    from triallint.schemas import Estimates
    Estimates.validate(frame, lazy=True)

Every column is text as printed (`polars.String`) and a blank cell is null. Nothing is coerced.
`references` holds the frames of several tables together.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .arms import Arms as Arms
    from .citations import Citations as Citations
    from .common import Row
    from .continuous import Continuous as Continuous
    from .counts import Counts as Counts
    from .curves import Curves as Curves
    from .estimates import Estimates as Estimates
    from .flow import Flow as Flow
    from .outcomes import Outcomes as Outcomes
    from .references import validate as validate
    from .reports import Reports as Reports
    from .trials import Trials as Trials

#: Every table and the name of its model, in the order people fill them in.
MODELS = {
    "reports": "Reports",
    "trials": "Trials",
    "outcomes": "Outcomes",
    "arms": "Arms",
    "flow": "Flow",
    "counts": "Counts",
    "continuous": "Continuous",
    "estimates": "Estimates",
    "curves": "Curves",
    "citations": "Citations",
}

_HOMES = {name: table for table, name in MODELS.items()} | {"validate": "references"}

__all__ = ["MODELS", "model", "validate", *MODELS.values()]


def __getattr__(name: str) -> Any:
    """A model, imported now: pandera takes a third of a second that the hook does not have."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def model(table: str) -> "type[Row]":
    """The model of the table of that name. Raises `KeyError` for any other name."""
    found: type[Row] = __getattr__(MODELS[table])
    return found
