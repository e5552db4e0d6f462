"""Small tables for tests, written as the pages of checks write them."""

from collections.abc import Mapping, Sequence

from triallint.checkfile import Check, Declaration, Verdict
from triallint.examples import examples
from triallint.model import Problem, Severity
from triallint.tables import Estimate, Grid, Tables

__all__ = ["Check", "Declaration", "Problem", "Verdict", "estimates", "make_check", "tables", "tables_of"]


def tables(text: str) -> Tables:
    """Tables from a page's notation: a table's name, its header, its rows; blank lines between."""
    block = "\n".join("    " + line.strip() for line in text.strip().splitlines())
    return Tables(examples("Good:\n\n" + block.replace("\n    \n", "\n\n"))[0].grids)


def estimates(*rows: str) -> Tables:
    """An estimates table with the usual columns; each row "measure | value | lower | upper"."""
    header = "report_id | measure | value | ci_lower | ci_upper"
    return tables("\n".join(["estimates", header, *(f"R1 | {row}" for row in rows)]))


def tables_of(**tables: Sequence[Mapping[str, object]]) -> Tables:
    """Tables from dictionaries, one for each row."""
    grids = {}
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        texts = [[str(row.get(column, "")) for column in columns] for row in rows]
        positions = {column: index for index, column in enumerate(columns)}
        grids[name] = [Grid(name, positions, texts, range(2, len(rows) + 2))]
    return Tables(grids)


def make_check(problems, name="made_up", **more) -> Check:  # type: ignore[no-untyped-def]
    """A check about estimates from a bare function."""
    settings = {
        "about": Estimate,
        "applies": None,
        "family": "estimates",
        "file": "",
        "page": "It holds.",
        "severity": Severity.error,
        "unless": (),
        "wants": (),
    }
    return Check(name=name, problems=problems, **settings | more)
