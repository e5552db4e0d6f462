"""The example in every format, letter by letter, as it was read by a person.

After a change that is meant, TRIALLINT_BLESS=1 writes the files anew; read the difference.
"""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from triallint.render import FORMATS, Verbosity, render

from .example import CONTEXT, RUN

GOLDEN = Path(__file__).parent / "golden"

VARIANTS = {
    **{f"example.{form}": (form, CONTEXT) for form in FORMATS if form != "text"},
    "normal.txt": ("text", CONTEXT),
    "quiet.txt": ("text", replace(CONTEXT, verbosity=Verbosity.quiet)),
    "verbose.txt": ("text", replace(CONTEXT, verbosity=Verbosity.verbose, width=100)),
    "narrow.txt": ("text", replace(CONTEXT, width=50)),
    "coloured.txt": ("text", replace(CONTEXT, colour=True)),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_the_example_looks_as_it_did_when_it_was_read(name: str) -> None:
    form, context = VARIANTS[name]
    text = render(RUN, form, context=context).encode()
    path = GOLDEN / name
    if os.environ.get("TRIALLINT_BLESS"):
        path.write_bytes(text)
        pytest.fail(f"wrote {path.name}: read it, and run again without TRIALLINT_BLESS")
    assert text == path.read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(VARIANTS)
