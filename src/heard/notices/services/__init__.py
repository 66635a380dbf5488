"""Writes of notices: messages are queued, sent and settled; their wording is kept."""

from heard.notices.services.queueing import notice_queue
from heard.notices.services.sending import Sent, notices_send
from heard.notices.services.settling import (
    notice_cancel,
    notice_hold,
    notice_release,
    notice_retry,
    notice_told,
    notices_retry,
)
from heard.notices.services.wordings import (
    quiet_hours_set,
    template_reset,
    template_restore,
    template_save,
)

__all__ = [
    "Sent",
    "notice_cancel",
    "notice_hold",
    "notice_queue",
    "notice_release",
    "notice_retry",
    "notice_told",
    "notices_retry",
    "notices_send",
    "quiet_hours_set",
    "template_reset",
    "template_restore",
    "template_save",
]
