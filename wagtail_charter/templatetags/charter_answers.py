"""Tags for the answers of applications."""

import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.models import AnswerSource

register = template.Library()

_CAME = {
    AnswerSource.PHONE: (_("Told by telephone on %(day)s"), _("Told by telephone")),
    AnswerSource.PAPER: (_("Sent on paper on %(day)s"), _("Sent on paper")),
    AnswerSource.EMAIL: (_("Sent by email on %(day)s"), _("Sent by email")),
}


@register.simple_tag
def provenance(entry):
    """How the words of an answer reached us, in words; empty for what was written in the portal.

    ``entry``: a statement as ``ApplicationVersion.content`` holds it.
    """
    words = _CAME.get(entry.get("source"))
    if not words:
        return ""
    day = entry.get("source_on")
    if not day:
        return words[1]
    return words[0] % {"day": date_format(datetime.date.fromisoformat(day), "j F Y")}


@register.simple_tag
def answer_provenance(answer):
    """How the words of a ``StatementAnswer`` reached us: how, on which day, from whom; empty if in the portal."""
    if answer is None or answer.source == AnswerSource.PORTAL:
        return ""
    came = provenance(
        {"source": answer.source, "source_on": answer.source_on and answer.source_on.isoformat()}
    )
    if not answer.source_name:
        return _("%(came)s.") % {"came": came}
    return _("%(came)s, from %(name)s.") % {"came": came, "name": answer.source_name}
