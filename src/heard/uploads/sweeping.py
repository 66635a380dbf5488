"""Bytes that no row knows: what a server that was killed left behind, swept at the next start."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from django.utils import timezone

from heard.uploads.keeping import bytes_older_than, is_partial, path_of
from heard.uploads.models import StoredFile

# A file being taken in right now has bytes before it has a row.
YOUNGEST = timedelta(hours=1)


def upload_sweep(*, youngest: timedelta = YOUNGEST) -> int:
    """Delete files older than this that have no row; how many there were."""
    swept = 0
    before = (timezone.now() - youngest).timestamp()
    files = sorted(bytes_older_than(before))
    for folder, within in groupby(files, key=lambda file: file.parent.name):
        known = set(
            StoredFile.objects.filter(path__startswith=f"{folder}/").values_list("path", flat=True)
        )
        for file in within:
            if is_partial(file) or path_of(file) not in known:
                file.unlink(missing_ok=True)
                swept += 1
    return swept
