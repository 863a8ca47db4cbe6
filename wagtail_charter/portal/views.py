"""The portal's front page."""

from django.shortcuts import render
from wagtail.models import Site

from wagtail_charter.accounts.access import current_account, portal_view
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.portal.sections import application_cards, claims_of, claims_to_answer


@portal_view
def home(request):
    """Your applications, what happens next with each, and what waits for your answer."""
    account, site = current_account(request), Site.find_for_request(request)
    page = ApplicationPage.for_site(site)
    cards = application_cards(account, site, front=page)
    context = {
        "account": account,
        "cards": cards,
        "claims": claims_of(account),
        "claims_to_answer": claims_to_answer(account),
        "begin_url": page.get_url(request) if page else "",
    }
    return render(request, "wagtail_charter/portal/home.html", context)
