"""E-mail: plain text, by the backend that HEARD_MAIL_URL names."""

from __future__ import annotations

import smtplib
from email.utils import formataddr, parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.crypto import salted_hmac

from heard.notices.errors import PermanentError, TemporaryError

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from heard.notices.errors import SendError
    from heard.notices.models import Notice

FOR_GOOD = 500  # from here on, SMTP's answers say that trying again would not help
UNREACHABLE = "The mail server could not be reached."
UNWRITABLE = "The message can't be written as an e-mail."
NOT_LET_IN = "The mail server did not let us in: check HEARD_MAIL_URL."


class EmailChannel:
    """Sends over one connection, opened for the first message and again after a failure."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, notice: Notice) -> None:
        """Hand over one message.

        Raises:
            TemporaryError: the server can't be reached, or says to try again later.
            PermanentError: the server refuses the message or its recipient for good.
        """
        try:
            message = email_of(notice)
            message.message()  # would its headers hold something that can't be sent?
            notice.to.rpartition("@")[0].encode("ascii")  # else Django makes up another address
        except (ValueError, UnicodeError) as error:
            raise PermanentError(UNWRITABLE) from error
        try:
            connection = self._opened()
            message.connection = connection
            if not connection.send_messages([message]):
                raise smtplib.SMTPServerDisconnected
        except (OSError, ValueError) as error:
            self.close()
            raise _error(error) from error

    def close(self) -> None:
        """Say goodbye to the server."""
        connection, self._connection = self._connection, None
        if connection is not None:
            _hang_up(connection)

    def _opened(self) -> BaseEmailBackend:
        if self._connection is None:
            connection = get_connection(fail_silently=False)
            try:
                connection.open()
            except (OSError, ValueError) as error:
                _hang_up(connection)
                known = isinstance(error, smtplib.SMTPAuthenticationError)
                raise _RefusedError(NOT_LET_IN if known else UNREACHABLE) from error
            self._connection = connection
        return self._connection


def _hang_up(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except OSError:  # it is gone already
        return


class _RefusedError(OSError):
    """The server didn't take us on at all."""


def email_of(notice: Notice) -> EmailMessage:
    """The message as an e-mail.

    Its Message-ID comes from the notice's key, so that a second copy can be known for one.
    """
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2] or "localhost"
    mark = salted_hmac("heard.notices.message-id", notice.key, algorithm="sha256").hexdigest()[:40]
    sender = settings.MAIL_FROM_DISCREET or address
    headers = {
        "Message-ID": f"<{mark}@{domain}>",
        "Auto-Submitted": "auto-generated",  # so that nobody's absence note answers
        "X-Auto-Response-Suppress": "All",
    }
    reply_to = [settings.MAIL_REPLY_TO] if settings.MAIL_REPLY_TO and not notice.discreet else None
    return EmailMessage(
        subject=notice.subject,
        body=notice.body + "\n",
        from_email=sender if notice.discreet else formataddr((name, address)),
        to=[notice.to],
        reply_to=reply_to,
        headers=headers,
    )


def _error(error: Exception) -> SendError:
    """What went wrong, without the server's own words: they tend to hold the address."""
    match error:
        case _RefusedError():
            return TemporaryError(str(error), whole_channel=True)
        case smtplib.SMTPRecipientsRefused():
            code = max((code for code, _words in error.recipients.values()), default=FOR_GOOD)
            return _by_code(code, "recipient")
        case smtplib.SMTPSenderRefused():
            return _by_code(error.smtp_code, "sender")
        case smtplib.SMTPDataError():
            return _by_code(error.smtp_code, "message")
        case smtplib.SMTPResponseException():
            return _by_code(error.smtp_code, "message")
        case UnicodeError() | ValueError():
            return PermanentError(UNWRITABLE)
    return TemporaryError("The connection to the mail server broke.", whole_channel=True)


def _by_code(code: int, what: str) -> SendError:
    if code >= FOR_GOOD:
        return PermanentError(f"The mail server refused the {what} (code {code}).")
    return TemporaryError(f"The mail server asked to try again later (code {code}).")
