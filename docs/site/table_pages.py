"""A page for each of the ten tables with its columns, from the description that the pandera models give."""

from collections.abc import Iterator

from triallint.described import Column, Described, tables
from triallint.model import MISSING_WORDS


def table_pages() -> Iterator[tuple[str, str]]:
    """Every page's name and Markdown, the index first."""
    yield "tables/index.md", _index()
    for table in tables().values():
        yield f"tables/{table.name}.md", _page(table)


def _index() -> str:
    rows = "\n".join(
        f"| [{one.name}]({one.name}.md) | {one.row} | {_codes(one.required)} |" for one in tables().values()
    )
    missing = ", ".join(f"`{word}`" for word in sorted(MISSING_WORDS))
    return (
        "# The tables\n\n"
        "A dataset is a folder of tables; only `reports` is required, and each begins with a few required\n"
        "columns. Every cell is text as it is printed: `0.70` is not `0.7`.\n"
        "`triallint schema --format xlsx` writes empty templates.\n\n"
        f"| table | one row is | required columns |\n|---|---|---|\n{rows}\n\n"
        f"What a report does not give is said in words: {missing}. Lists in a cell use `; `.\n"
    )


def _page(table: Described) -> str:
    row = table.row[:1].lower() + table.row[1:].rstrip(".")
    lines = [f"# {table.name}", "", f"One row is {row}.", ""]
    if table.key:
        lines += [f"Rows are told apart by {_codes(table.key)}, or by `row_id`.", ""]
    for one in table.references:
        each = "each name in " if one.many else ""
        names = _codes(one.columns)
        lines += [f"- {each}{names} names a row of [{one.table}]({one.table}.md)."]
    lines += ["", "| column | what stands in it | such as |", "|---|---|---|"]
    lines += [_row(column) for column in table.columns.values()]
    worded = [column for column in table.columns.values() if column.words]
    for column in worded:
        lines += ["", f"## Words of `{column.name}`", "", "| word | meaning |", "|---|---|"]
        lines += [f"| `{word}` | {_cell(meaning)} |" for word, meaning in column.words.items()]
    return "\n".join([*lines, ""])


def _row(column: Column) -> str:
    needed = " **(required)**" if column.required else ""
    held = column.expected if not column.words else f"[one of these words](#words-of-{column.name})"
    unit = f", in {column.unit}" if column.unit else ""
    said = f"{_cell(column.description)} Expected: {held}{_cell(unit)}."
    return f"| `{column.name}`{needed} | {said} | {_example(column)} |"


def _example(column: Column) -> str:
    return f"`{column.example}`" if column.example else ""


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
