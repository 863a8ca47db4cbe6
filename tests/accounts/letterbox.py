"""Reading the mail in which codes come."""

import re

from django.core import mail

from wagtail_charter.letters.services import send_due


def newest_code(email="sam@trust.example"):
    """Let letters leave, and read the code of the newest message to ``email``."""
    send_due()
    message = [message for message in mail.outbox if email in message.recipients()[0]][-1]
    return re.search(r"^(\d{6})$", message.body, re.MULTILINE).group(1)


def wrong(code):
    """A code that ``code`` is not."""
    return f"{(int(code) + 1) % 1_000_000:06}"


def links_of(message):
    """Every link in a message, of the text and of the HTML."""
    parts = [message.body, *(part.content for part in message.alternatives)]
    return {link for part in parts for link in re.findall(r"https?://[^\s\"'<>]+", part)}
