"""What the tests of the nightly job share: the seeds in a folder, and a night over them."""

import json
import shutil
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from triallint.cli import main

ROOT = Path(__file__).parents[2]


def seed_facts() -> list[dict[str, Any]]:
    """The records that the stand-in knows, to be changed between two nights."""
    facts: list[dict[str, Any]] = json.loads(
        (ROOT / "tests" / "standin" / "seed_records.json").read_text(encoding="utf-8")
    )
    return facts


def with_fact(facts: list[dict[str, Any]], pmid: str, **changed: Any) -> list[dict[str, Any]]:
    assert any(one["pmid"] == pmid for one in facts)
    return [{**one, **changed} if one["pmid"] == pmid else one for one in facts]


def copy_seeds(folder: Path) -> Path:
    """The seeds without recorded answers, in a project of their own."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / ".git").mkdir()
    return folder / "seeds"


def with_few_citations(seeds: Path) -> None:
    """Keep three citations, where what matters is not how many there are: asking takes its time."""
    table = seeds / "citations.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:4]), encoding="utf-8")


def night(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["nightly", "seeds", "-o", "nights", *arguments])
