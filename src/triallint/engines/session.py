"""A Spark session: the one that is running, or a new one on this machine or wherever Spark is told."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..config import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Every core of this machine; a task that fails is tried four times, as on a cluster.
HERE: Final = "local[*,4]"

#: The oldest Spark that gives what comes back as Arrow tables.
_OLDEST: Final = (4, 0)

NO_PYSPARK: Final = (
    "Spark needs pyspark, which is not installed: pip install 'triallint[spark]' in an environment of its "
    "own, as it asks for an older pandas"
)
NO_JAVA: Final = (
    "Spark needs Java 17 or newer, which is not to be found: install it (apt-get install "
    "default-jre-headless) or set JAVA_HOME to where it is"
)

#: What Spark is told where it runs on this machine alone: nothing listens to other machines, and it says
#: no more than what went wrong.
_ALONE: Final[Mapping[str, str]] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.log.level": "FATAL",
}


@contextmanager
def session(master: str | None = None, settings: Mapping[str, str] | None = None) -> "Iterator[SparkSession]":
    """A Spark session; one that was running before is left running.

    Args:
        master: where Spark runs (`local[4]`, `yarn`, `spark://…`, `k8s://…`). None for what `spark-submit`
            or the surroundings say, and else for all cores of this machine.
        settings: Spark's own settings by name, such as `spark.executor.memory`.

    Raises:
        UsageError: pyspark or Java is missing or too old, or Spark does not start.
    """
    must_be_ready()
    active = _running()
    if active is not None:
        yield active
        return
    spark = _started(master, dict(settings or {}))
    try:
        yield spark
    finally:
        spark.stop()


def must_be_ready() -> None:
    """Say what is missing before anything is begun.

    Raises:
        UsageError: pyspark or Java is missing, or pyspark is too old.
    """
    try:
        import pyspark
    except ImportError:
        raise UsageError(NO_PYSPARK) from None
    if tuple(map(int, pyspark.__version__.split(".")[:2])) < _OLDEST:
        raise UsageError(f"pyspark {pyspark.__version__} is too old: 4.0 or newer is needed")
    if not _is_submitted() and not _java():
        raise UsageError(NO_JAVA)


def _is_submitted() -> bool:
    """Whether somebody else has started Spark for us, so that no Java is needed here."""
    return "PYSPARK_GATEWAY_PORT" in os.environ or "SPARK_REMOTE" in os.environ


def _running() -> "SparkSession | None":
    """The session of a notebook or of a program that calls us."""
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


def _started(master: str | None, settings: dict[str, str]) -> "SparkSession":
    from pyspark.errors import PySparkRuntimeError
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("triallint")
    master = master or (None if _is_submitted() else HERE)
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):
            settings = {**_ALONE, **settings}
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        said = (
            "which java it finds is said above; 17 or newer is needed" if "JAVA" in str(error) else str(error)
        )
        raise UsageError(f"Spark did not start: {said}") from error
    except Exception as error:  # whatever the cluster says, in Java's words
        raise UsageError(f"Spark did not start on {master or 'the cluster'}: {_first_line(error)}") from error


def _java() -> str | None:
    """Where Java is, if anywhere."""
    home = os.environ.get("JAVA_HOME")
    if home:
        path = Path(home) / "bin" / "java"
        return str(path) if path.exists() else None
    return shutil.which("java")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
