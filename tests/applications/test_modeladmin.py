"""The review list: who sees what, found how, exported how."""

import io
import re

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import ReferenceIndex

from tests.factories.applications import make_application, make_round, make_staff
from tests.factories.organisations import make_service
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.permissions import (
    application_policy,
    can_view_application,
    visible_applications,
)
from wagtail_charter.applications.states import ApplicationState

pytestmark = pytest.mark.django_db

LIST = "/admin/charter/applications/"
ACTIONS = ("inspect", "edit", "history", "delete")


def address(action, application):
    return f"{LIST}{action}/{application.pk}/"


def references(response):
    return {application.reference for application in response.context["object_list"]}


def export(client, kind, **query):
    response = client.get(LIST, {"export": kind, **query})
    return b"".join(response.streaming_content)


@pytest.fixture
def officer(client):
    user = make_staff("view_application", "change_application", username="olu")
    client.force_login(user)
    return user


@pytest.fixture
def restricted():
    return make_application(make_service("Harbour team"), is_restricted=True, lead_name="Sam Secret")


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_restricted_application_is_not_found_by_another_officer(client, officer, restricted, action, method):
    response = getattr(client, method)(address(action, restricted), {"lead_name": "X"})

    assert response.status_code == 404
    assert "Harbour" not in response.content.decode()
    restricted.refresh_from_db()
    assert restricted.lead_name == "Sam Secret"


def test_restricted_application_is_left_out_of_list_search_and_exports(client, officer, restricted):
    seen = make_application()

    assert references(client.get(LIST)) == {seen.reference}
    assert references(client.get(LIST, {"q": "secret"})) == set()
    assert references(client.get(LIST, {"state": restricted.state})) == {seen.reference}
    assert "Secret" not in client.get(LIST).content.decode()
    csv = export(client, "csv").decode("utf-8-sig")
    assert seen.reference in csv
    assert restricted.reference not in csv
    book = openpyxl.load_workbook(io.BytesIO(export(client, "xlsx")))
    assert [row[0].value for row in book.active][1:] == [seen.reference]


@pytest.mark.parametrize("who", ["caseworker", "cover", "chair", "superuser"])
def test_restricted_application_is_open_to_those_who_need_it(client, restricted, who):
    if who == "superuser":
        user = get_user_model().objects.create_superuser("root", password="x")
    elif who == "chair":
        user = make_staff("view_application", "view_restricted_application")
    else:
        user = make_staff("view_application", "change_application")
        Application.objects.filter(pk=restricted.pk).update(**{who: user})
    client.force_login(user)

    assert references(client.get(LIST)) == {restricted.reference}
    assert client.get(address("inspect", restricted)).status_code == 200
    assert client.get(address("history", restricted)).status_code == 200
    assert restricted.reference in export(client, "csv").decode()
    assert client.get(address("delete", restricted)).status_code == 404
    assert client.get(address("edit", restricted)).status_code == (404 if who == "chair" else 200)


@pytest.mark.parametrize("permissions", [(), ("view_award",), ("view_restricted_application",)])
def test_somebody_without_permission_finds_nothing(client, permissions):
    application = make_application()
    client.force_login(make_staff(*permissions))

    assert client.get(LIST).status_code == 404
    assert client.get(LIST, {"export": "csv"}).status_code == 404
    for action in ACTIONS:
        assert client.get(address(action, application)).status_code == 404
        assert client.post(address(action, application)).status_code == 404


def test_reader_cannot_change(client):
    application = make_application()
    client.force_login(make_staff("view_application"))

    assert client.get(address("inspect", application)).status_code == 200
    assert client.post(address("edit", application), {"lead_name": "X"}).status_code == 404


def test_nobody_adds_or_deletes(admin_client):
    application = make_application()

    assert admin_client.get(f"{LIST}create/").status_code == 404
    assert admin_client.post(f"{LIST}create/", {"lead_name": "X"}).status_code == 404
    assert admin_client.post(address("delete", application)).status_code == 404
    body = admin_client.get(LIST).content.decode()
    assert "create/" not in body
    assert "/delete/" not in body
    assert Application.objects.count() == 1


def test_policy_and_list_and_question_agree(restricted):
    seen, everybody = make_application(), Application.objects.all()
    caseworker = make_staff("view_application", "change_application")
    cover = make_staff("view_application", "change_application")
    Application.objects.filter(pk=restricted.pk).update(caseworker=caseworker, cover=cover)
    staff = [
        caseworker,
        make_staff("view_application", "change_application"),
        make_staff("view_application"),
        make_staff("view_application", "view_restricted_application"),
        make_staff("view_restricted_application"),
        make_staff(),
        cover,
        get_user_model().objects.create_superuser("root", password="x"),
        get_user_model().objects.create_user("gone", is_active=False, is_superuser=True),
    ]

    for user in staff:
        listed = set(visible_applications(user))
        assert listed == {each for each in everybody if can_view_application(user, each)}
        assert listed == set(application_policy.instances_user_has_permission_for(user, "view"))
        for each in everybody:
            asked = application_policy.user_has_permission_for_instance(user, "view", each)
            assert asked == (each in listed)
            for action in ("add", "delete", "publish"):
                assert not application_policy.user_has_permission_for_instance(user, action, each)
    assert set(visible_applications(staff[1])) == {seen}


