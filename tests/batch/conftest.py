"""One small Spark session for all tests that need one."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import interdict


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session on two cores, or a skip that says what was not run."""
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        pytest.skip("Spark needs Java, which is not here: nothing was screened in Spark")
    sql = pytest.importorskip(
        "pyspark.sql", reason="pyspark is not installed: nothing was screened in Spark"
    )
    pytest.importorskip("pandas", reason="pandas is not installed: nothing was screened in Spark")
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYSPARK_PYTHON", sys.executable)
        environment.setenv("PYTHONPATH", str(Path(interdict.__file__).parents[1]))
        session = (
            sql.SparkSession.builder.master("local[2]")
            .appName("interdict tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.memory", "512m")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.local.dir", str(folder))
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.log.level", "FATAL")
            .getOrCreate()
        )
        yield session
        session.stop()
