"""A triallint that was sent to workers as an archive finds no checks, and says so instead of finding nothing."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = {ROOT / "src" / "triallint": "triallint", ROOT / "checks": "triallint/checks"}

PROGRAM = """
import sys
sys.meta_path = [one for one in sys.meta_path if "editable" not in str(one).lower()]
sys.path.insert(0, sys.argv[1])
import triallint
from triallint.checkfile import BadCheck, builtin_checks
assert triallint.__file__.startswith(sys.argv[1]), triallint.__file__
try:
    builtin_checks()
except BadCheck as bad:
    print(bad)
"""


def test_an_archive_refuses_to_check_with_no_checks(tmp_path: Path) -> None:
    archive = tmp_path / "triallint.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for folder, name in ROOMS.items():
            for path in folder.rglob("*.py"):
                file.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(archive)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "lies in an archive: install it" in done.stdout