@pytest.mark.parametrize("pk", ["abc", "0", "999999999999999999999999", "-1", "1_0"])
def test_odd_address_is_not_found(client, officer, pk):
    for action in ACTIONS:
        assert client.get(f"{LIST}{action}/{pk}/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"state": "nonsense"},
        {"round": "x"},
        {"round": "999"},
        {"case": "x"},
        {"waiting": ""},
        {"p": "x"},
        {"p": "-1"},
        {"p": "99"},
        {"o": "99.x"},
        {"lead_email__startswith": "a"},
        {"zzz__yyy": "1"},
        {"q": "\x00"},
    ],
)
def test_nonsense_in_the_address_is_ignored(client, officer, query):
    application = make_application()

    response = client.get(LIST, query)

    assert response.status_code == 200
    assert references(response) == {application.reference}


def test_list_is_filtered(client, officer):
    spring, autumn = make_round("Spring"), make_round("Autumn")
    mine = make_application(round=spring, caseworker=officer, at_state=ApplicationState.SENT)
    theirs = make_application(round=autumn, at_state=ApplicationState.DRAFTING)

    expected = [
        ({"state": "sent"}, {mine}),
        ({"round": autumn.pk}, {theirs}),
        ({"waiting": "team"}, {mine}),
        ({"waiting": "applicant"}, {theirs}),
        ({"case": "mine"}, {mine}),
        ({"case": "nobody"}, {theirs}),
        ({"case": "mine", "state": "drafting"}, set()),
    ]
    for query, left in expected:
        assert references(client.get(LIST, query)) == {each.reference for each in left}, query


@pytest.mark.parametrize("words", ["harbour", "COAST", "Spring 2026", "sam", "sam@trust.example"])
def test_list_is_searched(client, officer, words):
    service = make_service("Harbour team")
    service.provider.name = "Coast Trust"
    service.provider.save()
    found = make_application(service, round=make_round("Spring 2026"))
    make_application(lead_name="Alex", lead_email="alex@other.example")

    assert references(client.get(LIST, {"q": words})) == {found.reference}
    assert references(client.get(LIST, {"q": found.reference})) == {found.reference}


def test_inspect_shows_facts_and_history(client, officer):
    application = make_application(make_service("Harbour team"), at_state=ApplicationState.SENT)

    response = client.get(address("inspect", application))

    body = response.content.decode()
    assert "Harbour team" in body
    assert application.service.provider.name in body
    assert "<strong>Sent</strong>, The system" in body


def test_officer_changes_lead_and_caseworker_and_finds_the_new_name(client, officer):
    application = make_application()

    data = {
        "lead_name": "Robin",
        "lead_email": "robin@trust.example",
        "caseworker": officer.pk,
        "state": "awarded",
    }
    assert client.post(address("edit", application), data).status_code == 302

    application.refresh_from_db()
    assert (application.lead_name, application.caseworker, application.state) == (
        "Robin",
        officer,
        "interested",
    )
    assert references(client.get(LIST, {"q": "robin"})) == {application.reference}
    assert "Robin" not in client.get(address("history", application)).content.decode()


def test_caseworker_must_be_able_to_open_applications(client, officer):
    application = make_application()
    data = {"lead_name": "Robin", "lead_email": "r@t.example", "caseworker": make_staff().pk}

    response = client.post(address("edit", application), data)

    assert "This person cannot open applications" in response.content.decode()
    assert "Robin" in response.content.decode()
    application.refresh_from_db()
    assert application.caseworker is None


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_no_live_formula(client, officer, kind):
    make_application(make_service("=1+1"), lead_name="@SUM(A1)")

    content = export(client, kind)

    if kind == "csv":
        text = content.decode("utf-8-sig")
        assert not re.search(r"(^|,)\"?[=+\-@]", text, re.MULTILINE)
        assert "'=1+1" in text
    else:
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
        assert "'=1+1" in {cell.value for cell in cells}


@pytest.mark.parametrize("rows", [1, 30])
def test_list_asks_the_database_the_same_for_one_row_and_thirty(
    client, officer, rows, django_assert_num_queries
):
    round = make_round()
    for _n in range(rows):
        make_application(round=round, caseworker=officer)
    client.get(LIST)

    with django_assert_num_queries(14):
        client.get(LIST)


@pytest.mark.parametrize("rows", [1, 30])
def test_export_asks_the_database_the_same_for_one_row_and_thirty(
    client, officer, rows, django_assert_num_queries
):
    round = make_round()
    for _n in range(rows):
        make_application(round=round)
    export(client, "csv")

    with django_assert_num_queries(7):
        export(client, "csv")


def test_usage_of_a_service_does_not_name_its_applications(restricted):
    assert not ReferenceIndex.get_references_to(restricted.service).exists()


def test_rounds_are_kept_by_officers(client):
    client.force_login(make_staff("add_round", "change_round", "delete_round", "view_round"))
    round = make_application().round

    assert client.get(reverse("charter_round:index")).status_code == 200
    assert client.get(reverse("charter_round:edit", args=[round.pk])).status_code == 200
    client.post(reverse("charter_round:delete", args=[round.pk]))
    assert type(round).objects.filter(pk=round.pk).exists()


def test_inspect_reads_like_a_page(client, officer):
    body = client.get(address("inspect", make_application())).content.decode()

    for words in ("Reference", "Service", "Restricted", "No<"):
        assert words in body
    for word in (">reference<", ">service<", "False"):
        assert word not in body


def test_list_breaks_no_word(client, officer):
    assert "wagtail_charter/admin-applications.css" in client.get(LIST).content.decode()
