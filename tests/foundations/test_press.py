"""The door through which forms are pressed, on pages of Wagtail and on the app's own, with CSRF checks on."""

import re
from contextlib import contextmanager

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import clear_script_prefix, include, path, set_script_prefix
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail import urls as wagtail_urls
from wagtail.models import Locale, Page, PageViewRestriction, Site

from tests.factories.accounts import make_account, sign_in
from tests.factories.resources import make_resource_index
from tests.factories.showcase import make_home
from tests.urls import urlpatterns as host_urlpatterns
from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.foundations import routes
from wagtail_charter.foundations.press import is_fresh_press, press_url
from wagtail_charter.resources.pages import ResourceIndexPage

pytestmark = pytest.mark.django_db

#: The test host with languages in its addresses.
urlpatterns = [
    *[entry for entry in host_urlpatterns if str(entry.pattern)],
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]
SIGN_IN = "/charter-scheme/sign-in/"
ACCOUNT = "/charter-scheme/account/"


def note(page, request):
    """A page's form: it keeps a note when its press is fresh, and shows what was typed on any other."""
    if is_fresh_press(request):
        acted.append(request.POST["words"])
    typed = escape(request.POST.get("words", ""))
    body = f"<p>{typed}</p><i>{get_language()}</i><b>{request.get_full_path()}</b>"
    return HttpResponse(f'{body}<input name="csrfmiddlewaretoken" value="{get_token(request)}">')


acted = []


@pytest.fixture
def form_page():
    """A page with a form below it, at ``/apply/note/``."""
    acted.clear()
    routes.page_view(ResourceIndexPage, "note/", name="note")(note)
    yield make_resource_index(make_home(), slug="apply")
    routes._routes[ResourceIndexPage].pop()
    vars(ResourceIndexPage).get("_routablepage_urlresolver") and delattr(
        ResourceIndexPage, "_routablepage_urlresolver"
    )


@pytest.fixture
def strict():
    """A browser of which Django checks the tokens."""
    return Client(enforce_csrf_checks=True)


def token_in(response):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode()).group(1)


@contextmanager
def mounted_below(prefix):
    set_script_prefix(prefix)
    try:
        yield
    finally:
        clear_script_prefix()


# -- Who may act ------------------------------------------------------------------------------------------------------


def test_a_press_with_its_own_token_acts(strict, form_page):
    token = token_in(strict.get("/apply/note/"))

    strict.post(press_url("/apply/note/"), {"words": "We begin", "csrfmiddlewaretoken": token})

    assert acted == ["We begin"]


def test_a_page_fetched_by_one_visitor_and_posted_by_another_acts_on_nothing_and_keeps_the_words(form_page):
    token = token_in(Client(enforce_csrf_checks=True).get("/apply/note/"))
    other = Client(enforce_csrf_checks=True)

    response = other.post(press_url("/apply/note/"), {"words": "We <begin>", "csrfmiddlewaretoken": token})

    assert acted == []
    assert response.status_code == 200
    assert "We &lt;begin&gt;" in response.content.decode()
    other.post(press_url("/apply/note/"), {"words": "We begin", "csrfmiddlewaretoken": token_in(response)})
    assert acted == ["We begin"]


def test_the_same_of_the_form_to_sign_in(strict):
    token = token_in(Client(enforce_csrf_checks=True).get(SIGN_IN))

    response = strict.post(
        press_url(SIGN_IN), {"email": "sam@trust.example", "next": "/a/", "csrfmiddlewaretoken": token}
    )

    assert not SignInRequest.objects.exists()
    assert 'value="sam@trust.example"' in response.content.decode()
    assert 'name="next" value="/a/"' in response.content.decode()
    assert "charter_sign_in" not in response.cookies


