"""A run in the form that a reader wants: text, JSON, SARIF, JUnit, GitHub annotations, CSV."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Protocol

from ..model import Run
from .context import About, Context, RowText, Verbosity

__all__ = ["FORMATS", "About", "Context", "Renderer", "RowText", "Verbosity", "render"]


class Renderer(Protocol):
    """What every format is: a run in, text out. It touches no file and never fails on odd data."""

    def __call__(self, run: Run, *, context: Context) -> str:
        """The run in this format, ending in a line feed."""


def _loaded_when_called(name: str) -> Renderer:
    def render(run: Run, *, context: Context) -> str:
        renderer: Renderer = import_module(f".{name}", __name__).render
        return renderer(run, context=context)

    return render


#: Every format by its name. A format's module is loaded when it is first called.
FORMATS: Mapping[str, Renderer] = MappingProxyType(
    {name: _loaded_when_called(name) for name in ("text", "json", "sarif", "junit", "github", "csv")}
)


def render(run: Run, form: str, *, context: Context) -> str:
    """The run in one of `FORMATS`.

    Raises:
        KeyError: there is no such format.
    """
    return FORMATS[form](run, context=context)
