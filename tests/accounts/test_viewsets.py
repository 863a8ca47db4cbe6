"""Portal accounts in the admin."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.people import make_staff
from wagtail_charter.accounts.models import PortalAccount
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db
NS = "charter_accounts"
LIST_QUERIES = 11


def address(name, *args):
    return reverse(f"{NS}:{name}", args=args)


@pytest.fixture
def officer(client):
    user = make_staff(Role.OFFICER)
    client.force_login(user)
    return user


def found(client, **query):
    return [row.email for row in client.get(address("index"), query).context["object_list"]]


def test_accounts_are_found_by_name_and_address(client, officer):
    make_account("sam@trust.example", name="Sam Okoro")
    make_account("robin@charity.example", name="Robin Ahmed")

    assert found(client) == ["robin@charity.example", "sam@trust.example"]
    assert found(client, q="okoro") == ["sam@trust.example"]
    assert found(client, q="CHARITY") == ["robin@charity.example"]
    assert found(client, q="zzz") == []
    assert found(client, ordering="-email") == ["sam@trust.example", "robin@charity.example"]


def test_the_list_costs_the_same_for_one_and_for_thirty(client, officer, django_assert_num_queries):
    make_account()
    client.get(address("index"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(address("index"))
    for _ in range(29):
        make_account(last_signed_in_at=timezone.now())

    with django_assert_num_queries(LIST_QUERIES):
        client.get(address("index"))


def test_an_account_is_looked_at(client, officer):
    account = make_account("sam@trust.example", name="Sam <Okoro>")

    text = client.get(address("inspect", account.pk)).content.decode()

    assert "Sam &lt;Okoro&gt;" in text
    assert "sam@trust.example" in text
    assert "No data" in text
    assert address("sign_out", account.pk) in text


@pytest.mark.parametrize("view", ["add", "edit", "delete", "copy", "history", "usage"])
def test_nothing_is_made_changed_or_deleted_by_hand(view, client, officer):
    account = make_account()

    for args in ([], [account.pk]):
        with pytest.raises(NoReverseMatch):
            address(view, *args)
    text = client.get(address("index")).content.decode()
    assert "Add portal account" not in text
    assert "export=csv" not in text


def test_a_person_is_signed_out_everywhere_after_asking(client, officer):
    account = make_account(name="Sam Okoro")

    assert client.get(address("sign_out", account.pk)).status_code == 200
    account.refresh_from_db()
    assert account.sessions_epoch == 0
    response = client.post(address("sign_out", account.pk), follow=True)

    account.refresh_from_db()
    assert account.sessions_epoch == 1
    assert "Sam Okoro is signed out everywhere." in response.content.decode()
    assert client.post(address("sign_out", account.pk + 1)).status_code == 404


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.OFFICER, True), (Role.GOVERNANCE, True), (Role.EDITOR, False), (Role.CHAIR, False), (None, False)],
)
def test_who_may(client, role, may):
    account = make_account("sam@trust.example")
    client.force_login(make_staff(*[role] if role else []))

    for name, args in (("index", []), ("inspect", [account.pk]), ("sign_out", [account.pk])):
        response = client.get(address(name, *args))
        assert (response.status_code == 200) is may
        assert ("sam@trust.example" in response.content.decode()) is (may and name != "sign_out")
    client.post(address("sign_out", account.pk))

    assert PortalAccount.objects.get().sessions_epoch == int(may)


def test_who_may_only_look_signs_nobody_out(client):
    account = make_account()
    user = make_staff(Role.GOVERNANCE)
    client.force_login(user)
    user.groups.get().permissions.filter(codename="change_portalaccount").delete()

    assert client.get(address("inspect", account.pk)).status_code in (200, 302)
    client.post(address("sign_out", account.pk))
    assert PortalAccount.objects.get().sessions_epoch == 0
