"""Every check's page holds: its examples are run, exact to the cell."""

import pytest

from triallint.checkfile import Check, builtin_checks
from triallint.examples import complaints

CHECKS = builtin_checks()


@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_page_and_code_agree(check: Check) -> None:
    assert list(complaints(check)) == []


@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_page_is_whole(check: Check) -> None:
    assert check.title.endswith("."), "the first line says what holds, as one sentence"
    assert "Source:" in check.page, "the page names the source of its rule"
    assert len(check.page.split("\n")) > 10
