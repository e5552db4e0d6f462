"""What is said where Spark cannot start, before anything is begun."""

import builtins
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from click.testing import CliRunner

from triallint.cli import main
from triallint.config import UsageError
from triallint.engines import session


@pytest.fixture
def pyspark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A pyspark that is there by name."""
    for name in ("PYSPARK_GATEWAY_PORT", "SPARK_REMOTE"):
        monkeypatch.delenv(name, raising=False)
    module = ModuleType("pyspark")
    module.__version__ = "4.1.0"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pyspark", module)
    return module


def test_without_pyspark_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "pyspark":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    (tmp_path / "one.jsonl").write_text('{"id": "1", "text": "No figures."}\n', encoding="utf-8")
    output = tmp_path / "findings.jsonl"
    arguments = ["scan", str(tmp_path / "one.jsonl"), "-o", str(output), "--engine", "spark"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "pip install 'triallint[spark]'" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["one.jsonl"], "nothing was begun"


def test_without_java_it_is_said_how_to_get_it(
    pyspark: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UsageError, match="Java 17 or newer"):
        session.must_be_ready()
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="default-jre-headless"):
        session.must_be_ready()
    (tmp_path / "java").touch(mode=0o755)
    session.must_be_ready()


def test_a_submitted_program_needs_no_java_here(
    pyspark: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PYSPARK_GATEWAY_PORT", "1")
    session.must_be_ready()


def test_an_old_spark_is_said_to_be_old(pyspark: ModuleType) -> None:
    pyspark.__version__ = "3.5.9"  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match=r"3\.5\.9 is too old"):
        session.must_be_ready()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--master", "yarn"], "say --engine spark as well"),
        (["--engine", "spark", "--conf", "spark.executor.memory"], "NAME=VALUE is needed"),
    ],
)
def test_options_that_do_not_fit_are_said(more: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text('{"id": "1", "text": "No figures."}\n', encoding="utf-8")
    arguments = ["scan", str(tmp_path / "one.jsonl"), "-o", str(tmp_path / "out.jsonl"), *more]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.stderr
