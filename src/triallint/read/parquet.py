"""Parquet files: text columns as they are, numbers as their shortest text."""

import json
import sys
from pathlib import Path
from typing import Any

from .conditions import FORMAT_IS_READ
from .frames import sheet_of_columns
from .sheet import Sheet
from .source import Source, Unreadable

_WORKER = Path(__file__).with_name("parquet_worker.py")
_SECONDS = 600
_AGAIN = "copy or export it again"


def read_parquet(source: Source) -> list[Sheet]:
    """The sheet of a Parquet file.

    Raises:
        Unreadable: it is damaged, or unpacks to more cells than any table.
    """
    if not source.data.endswith(b"PAR1"):
        raise Unreadable("the Parquet file is cut short", _AGAIN)
    found = _asked(source)
    if "missing" in found:
        source.say(
            FORMAT_IS_READ,
            f"Parquet files are read with {found['missing']}, which is not installed",
            f"install it (pip install {found['missing']}), or save the table as CSV",
        )
        return []
    if "damaged" in found:
        raise Unreadable(f"the Parquet file is damaged: {found['damaged']}", _AGAIN)
    names = found["names"]
    if "most_rows" in found:
        raise Unreadable(
            f"the file has more than {found['most_rows']:,} rows of {len(names)} columns; up to "
            f"{source.limits.cells:,} cells are read",
            "split it, or check that it is the table it was meant to be",
        )
    return [sheet_of_columns(source, source.stem, names, found["columns"])]


def _asked(source: Source) -> dict[str, Any]:
    """What the worker says of a file. It is a process of its own because a damaged file can kill it."""
    import subprocess  # few datasets hold Parquet

    try:
        done = subprocess.run(
            # -P: a file of the dataset that happens to be called polars.py must not be run
            [sys.executable, "-P", str(_WORKER), str(source.limits.cells)],
            input=source.data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"damaged": f"reading it took more than {_SECONDS} seconds"}
    except ValueError:
        return {"damaged": f"the library that reads it stopped (exit code {done.returncode})"}
    return found if isinstance(found, dict) else {"damaged": "it gave no columns"}