def test_a_form_without_token_on_a_cached_page_is_pressed_twice(strict):
    first = strict.post(press_url(SIGN_IN), {"email": "sam@trust.example"})
    assert not SignInRequest.objects.exists()

    second = strict.post(
        press_url(SIGN_IN), {"email": "sam@trust.example", "csrfmiddlewaretoken": token_in(first)}
    )

    assert second.status_code == 302
    assert SignInRequest.objects.get().email == "sam@trust.example"


def test_a_press_at_the_pages_own_address_never_acts(strict, form_page):
    token = token_in(strict.get("/apply/note/"))

    response = strict.post("/apply/note/", {"words": "We begin", "csrfmiddlewaretoken": token})

    assert response.status_code == 200
    assert acted == []


def test_a_token_of_before_the_sign_in_is_stale(strict):
    old = token_in(strict.get(SIGN_IN))
    account = make_account()
    sign_in(strict, account)

    response = strict.post(press_url(ACCOUNT), {"name": "Robin", "csrfmiddlewaretoken": "x" * 64})

    assert PortalAccount.objects.get().name == "Alex Person"
    assert 'value="Robin"' in response.content.decode()
    assert old


def test_a_host_that_keeps_tokens_in_the_session_is_served_alike(strict, form_page, settings):
    settings.CSRF_USE_SESSIONS = True

    first = strict.post(press_url("/apply/note/"), {"words": "We begin"})
    assert acted == []
    assert "csrftoken" not in strict.cookies

    strict.post(press_url("/apply/note/"), {"words": "Again", "csrfmiddlewaretoken": token_in(first)})
    assert acted == ["Again"]


# -- From where -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    ],
)
def test_a_press_from_elsewhere_is_refused_in_words(strict, form_page, headers):
    token = token_in(strict.get("/apply/note/"))

    response = strict.post(
        press_url("/apply/note/"), {"words": "We begin", "csrfmiddlewaretoken": token}, headers=headers
    )

    assert response.status_code == 403
    assert "This form came from another website" in response.content.decode()
    assert acted == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
    ],
)
def test_a_press_from_here_acts(strict, form_page, headers):
    token = token_in(strict.get("/apply/note/"))

    strict.post(
        press_url("/apply/note/"), {"words": "We begin", "csrfmiddlewaretoken": token}, headers=headers
    )

    assert acted == ["We begin"]


@pytest.mark.parametrize("trusted", ["https://www.trust.example", "https://*.trust.example"])
def test_a_press_from_a_site_that_the_host_trusts_acts(strict, form_page, settings, trusted):
    settings.CSRF_TRUSTED_ORIGINS = [trusted]
    token = token_in(strict.get("/apply/note/"))

    strict.post(
        press_url("/apply/note/"),
        {"words": "We begin", "csrfmiddlewaretoken": token},
        headers={"Origin": "https://www.trust.example", "Sec-Fetch-Site": "same-site"},
    )

    assert acted == ["We begin"]


# -- To where ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "admin/",
        "admin/login/",
        "documents/1/a.pdf",
        "sitemap.xml",
        "charter-scheme/press/apply/note/",
        "/evil.example/",
        "//evil.example/",
        "\\evil.example/",
        "https://evil.example/",
        "..//evil.example/",
        "apply%0A/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_is_neither_a_page_nor_ours_is_not_there(client, form_page, address, method):
    response = getattr(client, method)(f"/charter-scheme/press/{address}")

    assert response.status_code == 404
    assert acted == []


def test_a_page_that_is_not_there_is_not_there_through_the_door(client, form_page):
    assert client.post(press_url("/apply/nothing/")).status_code == 404
    assert client.post(press_url("/nothing/")).status_code == 404
    assert client.post(press_url("/charter-scheme/nothing/")).status_code == 404


def test_a_get_leads_to_the_page(client, form_page):
    response = client.get(press_url("/apply/note/?a=1&b=%C3%A9"))

    assert response.status_code == 302
    assert response.url == "/apply/note/?a=1&b=%C3%A9"


