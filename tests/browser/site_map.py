"""Print what the site can be asked for: live pages by type, routes below each page type, the app's own addresses."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.site_settings")
django.setup()

from django.urls import get_resolver  # noqa: E402
from wagtail.contrib.routable_page.models import RoutablePageMixin  # noqa: E402
from wagtail.models import Page, get_page_models  # noqa: E402

from tests.browser.portal_session import account_of, applicant  # noqa: E402
from tests.browser.rows import PORTAL_PEOPLE  # noqa: E402
from wagtail_charter.models import (  # noqa: E402
    Application,
    Award,
    OrganisationClaim,
    RoundMessage,
    ShowcaseEntryPage,
    TrainingSession,
)
from wagtail_charter.showcase.models import provider_key  # noqa: E402

OURS = ("wagtail_charter", "home")


def page_types():
    """Every concrete page type of the app and the example site, by name."""
    return sorted(model.__name__ for model in get_page_models() if model._meta.app_label in OURS)


def routes():
    """Every address below a page of ours, as ``Type:name``; the page's own address is none of them."""
    return sorted(
        f"{model.__name__}:{route.name}"
        for model in get_page_models()
        if model._meta.app_label in OURS and issubclass(model, RoutablePageMixin)
        for route in model.get_subpage_urls()
        if route.name != "index_route"
    )


def names_below(resolver, prefix):
    """The names of the addresses below a resolver, with their namespace."""
    for entry in resolver.url_patterns:
        inner = getattr(entry, "url_patterns", None)
        if inner is not None:
            yield from names_below(entry, f"{entry.namespace}:" if entry.namespace else prefix)
        elif prefix:
            yield f"{prefix}{entry.name}"


def app_addresses():
    """The names of the addresses that the app and the example site mount themselves."""
    return sorted(
        name for name in names_below(get_resolver(), "") if name.split(":", 1)[0] in ("charter", "elements")
    )


def live_pages():
    """The type of each live page that everybody may read, by its path."""
    return {
        page.get_url(): type(page).__name__
        for page in Page.objects.live().public().specific()
        if page.get_url()
    }


def examples():
    """What a row's address may ask for in braces: an award's reference by state, a session, a provider's key."""
    awards = Award.objects.exclude(reference=None).order_by("pk")
    session = TrainingSession.objects.filter(event__live=True).order_by("pk").first()
    entry = ShowcaseEntryPage.objects.live().exclude(service=None).order_by("pk").first()
    index, provider = entry.get_parent().specific, entry.service.provider
    key = provider_key(provider.pk, provider.name)
    account = applicant()
    claims = OrganisationClaim.objects.waiting().order_by("pk")
    return {
        "claim_of_mine": claims.filter(account=account).values_list("pk", flat=True).first(),
        "claim_to_answer": claims.for_owner(account).values_list("pk", flat=True).first(),
        **{
            f"application_{seat.application.state}": seat.application.reference
            for seat in account.application_roles.select_related("application")
        },
        **{
            f"case_{seat.application.state}": seat.application.pk
            for seat in account.application_roles.select_related("application")
        },
        "application_asked": account.application_roles.filter(application__question_open_at__isnull=False)
        .values_list("application__reference", flat=True)
        .first(),
        **{award.state: award.reference for award in reversed(awards)},
        "superseded": awards.exclude(replaced_by=None).values_list("reference", flat=True).first(),
        **of_other_people(),
        **cases(),
        "event_page": session.event.get_url(),
        "session": str(session.uid),
        "provider_page": index.get_url() + index.reverse_subpage("provider", kwargs={"key": key}),
    }


def of_other_people():
    """``{teo_not_ready_yet: reference}``: the applications of the demo's other people, by first name and state."""
    return {
        f"{name}_{seat.application.state}": seat.application.reference
        for name in PORTAL_PEOPLE
        for seat in account_of(name).application_roles.select_related("application")
    }


def cases():
    """What a step of the desk needs to be there: a case to sign, to decide, to release, planned, paused, asked."""
    rows = Application.objects.order_by("pk")
    return {
        "case_to_sign": rows.filter(outcome__recorded_at__isnull=False, outcome__decided_at=None).first().pk,
        "case_to_decide": rows.filter(ratings__isnull=False, outcome=None).first().pk,
        "case_to_release": rows.filter(state="decided", outcome__release_at=None).first().pk,
        "case_planned": rows.filter(state="decided", outcome__release_at__isnull=False).first().pk,
        "case_paused": rows.filter(paused_at__isnull=False).first().pk,
        "case_asked": rows.filter(question_open_at__isnull=False).first().pk,
        "case_to_call": rows.filter(hearing__way="call", hearing__called_at=None, outcome__level=None)
        .exclude(outcome=None)
        .first()
        .pk,
        **{f"message_{each.state}": each.pk for each in RoundMessage.objects.order_by("pk")},
    }


def states():
    """Each state of the models that have a life, and how many rows of the demo stand in it."""
    return {
        model.__name__: {str(state): model.objects.filter(state=state).count() for state in model.transitions}
        for model in (Application, Award)
    }


if __name__ == "__main__":
    print(
        json.dumps(
            {
                "page_types": page_types(),
                "routes": routes(),
                "addresses": app_addresses(),
                "pages": live_pages(),
                "examples": examples(),
                "states": states(),
            }
        )
    )
