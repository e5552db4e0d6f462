"""Where the scan's function runs: on this machine's processes, or on a cluster; it does not know which."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .base import Engine

#: Modules of this room that have a `run`.
ENGINES: Final = ("local", "spark")


def engine_called(name: str, **options: Any) -> "Engine":
    """The `run` of an engine, one of `ENGINES`, told what it alone has options for.

    Raises:
        UsageError: something that it needs is missing.
    """
    module = import_module(f".{name}", __name__)
    if hasattr(module, "must_be_ready"):
        module.must_be_ready()
    engine: Engine = module.run
    return partial(engine, **options) if options else engine
