"""One Spark for all tests of this folder, on two cores of this machine, where pyspark and Java are at hand."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: As on a cluster, a task that fails is tried four times.
MASTER = "local[2,4]"


@pytest.fixture(scope="session")
def spark() -> "Iterator[SparkSession]":
    """The session. `TRIALLINT_SPARK=required` makes a missing one a failure: CI may not pass it over."""
    missing = ""
    if find_spec("pyspark") is None:
        missing = (
            "pyspark is not installed here: `make spark` runs these tests in an environment of their own"
        )
    elif not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        missing = "there is no Java to run Spark: apt-get install default-jre-headless"
    if missing and os.environ.get("TRIALLINT_SPARK") == "required":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    from triallint.engines.session import session

    few = {"spark.sql.shuffle.partitions": "4", "spark.default.parallelism": "2"}
    with session(MASTER, few) as running:
        yield running
