"""The groups of the admin: made once, added to, never taken from."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupCollectionPermission

from tests.factories.applications import make_application
from tests.factories.people import make_staff
from wagtail_charter.roles import MODEL_PERMISSIONS, Role

pytestmark = pytest.mark.django_db


def granted(role):
    group = Group.objects.get(name=str(role))
    return set(
        group.permissions.filter(content_type__app_label="wagtail_charter").values_list("codename", flat=True)
    )


@pytest.mark.parametrize("role", list(Role))
def test_each_role_gets_its_permissions_and_no_others(role):
    call_command("charter_create_groups", verbosity=0)

    assert granted(role) == MODEL_PERMISSIONS[role]


def test_a_second_run_keeps_what_a_host_added():
    call_command("charter_create_groups", verbosity=0)
    group = Group.objects.get(name=str(Role.EDITOR))
    extra = Permission.objects.get(content_type__app_label="wagtail_charter", codename="view_application")
    group.permissions.add(extra)

    call_command("charter_create_groups", verbosity=0)

    assert granted(Role.EDITOR) == MODEL_PERMISSIONS[Role.EDITOR] | {"view_application"}
    assert Group.objects.filter(name__startswith="Charter").count() == len(Role)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICER])
@pytest.mark.parametrize(
    "address", ["wagtailimages:index", "wagtailimages:add", "wagtaildocs:index", "wagtaildocs:add"]
)
def test_who_writes_pages_works_with_pictures_and_documents_of_the_host(client, role, address):
    client.force_login(make_staff(role))

    assert client.get(reverse(address)).status_code == 200


@pytest.mark.parametrize("role", [Role.CHAIR, Role.GOVERNANCE])
@pytest.mark.parametrize("address", ["wagtailimages:index", "wagtaildocs:index"])
def test_who_writes_no_pages_has_no_pictures_and_documents(client, role, address):
    client.force_login(make_staff(role))

    assert client.get(reverse(address)).status_code == 302


def test_every_permission_of_a_role_exists():
    """A name that no permission has would be left out in silence."""
    known = set(
        Permission.objects.filter(content_type__app_label="wagtail_charter").values_list(
            "codename", flat=True
        )
    )

    assert set().union(*MODEL_PERMISSIONS.values()) <= known


ADMIN = "/admin/snippets/wagtail_charter/"


@pytest.mark.parametrize(
    ("role", "opens", "refused"),
    [
        (
            Role.EDITOR,
            ["organisation/", "service/", "award/", "contact/", "glossaryterm/add/", "resourcetopic/add/"],
            [
                "award/issue/",
                "award/note/",
                "organisation/add/",
                "service/add/",
                "contact/add/",
                "frameworkedition/",
                "awardlevel/",
                "region/add/",
            ],
        ),
        (
            Role.OFFICER,
            [
                "organisation/add/",
                "service/add/",
                "contact/add/",
                "award/issue/",
                "award/note/",
                "frameworkedition/add/",
                "theme/add/",
                "evidencestatement/add/",
                "awardlevel/add/",
                "region/add/",
                "glossaryterm/add/",
            ],
            [],
        ),
        (
            Role.CHAIR,
            ["award/", "service/", "organisation/", "frameworkedition/"],
            ["award/issue/", "award/note/", "organisation/add/", "service/add/", "frameworkedition/add/"],
        ),
        (
            Role.GOVERNANCE,
            ["award/", "organisation/", "contact/"],
            ["award/issue/", "organisation/add/", "contact/add/", "service/add/", "glossaryterm/add/"],
        ),
    ],
)
def test_each_role_opens_what_its_work_needs_and_no_more(client, role, opens, refused):
    client.force_login(make_staff(role))

    assert {path: client.get(ADMIN + path).status_code for path in opens} == dict.fromkeys(opens, 200)
    assert {path: client.get(ADMIN + path).status_code for path in refused} == dict.fromkeys(refused, 302)


@pytest.mark.parametrize(
    ("role", "status"), [(Role.EDITOR, 404), (Role.OFFICER, 200), (Role.CHAIR, 200), (Role.GOVERNANCE, 404)]
)
def test_applications_are_for_officers_and_the_chair(client, role, status):
    client.force_login(make_staff(role))
    application = make_application()

    for path in ("", f"inspect/{application.pk}/", f"history/{application.pk}/"):
        assert client.get(f"/admin/charter/applications/{path}").status_code == status


@pytest.mark.parametrize(("role", "status"), [(Role.OFFICER, 404), (Role.CHAIR, 200)])
def test_a_restricted_application_is_for_the_chair_and_not_for_other_officers(client, role, status):
    client.force_login(make_staff(role))
    application = make_application(is_restricted=True)

    assert client.get(f"/admin/charter/applications/inspect/{application.pk}/").status_code == status


def test_officer_changes_the_charter_settings_and_the_editor_does_not(client):
    address = reverse("wagtailsettings:edit", args=["wagtail_charter", "chartersettings"])

    client.force_login(make_staff(Role.OFFICER))
    assert client.get(address, follow=True).context["form"].fields.keys() >= {"edition", "contact"}
    client.force_login(make_staff(Role.EDITOR))
    assert client.get(address).url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("setting", ["WAGTAILIMAGES_IMAGE_MODEL", "WAGTAILDOCS_DOCUMENT_MODEL"])
def test_a_host_with_models_of_its_own_gets_the_permissions_that_wagtail_asks_for(settings, setting):
    """Wagtail asks for the permissions of its own image and document whatever model the host uses."""
    setattr(settings, setting, "tests.GuardedRecord")
    call_command("charter_create_groups", verbosity=0)

    given = GroupCollectionPermission.objects.filter(group__name=str(Role.EDITOR))
    names = given.values_list("permission__content_type__app_label", "permission__codename")
    assert set(names) == {
        (app, f"{action}_{model}")
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
        for action in ("add", "change", "choose")
    }
