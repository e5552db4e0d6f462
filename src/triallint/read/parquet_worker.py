"""A program of its own that reads a Parquet file from standard input and writes its columns as JSON.

A damaged file can make the library abort the process that reads it: this one may die. It imports
nothing of ours, so that it starts quickly and from anywhere.
"""

import datetime
import io
import json
import sys
from typing import Any


def columns_of(data: bytes, most_cells: int) -> dict[str, Any]:
    """Names and values of a file's columns; or what kept them from being read.

    Args:
        data: the file.
        most_cells: how many cells are read at most.

    Returns:
        `names` and `columns`; or `missing`, where polars is not installed; or `damaged`, with words;
        or `most_rows`, where the file has more than that.
    """
    try:
        import polars
    except ImportError:
        return {"missing": "polars"}
    try:
        names = list(polars.read_parquet_schema(io.BytesIO(data)))
        most_rows = max(1, most_cells // max(1, len(names)))
        frame = polars.read_parquet(io.BytesIO(data), n_rows=most_rows + 1)
        if frame.height > most_rows:
            return {"most_rows": most_rows, "names": names}
        return {"names": names, "columns": [series.to_list() for series in frame.get_columns()]}
    except BaseException as error:  # a panic inside polars is no Exception
        return {"damaged": str(error).strip().partition("\n")[0][:120] or type(error).__name__}


def plain(value: Any) -> Any:
    """What JSON has no word for: dates as text; bytes and their like as something nested."""
    if isinstance(value, datetime.datetime):
        is_date = value.time() == datetime.time()
        return str(value.date()) if is_date else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, bytes | set):
        return {"held": type(value).__name__}
    return str(value)


if __name__ == "__main__":
    result = columns_of(sys.stdin.buffer.read(), int(sys.argv[1]))
    sys.stdout.write(json.dumps(result, default=plain))
