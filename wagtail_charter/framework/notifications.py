"""Who the scheme's letters are from."""

from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.notifications import Sender, speak_as


@speak_as
def scheme_as_sender(site):
    """Letters of ``site`` come from its scheme, by name; its named contact reads the replies."""
    settings = CharterSettings.objects.select_related("contact").filter(site=site).first()
    if settings is None:
        return Sender(name="")
    contact = settings.contact
    if contact is None:
        return Sender(name=settings.scheme_name)
    return Sender(
        name=settings.scheme_name,
        reply_to=contact.email,
        contact_name=contact.name,
        contact_phone=contact.phone,
        contact_hours=contact.hours,
    )
