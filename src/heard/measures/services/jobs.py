"""Imports that staff upload: kept, read in the background, reported."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction
from django_tasks import task

from heard.audit.services import audit_record
from heard.errors import BadInputError, Fault, HeardError
from heard.measures.models import ImportJob, ImportState
from heard.measures.services import workbooks_import

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from heard.accounts.models import User

log = logging.getLogger(__name__)


def import_create(*, files: Sequence[UploadedFile[Any]], by: User) -> ImportJob:
    """Keep uploaded workbooks and start reading them once the upload is safely stored.

    The name somebody gave a file is only shown, never used as a path.
    """
    kept = [
        {
            "name": Path(file.name or "workbook.xlsx").name[:200],
            "stored": default_storage.save(f"imports/{uuid4()}.xlsx", file),
        }
        for file in files
    ]
    with transaction.atomic():
        job = ImportJob.objects.create(files=kept, total=len(kept), created_by=by)
        audit_record(event="import.upload", target=job, by=by, after={"total": job.total})
        transaction.on_commit(partial(import_task.enqueue, job.pk))
    return job


@task()
def import_task(pk: int) -> None:
    """Read the workbooks of one upload, all or nothing."""
    job = ImportJob.objects.select_related("created_by").get(pk=pk)
    if job.finished:  # a worker that was stopped half-way may be handed the task again
        return
    import_run(job)


def import_run(job: ImportJob) -> None:
    """Import the job's workbooks and write down what came of it, whatever that is."""
    _note(job, state=ImportState.RUNNING)
    try:
        reports = workbooks_import(
            files=[(default_storage.path(file["stored"]), file["name"]) for file in job.files],
            by=job.created_by,
            progress=partial(_progress, job),
        )
    except BadInputError as error:
        _note(job, state=ImportState.REFUSED, faults=[fault.as_dict() for fault in error.faults])
    except HeardError as error:
        fault = Fault(job.files[0]["name"], "", str(error), "")
        _note(job, state=ImportState.REFUSED, faults=[fault.as_dict()])
    except Exception:
        log.exception("import failed")
        fault = Fault(
            "Heard", "", "The import failed for a reason that is our fault.", "Try again."
        )
        _note(job, state=ImportState.REFUSED, faults=[fault.as_dict()])
    else:
        _note(job, state=ImportState.DONE, report=[report.as_dict() for report in reports])
    finally:
        for file in job.files:
            default_storage.delete(file["stored"])


def _progress(job: ImportJob, done: int, total: int, message: str) -> None:
    """Write how far it is, outside the import's own transaction where the store allows it."""
    _note(job, done=done, total=total, message=message[:200])


def _note(job: ImportJob, **values: object) -> None:
    for name, value in values.items():
        setattr(job, name, value)
    job.save(update_fields=[*values, "changed_at"])
