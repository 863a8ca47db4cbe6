"""From a result that was accepted to an award: issued once, shown everywhere by itself, the lead told."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Site

from tests.factories.awards import make_accepted, make_award
from tests.factories.showcase import make_entry, make_home
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.awards.services import issue_for, recount_register
from wagtail_charter.awards.states import AwardState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import preview

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def register():
    return make_home().add_child(instance=RegisterPage(title="Awards", slug="awards"))


def counts():
    return sorted(RegisterCount.objects.cube())


def test_an_accepted_award_is_issued_as_the_service_chose(today):
    application = make_accepted("gold")

    award = issue_for(application, by=SYSTEM, issued_on=today, scope="All sites.", public_words="Well done.")

    held = Award.objects.get()
    assert award == held
    assert (held.level.key, held.is_listed, held.scope, held.public_words) == (
        "gold",
        True,
        "All sites.",
        "Well done.",
    )
    assert (held.holder_name, held.holder_email) == (application.lead_name, application.lead_email)
    assert held.application == application
    application.refresh_from_db()
    assert application.state == ApplicationState.AWARDED == Event.objects.last_about(application).to_state


def test_working_towards_is_a_state_of_its_own_and_listed_only_if_asked(today):
    quiet, shown = make_accepted("working-towards", wants_listing=False), make_accepted("working-towards")

    assert not issue_for(quiet, by=SYSTEM, issued_on=today).is_listed
    assert issue_for(shown, by=SYSTEM, issued_on=today).is_listed
    quiet.refresh_from_db()
    assert quiet.state == ApplicationState.WORKING_TOWARDS


def test_an_award_that_the_service_keeps_to_itself_is_not_listed(client, register, today):
    award = issue_for(make_accepted("silver", wants_listing=False), by=SYSTEM, issued_on=today)

    assert award.reference not in client.get("/awards/").content.decode()
    assert counts() == []


def test_two_presses_make_one_award(today):
    application = make_accepted()
    stale = type(application).objects.get(pk=application.pk)

    first = issue_for(application, by=SYSTEM, issued_on=today)
    second = issue_for(stale, by=SYSTEM, issued_on=today, scope="Something else.")

    assert first == second
    assert Award.objects.count() == Letter.objects.filter(template="awards/award_issued").count() == 1


@pytest.mark.parametrize("state", ["result_shared", "decided", "withdrawn"])
def test_nothing_is_issued_that_was_not_accepted(today, state):
    application = make_accepted()
    type(application)._base_manager.filter(pk=application.pk).update(**{"state": state})

    with pytest.raises(ValidationError, match="nothing to issue"):
        issue_for(application, by=SYSTEM, issued_on=today)
    assert not Award.objects.exists()


def test_a_day_that_has_not_come_is_refused_and_nothing_changes(today):
    application = make_accepted()

    with pytest.raises(ValidationError, match="today or an earlier day"):
        issue_for(application, by=SYSTEM, issued_on=today + datetime.timedelta(days=1))
    application.refresh_from_db()
    assert (
        application.state,
        Award.objects.count(),
        Letter.objects.filter(template__startswith="awards").count(),
    ) == (
        "accepted",
        0,
        0,
    )


def test_register_counts_verify_showcase_and_feed_show_it_by_themselves(client, register, today):
    application = make_accepted("gold")
    entry = make_entry("Harbour", service=application.service)
    feed = entry.get_parent().get_url() + "feed/"
    client.get("/awards/")
    assert entry.listing.level_key == "none"

    award = issue_for(application, by=SYSTEM, issued_on=today)

    assert award.reference in client.get("/awards/").content.decode()
    kept = counts()
    recount_register()
    assert kept == counts() == [(AwardState.CURRENT, "gold", "", "", 1)]
    verified = client.get(f"/awards/verify/{award.reference}/").content.decode()
    assert application.service.name in verified
    assert "This award is current." in verified
    entry.listing.refresh_from_db()
    assert (entry.listing.level_key, entry.listing.level_name) == ("gold", "Gold")
    assert "Gold" in client.get(entry.url).content.decode()
    assert "Gold" in client.get(feed).content.decode()


def test_the_lead_gets_the_reference_and_the_addresses_and_no_level(register, today):
    award = issue_for(make_accepted("gold"), by=SYSTEM, issued_on=today)

    letter = Letter.objects.get(template="awards/award_issued")
    words = preview(letter)
    assert (letter.to_email, letter.is_answer) == (award.holder_email, False)
    base = Site.objects.get(is_default_site=True).root_url
    assert f"{base}/awards/verify/{award.reference}/" in words.text
    assert f"{base}/awards/\n" in words.text
    assert "gold" not in (words.subject + words.text + words.html).lower()


def test_a_newer_award_can_take_the_place_of_the_one_that_is_held(client, register, today):
    application = make_accepted("gold")
    old = make_award(application.service, level="bronze")

    new = issue_for(application, by=SYSTEM, issued_on=today, replaces=old)

    old.refresh_from_db()
    assert (old.state, new.replaces) == (AwardState.ENDED, old)
    assert new.reference in client.get(f"/awards/verify/{old.reference}/").content.decode()


def test_an_award_of_another_service_is_not_replaced(today):
    other = make_award(level="bronze")

    with pytest.raises(ValidationError, match="award of this service"):
        issue_for(make_accepted("gold"), by=SYSTEM, issued_on=today, replaces=other)
    other.refresh_from_db()
    assert other.state == AwardState.CURRENT


def test_the_contact_of_an_award_is_nowhere_in_public(client, register, today):
    application = make_accepted("gold")
    type(application)._base_manager.filter(pk=application.pk).update(
        lead_name="Peregrine Quiet", lead_email="quiet@holder.example"
    )
    entry = make_entry("Harbour", service=application.service)
    award = issue_for(application, by=SYSTEM, issued_on=today)
    index = entry.get_parent().get_url()

    addresses = ["/awards/", "/awards/csv/", "/awards/json/", f"/awards/verify/{award.reference}/", entry.url]
    addresses += [index, f"{index}feed/", f"/awards/?q={award.holder_email}", "/awards/?q=Peregrine"]
    for address in addresses:
        response = client.get(address)
        body = (response.getvalue() if response.streaming else response.content).decode()
        assert response.status_code == 200
        assert "Peregrine Quiet" not in body.replace("q=Peregrine", "")
        assert "holder.example" not in body.replace("q=quiet%40holder.example", "").replace(
            "quiet@holder.example", "" if "?q=quiet" in address else "quiet@holder.example"
        )
