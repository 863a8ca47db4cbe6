"""The two pages that the law asks for say it, and what code says on them is so."""

import datetime
import re

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse

from tests.accounts.letterbox import newest_code
from tests.factories.governance import make_privacy_page, make_statement_page
from tests.factories.people import make_staff
from tests.factories.showcase import make_home
from tests.factories.support import make_contact
from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.foundations.press import press_url
from wagtail_charter.foundations.reviews import pages_with_reviews
from wagtail_charter.governance.pages import AccessibilityStatementPage, PrivacyPage
from wagtail_charter.governance.retention.rooms import all_holdings, essential_cookies
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db


def text_of(response):
    """What a person reads, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_privacy_page_says_what_the_law_asks_for(client):
    officer = make_contact("Ola Officer", role="Data protection officer", email="dpo@trust.example")
    page = make_privacy_page(controller_name="Northfield Trust", registration="Z1234567", officer=officer)

    response = client.get(page.url)

    text = text_of(response)
    for words in (
        "Northfield Trust", "Z1234567", "Ola Officer", "dpo@trust.example", "Lawful basis: Public task",
        "Who receives it", "ask for a copy", "Information Commissioner", "0303 123 1113",
        "Last reviewed: 1 November 2026", "Next review: 1 October 2027",
    ):  # fmt: skip
        assert words in text, words
    assert response.cookies == {}


def test_privacy_page_names_every_holding_with_the_period_of_the_settings(client, settings):
    page = make_privacy_page()
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "RETENTION": {"concerns": 77}}

    text = text_of(client.get(page.url))

    assert "77 days from the day the concern was closed." in text
    missing = [holding.slug for holding in all_holdings() if str(holding.what) not in text]
    assert missing == []


def test_privacy_page_tells_of_no_room_that_is_off(client, settings):
    page = make_privacy_page()
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PROFILE": "showcase"}

    text = text_of(client.get(page.url))

    assert "Applications that were never sent" not in text
    assert "Named contacts" in text
    assert "When you sign in" not in text


def test_privacy_page_names_cookies_as_the_host_calls_them(client, settings):
    settings.SESSION_COOKIE_NAME = "trust_session"
    settings.CSRF_COOKIE_NAME = "trust_token"
    page = make_privacy_page()

    text = text_of(client.get(page.url))

    for name in ("trust_session", "trust_token", "charter_sign_in"):
        assert name in text, name


def test_statement_says_what_the_law_asks_for(client):
    contact = make_contact("Alex Access", reply_time="We answer within 3 working days.")
    issue = {
        "what": "Old PDFs have no headings.", "reason": "burden", "criteria": "1.3.1 Info and Relationships",
        "words": "There are 400.", "alternative": "Ask us for the text.", "mended_by": "2027-03-01",
    }  # fmt: skip
    page = make_statement_page(contact=contact, issues=[("issue", issue)], tested_by="Access Ltd")

    text = text_of(client.get(page.url))

    for words in (
        "test.example", "partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA",
        "Mending it would be a disproportionate burden", "Old PDFs have no headings.", "1.3.1 Info and Relationships",
        "Ask us for the text.", "1 March 2027", "Alex Access", "We answer within 3 working days.",
        "Equality and Human Rights Commission", "Equality Advisory and Support Service",
        "prepared on 1 November 2026", "last reviewed on 1 November 2026", "last tested on 1 November 2026", "Access Ltd",
    ):  # fmt: skip
        assert words in text, words
    assert "Northern Ireland" not in text


@pytest.mark.parametrize(
    ("nation", "has_ehrc", "has_ecni"), [("gb", True, False), ("ni", False, True), ("uk", True, True)]
)
def test_statement_names_the_body_that_enforces(client, nation, has_ehrc, has_ecni):
    text = text_of(client.get(make_statement_page(nation=nation).url))

    assert ("(EHRC)" in text, "(ECNI)" in text) == (has_ehrc, has_ecni)


@pytest.mark.parametrize(
    ("compliance", "words"),
    [("full", "is fully compliant"), ("partial", "is partially compliant"), ("not", "is not compliant")],
)
def test_statement_says_how_far_it_goes(client, compliance, words):
    assert words in text_of(client.get(make_statement_page(compliance=compliance).url))


def findings_of(make, **facts):
    return [str(finding) for finding in make(**facts).findings()]


def test_privacy_page_says_what_is_missing():
    old = datetime.date(2020, 1, 1)

    found = findings_of(make_privacy_page, purposes=[], recipients=[], reviewed_on=old, review_on=old)

    assert len(found) == 5
    assert findings_of(make_privacy_page, slug="whole", officer=make_contact()) == []


def test_statement_says_what_is_missing():
    issue = {"what": "A.", "reason": "burden", "alternative": "B."}

    assert len(findings_of(make_statement_page, compliance="partial")) == 1
    assert len(findings_of(make_statement_page, slug="b", compliance="full", issues=[("issue", issue)])) == 1
    assert (
        len(
            findings_of(
                make_statement_page,
                slug="c",
                compliance="full",
                tested_on=datetime.date(2020, 1, 1),
                review_on=None,
            )
        )
        == 2
    )
    assert findings_of(make_statement_page, slug="d", compliance="full") == []


@pytest.mark.parametrize("make", [make_privacy_page, make_statement_page])
def test_overdue_pages_stand_in_the_report_of_reviews(make):
    page = make(review_on=datetime.date(2025, 1, 1))

    assert [row.pk for row in pages_with_reviews()] == [page.pk]


@pytest.mark.parametrize("make", [make_privacy_page, make_statement_page])
def test_old_reviews_are_found_by_the_system_check(make):
    page = make(reviewed_on=datetime.date(2025, 1, 1))
    make(slug="young")

    found = [check for check in run_checks(databases=["default"]) if check.id == "wagtail_charter.W022"]

    assert [page.title in check.msg for check in found] == [True]


@pytest.mark.parametrize("model", [PrivacyPage, AccessibilityStatementPage])
def test_editor_adds_previews_and_reads_the_page(client, model):
    page = make_privacy_page() if model is PrivacyPage else make_statement_page()
    client.force_login(make_staff(Role.EDITOR))

    add = client.get(
        reverse(
            "wagtailadmin_pages:add", args=("wagtail_charter", model._meta.model_name, page.get_parent().pk)
        )
    )
    edit = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))

    assert (add.status_code, edit.status_code) == (200, 200)
    assert page.make_preview_request().status_code == 200
    assert page.title in text_of(page.make_preview_request())


def test_new_pages_begin_with_honest_words():
    page = PrivacyPage()

    assert [block.value["basis"] for block in page.purposes] == [
        "public_task", "public_task", "legitimate_interests", "public_task",
    ]  # fmt: skip
    assert len(page.recipients) == 3
    assert "within one month" in page.rights


def test_privacy_page_asks_the_database_no_more_than_other_pages(client, django_assert_num_queries):
    page = make_privacy_page(officer=make_contact())
    client.get(page.url)

    with django_assert_num_queries(7):
        client.get(page.url)


def test_cookies_of_the_page_are_those_that_are_set():
    """Through the whole of signing in: every cookie that the app sets is named, and no other is."""
    browser, found = Client(enforce_csrf_checks=True), {}

    def press(page, **typed):
        asked = browser.get(reverse(page))
        found.update(asked.cookies)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked.content.decode()).group(1)
        found.update(browser.post(press_url(reverse(page)), {**typed, "csrfmiddlewaretoken": token}).cookies)

    make_home()
    press("charter:sign_in", email="sam@trust.example")
    press("charter:code", code=newest_code())
    press("charter:name", name="Sam Lead")

    assert PortalAccount.objects.get().name == "Sam Lead"
    assert {cookie.name for cookie in essential_cookies()} == set(found)
