"""Checks are found, ordered and refused with a reason."""

from pathlib import Path

import pytest

from tests.sample import make_check
from triallint.checkfile import BadCheck, Check, builtin_checks, checks_in, ordered

GOOD = '''"""Doses are positive."""

from triallint.kit import Estimate, Problem, Problems, check


@check(severity="warning")
def problems(estimate: Estimate) -> Problems:
    """Yield where the value is negative."""
    if estimate.value.value < 0:
        yield Problem(estimate.value, "negative")
'''


def nothing(row):  # type: ignore[no-untyped-def]
    yield from ()


def found(folder: Path) -> list[Check | BadCheck]:
    return list(checks_in(folder))


def test_a_users_folder_is_walked(tmp_path: Path) -> None:
    (tmp_path / "dosing").mkdir()
    (tmp_path / "dosing" / "doses_are_positive.py").write_text(GOOD)
    (tmp_path / "also_here.py").write_text(GOOD)
    names = [(c.name, c.family) for c in found(tmp_path) if isinstance(c, Check)]
    assert names == [("also_here", tmp_path.name), ("doses_are_positive", "dosing")]


def test_other_tools_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "health.py").write_text("raise SystemExit('never imported')")
    (tmp_path / "test_mine.py").write_text(GOOD)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("from triallint.kit import check\n1/0", "ZeroDivisionError"),
        ("from triallint.kit import nonsense", "ImportError"),
        ("import triallint.kit\ndef problems(row): ...", "under an @check"),
        (GOOD.replace("estimate: Estimate", "estimate"), "must say what it reads"),
        (GOOD.replace("estimate: Estimate", "estimate: int"), "must say what it reads"),
        (GOOD.replace("estimate: Estimate", "estimate: Estimate, more: int"), "may also read"),
        (GOOD.replace('"warning"', '"dire"'), "KeyError"),
        ("from triallint.kit import check\ndef (", "SyntaxError"),
    ],
)
def test_a_broken_file_says_why_and_hides_no_other(tmp_path: Path, source: str, words: str) -> None:
    (tmp_path / "broken.py").write_text(source)
    (tmp_path / "good.py").write_text(GOOD)
    broken, good = found(tmp_path)
    assert isinstance(broken, BadCheck)
    assert "broken.py" in str(broken)
    assert words in str(broken)
    assert isinstance(good, Check)


def test_names_are_unique() -> None:
    with pytest.raises(BadCheck, match="exists already"):
        ordered([make_check(nothing, file="a.py"), make_check(nothing, file="b.py")])


def test_causes_come_first() -> None:
    checks = [make_check(nothing, name="a", unless=("b",)), make_check(nothing, name="b", unless=("c",))]
    checks += [make_check(nothing, name="c", unless=("not_selected",))]
    assert [c.name for c in ordered(checks)] == ["c", "b", "a"]


def test_a_circle_is_refused() -> None:
    checks = [make_check(nothing, name="a", unless=("b",)), make_check(nothing, name="b", unless=("a",))]
    with pytest.raises(BadCheck, match="wait for each other"):
        ordered(checks)


def test_the_packages_own_checks_name_only_checks_that_exist() -> None:
    checks = builtin_checks()
    names = {check.name for check in checks}
    assert {cause for check in checks for cause in check.unless} <= names
