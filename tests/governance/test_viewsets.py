"""Legal holds and the retention log in the admin."""

import re

import pytest
from django.urls import reverse

from tests.factories.people import make_staff
from wagtail_charter.governance.models import Hold, RetentionRun
from wagtail_charter.governance.retention import make_plan, place_hold
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    user = make_staff(Role.GOVERNANCE)
    client.force_login(user)
    return user


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_hold_is_placed_and_released(client, keeper):
    client.post(
        reverse("charter_holds:add"), {"reference": "A-2026-AAAA-BBBB", "reason": "The inquiry asked."}
    )

    hold = Hold.objects.get()
    assert (hold.reference, hold.placed_by) == ("A-2026-AAAA-BBBB", keeper)
    assert "A-2026-AAAA-BBBB" in words_of(client.get(reverse("charter_holds:index")))
    inspect = client.get(reverse("charter_holds:inspect", args=[hold.pk]))
    release = reverse("charter_holds:release", args=[hold.pk])
    assert release in inspect.content.decode()

    assert client.get(release).status_code == 200
    client.post(release)

    assert Hold.objects.in_force().count() == 0
    assert set(RetentionRun.objects.values_list("kind", flat=True)) == {"held", "released"}
    assert release not in client.get(reverse("charter_holds:inspect", args=[hold.pk])).content.decode()


def test_hold_without_a_reason_is_asked_for_it(client, keeper):
    response = client.post(reverse("charter_holds:add"), {"reference": "A-1", "reason": ""})

    assert response.status_code == 200
    assert Hold.objects.count() == 0


def test_log_is_read(client, keeper):
    plan = make_plan()

    assert plan.number in words_of(client.get(reverse("charter_retention_log:index")))
    text = words_of(client.get(reverse("charter_retention_log:inspect", args=[plan.pk])))
    assert "Letters that we sent" in text


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICER, Role.CHAIR])
def test_others_neither_read_nor_release(client, role):
    hold, plan = place_hold("A-1", reason="Asked."), make_plan()
    client.force_login(make_staff(role))

    for name, args in (
        ("charter_holds:index", []), ("charter_holds:add", []), ("charter_holds:inspect", [hold.pk]),
        ("charter_holds:release", [hold.pk]), ("charter_retention_log:index", []),
        ("charter_retention_log:inspect", [plan.pk]),
    ):  # fmt: skip
        response = (
            client.post(reverse(name, args=args))
            if "release" in name
            else client.get(reverse(name, args=args))
        )
        assert response.status_code in (302, 403, 404), name
        assert "Asked." not in response.content.decode()
    assert Hold.objects.in_force().count() == 1


@pytest.mark.parametrize("name", ["charter_holds", "charter_retention_log"])
def test_nothing_is_changed_or_deleted_by_hand(client, keeper, name):
    hold, plan = place_hold("A-1", reason="Asked."), make_plan()
    pk = {"charter_holds": hold.pk, "charter_retention_log": plan.pk}[name]
    base = reverse(f"{name}:index")

    for action in ("edit", "delete", "copy"):
        assert client.post(f"{base}{action}/{pk}/").status_code == 404
        assert client.get(f"{base}{action}/{pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_list_of_holds_asks_as_often_for_one_as_for_thirty(client, keeper, number, django_assert_num_queries):
    for each in range(number):
        Hold.objects.create(reference=f"A-{each}", reason="Asked.")
    client.get(reverse("charter_holds:index"))

    with django_assert_num_queries(QUERIES):
        client.get(reverse("charter_holds:index"))


QUERIES = 11
