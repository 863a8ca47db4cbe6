"""The check of a reference: a kind answer for whatever is asked."""

import pytest
from wagtail.models import Site

from tests.factories.awards import make_award, make_external_award
from tests.factories.organisations import make_service
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.awards.states import STATE_SENTENCES, AwardState
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.support.models import Contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.create(site=site, contact=Contact.objects.create(name="Charter team"))
    return site.root_page.add_child(instance=RegisterPage(title="Awards", slug="awards"))


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("state", AwardState)
def test_verify_answers_in_every_state(client, register, state):
    award = make_award(make_service("Harbour team"), at_state=state, state_words="A word about it.")

    response = client.get(f"/awards/verify/{award.reference}/")

    body = text_of(response)
    assert response.status_code == 200
    assert str(STATE_SENTENCES[state]) in body
    assert str(state.label) in body
    assert "A word about it." in body
    assert "Harbour team: Silver" in body
    assert award.provider_at_issue.name in body
    assert "1 March 2026" in body
    assert "1 March 2028" in body
    assert "The whole service." in body
    assert not response.cookies


def test_verify_of_an_unknown_reference_is_an_answer(client, register):
    response = client.get("/awards/verify/CH-0000-0000/")

    assert response.status_code == 200
    assert "We do not know this reference" in text_of(response)
    assert "CH-0000-0000" in text_of(response)
    assert 'content="noindex"' in text_of(response)


@pytest.mark.parametrize("state", AwardState)
def test_verify_of_an_unlisted_award_tells_level_status_and_dates_only(client, register, state):
    award = make_award(
        make_service("Harbour team"),
        at_state=state,
        is_listed=False,
        state_words="Secret words.",
        public_words="More secret words.",
    )

    body = text_of(client.get(f"/awards/verify/{award.reference}/"))

    for shown in ("Silver", str(state.label), "1 March 2028"):
        assert shown in body
    for hidden in ("Harbour", award.provider_at_issue.name, "The whole service", "ecret words"):
        assert hidden not in body


def test_verify_does_not_know_awards_of_other_schemes(client, register):
    make_external_award()

    assert "We do not know" in text_of(client.get("/awards/verify/None/"))
    assert "We do not know" in text_of(client.get("/awards/verify/-/"))


@pytest.mark.parametrize(
    "typed", ["ch-7k4m-q2xd", "CH 7K4M Q2XD", " ch7k4mq2xd ", "CH–7K4M–Q2XD", "ch_7k4m.q2xd"]
)
def test_verify_form_leads_to_the_answer(client, register, typed):
    make_award(make_service("Harbour team"), reference="CH-7K4M-Q2XD")

    response = client.get("/awards/verify/", {"reference": typed}, follow=True)

    assert response.redirect_chain[0][1] == 302
    assert "Harbour team: Silver" in text_of(response)


def test_verify_form_asks_again_when_nothing_was_typed(client, register):
    assert "There is a problem" not in text_of(client.get("/awards/verify/"))

    body = text_of(client.get("/awards/verify/", {"reference": " \x00"}))

    assert "Error: Check an award" in body
    assert 'href="#reference"' in body
    assert 'id="reference_error"' in body


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "A" * 500, "%%%", "../../admin/", "\x00\x01", "😀"]
)
def test_verify_form_stands_nonsense(client, register, typed):
    response = client.get("/awards/verify/", {"reference": typed}, follow=True)

    assert response.status_code == 200
    assert "alert(1)" not in response.content.decode()


def test_verify_says_when_the_last_day_is_over(client, register, time_machine):
    award = make_award()
    time_machine.move_to("2028-03-01 12:00")
    assert "has passed" not in text_of(client.get(f"/awards/verify/{award.reference}/"))

    time_machine.move_to("2028-03-02 12:00")
    assert "has passed" in text_of(client.get(f"/awards/verify/{award.reference}/"))


def test_verify_stays_within_its_queries(client, register, django_assert_num_queries):
    award = make_award()
    client.get(f"/awards/verify/{award.reference}/")

    # One more than a bare page of this host (6, with languages switched on): the award. The contact is kept.
    with django_assert_num_queries(7):
        client.get(f"/awards/verify/{award.reference}/")


def test_a_step_on_the_way_is_not_called_a_current_award(client, register):
    award = make_award(level="working-towards", is_listed=True)

    text = text_of(client.get(f"/awards/verify/{award.reference}/"))

    assert "This result is current. It is a step on the way, and not yet an award." in text
    assert "This award is current" not in text


@pytest.mark.parametrize("state", ["ended", "handed_back", "revoked"])
def test_an_award_that_is_over_is_not_called_valid(client, register, state):
    award = make_award(at_state=state)

    text = text_of(client.get(f"/awards/verify/{award.reference}/"))

    assert "Was given until" in text
    assert "Valid until" not in text
