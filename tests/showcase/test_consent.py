"""The step "consent and sign-off": sent by an editor, confirmed and approved by the charter team, or sent back with words."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories.organisations import make_service
from tests.factories.people import make_officer, make_staff
from tests.factories.showcase import make_consent_step, make_entry, make_index
from wagtail_charter.roles import Role
from wagtail_charter.showcase.models import ShowcaseListing
from wagtail_charter.showcase.pages import ShowcaseEntryPage
from wagtail_charter.showcase.panels import ConsentForm

pytestmark = pytest.mark.django_db

CONFIRMED = {"names_agreed": "on", "service_agreed": "on"}


@pytest.fixture
def index():
    return make_index("Showcase")


@pytest.fixture
def editor(index):
    return make_staff(Role.EDITOR)


@pytest.fixture
def officer(index):
    return make_officer()


@pytest.fixture
def task(index, editor, officer):
    return make_consent_step(index, Role.OFFICER)


@pytest.fixture
def waiting(index, editor, task):
    """An entry that the editor has sent."""
    entry = make_entry("Harbour Reconnect", index=index, live=False)
    entry.save_revision(user=editor)
    task.workflows.get().start(entry, editor)
    return entry


def state_of(entry):
    return TaskState.objects.get(workflow_state__in=WorkflowState.objects.for_instance(entry))


def act(client, user, entry, action, facts=None):
    client.force_login(user)
    address = reverse("wagtailadmin_pages:workflow_action", args=[entry.pk, action, state_of(entry).pk])
    return client.post(address, facts or {}, headers={"x-requested-with": "XMLHttpRequest"})


def reading(entry):
    return type(entry).objects.get(pk=entry.pk)


def test_editor_sends_a_new_entry_to_the_step_from_its_form(client, index, editor, task):
    client.force_login(editor)
    data = nested_form_data(
        {
            "title": "Harbour Reconnect",
            "slug": "harbour-reconnect",
            "summary": "What the harbour does.",
            "service": make_service("Harbour Reconnect").pk,
            "body": streamfield([("paragraph", rich_text("<p>Seven peer workers.</p>"))]),
            "comments": inline_formset([]),
        }
    )
    address = reverse("wagtailadmin_pages:add", args=["wagtail_charter", "showcaseentrypage", index.pk])

    response = client.post(address, {**data, "action-submit": "yes"})

    assert response.status_code == 302
    entry = ShowcaseEntryPage.objects.child_of(index).get()
    assert not entry.live
    assert entry.current_workflow_task == task
    assert client.get(f"{index.url}harbour-reconnect/").status_code == 404


def test_entry_that_waits_is_locked_for_its_editor(client, editor, waiting):
    client.force_login(editor)

    form = client.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk])).content.decode()

    assert "action-publish" not in form
    assert "Confirm consent and approve" not in form


def test_approver_is_asked_for_both_confirmations(client, officer, waiting):
    client.force_login(officer)
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state_of(waiting).pk]
    )

    asked = json.loads(client.get(address).content)["html"]

    assert "Everyone who is named, quoted or shown has agreed" in asked
    assert "The service has read this entry and signed it off" in asked


def test_approval_with_both_confirmations_publishes_the_entry(client, officer, waiting):
    act(client, officer, waiting, "approve", CONFIRMED)

    assert reading(waiting).live
    assert state_of(waiting).status == TaskState.STATUS_APPROVED
    assert state_of(waiting).finished_by == officer
    assert ShowcaseListing.objects.get().entry_id == waiting.pk


@pytest.mark.parametrize("name", ConsentForm.CONFIRMATIONS)
def test_approval_without_a_confirmation_asks_again_at_it(client, officer, waiting, name):
    facts = {key: value for key, value in CONFIRMED.items() if key != name}

    response = act(client, officer, waiting, "approve", facts)

    assert "Confirm this, or ask for changes instead." in json.loads(response.content)["html"]
    assert not reading(waiting).live
    assert state_of(waiting).status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize(
    "sent", [{}, {"names_agreed": True}, {"names_agreed": True, "service_agreed": "yes"}]
)
def test_approval_that_goes_round_the_form_is_refused(waiting, officer, task, sent):
    with pytest.raises(PermissionDenied, match="Confirm consent and sign-off"):
        task.on_action(state_of(waiting), officer, "approve", **sent)

    assert not reading(waiting).live


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHAIR])
def test_nobody_outside_the_groups_of_the_step_can_approve(client, waiting, role):
    response = act(client, make_staff(role), waiting, "approve", CONFIRMED)

    assert response.status_code == 403
    assert not reading(waiting).live
    assert state_of(waiting).status == TaskState.STATUS_IN_PROGRESS


def test_refusal_goes_back_to_the_editor_with_words(client, officer, editor, waiting):
    act(client, officer, waiting, "reject", {"comment": "Ask Ewan whether his first name may stand there."})

    assert not reading(waiting).live
    assert reading(waiting).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    client.force_login(editor)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[waiting.pk])).content.decode()
    history = client.get(reverse("wagtailadmin_pages:workflow_history", args=[waiting.pk])).status_code
    assert "Ask Ewan whether his first name may stand there." in form
    assert "Resubmit to Consent and sign-off" in form
    assert history == 200


def test_entry_that_went_back_can_be_sent_again_and_approved(client, officer, editor, waiting):
    act(client, officer, waiting, "reject", {"comment": "Please ask."})
    reading(waiting).current_workflow_state.resume(editor)
    again = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    client.force_login(officer)

    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", again.pk]), CONFIRMED
    )

    assert reading(waiting).live


def test_refusal_needs_no_confirmations(client, officer, waiting):
    act(client, officer, waiting, "reject", {"comment": ""})

    assert state_of(waiting).status == TaskState.STATUS_REJECTED
