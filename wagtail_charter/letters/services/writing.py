"""Turning a letter's template and facts into words."""

import re
from dataclasses import dataclass, replace

from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import Sender, kind_of, sender_of

#: What stands in the admin where a secret stood.
HIDDEN = "••••••"


@dataclass(frozen=True)
class Written:
    """A letter in words: its subject, its plain text, its HTML, and who it is from."""

    subject: str
    text: str
    html: str
    sender: Sender


def write(letter, secrets=None):
    """Write ``letter`` in its language and the site's time zone; ``secrets`` are facts of this one mail.

    Templates see the letter's facts and ``letter``, ``to_name``, ``base_url``, ``scheme`` and ``sender``. Returns a ``Written``. Raises what the template raises.
    """
    with override(letter.language), timezone.override(timezone.get_default_timezone()):
        sender = _sender(letter)
        context = {
            **letter.facts,
            **(secrets or {}),
            "letter": letter,
            "to_name": letter.to_name,
            "base_url": letter.base_url,
            "scheme": sender.name,
            "sender": sender,
        }
        return Written(
            subject=" ".join(_plain(letter.template, "_subject.txt", context).split()),
            text=_tidy(_plain(letter.template, ".txt", context)),
            html=_template(letter.template, ".html").render(context),
            sender=sender,
        )


def _sender(letter):
    """Who the letter is from, and who answers: its own contact, by the facts of that name, before the site's."""
    sender, facts = sender_of(letter.site), letter.facts
    if facts.get("contact_name"):
        return replace(
            sender,
            reply_to=letter.reply_to or facts.get("contact_email") or sender.reply_to,
            contact_name=facts["contact_name"],
            contact_phone=facts.get("contact_phone", ""),
            contact_hours=facts.get("contact_hours", ""),
        )
    if letter.reply_to and letter.reply_to != sender.reply_to:
        return Sender(name=sender.name, reply_to=letter.reply_to)
    return sender


def preview(letter):
    """``letter`` as the team may read it: what was made at sending is hidden. Returns a ``Written``."""
    return write(letter, dict.fromkeys(kind_of(letter.template).secrets, HIDDEN))


def preview_kind(kind, *, site):
    """What the letters of ``kind`` say, with its sample facts, in the language in use. Returns a ``Written``."""
    letter = Letter(
        template=kind.template,
        to_name=gettext("Sam Reader"),
        to_email="sam.reader@example.org",
        facts=kind.sample,
        site=site,
        language=get_language(),
        base_url=site.root_url if site else "",
    )
    return preview(letter)


def _template(name, ending):
    room, _slash, stem = name.partition("/")
    return get_template(f"wagtail_charter/{room}/emails/{stem}{ending}")


def _plain(name, ending, context):
    """A text template's words: nothing in it is escaped, as nothing in it is HTML."""
    return _template(name, ending).template.render(Context(context, autoescape=False))


def _tidy(text):
    """``text`` with no spaces at line ends and no more than one empty line together."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"
