"""A check may be about the rows of several tables: its first parameter is then a union."""

from pathlib import Path

import pytest

from tests.sample import make_check, tables
from triallint.checkfile import BadCheck, Check, Problems, checks_in
from triallint.model import Problem
from triallint.run import run
from triallint.tables import Citation, Estimate, Report

SOURCE = '''"""A DOI is there."""

from triallint.kit import Citation, Problem, Problems, Report, check


@check(severity="info")
def problems(row: KINDS) -> Problems:
    """Yield where there is none."""
    if not row.doi:
        yield Problem(row.doi, "none")
    return None
'''

TABLES = """
    reports
    report_id | title | doi
    R1        | One   |

    citations
    report_id | position | relation  | doi
    R1        | 1        | reference | 10.1000/x
    R1        | 2        | reference |
"""


def without_doi(row: Report | Citation) -> Problems:
    if not row.doi:
        yield Problem(row.doi, "none")
    return None


def found(folder: Path, kinds: str) -> Check | BadCheck:
    (folder / "dois_are_there.py").write_text(SOURCE.replace("KINDS", kinds))
    (one,) = checks_in(folder)
    return one


def test_a_union_is_asked_about_each_of_its_tables(tmp_path: Path) -> None:
    check = found(tmp_path, "Report | Citation")
    assert isinstance(check, Check)
    assert check.kinds == (Report, Citation)
    result = run([check], tables(TABLES))
    assert [f.place.file for f in result.findings] == ["citations", "reports"]
    assert result.checked.tallies[check.name].applicable == 3


@pytest.mark.parametrize("kinds", ["Report | int", "Report | None", "list[Report]"])
def test_a_union_with_anything_else_is_refused(tmp_path: Path, kinds: str) -> None:
    bad = found(tmp_path, kinds)
    assert isinstance(bad, BadCheck)
    assert "must say what it reads" in str(bad)


def test_one_table_is_as_before() -> None:
    assert make_check(without_doi, about=Estimate).kinds == (Estimate,)
    check = make_check(without_doi, about=Citation)
    assert [f.place.file for f in run([check], tables(TABLES)).findings] == ["citations"]
