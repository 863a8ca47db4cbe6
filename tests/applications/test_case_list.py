"""The list of cases: its saved views, several at once, and what it exports."""

import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.utils import timezone

from tests.factories.applications import make_application, make_round
from tests.factories.organisations import make_service
from tests.factories.people import make_officer, make_staff
from wagtail_charter.applications.filters import SAVED_VIEWS
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

S = ApplicationState
LIST = "/admin/charter/applications/"
SEVERAL = f"{LIST}several/"


@pytest.fixture
def officer(client):
    user = make_officer()
    client.force_login(user)
    return user


def references(response):
    return {application.reference for application in response.context["object_list"]}


def current(response):
    return [str(words) for words, _address, is_current in response.context["saved_views"] if is_current]


@pytest.fixture
def cases(officer):
    now, round = timezone.now(), make_round()
    made = {
        "writing": make_application(round=round, at_state=S.DRAFTING, caseworker=officer),
        "sent": make_application(round=round, at_state=S.SENT),
        "asked": make_application(round=round, at_state=S.CHECKING, caseworker=officer),
        "late": make_application(round=round, at_state=S.CHECKING, caseworker=officer),
        "paused": make_application(round=round, at_state=S.CHECKING, caseworker=make_officer()),
        "ended": make_application(round=round, at_state=S.AWARDED),
    }
    long_ago = "2026-01-05"
    rows = Application.objects
    rows.filter(pk=made["asked"].pk).update(question_open_at=now)
    rows.filter(pk__in=[made[name].pk for name in ("late", "paused", "ended")]).update(next_step_by=long_ago)
    rows.filter(pk=made["paused"].pk).update(paused_at=now, cover=officer)
    return made


@pytest.mark.parametrize(
    ("view", "names"),
    [
        ("All", {"writing", "sent", "asked", "late", "paused", "ended"}),
        ("Mine", {"writing", "asked", "late"}),
        ("I cover", {"paused"}),
        ("Waiting on us", {"sent", "late"}),
        ("Waiting on them", {"writing", "asked"}),
        ("Question open", {"asked"}),
        ("Overdue", {"late"}),
        ("Nobody’s", {"sent"}),
    ],
)
def test_each_saved_view_shows_its_cases_and_is_marked(client, cases, view, names):
    links = {str(words): address for words, address, _is in client.get(LIST).context["saved_views"]}

    response = client.get(f"{LIST}{links[view]}")

    assert references(response) == {cases[name].reference for name in names}
    assert current(response) == [view]
    assert response.content.decode().count('aria-current="true"') == 1


def test_every_saved_view_is_tried():
    assert len(SAVED_VIEWS) == 8


def test_a_saved_view_keeps_what_is_searched_for(client, cases):
    response = client.get(LIST, {"q": cases["sent"].reference, "waiting": "applicant"})
    assert references(response) == set()

    links = {str(words): address for words, address, _is in response.context["saved_views"]}
    found = client.get(f"{LIST}{links['Waiting on us']}")

    assert references(found) == {cases["sent"].reference}
    assert current(found) == ["Waiting on us"]


def test_an_export_holds_what_the_list_shows(client, cases):
    for kind in ("csv", "xlsx"):
        response = client.get(LIST, {"export": kind, "waiting": "overdue", "case": "mine"})
        content = b"".join(response.streaming_content)
        if kind == "csv":
            lines = content.decode("utf-8-sig").splitlines()[1:]
            assert [line.split(",")[0] for line in lines] == [cases["late"].reference]
        else:
            rows = openpyxl.load_workbook(io.BytesIO(content)).active
            assert [row[0].value for row in rows][1:] == [cases["late"].reference]


def test_the_list_says_what_is_overdue(client, cases):
    assert "5 Jan 2026, overdue" in client.get(LIST, {"waiting": "overdue"}).content.decode()
    assert "overdue<" not in client.get(LIST, {"state": "awarded"}).content.decode()


def test_only_who_may_change_cases_has_boxes(client, cases):
    assert 'name="ids"' in client.get(LIST).content.decode()
    client.force_login(make_staff(Role.CHAIR))

    body = client.get(LIST).content.decode()

    assert cases["sent"].reference in body
    assert 'name="ids"' not in body
    assert SEVERAL not in body


# Several at once


def chosen(*applications, step="assign", **typed):
    return {"step": step, "ids": [each.pk for each in applications], **typed}


def test_the_page_before_the_press_changes_nothing_and_says_what_will(client, cases, officer):
    response = client.post(SEVERAL, chosen(cases["sent"], cases["ended"]))

    body = response.content.decode()
    assert response.status_code == 200
    assert "1 application will be changed" in body
    assert cases["sent"].reference in body
    assert "1 application stays as it is" in body
    assert "It has come to its end." in body
    assert not Application.objects.filter(pk=cases["sent"].pk, caseworker=officer).exists()


def test_several_get_a_caseworker(client, cases, officer):
    other = make_officer()

    response = client.post(
        SEVERAL,
        chosen(cases["sent"], cases["late"], cases["ended"], is_confirmed="yes", caseworker=other.pk),
        follow=True,
    )

    body = response.content.decode()
    assert "2 applications are changed." in body
    assert f"{cases['ended'].reference} stays as it is. It has come to its end." in body
    changed = set(Application.objects.filter(caseworker=other).values_list("pk", flat=True))
    assert changed >= {cases["sent"].pk, cases["late"].pk}
    assert cases["ended"].pk not in changed


def test_several_get_a_day_for_the_next_step(client, cases):
    client.post(
        SEVERAL, chosen(cases["sent"], cases["ended"], step="plan", is_confirmed="yes", on="2999-01-02")
    )

    planned = Application.objects.filter(next_step_by="2999-01-02")
    assert list(planned) == [cases["sent"]]


