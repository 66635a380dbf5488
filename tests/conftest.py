"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def tsm_folder() -> Path:
    """Folder of the regulator's real workbooks, which are never committed."""
    folder = Path(os.environ.get("HEARD_TSM_DIR") or CHECKOUT.parent / "shared" / "data" / "tsm")
    if not folder.is_dir():
        pytest.skip(f"The regulator's workbooks are not at {folder}: set HEARD_TSM_DIR.")
    return folder
