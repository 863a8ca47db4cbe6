"""A wrong scope is put right by a new award; what was published stays as it was."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.awards import make_award
from tests.factories.organisations import make_organisation
from tests.factories.showcase import make_home
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.awards.querysets import FACTS
from wagtail_charter.awards.services import recount_register, supersede_award
from wagtail_charter.awards.states import AwardState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, InvalidTransition
from wagtail_charter.letters.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    return make_home().add_child(instance=RegisterPage(title="Awards", slug="awards"))


def facts_of(award):
    return Award._base_manager.filter(pk=award.pk).values(*FACTS).get()


def test_the_old_one_ends_with_words_and_the_new_one_has_its_own_reference():
    old = make_award(holder_name="Sam", holder_email="sam@trust.example", issued_on=datetime.date(2025, 3, 1))
    before = facts_of(old)
    old.service.provider = make_organisation()
    old.service.save()

    new = supersede_award(
        old, by=SYSTEM, scope="Two sites.", public_words="Kind.", state_words="Three was wrong."
    )

    assert facts_of(old) == before
    old.refresh_from_db()
    assert (old.state, old.state_words) == (AwardState.ENDED, "Three was wrong.")
    assert Event.objects.last_about(old).reason == "superseded"
    assert new.reference not in (None, old.reference)
    assert (new.replaces, new.scope, new.public_words, new.state) == (
        old,
        "Two sites.",
        "Kind.",
        AwardState.CURRENT,
    )
    same = (
        "service_id",
        "provider_at_issue_id",
        "level_id",
        "issued_on",
        "ends_on",
        "is_listed",
        "level_key",
    )
    assert [getattr(new, name) for name in same] == [getattr(old, name) for name in same]
    assert Letter.objects.get(template="awards/award_replaced").to_email == "sam@trust.example"


def test_the_register_counts_the_new_one_only():
    old = make_award(level="gold", at_state=AwardState.RENEWAL_IN_PROGRESS)

    supersede_award(old, by=SYSTEM, scope="Two sites.")

    kept = sorted(RegisterCount.objects.cube())
    recount_register()
    assert (
        kept == sorted(RegisterCount.objects.cube()) == [(AwardState.RENEWAL_IN_PROGRESS, "gold", "", "", 1)]
    )


def test_a_review_of_the_scope_ends_with_it():
    old = make_award(at_state=AwardState.UNDER_REVIEW)

    assert supersede_award(old, by=SYSTEM, scope="Two sites.").state == AwardState.CURRENT


def test_each_page_says_which_reference_is_the_other(client, register):
    old = make_award()
    new = supersede_award(old, by=SYSTEM, scope="Two sites.", state_words="Three was wrong.")

    body = client.get(f"/awards/verify/{old.reference}/").content.decode()
    assert "A newer award took the place of this one:" in body
    assert f'href="/awards/verify/{new.reference}/"' in body
    assert "Three was wrong." in body
    body = client.get(f"/awards/verify/{new.reference}/").content.decode()
    assert "Takes the place of" in body
    assert f'href="/awards/verify/{old.reference}/"' in body


def test_the_register_leads_from_the_old_reference_to_the_new_award(client, register):
    old = make_award()
    new = supersede_award(old, by=SYSTEM, scope="Two sites.")

    body = client.get("/awards/", {"q": old.reference}).content.decode()
    assert f'href="/awards/verify/{old.reference}/"' in body
    assert new.reference in body
    for name in ("csv", "json"):
        data = b"".join(client.get(f"/awards/{name}/").streaming_content).decode()
        assert data.count(old.reference) == 1
        assert new.reference in data


def test_a_page_names_no_award_that_keeps_to_itself(client, register):
    old = make_award(is_listed=False)
    new = make_award(old.service, level="gold", replaces=old)

    for one, other in ((old, new), (new, old)):
        assert other.reference not in client.get(f"/awards/verify/{one.reference}/").content.decode()
    assert old.reference not in b"".join(client.get("/awards/json/").streaming_content).decode()


def test_a_second_press_changes_nothing():
    old = make_award()
    stale = Award.objects.get()
    supersede_award(old, by=SYSTEM, scope="Two sites.")

    for one in (old, stale):
        with pytest.raises(InvalidTransition):
            supersede_award(one, by=SYSTEM, scope="One site.")
    assert Award.objects.count() == 2


@pytest.mark.parametrize("scope", ["The whole service.", "  ", ""])
def test_the_scope_has_to_change(scope):
    old = make_award()

    with pytest.raises(ValidationError):
        supersede_award(old, by=SYSTEM, scope=scope)
    old.refresh_from_db()
    assert old.state == AwardState.CURRENT
