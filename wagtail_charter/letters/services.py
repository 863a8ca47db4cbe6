"""Writing letters."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Site

from wagtail_charter.letters.models import Letter


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
    template. ``about``: the row that it is about. ``site``, ``language``: the recipient's (default: the default site,
    the language in use). ``is_answer``: it answers the recipient's own act and leaves at once; any other waits for
    working hours. ``not_before``: a moment before which it stays. Returns the ``Letter``, new or old.
    """
    site = site or Site.objects.filter(is_default_site=True).first()
    letter, _made = Letter.objects.get_or_create(
        key=key,
        defaults={
            "template": template,
            "to_email": to_email,
            "to_name": to_name,
            "reply_to": reply_to,
            "facts": facts or {},
            "site": site,
            "language": language or get_language() or "en",
            "base_url": site.root_url if site else "",
            "about_type": ContentType.objects.get_for_model(about, for_concrete_model=False)
            if about
            else None,
            "about_id": str(about.pk) if about else "",
            "next_try_at": not_before or timezone.now(),
        },
    )
    return letter
