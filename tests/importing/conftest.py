"""Invented sheets, brought into tables."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from triallint.cli import main
from triallint.importing.files import import_files


@pytest.fixture
def brought(tmp_path):
    """Import one file that holds this text."""

    def bring(name, text, mapping=None, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return import_files([path], mapping)

    return bring


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")

    def call(*arguments, **files):
        for name, text in files.items():
            Path(name.replace("__", ".")).write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, [*arguments])

    return call


def cells(imported, table):
    """The rows of a table, without what names them."""
    return [
        {name: text for name, text in row.items() if name not in ("row_id", "report_id")}
        for row in imported.tables().get(table, [])
    ]


def left(imported):
    """What was not imported, with how much of it."""
    return {one.what: one.number for one in imported.left}
