"""Writing letters into the outbox."""

import json
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Site

from wagtail_charter.conf import conf
from wagtail_charter.letters import rules
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services.sending import send_now

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task


def queue(
    template,
    *,
    key,
    to_email,
    to_name="",
    reply_to="",
    facts=None,
    about=None,
    site=None,
    language=None,
    is_answer=True,
    not_before=None,
):
    """Put a letter into the outbox, inside the caller's transaction: rolled back with it, it never was.

    ``template``: the letter's name below ``<room>/emails/``, for example ``"applications/application_sent"`` (files
    ``…_subject.txt``, ``….txt``, ``….html``). ``key``: unique for the fact that it tells, for example
    ``"application:12:sent:v1"``; a key that is taken already changes nothing. ``facts``: a JSON object for the
    template; ``contact_name``, with ``contact_email``, ``contact_phone`` and ``contact_hours``, is the person who
    answers (default: the site's contact). ``about``: the row that it is about. ``site``, ``language``: the recipient's (default: the default site,
    the language in use). ``is_answer``: it answers the recipient's own act and leaves at once; any other waits for
    working hours. ``not_before``: a moment before which it stays.

    A letter whose time has come is sent when the transaction is committed; if that does not work, ``charter_tick``
    tries again. Returns the ``Letter``, new or old. Raises ``TypeError`` when ``facts`` are not JSON.
    """
    facts = facts or {}
    json.dumps(facts)
    site = site or Site.objects.filter(is_default_site=True).first()
    now = timezone.now()
    leaves_at = max(now, not_before) if not_before else now
    if not is_answer:
        leaves_at = rules.next_working_time(
            leaves_at, zone=timezone.get_default_timezone(), closed_days=conf.CLOSED_DAYS
        )
    letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "template": template,
            "to_email": to_email,
            "to_name": to_name,
            "reply_to": reply_to,
            "facts": facts,
            "site": site,
            "language": language or get_language() or "en",
            "base_url": site.root_url if site else "",
            "about_type": ContentType.objects.get_for_model(about, for_concrete_model=False)
            if about
            else None,
            "about_id": str(about.pk) if about else "",
            "is_answer": is_answer,
            "created_at": now,
            "next_try_at": leaves_at,
        },
    )
    if is_new and leaves_at <= now:
        transaction.on_commit(partial(send_letter.enqueue, letter.pk), robust=True)
    return letter


@task
def send_letter(pk):
    """Send one letter now, if it still waits; a background task, so that the person who caused it need not wait."""
    send_now(pk)
