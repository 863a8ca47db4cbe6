"""Reading the files that Django's file-based mail backend writes. The app's outbox is not asked."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

#: What the backend writes after each mail of one connection.
_RULE = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Mail:
    """One mail as it lies in a file."""

    name: str
    sender: str
    to: str
    subject: str
    sent_at: datetime
    order: tuple
    text: str
    html: str


def all_mails():
    """Every mail, the newest first."""
    folder = Path(settings.MAIL_FOLDER)
    files = sorted(folder.glob("*.log")) if folder.exists() else []
    mails = [mail for file in files for mail in _mails_in(file)]
    return sorted(mails, key=lambda mail: mail.order, reverse=True)


def find_mail(name):
    """The mail called ``name``, or ``None``."""
    return next((mail for mail in all_mails() if mail.name == name), None)


def _mails_in(file):
    for number, source in enumerate(file.read_bytes().split(_RULE)[:-1]):
        message = message_from_bytes(source, policy=policy.default)
        yield Mail(
            name=f"{file.stem}-{number}",
            sender=str(message["From"]),
            to=str(message["To"]),
            subject=str(message["Subject"]),
            order=(file.stat().st_mtime_ns, number),
            sent_at=parsedate_to_datetime(message["Date"]),
            text=_part(message, "plain"),
            html=_part(message, "html"),
        )


def _part(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""
