"""Permission for single things, on every view of both kinds of viewset."""

import io

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.people import make_staff
from tests.models import GuardedRecord, GuardedSnippet

pytestmark = pytest.mark.django_db

KINDS = {
    GuardedRecord: ("guarded_records", "index"),
    GuardedSnippet: ("wagtailsnippets_tests_guardedsnippet", "list"),
}
both = pytest.mark.parametrize("model", KINDS)
#: Every view of one thing, and what it does to it.
VIEWS = {
    "edit": "change",
    "delete": "delete",
    "copy": "copy",
    "inspect": "view",
    "history": "view",
    "history_results": "view",
    "usage": "view",
    "reorder": "change",
}


@pytest.fixture
def staff(client):
    """Somebody with every permission on the models, and no superuser."""
    user = make_staff()
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="tests")
        | Permission.objects.filter(codename="access_admin")
    )
    client.force_login(user)
    return client


def address(model, view, *args):
    return reverse(f"{KINDS[model][0]}:{view}", args=args)


def listed(model):
    return address(model, KINDS[model][1])


def make(model, **facts):
    return model.objects.create(**{"name": "Plain", **facts})


def ask(client, model, view, thing):
    """Ask a view, with the method that acts."""
    if view == "reorder":
        return client.post(address(model, view, thing.pk) + "?position=0")
    return client.get(address(model, view, thing.pk))


@both
@pytest.mark.parametrize("view", VIEWS)
def test_plain_thing_is_shown_by_every_view(staff, model, view):
    assert ask(staff, model, view, make(model)).status_code == 200


@both
@pytest.mark.parametrize("view", VIEWS)
def test_secret_thing_is_not_found_by_any_view(staff, model, view):
    secret = make(model, is_secret=True, name="Secret")

    assert ask(staff, model, view, secret).status_code == 404


@both
@pytest.mark.parametrize("view", VIEWS)
def test_locked_thing_can_only_be_looked_at(staff, model, view):
    response = ask(staff, model, view, make(model, is_locked=True))

    assert response.status_code == (200 if VIEWS[view] == "view" else 302)


@both
@pytest.mark.parametrize("facts", [{"is_secret": True}, {"is_locked": True}])
@pytest.mark.parametrize("view", ["edit", "delete"])
def test_guarded_thing_is_not_changed_by_post(staff, model, view, facts):
    thing = make(model, **facts)

    response = staff.post(address(model, view, thing.pk), {"name": "Changed", "position": 0})

    assert response.status_code in (302, 404)
    assert list(model.objects.values_list("name", flat=True)) == ["Plain"]


@both
def test_plain_thing_is_changed_and_deleted_by_post(staff, model):
    thing = make(model)

    staff.post(address(model, "edit", thing.pk), {"name": "Changed", "position": 0})
    assert model.objects.get().name == "Changed"

    staff.post(address(model, "delete", thing.pk))
    assert not model.objects.exists()


@both
@pytest.mark.parametrize("export", [None, "csv", "xlsx"])
def test_list_and_exports_leave_secret_things_out(staff, model, export):
    make(model)
    make(model, is_secret=True, name="Secret")

    response = staff.get(listed(model), {"export": export} if export else {})

    content = b"".join(response.streaming_content) if export else response.content
    if export == "xlsx":
        page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        content = repr(list(page.iter_rows(values_only=True))).encode()
    assert b"Plain" in content
    assert b"Secret" not in content


@both
def test_list_offers_no_more_than_is_allowed(staff, model):
    locked, plain = make(model, is_locked=True, name="Locked"), make(model)

    page = staff.get(listed(model)).content.decode()

    for view in ("edit", "delete", "copy"):
        assert address(model, view, plain.pk) in page
        assert address(model, view, locked.pk) not in page
    assert address(model, "inspect", locked.pk) in page


@both
def test_edit_is_refused_without_permission_on_the_model(client, model):
    client.force_login(make_staff())

    assert client.get(address(model, "edit", make(model).pk)).status_code == 302


def bulk_delete(*things):
    chosen = "&".join(f"id={thing.pk}" for thing in things)
    return reverse("wagtail_bulk_action", args=["tests", "guardedsnippet", "delete"]) + f"?{chosen}"


def test_bulk_delete_spares_secret_and_locked_snippets(staff):
    plain = make(GuardedSnippet)
    secret = make(GuardedSnippet, is_secret=True, name="Secret")
    locked = make(GuardedSnippet, is_locked=True, name="Locked")

    page = staff.get(bulk_delete(plain, secret, locked)).content.decode()
    staff.post(bulk_delete(plain, secret, locked))

    assert "Secret" not in page
    assert set(GuardedSnippet.objects.all()) == {secret, locked}


def test_bulk_delete_of_secret_snippets_alone_is_not_found(staff):
    assert staff.get(bulk_delete(make(GuardedSnippet, is_secret=True))).status_code == 404


def test_bulk_delete_of_everything_spares_secret_snippets(staff):
    make(GuardedSnippet)
    secret = make(GuardedSnippet, is_secret=True)
    url = reverse("wagtail_bulk_action", args=["tests", "guardedsnippet", "delete"])

    staff.post(f"{url}?id=all")

    assert list(GuardedSnippet.objects.all()) == [secret]


def test_records_have_no_bulk_delete(staff):
    url = reverse("wagtail_bulk_action", args=["tests", "guardedrecord", "delete"])

    assert staff.get(f"{url}?id={make(GuardedRecord).pk}").status_code == 404


def chooser(view, *args):
    return reverse(f"wagtailsnippetchoosers_tests_guardedsnippet:{view}", args=args)


def test_chooser_offers_and_takes_no_secret_snippets(staff):
    plain = make(GuardedSnippet)
    secret = make(GuardedSnippet, is_secret=True)

    for view in ("choose", "choose_results"):
        assert list(staff.get(chooser(view)).context["results"]) == [plain]
    assert staff.get(chooser("chosen", plain.pk)).status_code == 200
    assert staff.get(chooser("chosen", secret.pk)).status_code == 404
    many = staff.get(chooser("chosen_multiple"), {"id": [plain.pk, secret.pk]}).json()
    assert [one["id"] for one in many["result"]] == [str(plain.pk)]