def test_a_step_comes_back_to_the_list_as_it_was(client, cases):
    asked = f"case=nobody&q={cases['sent'].reference}&o=-8&waiting=team"
    shown = client.get(f"{LIST}?{asked}").content.decode()
    action = html.unescape(re.search(r'action="([^"]*several[^"]*)"', shown).group(1))
    assert parse_qs(urlsplit(action).query) == parse_qs(asked)

    before = client.post(action, chosen(cases["sent"], step="plan"))
    done = client.post(action, chosen(cases["sent"], step="plan", is_confirmed="yes", on="2999-01-02"))

    assert urlsplit(done.url).path == LIST
    assert parse_qs(urlsplit(done.url).query) == parse_qs(asked)
    assert html.escape(done.url) in before.content.decode()
    assert client.get(done.url).status_code == 200
    assert client.post(action, chosen(step="plan")).url == done.url


@pytest.mark.parametrize(
    "asked",
    [
        "next=//evil.example/",
        "export=csv",
        "https://evil.example/",
        "/evil.example=1",
        "state=&q=",
        "caseworker__password__startswith=a",
    ],
)
def test_a_step_comes_back_to_the_list_and_nowhere_else(client, cases, asked):
    done = client.post(f"{SEVERAL}?{asked}", chosen(cases["sent"], step="plan", is_confirmed="yes"))
    assert "evil.example" not in done.content.decode()
    done = client.post(
        f"{SEVERAL}?{asked}", chosen(cases["sent"], step="plan", is_confirmed="yes", on="2999-01-02")
    )

    assert done.url == LIST


def test_a_page_that_is_gone_shows_the_first(client, cases):
    done = client.post(f"{SEVERAL}?p=7&q=//evil.example", chosen(step="plan"))

    assert done.url == f"{LIST}?q=%2F%2Fevil.example&p=7"
    assert client.get(f"{LIST}?p=7").status_code == 200


def test_one_refusal_stops_no_other(client, cases, officer):
    """Nobody covers for themselves."""
    response = client.post(
        SEVERAL,
        chosen(cases["sent"], cases["paused"], is_confirmed="yes", caseworker=officer.pk),
        follow=True,
    )

    body = response.content.decode()
    assert "1 application is changed." in body
    assert f"{cases['paused'].reference} stays as it is. Choose somebody else to cover" in body
    cases["sent"].refresh_from_db()
    assert cases["sent"].caseworker == officer


@pytest.mark.parametrize("typed", [{"caseworker": ""}, {"caseworker": "999"}, {"step": "plan", "on": "soon"}])
def test_a_mistake_keeps_what_was_chosen(client, cases, typed):
    response = client.post(SEVERAL, chosen(cases["sent"], is_confirmed="yes") | typed)

    assert response.status_code == 200
    assert f'name="ids" value="{cases["sent"].pk}"' in response.content.decode()
    assert not Application.objects.filter(next_step_by__year=2999).exists()


def test_a_day_that_is_past_is_refused_for_each(client, cases):
    response = client.post(
        SEVERAL, chosen(cases["sent"], step="plan", is_confirmed="yes", on="2020-01-01"), follow=True
    )

    assert "Choose today or a day that is still to come." in response.content.decode()
    cases["sent"].refresh_from_db()
    assert cases["sent"].next_step_by is None


@pytest.mark.parametrize("step", ["assign", "plan"])
@pytest.mark.parametrize("is_confirmed", [True, False])
def test_what_one_may_not_open_is_neither_changed_nor_named(client, officer, step, is_confirmed):
    mine = make_application(at_state=S.SENT)
    secret = make_application(make_service("Harbour team"), at_state=S.SENT, is_restricted=True)
    typed = {"caseworker": officer.pk, "on": "2999-01-01"}
    if is_confirmed:
        typed["is_confirmed"] = "yes"

    response = client.post(SEVERAL, chosen(mine, secret, step=step, **typed), follow=True)

    body = response.content.decode()
    assert secret.reference not in body
    assert "Harbour" not in body
    assert "2 application" not in body
    secret.refresh_from_db()
    assert (secret.caseworker, secret.next_step_by) == (None, None)
    alone = client.post(SEVERAL, chosen(secret, step=step, **typed), follow=True).content.decode()
    unknown = client.post(SEVERAL, {"step": step, "ids": ["999999"], **typed}, follow=True).content.decode()
    words = "Choose at least one application in the list first."
    assert words in alone
    assert words in unknown


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHAIR, Role.GOVERNANCE])
def test_nobody_else_changes_several(client, cases, role):
    client.force_login(make_staff(role))

    response = client.post(SEVERAL, chosen(cases["sent"], step="plan", is_confirmed="yes", on="2999-01-01"))

    assert response.status_code == 404
    assert client.get(SEVERAL).status_code == 404
    cases["sent"].refresh_from_db()
    assert cases["sent"].next_step_by is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"step": "assign"},
        {"ids": ["1"]},
        {"step": "delete", "ids": ["1"]},
        {"step": "plan", "ids": ["x", "-1"]},
    ],
)
def test_nonsense_leads_back_to_the_list(client, cases, data):
    response = client.post(SEVERAL, data)

    assert (response.status_code, response.url) == (302, LIST)
    assert client.get(SEVERAL).url == LIST


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_the_database_the_same_for_one_row_and_thirty(
    client, officer, rows, django_assert_num_queries
):
    round = make_round()
    made = [make_application(round=round, at_state=S.SENT, caseworker=officer) for _n in range(rows)]
    client.post(SEVERAL, chosen(*made))

    with django_assert_num_queries(11):
        client.post(SEVERAL, chosen(*made))
