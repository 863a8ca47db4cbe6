"""The page of one provider, below each showcase."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from wagtail_charter.awards.models import Award
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.organisations.models import Organisation, Service
from wagtail_charter.showcase import rules
from wagtail_charter.showcase.models import ShowcaseListing, provider_key
from wagtail_charter.showcase.pages import ShowcaseIndexPage

ENTRIES_SHOWN = 50


@page_view(ShowcaseIndexPage, "provider/<slug:key>/", name="provider")
def provider(page, request, key):
    """The services of a provider that this showcase tells about or that hold an award, each with both.

    An old name in the address, or a provider that was merged into another, leads on to the address of today. A
    service with neither entry nor award is not shown: that it exists may be nobody's business yet.
    """
    organisation = _organisation(key)
    listings = ShowcaseListing.objects.of_index(page).filter(provider=organisation).newest().for_cards()
    listings = list(listings.select_related("entry")[:ENTRIES_SHOWN])
    if not listings:
        raise Http404
    canonical = provider_key(organisation.pk, organisation.name)
    if key != canonical:
        return HttpResponsePermanentRedirect(page.get_url(request) + f"provider/{canonical}/")
    return page.render(
        request,
        template="wagtail_charter/showcase/provider.html",
        context_overrides={
            "provider": organisation,
            "services": _services(organisation, listings),
            "facts": _facts(organisation),
            "canonical_url": page.get_full_url(request) + f"provider/{canonical}/",
        },
    )


def _organisation(key):
    number = key.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    found = Organisation.objects.filter(pk=number).select_related("region", "merged_into").first()
    if found is None:
        raise Http404
    return found.merged_into or found


def _facts(organisation):
    rows = [
        (_("Type of provider"), organisation.get_provider_type_display()),
        (_("Region"), organisation.region.name if organisation.region else ""),
        (_("Website"), _link(organisation.website)),
    ]
    return [(label, value) for label, value in rows if value]


def _link(url):
    return format_html('<a href="{}">{}</a>', url, url) if url else ""


def _services(organisation, listings):
    """One dict per service: the service, its awards in the order to show, and its listed entries."""
    entries, awards = {}, {}
    for listing in listings:
        entries.setdefault(listing.entry.service_id, []).append(listing)
    held = (
        Award.objects.for_display().filter(service__provider=organisation).select_related("level", "service")
    )
    for award in held:
        awards.setdefault(award.service_id, []).append(award)
    services = Service.objects.described().filter(pk__in={*entries, *awards}).order_by("name")
    return [
        {
            "service": service,
            "awards": rules.ordered_awards(awards.get(service.pk, [])),
            "listings": entries.get(service.pk, []),
        }
        for service in services
    ]
