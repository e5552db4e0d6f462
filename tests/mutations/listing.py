"""The list of seed cells that nothing checks, as it is kept beside the tests, and the shares in words."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .reasons import reason
from .verdicts import Verdict

FILE = Path(__file__).parents[1] / "seed_cells_unchecked.tsv"
HEADER = ("trial", "table", "row_id", "column", "text", "why nothing checks it")
REMEDY = "`python -m tests.mutations` writes the list anew; read it, and put reasons in reasons.py"


def lines(trial: str, verdicts: Iterable[Verdict]) -> list[str]:
    """The cells of one trial that nothing checks, one line each."""
    return [
        "\t".join((trial, *one.name, reason(trial, one.table, one.row, one.column)))
        for one in verdicts
        if not one.checked
    ]


def listed() -> dict[str, list[str]]:
    """The list as it stands in the file, by trial."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        found.setdefault(line.partition("\t")[0], []).append(line)
    return found


def told(trial: str, count: Counter[str]) -> str:
    """The shares of one trial (or of all) in one line."""
    found = (f"found as {severity}" for severity in ("error", "warning", "info"))
    parts = (*found, "noticed at other cells", "hidden by rounding", "checked by nothing")
    total = sum(count[part] for part in parts)
    shares = ", ".join(f"{part} {count[part]} ({count[part] / total:.1%})" for part in parts)
    cells = f"{count['cells that nothing checks']} of {count['cells']} cells checked by nothing"
    return f"{trial}: {total} changed digits: {shares}; {cells}"
