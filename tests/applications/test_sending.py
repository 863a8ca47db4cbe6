"""Sending and withdrawing: once, complete, frozen, with one letter and one event."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import complete, make_application, make_draft, make_team_member
from wagtail_charter.applications.models import Application, ApplicationVersion, Round, StatementAnswer
from wagtail_charter.applications.services import send_application, withdraw_application
from wagtail_charter.applications.services.sending import content_hash
from wagtail_charter.applications.states import ApplicationState, FrozenVersion
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_account(name="Alex Owner")


@pytest.fixture
def ready(owner):
    return complete(make_draft(owner))


def send(application, by):
    return send_application(
        application,
        by=by,
        declared_name="Alex Owner",
        declared_role="Service manager",
        declaration="I confirm.",
        record_path="/apply/record/",
    )


def states(application):
    return [event.to_state for event in Event.objects.about(application).order_by("sequence")]


def test_sending_freezes_a_version_and_queues_one_letter(ready, owner):
    version = send(ready, owner)

    application = Application.objects.get()
    assert (application.state, application.sent_at) == (ApplicationState.SENT, version.sent_at)
    assert (version.number, version.sent_by, version.declared_role) == (1, owner, "Service manager")
    assert version.content["reference"] == application.reference
    assert [entry["answer"] for entry in version.content["themes"][0]["statements"]] == [
        f"What we do about T1-{number}." for number in (1, 2, 3)
    ]
    assert version.content_hash == content_hash(version.content)
    assert states(application) == ["drafting", "sent"]
    letter = Letter.objects.get()
    assert (letter.template, letter.to_email) == ("applications/application_sent", application.lead_email)
    assert letter.key == f"application:{application.pk}:sent:v1"


def test_a_second_press_gives_the_same_version(ready, owner):
    first = send(ready, owner)
    second = send(ready, owner)
    third = send(Application.objects.get(), owner)

    assert first.pk == second.pk == third.pk
    assert ApplicationVersion.objects.count() == Letter.objects.count() == 1
    assert states(ready) == ["drafting", "sent"]


def test_the_letter_tells_reference_next_steps_and_by_when(ready, owner):
    Round.objects.update(results_by=datetime.date(2027, 5, 28))
    send(ready, owner)

    written = write(Letter.objects.get())

    assert written.subject == "Your application has arrived"
    for said in (ready.reference, "Friday 28 May 2027", "What happens next", "/apply/record/", "Alex Owner"):
        assert said in written.text, said
        assert said in written.html, said
    assert "What we do about" not in written.text + written.html


@pytest.mark.parametrize("spoil", ["delete", "unfinished"])
def test_an_incomplete_application_is_not_sent(ready, owner, spoil):
    answer = StatementAnswer.objects.first()
    if spoil == "delete":
        answer.delete()
    else:
        StatementAnswer.objects.filter(pk=answer.pk).update(is_complete=False)

    with pytest.raises(ValidationError, match="1 answer is still to complete"):
        send(ready, owner)

    assert Application.objects.get().state == ApplicationState.DRAFTING
    assert not ApplicationVersion.objects.exists()
    assert not Letter.objects.exists()


def test_more_than_the_edition_allows_may_not_be_left_out(ready, owner):
    StatementAnswer.objects.update(does_not_apply=True)

    with pytest.raises(ValidationError, match="every statement applies"):
        send(ready, owner)


def test_nothing_is_sent_after_the_round_unless_there_is_more_time(ready, owner):
    Round.objects.update(closes_at=timezone.now())

    with pytest.raises(ValidationError, match="has closed"):
        send(ready, owner)
    Application.objects.update(extended_until=timezone.now() + datetime.timedelta(hours=1))

    assert send(ready, owner).number == 1


def test_an_invited_application_drafts_before_it_is_sent(owner):
    ready = complete(make_draft(owner, at_state=ApplicationState.INVITED))

    send(ready, owner)

    assert states(ready) == ["invited", "drafting", "sent"]


def test_a_version_cannot_be_changed(ready, owner):
    version = send(ready, owner)
    again = ApplicationVersion.objects.get()
    rows = ApplicationVersion.objects.filter(pk=version.pk)

    for change in (
        again.save,
        again.delete,
        lambda: rows.update(declared_name="Somebody"),
        rows.delete,
        ready.versions.all().delete,
        lambda: ready.versions.update(number=9),
        lambda: ApplicationVersion.objects.bulk_update([again], ["number"]),
        lambda: ApplicationVersion.objects.bulk_create([again], update_conflicts=True),
    ):
        with pytest.raises(FrozenVersion), transaction.atomic():
            change()

    assert ApplicationVersion.objects.get().declared_name == "Alex Owner"


def test_answers_that_change_later_leave_the_version_alone(ready, owner):
    version = send(ready, owner)
    StatementAnswer.objects.update(text="Changed.")

    assert "Changed." not in str(ApplicationVersion.objects.get().content)
    assert content_hash(ApplicationVersion.objects.get().content) == version.content_hash


@pytest.mark.parametrize(
    "state",
    [state for state in ApplicationState if ApplicationState.WITHDRAWN in Application.transitions[state]],
)
def test_it_can_be_withdrawn_at_any_time_before_its_end(owner, state):
    application = make_application(at_state=state)
    make_team_member(application, owner)

    withdraw_application(application, by=owner)
    withdraw_application(application, by=owner)

    held = Application.objects.get()
    assert (held.state, held.withdrawn_at is not None) == (ApplicationState.WITHDRAWN, True)
    assert states(held) == [state, "withdrawn"]
    assert Letter.objects.get().template == "applications/application_withdrawn"


def test_an_application_that_came_to_its_end_stays(owner):
    application = make_application(at_state=ApplicationState.AWARDED)

    with pytest.raises(InvalidTransition):
        withdraw_application(application, by=owner)

    assert not Letter.objects.exists()