@pytest.mark.parametrize("query", ["//evil.example", "next=//evil.example", "%0d%0aSet-Cookie:a=b"])
def test_a_query_leads_nowhere_else(client, form_page, query):
    response = client.get(f"/charter-scheme/press/apply/note/?{query}")

    assert response.url == f"/apply/note/?{query}"
    assert "Set-Cookie" not in response.headers


# -- The page is itself -----------------------------------------------------------------------------------------------


def test_the_query_string_reaches_the_page(client, form_page):
    response = client.post(press_url("/apply/note/?tab=2&words=no"), {"words": "We begin"})

    assert "<b>/apply/note/?tab=2&words=no</b>" in response.content.decode()
    assert acted == ["We begin"]


def test_an_address_with_letters_beyond_ascii_is_found(client):
    page = make_resource_index(make_home(), slug="caf\u00e9")

    response = client.post(press_url(page.url))

    assert page.url == "/caf%C3%A9/"
    assert response.status_code == 200


def test_a_view_restriction_holds(client, form_page):
    PageViewRestriction.objects.create(
        page=form_page, restriction_type=PageViewRestriction.PASSWORD, password="river"
    )

    response = client.post(press_url("/apply/note/"), {"words": "We begin"})

    assert acted == []
    assert b"password" in response.content.lower()
    client.post(
        "/_util/authenticate_with_password/1/1/".replace(
            "1/1", f"{form_page.view_restrictions.get().pk}/{form_page.pk}"
        ),
        {"password": "river", "return_url": "/apply/note/"},
    )
    client.post(press_url("/apply/note/"), {"words": "We begin"})
    assert acted == ["We begin"]


def test_a_page_that_only_signed_in_users_see_stays_hidden(client, form_page):
    PageViewRestriction.objects.create(page=form_page, restriction_type=PageViewRestriction.LOGIN)

    response = client.post(press_url("/apply/note/"), {"words": "We begin"})

    assert response.status_code == 302
    assert acted == []


def test_a_draft_is_not_there(client, form_page):
    Page.objects.filter(pk=form_page.pk).update(live=False)

    assert client.post(press_url("/apply/note/"), {"words": "We begin"}).status_code == 404
    assert acted == []


def test_the_page_of_another_site_is_not_there(client, form_page):
    other = Page.objects.get(depth=1).add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)

    response = client.post(press_url("/apply/note/"), {"words": "x"}, headers={"host": "other.example"})

    assert response.status_code == 404
    assert acted == []


def test_the_language_of_the_path_is_spoken(client, form_page, settings):
    settings.ROOT_URLCONF = __name__
    welsh = Locale.objects.create(language_code="cy")
    make_home().copy_for_translation(welsh, copy_parents=True)
    page = form_page.copy_for_translation(welsh)
    page.save_revision().publish()

    response = client.post(
        press_url("/cy/apply/note/"), {"words": "Dechrau"}, headers={"Accept-Language": "en-gb"}
    )
    english = client.post(press_url("/apply/note/"), {"words": "Begin"}, headers={"Accept-Language": "cy"})

    assert "<i>cy</i><b>/cy/apply/note/</b>" in response.content.decode()
    assert response.headers["Content-Language"] == "cy"
    assert "<i>en-gb</i><b>/apply/note/</b>" in english.content.decode()
    assert acted == ["Dechrau", "Begin"]


def test_a_host_below_a_path_is_served_alike(client, form_page):
    with mounted_below("/trust/"):
        address = press_url("/trust/apply/note/?a=1")
        response = client.post(
            address.removeprefix("/trust"), {"words": "We begin"}, SCRIPT_NAME="/trust", follow=False
        )

    assert address == "/trust/charter-scheme/press/apply/note/?a=1"
    assert "<b>/trust/apply/note/?a=1</b>" in response.content.decode()
    assert acted == ["We begin"]


def test_a_page_that_holds_an_embedded_form_sets_no_cookie(client, form_page):
    response = client.get("/apply/")

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
