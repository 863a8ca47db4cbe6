"""Forms of applying, for any template of the host: no cookie, no token, so the page around them can be cached."""

from django import template
from django.urls import reverse
from wagtail.models import Site

from wagtail_charter.applications.forms import BeginForm, InterestForm
from wagtail_charter.applications.pages import ApplicationMixin, ApplicationPage
from wagtail_charter.applications.states import RoundStage
from wagtail_charter.conf import conf
from wagtail_charter.foundations.press import press_url

register = template.Library()

_COLOURS = {RoundStage.OPEN: "green", RoundStage.BY_INVITATION: "blue", RoundStage.NOT_OPEN_YET: "yellow"}
#: Nobody can have begun yet.
_BEFORE = (RoundStage.NONE_PLANNED, RoundStage.NOT_OPEN_YET)


@register.filter
def stage_colour(stage):
    """The colour of the tag of a ``RoundStage``."""
    return _COLOURS.get(stage, "grey")


@register.inclusion_tag("wagtail_charter/applications/includes/_begin_form.html", takes_context=True)
def charter_begin_form(context, page=None, heading="", text="", level=2):
    """Begin, or go on with, an application: asks for an e-mail address.

    ``page``: the application page (default: the one shown, else the site's first). Nothing is shown without one,
    before its round opens, or where the profile has no sign-in.
    """
    request = context.get("request")
    page = _page(context, page)
    if page is None or not conf.is_room_on("accounts") or page.stage() in _BEFORE:
        return {"form": None}
    heading_id = _id(context, "begin")
    form = BeginForm(initial={"next": page.route_url("begin", request=request)}, auto_id=f"{heading_id}-%s")
    return {
        "form": form,
        "action": press_url(reverse("charter:sign_in")),
        "stage": page.stage(),
        "round": page.shown_round,
        "page": page,
        "heading": heading,
        "text": text,
        "level": level,
        "heading_id": heading_id,
    }


@register.inclusion_tag("wagtail_charter/applications/includes/_interest_form.html", takes_context=True)
def charter_interest_form(context, page=None, heading="", text="", level=2):
    """The form "Is your organisation looking to apply?", with the extra questions of its page.

    ``page``: the application page that takes the messages (default: the one shown, else the site's first). Nothing is
    shown without one, or if it does not offer the form.
    """
    request = context.get("request")
    page = _page(context, page)
    if page is None or not page.offers_interest:
        return {"form": None}
    heading_id = _id(context, "interest")
    return {
        "request": request,
        "form": InterestForm(page, auto_id=f"{heading_id}-%s"),
        "action": press_url(page.route_url("interest", request=request)),
        "heading": heading,
        "text": text,
        "level": level,
        "heading_id": heading_id,
        "privacy_url": page.privacy_url(request),
    }


def _page(context, given):
    """The application page to use: the one given, the one shown, the first of the site; it has an address."""
    request = context.get("request")
    page = getattr(given, "specific", None) or context.get("page")
    if not isinstance(page, ApplicationMixin):
        page = _first_of_site(request)
    if page is None or not conf.is_room_on("applications") or not page.live or not page.get_url(request):
        return None
    return page


def _first_of_site(request):
    if request is None:
        return None
    if not hasattr(request, "_charter_application_page"):
        request._charter_application_page = ApplicationPage.for_site(Site.find_for_request(request))
    return request._charter_application_page


def _id(context, word):
    """An id that no other form of the page has: ``begin``, ``begin-2`` and so on."""
    request = context.get("request")
    counts = request.__dict__.setdefault("_charter_form_ids", {}) if request else {}
    counts[word] = counts.get(word, 0) + 1
    return word if counts[word] == 1 else f"{word}-{counts[word]}"
