"""Each page type can be previewed in each state that a page can be in, and by editors only."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, get_page_models

from tests.factories.framework import make_edition
from tests.factories.people import make_staff
from tests.factories.resources import make_resource, make_resource_index
from tests.factories.showcase import make_entry, make_home, make_index
from tests.factories.training import make_event, make_session, make_training_index
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.framework.pages import FrameworkPage
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

DRAFT = "Words of the draft"


def make_register():
    return make_home().add_child(instance=RegisterPage(title="Awards", slug="awards"))


def make_framework_page():
    return make_home().add_child(
        instance=FrameworkPage(title="Charter", slug="charter", edition=make_edition(published=True))
    )


def make_event_with_session():
    return make_session(make_event()).event.specific


MAKERS = {
    "showcaseindexpage": make_index,
    "showcaseentrypage": make_entry,
    "trainingindexpage": make_training_index,
    "trainingeventpage": make_event_with_session,
    "resourceindexpage": make_resource_index,
    "resourcepage": make_resource,
    "registerpage": make_register,
    "frameworkpage": make_framework_page,
}


def live(page):
    """As it was published."""


def unpublished(page):
    page.unpublish()


def scheduled(page):
    page.unpublish()
    page.refresh_from_db()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def expired(page):
    page.live, page.expired = False, True
    page.save()


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def locked(page):
    page.locked = True
    page.save()


STATES = [live, unpublished, scheduled, expired, restricted, locked]


def test_each_page_type_of_these_rooms_is_here():
    rooms = {"showcase", "training", "resources", "awards", "framework"}
    ours = {
        model._meta.model_name
        for model in get_page_models()
        if model.__module__.startswith("wagtail_charter.") and model.__module__.split(".")[1] in rooms
    }

    assert ours == set(MAKERS)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("kind", MAKERS)
def test_draft_of_a_page_can_be_previewed_in_each_state(kind, state):
    page = MAKERS[kind]()
    state(page)
    draft = type(page).objects.get(pk=page.pk)
    draft.title = DRAFT
    draft.save_revision()

    for mode, _label in draft.preview_modes:
        shown = draft.get_latest_revision_as_object().make_preview_request(preview_mode=mode)

        assert shown.status_code == 200
        assert DRAFT in shown.text


@pytest.mark.parametrize("kind", MAKERS)
def test_draft_is_previewed_by_editors_only(client, kind):
    page = MAKERS[kind]()
    page = type(page).objects.get(pk=page.pk)
    page.title = DRAFT
    page.save_revision()
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert client.get(address).status_code == 302
    client.force_login(make_staff(Role.GOVERNANCE))
    assert client.get(address).status_code in (302, 403)
    client.force_login(make_staff(Role.EDITOR))
    assert DRAFT in client.get(address).text
    assert not Page.objects.filter(title=DRAFT).exists()
