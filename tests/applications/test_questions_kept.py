"""How long questions, notes of talks and messages are kept, and what a person hears of them."""

import datetime

import pytest
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import complete, make_draft, statements_of
from tests.factories.casework import make_message
from wagtail_charter.applications import retention
from wagtail_charter.applications.models import (
    Application,
    ContactChannel,
    ContactLogEntry,
    RoundMessage,
    StatementQuestion,
)
from wagtail_charter.applications.states import MessageState
from wagtail_charter.foundations.retention import Person

pytestmark = pytest.mark.django_db

_YEARS = datetime.timedelta(days=4000)


@pytest.fixture
def application():
    found = complete(make_draft(make_account(), at_state="awarded", lead_name="Sam Lead"))
    StatementQuestion.objects.create(
        application=found,
        statement=statements_of(found)[0],
        words="Does Jo Quill answer at night?",
        answer_by=timezone.localdate(),
    )
    ContactLogEntry.objects.create(
        application=found,
        channel=ContactChannel.PHONE,
        with_whom="Sam Lead",
        words="Jo Quill is away in May.",
    )
    make_message(found.round, words="Jo Quill answers the telephone.")
    return found


def records(kind, found):
    return [record.facts for record in found if str(record.kind) == kind]


def test_questions_and_talks_go_with_their_application(application):
    retention.clear_applications([application])

    assert not StatementQuestion.objects.exists()
    assert not ContactLogEntry.objects.exists()
    held = Application.objects.get()
    assert not retention.due_applications(timezone.now() + _YEARS).filter(pk=held.pk).exists()


def test_an_application_of_which_only_a_talk_is_left_still_goes(application):
    retention.clear_applications([application])
    Application.objects.update(sent_at=timezone.now(), decided_at=timezone.now())
    ContactLogEntry.objects.create(
        application=application, channel=ContactChannel.PHONE, with_whom="Sam", words="Later."
    )

    assert retention.due_applications(timezone.now() + _YEARS).count() == 1


def test_the_lead_reads_what_was_asked_and_noted(application):
    found = retention.person(Person(application.lead_email))

    assert records("Question that we asked", found) == [
        {"reference": application.reference, "statement": "T1-1", "words": "Does Jo Quill answer at night?"}
    ]
    talk = records("Note of a talk", found)[0]
    assert (talk["with"], talk["words"]) == ("Sam Lead", "Jo Quill is away in May.")


def test_a_name_is_found_in_questions_talks_and_messages(application):
    kinds = {str(record.kind) for record in retention.mentions(["Jo Quill"])}

    assert kinds == {"Question that we asked", "Note of a talk", "Message to a round"}


def test_forgetting_the_lead_takes_their_name_out_of_the_talks(application):
    retention.forget(Person(application.lead_email), at=timezone.now())

    assert ContactLogEntry.objects.get().with_whom == ""


def test_messages_go_when_their_time_has_come_and_none_that_waits():
    now = timezone.now()
    old = make_message(leaves_at=now - datetime.timedelta(days=10), at_state=MessageState.SENT)
    RoundMessage.objects.update(sent_at=now - datetime.timedelta(days=10))
    make_message(leaves_at=now - datetime.timedelta(days=10))
    make_message(at_state=MessageState.STOPPED)

    due = retention.due_messages(now - datetime.timedelta(days=5))
    assert [each.pk for each in due] == [old.pk]
    assert retention.delete_messages(list(due)) == 1
    assert RoundMessage.objects.count() == 2
