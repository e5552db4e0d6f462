"""The laws of the house: who may import whom, who may touch a file, how long a room may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from triallint.checkfile import builtin_checks

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "triallint"
ROOMS = {"triallint": SRC, "triallint.checks": ROOT / "checks", "triallint.schemas": ROOT / "schemas"}

#: Modules that touch no file: numbers in, findings out.
PURE = (
    "arithmetic",
    "bibliography",
    "comparing",
    "conditions",
    "conventions",
    "grid",
    "identified",
    "identifiers",
    "kit",
    "model",
    "meaning",
    "publications",
    "reconcile",
    "render",
    "rows",
    "run",
    "shape",
    "sources",
    "tables",
    "verified",
    "vocabulary",
)

#: Libraries that load only on the path that needs them.
HEAVY = (
    "pandera",
    "polars",
    "pandas",
    "numpy",
    "openpyxl",
    "lxml",
    "bibtexparser",
    "pylatexenc",
    "yaml",
    "requests",
    "vcr",
    "zstandard",
    "scipy",
    "great_expectations",
    "pyarrow",
    "pyspark",
    "jinja2",
    "mistune",
)

#: Modules whose classes derive from a heavy library's; nothing of ours imports them but on demand.
DERIVED = ("triallint.expectations.dataset", "triallint.expectations.rows")


def modules() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    found: dict[str, Path] = {}
    for package, folder in ROOMS.items():
        for path in sorted(folder.rglob("*.py")):
            parts = path.relative_to(folder).with_suffix("").parts
            name = ".".join((package, *parts)).removesuffix(".__init__")
            found[name] = path
    return found


MODULES = modules()


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imports(name: str, *, deferred: bool = True) -> Iterator[str]:
    """Dotted names that a module imports; `deferred` counts imports inside functions too."""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    nodes = list(ast.walk(tree(name))) if deferred else _at_import(tree(name))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            )
            stem = ".".join(part for part in (base, node.module or "") if part)
            for alias in node.names:
                whole = f"{stem}.{alias.name}"
                yield whole if whole in MODULES else stem


def _at_import(module: ast.Module) -> list[ast.AST]:
    nodes: list[ast.AST] = []
    stack: list[ast.AST] = list(module.body)
    while stack:
        node = stack.pop()
        nodes.append(node)
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if not isinstance(node, ast.FunctionDef) and not typing_only:
            stack.extend(ast.iter_child_nodes(node))
    return nodes


def ours(name: str, *, deferred: bool = True) -> set[str]:
    return {one for one in imports(name, deferred=deferred) if one in MODULES and one != name}


def room(name: str) -> str:
    """The room of a module: the first name below the package."""
    return name.split(".")[1] if "." in name else ""


def test_model_stands_on_nothing() -> None:
    strays = {n: one for n in MODULES if room(n) == "model" for one in ours(n) if room(one) != "model"}
    assert strays == {}


@pytest.mark.parametrize("ground", ["arithmetic", "identifiers"])
def test_ground_floor_stands_on_model_alone(ground: str) -> None:
    strays = {
        (n, one)
        for n in MODULES
        if room(n) == ground
        for one in ours(n)
        if room(one) not in (ground, "model")
    }
    assert strays == set()


def test_checks_import_the_kit_alone() -> None:
    stdlib = sys.stdlib_module_names
    strays = {
        (n, one)
        for n in MODULES
        if room(n) == "checks"
        for one in imports(n)
        if one != "triallint.kit" and one.split(".")[0] not in stdlib
    }
    assert strays == set()


def test_no_code_names_a_check() -> None:
    names = {check.name for check in builtin_checks()}
    named = {
        (module, node.value)
        for module in MODULES
        if room(module) not in ("checks", "")
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert named == set()


def test_rendering_knows_neither_running_nor_the_network() -> None:
    allowed = {"", "render", "model", "vocabulary", "arithmetic"}
    strays = {(n, one) for n in MODULES if room(n) == "render" for one in ours(n) if room(one) not in allowed}
    assert strays == set()


def test_only_the_client_opens_a_socket() -> None:
    doors = {"socket", "requests", "urllib", "http", "ssl", "urllib3", "httpx"}
    strays = {
        (n, one)
        for n in MODULES
        if n != "triallint.pubmed.client"
        for one in imports(n)
        if one.split(".")[0] in doors and one != "urllib.parse"
    }
    assert strays == set()


def test_pure_modules_touch_no_file() -> None:
    touches = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}
    strays = {(n, call) for n in MODULES if room(n) in PURE for call in _calls(tree(n)) if call in touches}
    assert strays <= {("triallint.shape.screen", "read_text")}, "the screen reads its packaged schema"


def test_every_write_goes_through_the_store() -> None:
    writes = {"write_text", "write_bytes", "replace_file", "unlink", "mkdir", "rename", "rmtree"}
    strays = {(n, c) for n in MODULES if n != "triallint.store" for c in _calls(tree(n)) if c in writes}
    strays = {(n, c) for n, c in strays if "triallint.store" not in ours(n)}
    assert strays == set()


def _calls(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            function = node.func
            yield function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_nobody_imports_the_command() -> None:
    assert {n for n in MODULES if n != "triallint.__main__" and "triallint.cli" in ours(n)} == set()


def test_arrows_form_no_circle() -> None:
    graph = {n: {one for one in ours(n, deferred=False) if not n.startswith(one + ".")} for n in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(f"imports go round: {circle.args[1]}")


def test_heavy_libraries_load_only_where_needed() -> None:
    early = {
        (n, one)
        for n in MODULES
        if room(n) != "schemas" and n not in DERIVED
        for one in imports(n, deferred=False)
        if one.split(".")[0] in HEAVY
    }
    assert early == set()


def test_the_hook_loads_no_heavy_library_on_clean_tables() -> None:
    program = (
        "import sys; from triallint.cli import main\n"
        "try: main(['check', 'seeds'])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


def test_replaying_answers_loads_no_network_and_no_table_of_entities() -> None:
    """Recorded answers are read and compared at every commit; sockets, mail and HTML's entities are not."""
    program = (
        "import sys; from triallint.cli import main\n"
        "try: main(['check', 'seeds'])\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
        "assert 'triallint.pubmed.replay' in sys.modules\n"
        "print(sorted({'email.utils', 'html', 'http', 'socket', 'ssl', 'zipfile'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", MODULES)
def test_rooms_stay_small(name: str) -> None:
    text = MODULES[name].read_text(encoding="utf-8")
    is_check = room(name) == "checks"
    page = ast.get_docstring(tree(name), clean=False) or ""
    lines = text.count("\n") - (page.count("\n") if is_check else 0)
    assert lines <= (80 if is_check else 300), f"{lines} lines: probably two rooms"
    long = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40 + _doc_lines(node)
    }
    assert long == {}


def _doc_lines(node: ast.FunctionDef) -> int:
    return (ast.get_docstring(node, clean=False) or "").count("\n")


@pytest.mark.parametrize("name", MODULES)
def test_every_room_says_what_it_is(name: str) -> None:
    first = (ast.get_docstring(tree(name)) or "").partition("\n")[0]
    assert first, "the first line of a module says what it is"
    assert first[-1] in ".?", f"not a sentence: {first!r}"
