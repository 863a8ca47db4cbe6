"""Issuing on the desk of a case: filled in, shown once more, issued; by those who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.applications import make_round, make_staff
from tests.factories.awards import make_accepted
from tests.factories.people import make_officer
from wagtail_charter.applications.modeladmin.casework import case_step_url, case_url
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.services import issue_for, supersede_award
from wagtail_charter.awards.viewsets import to_issue
from wagtail_charter.awards.viewsets.cases import award_facts

pytestmark = pytest.mark.django_db
OFFICER = ("view_application", "change_application", "view_award", "change_award", "issue_award")


def test_an_officer_sees_the_public_line_before_it_is_issued(client):
    user = make_staff(*OFFICER)
    client.force_login(user)
    application = make_accepted("gold", quotable_line="A kind team.", may_be_quoted=True)
    url = case_step_url(application, "issue-award")
    assert to_issue.count(user) == 1
    assert url in client.get(case_url(application)).content.decode()
    body = client.get(url).content.decode()
    assert "A kind team." in body
    facts = {
        "issued_on": timezone.localdate().isoformat(),
        "scope": "All sites.",
        "public_words": "A kind team.",
    }

    shown = client.post(url, facts).content.decode()
    assert "The public line on the register:" in shown
    assert not Award.objects.exists()
    for _press in range(2):
        client.post(url, {**facts, "is_confirmed": "1"})

    award = Award.objects.get()
    assert (award.scope, award.public_words, award.application) == ("All sites.", "A kind team.", application)
    assert award.reference in client.get(case_url(application)).content.decode()
    assert to_issue.count(user) == 0


def test_a_day_to_come_is_mended_at_the_field_and_nothing_is_lost(client):
    client.force_login(make_staff(*OFFICER))
    url = case_step_url(make_accepted("gold"), "issue-award")

    body = client.post(
        url, {"issued_on": "2999-01-01", "scope": "All sites.", "is_confirmed": "1"}
    ).content.decode()

    assert "Enter today or an earlier day." in body
    assert "All sites." in body
    assert not Award.objects.exists()


@pytest.mark.parametrize("missing", ["issue_award", "view_application"])
def test_whoever_may_not_finds_no_step(client, missing):
    kept = [name for name in OFFICER if name not in (missing, "change_application")]
    client.force_login(make_staff(*kept))
    application = make_accepted("gold")

    assert client.get(case_step_url(application, "issue-award")).status_code == 404
    assert not Award.objects.exists()


def test_the_case_shows_its_award_and_what_took_its_place_in_one_query(django_assert_num_queries):
    user = make_officer()
    application = make_accepted("gold")
    assert award_facts(application, user) is None
    award = issue_for(application, by=user, issued_on=timezone.localdate())
    other = make_accepted("gold", service=application.service, round=make_round("Another"))
    chain = [award]
    for number in range(3):
        chain.append(supersede_award(chain[-1], scope=f"Scope {number}.", by=user))
    later = issue_for(other, by=user, issued_on=timezone.localdate(), replaces=chain[-1])

    with django_assert_num_queries(1):
        found = award_facts(application, user)["awards"]

    assert [each for each, _url in found] == [*chain, later]
    assert [each for each, _url in award_facts(other, user)["awards"]] == [later]


@pytest.mark.parametrize("page", ["case", "step"])
def test_the_outcome_is_looked_up_once_for_a_page(client, page):
    client.force_login(make_officer())
    application = make_accepted("gold")
    url = case_url(application) if page == "case" else case_step_url(application, "issue-award")
    client.get(url)

    with CaptureQueriesContext(connection) as asked:
        client.get(url)

    assert sum('FROM "wagtail_charter_outcome"' in each["sql"] for each in asked) == 1
