"""Two organisations: nobody sees, changes or learns of what belongs to the other. 404 on every foreign object."""

import pytest

from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import complete, make_application_page, make_draft, make_team_member
from wagtail_charter.applications.models import Application, ApplicationVersion, StatementAnswer
from wagtail_charter.applications.services import send_application, withdraw_application
from wagtail_charter.events.models import Event

pytestmark = pytest.mark.django_db

DOOR = "/charter-scheme/press"
SECRET = "What only Harbour knows."
ROUTES = (
    "", "about/", "check/", "send/", "sent/", "record/", "record/text/", "record/?version=1", "withdraw/",
    "statements/T1-1/", "statements/T1-1/?kept=x", "statements/T1-1/saved/",
)  # fmt: skip
TYPED = {
    "text": "Mine now.", "revision": "1", "is_complete": "yes", "replaces_saved": "True", "lead_name": "Mallory",
    "declared_name": "Mallory", "declared_role": "None", "is_confirmed": "on",
}  # fmt: skip


def make_side(name):
    """An organisation's person with an application that has something to leak."""
    person = make_account(name=f"{name} Person")
    application = complete(make_draft(person, lead_name=f"{name} Lead"))
    StatementAnswer.objects.filter(application=application).update(text=SECRET)
    return person, application


def everything():
    """All that a foreign press could change."""
    return (
        list(StatementAnswer.objects.order_by("pk").values_list("pk", "text", "revision")),
        list(Application.objects.order_by("pk").values_list("pk", "state", "lead_name")),
        ApplicationVersion.objects.count(),
        Event.objects.count(),
    )


@pytest.mark.parametrize("stage", ["drafting", "sent", "withdrawn"])
@pytest.mark.parametrize("method", ["get", "post", "head", "page-post"])
def test_a_foreign_object_is_not_found(client, stage, method):
    me, mine = make_side("Riverside")
    them, theirs = make_side("Harbour")
    make_application_page(mine.round)
    if stage == "sent":
        send_application(theirs, by=them, declared_name="H", declared_role="", declaration="I confirm.")
    if stage == "withdrawn":
        withdraw_application(theirs, by=them)
    before = everything()
    sign_in(client, me)

    for route in ROUTES:
        path = f"/apply/{theirs.reference}/{route}"
        if method == "post":
            answer = client.post(f"{DOOR}{path.split('?')[0]}", TYPED)
        elif method == "page-post":
            answer = client.post(path, TYPED)
        else:
            answer = getattr(client, method)(path)

        assert answer.status_code == 404, route
        assert SECRET not in answer.content.decode(), route
        assert "Harbour" not in answer.content.decode(), route
        assert everything() == before, route


@pytest.mark.parametrize("route", ROUTES)
def test_ones_own_is_found_at_the_same_addresses(client, route):
    """So that the matrix above proves something."""
    me, mine = make_side("Riverside")
    make_application_page(mine.round)
    sign_in(client, me)

    assert client.get(f"/apply/{mine.reference}/{route}").status_code in (
        (404,) if "version" in route else (200, 302)
    )


@pytest.mark.parametrize("route", ROUTES)
def test_whoever_is_signed_out_is_asked_to_sign_in_and_learns_nothing(client, route):
    _them, theirs = make_side("Harbour")
    make_application_page(theirs.round)

    answers = [
        client.get(f"/apply/{reference}/{route}") for reference in (theirs.reference, "A-2026-NONE-NONE")
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)


def test_a_statement_of_another_edition_is_not_found(client):
    me, mine = make_side("Riverside")
    make_application_page(mine.round)
    sign_in(client, me)

    for code in ("ZZ9", "T1-99", "t1-1", "%00", "T1-1%00", "é"):
        for call in (client.get, client.post):
            assert call(f"/apply/{mine.reference}/statements/{code}/").status_code == 404


def test_a_member_who_left_the_portal_or_the_team_sees_nothing(client):
    _me, mine = make_side("Riverside")
    make_application_page(mine.round)
    colleague = make_account()
    seat = make_team_member(mine, colleague, "editor")
    sign_in(client, colleague)
    assert client.get(f"/apply/{mine.reference}/").status_code == 200

    seat.delete()

    assert client.get(f"/apply/{mine.reference}/").status_code == 404
