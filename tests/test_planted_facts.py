"""The planted tables differ from the seed tables in the cells that their README lists, and no other."""

import csv
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS, PLANTED = ROOT / "seeds", ROOT / "examples" / "planted"

#: file, row, column, what stood there, what stands there now
Change = tuple[str, str, str, str, str]


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def listed() -> list[Change]:
    changes: list[Change] = []
    for line in (PLANTED / "README.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0].endswith(".csv"):
            file, row, column, old, new, slip = cells
            assert slip
            changes.append((file, row, column, old, new))
    return changes


def made() -> list[Change]:
    changes: list[Change] = []
    for path in sorted(SEEDS.glob("*.csv")):
        before, after = table(path), table(PLANTED / path.name)
        assert [len(row) for row in before] == [len(row) for row in after]
        for i, (old_row, new_row) in enumerate(zip(before, after, strict=True)):
            for column, old, new in zip(before[0], old_row, new_row, strict=True):
                if old != new:
                    row_id = old_row[before[0].index("row_id")] if i else "(header)"
                    changes.append((path.name, row_id, column, old, new))
    return changes


def test_the_readme_lists_every_planted_change() -> None:
    assert sorted(listed()) == sorted(made())
    assert len({change[:2] for change in made()}) == 14


def test_both_folders_hold_the_same_tables() -> None:
    names = {path.name for path in SEEDS.glob("*.csv")}
    assert names == {path.name for path in PLANTED.glob("*.csv")}
    for folder in (SEEDS, PLANTED):
        described = re.findall(r'"path": "(\w+\.csv)"', (folder / "datapackage.json").read_text("utf-8"))
        assert set(described) == names
