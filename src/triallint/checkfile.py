"""What a check is, and where checks are found.

A check is one file: its name is the check's name, its docstring the check's page, its `problems` the
rule. Nothing is registered: the folders are walked, the package's own and a user's alike.
"""

import importlib
import importlib.util
import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType, UnionType
from typing import Any, TypeVar, get_args

from .conventions import Conventions
from .crosscheck import Answers
from .model import Problem, Severity, SeverityName
from .sources import Sources
from .tables import ROWS, Row, Tables


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check may return besides its problems, by `return`.

    Attributes:
        applicable: False where the row turned out not to be what the check is about.
        rounded: True where it agrees only because printed numbers are rounded.
        also: other rows that were looked at and found in order.
    """

    applicable: bool = True
    rounded: bool = False
    also: Sequence[Row] = ()


NOT_APPLICABLE = Verdict(applicable=False)
ROUNDED = Verdict(rounded=True)

#: What `problems` returns: it yields each `Problem` and may end with a `Verdict`.
Problems = Generator[Problem, None, Verdict | None]

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What `@check` says of the function below it."""

    severity: Severity
    applies: Callable[[Any], bool] | None
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One check, as found.

    Attributes:
        name: its file's name.
        family: its folder's name.
        page: its docstring.
        about: the table whose rows it is asked about, one by one; or a union of several.
        wants: what it reads besides the row, in the order of its parameters.
        severity: the highest that its findings may have.
        applies: whether a row is one that the check is about; None for every row.
        unless: checks whose finding in the same row silences this one.
        file: where it was found.
    """

    name: str
    family: str
    page: str
    about: type[Row] | UnionType
    wants: tuple[type, ...]
    severity: Severity
    applies: Callable[[Any], bool] | None
    unless: tuple[str, ...]
    problems: Callable[..., Problems]
    file: str

    @property
    def title(self) -> str:
        """What holds, in one sentence."""
        return self.page.partition("\n")[0].strip()

    @property
    def kinds(self) -> tuple[type[Row], ...]:
        """The tables whose rows it is asked about: one, or each of a union."""
        return _kinds(self.about)


class BadCheck(Exception):
    """A file in a checks folder that is not a check; the message says why and what to do."""


def check(
    *,
    severity: SeverityName,
    applies: Callable[[Any], bool] | None = None,
    unless: str | Sequence[str] = (),
) -> Callable[[Callable[..., Problems]], Callable[..., Problems]]:
    """Declare the function `problems` of a check's file.

    Args:
        severity: the highest severity that its problems may have.
        applies: which rows it is about; rows that it is not about are neither passed nor skipped.
        unless: names of checks whose finding in the same row makes this one moot: it is then skipped.
    """

    def declare(function: Callable[..., Problems]) -> Callable[..., Problems]:
        names = (unless,) if isinstance(unless, str) else tuple(unless)
        declaration = Declaration(Severity[severity], applies, names)
        function.declaration = declaration  # type: ignore[attr-defined]
        return function

    return declare


def builtin_checks() -> list[Check]:
    """The checks that ship with triallint, ordered so that `unless` finds its causes first.

    Raises:
        BadCheck: there are none, as they are looked for in folders, and an archive has none.
    """
    package = importlib.import_module("triallint.checks")
    found: list[Check] = []
    for root in dict.fromkeys(package.__path__):
        for path in _files(Path(root)):
            family = path.parent.name
            module = importlib.import_module(f"{package.__name__}.{family}.{path.stem}")
            found.append(_as_check(module, path))
    if not found:  # a pass over no checks would be none
        raise BadCheck("the checks of triallint are not found, as it lies in an archive: install it")
    return ordered(found)


def checks_in(folder: Path) -> Iterator[Check | BadCheck]:
    """The checks in a user's own folder; a file that cannot be loaded is a `BadCheck`.

    Only files that import `triallint.kit` are taken for checks, so that a folder of another tool's
    checks is left alone.
    """
    for path in _files(folder, deep=False):
        if "triallint.kit" not in path.read_text(encoding="utf-8", errors="replace"):
            continue
        name = f"triallint_user_checks.{path.parent.name}.{path.stem}"
        try:
            spec = importlib.util.spec_from_file_location(name, path)
            if spec is None or spec.loader is None:
                raise BadCheck(f"{path}: cannot be imported")
            module = importlib.util.module_from_spec(spec)
            sys.modules[name] = module
            spec.loader.exec_module(module)
            yield _as_check(module, path)
        except BadCheck as bad:
            yield bad
        except Exception as error:  # a user's file may fail in any way, and the others must go on
            yield BadCheck(f"{path}: {type(error).__name__}: {error}")


def ordered(checks: Iterable[Check]) -> list[Check]:
    """Sort checks by name, each after the ones it names in `unless`.

    Raises:
        BadCheck: two files have one name, or `unless` goes round in a circle.
    """
    by_name: dict[str, Check] = {}
    for one in sorted(checks, key=lambda c: (c.name, c.file)):
        if one.name in by_name:
            raise BadCheck(
                f"{one.file}: a check named {one.name} exists already in "
                f"{by_name[one.name].file}; rename the file"
            )
        by_name[one.name] = one
    graph = {name: [c for c in one.unless if c in by_name] for name, one in by_name.items()}
    try:
        return [by_name[name] for name in TopologicalSorter(graph).static_order()]
    except ValueError as circle:
        raise BadCheck(f"checks wait for each other through `unless`: {circle}") from None


def _files(folder: Path, *, deep: bool = True) -> list[Path]:
    """Python files in the family folders below `folder` (and, for a user's, in itself)."""
    found = [] if deep else list(folder.glob("*.py"))
    found += folder.glob("*/*.py")
    return sorted(p for p in found if not p.name.startswith(("_", "test_", "conftest")))


def _kinds(about: Any) -> tuple[Any, ...]:
    return get_args(about) if isinstance(about, UnionType) else (about,)


def _as_check(module: ModuleType, path: Path) -> Check:
    """The check that a module holds. Raises `BadCheck` where it holds none."""
    function = getattr(module, "problems", None)
    declaration: Declaration | None = getattr(function, "declaration", None)
    if function is None or declaration is None:
        raise BadCheck(f"{path}: no function `problems` under an @check(...) line")
    kinds = [kind for name, kind in function.__annotations__.items() if name != "return"]
    if not kinds or not all(isinstance(one, type) and issubclass(one, Row) for one in _kinds(kinds[0])):
        tables = ", ".join(row.__name__ for row in ROWS.values())
        raise BadCheck(f"{path}: the first parameter of `problems` must say what it reads, one of: {tables}")
    unknown = [kind for kind in kinds[1:] if kind not in (Tables, Conventions, Answers, Sources)]
    if unknown:
        allowed = "Tables, Conventions, Answers and Sources"
        raise BadCheck(f"{path}: `problems` may also read {allowed}, not {unknown[0]}")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", path.stem):
        raise BadCheck(f"{path}: name the file in snake_case after what holds")
    return Check(
        name=path.stem,
        family=path.parent.name,
        page=module.__doc__ or "",
        about=kinds[0],
        wants=tuple(kinds[1:]),
        severity=declaration.severity,
        applies=declaration.applies,
        unless=declaration.unless,
        problems=function,
        file=str(path),
    )
