"""Today: what waits, for whom it waits, a press away."""

import pytest
from django.utils import timezone

from tests.factories.applications import make_application, make_interest, make_round
from tests.factories.organisations import make_claim, make_service
from tests.factories.people import make_officer, make_staff
from tests.factories.support import make_concern
from wagtail_charter.applications.modeladmin.today import waiting_counts
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import queue
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

S = ApplicationState
TODAY = "/admin/charter/today/"


@pytest.fixture
def officer(client):
    user = make_officer()
    client.force_login(user)
    return user


def lines(response, name):
    return {str(words): number for words, number, _address in response.context[name]}


def test_a_quiet_day_has_kind_words(client, officer):
    response = client.get(TODAY)

    assert "Nothing waits today." in response.content.decode()
    assert set(lines(response, "my_lines").values()) == {0}


def test_every_number_leads_to_as_many_rows(client, officer):
    other, round = make_officer(), make_round()
    for caseworker in (officer, other, None):
        for state in S:
            make_application(round=round, at_state=state, caseworker=caseworker)
    rows = Application.objects
    rows.filter(state=S.CHECKING).update(next_step_by="2026-01-05")
    rows.filter(state=S.ASSESSING).update(question_open_at=timezone.now())
    rows.filter(state=S.SENT).update(paused_at=timezone.now())
    rows.filter(caseworker=other).update(cover=officer)

    response = client.get(TODAY)

    told = [*response.context["my_lines"], *response.context["all_lines"]]
    assert len(told) == 8
    for words, number, address in told:
        assert number > 0, words
        assert client.get(address).context["result_count"] == number, words
    assert "Nothing waits today." not in response.content.decode()


def test_what_waits_beside_the_applications_is_counted(client, officer):
    make_interest()
    make_claim()
    make_concern()
    queue("applications/application_sent", key="k", to_email="sam@trust.example")
    Letter.objects.filter(key="k").update(given_up_at=timezone.now())

    response = client.get(TODAY)

    found = lines(response, "other_lines")
    assert found["New expressions of interest"] == 1
    assert found["Claims on organisations"] == 1
    assert found["Concerns about a person"] == 1
    assert found["Letters that could not be delivered"] == 1
    for _words, number, address in response.context["other_lines"]:
        if number:
            assert client.get(address).status_code == 200, address


def test_my_next_steps_come_with_the_earliest_day_first(client, officer):
    late = make_application(at_state=S.CHECKING, caseworker=officer)
    soon = make_application(at_state=S.SENT, caseworker=officer)
    make_application(at_state=S.SENT)
    Application.objects.filter(pk=late.pk).update(next_step_by="2026-01-05")
    Application.objects.filter(pk=soon.pk).update(next_step_by="2999-01-05")

    response = client.get(TODAY)

    assert [case for case, _url, _standing in response.context["next_cases"]] == [late, soon]
    assert "Overdue since 5 January 2026." in response.content.decode()


def test_restricted_cases_are_neither_counted_nor_named(client, officer):
    make_application(make_service("Harbour team"), at_state=S.SENT, is_restricted=True)

    response = client.get(TODAY)

    assert set(waiting_counts(officer).values()) == {0}
    assert "Harbour" not in response.content.decode()
    chair = make_staff(Role.CHAIR)
    assert waiting_counts(chair)["team"] == 1


@pytest.mark.parametrize(("role", "status"), [(Role.EDITOR, 404), (Role.GOVERNANCE, 404), (Role.CHAIR, 200)])
def test_today_is_for_those_who_open_applications(client, role, status):
    client.force_login(make_staff(role))

    assert client.get(TODAY).status_code == status
    panel = "charter-today" in client.get("/admin/").content.decode()
    assert panel == (status == 200)


def test_each_role_is_told_of_its_own_lists(client):
    make_concern()
    client.force_login(make_staff(Role.CHAIR))

    assert "Concerns about a person" not in lines(client.get(TODAY), "other_lines")


def test_the_front_page_of_the_admin_tells_of_my_day(client, officer):
    make_application(at_state=S.SENT, caseworker=officer)

    assert "Waiting on us: 1" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_today_asks_the_database_the_same_for_one_row_and_thirty(
    client, officer, rows, django_assert_num_queries
):
    round = make_round()
    for _n in range(rows):
        make_application(round=round, at_state=S.SENT, caseworker=officer)
        make_interest()
    client.get(TODAY)

    with django_assert_num_queries(22):
        client.get(TODAY)
