"""The same code finds the same checks and shapes from a checkout, an editable install and a wheel."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PROGRAM = """
import json, sys
sys.path[:0] = [path for path in {paths!r} if path]
import triallint
from triallint.checkfile import builtin_checks
from triallint.described import tables
print(json.dumps([triallint.__file__, [check.name for check in builtin_checks()], sorted(tables())]))
"""


def found(*paths: Path, flags: tuple[str, ...] = ("-S", "-I")) -> tuple[Path, list[str], list[str]]:
    """Where triallint was found, the checks and the tables. `-S` keeps every installed package away."""
    program = PROGRAM.format(paths=[str(path) for path in paths])
    done = subprocess.run(
        [sys.executable, *flags, "-c", program], capture_output=True, text=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    file, checks, tables = json.loads(done.stdout)
    return Path(file), checks, tables


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked. It is built from a copy, so that the checkout stays as it is."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    kept = subprocess.run(
        [
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "src",
            "checks",
            "schemas",
            "*.toml",
            "*.md",
            "LICENSE",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in kept:
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(copy)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    (file,) = out.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(out / "unpacked")
    return out / "unpacked"


def test_a_checkout_an_install_and_a_wheel_agree(wheel: Path) -> None:
    places, checks, tables = zip(found(ROOT / "src"), found(wheel), found(flags=("-I",)), strict=True)
    assert places[0].is_relative_to(ROOT / "src")
    assert places[1].is_relative_to(wheel)
    assert places[2].is_relative_to(ROOT / "src"), "the tests run from an editable install"
    assert checks[0] == checks[1] == checks[2]
    assert tables[0] == tables[1] == tables[2]
    assert len(checks[0]) > 50
    assert len(tables[0]) == 10


def test_the_wheel_holds_what_is_read_and_no_more(wheel: Path) -> None:
    names = {path.relative_to(wheel).as_posix() for path in wheel.rglob("*") if path.is_file()}
    assert {
        "triallint/py.typed",
        "triallint/checks/README.md",
        "triallint/checks/corpus/references.json",
        "triallint/expectations/offline.css",
        "triallint/schemas/table_schemas.json",
        "triallint/report/page/page.html",
        "triallint/report/vendor/libraries.json",
        "triallint/report/vendor/tabulator.min.js",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "checks/", "schemas/"))]
    sources = {p.relative_to(ROOT / "src").as_posix() for p in (ROOT / "src" / "triallint").rglob("*.py")}
    assert sources <= names, "a package is missing from pyproject.toml"
    families = {p.relative_to(ROOT).as_posix() for p in (ROOT / "checks").rglob("*.py")}
    assert {f"triallint/{name}" for name in families} <= names
