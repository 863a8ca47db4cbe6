"""What the charter team does with a case: each service, and each step in the admin."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories.applications import make_application, make_application_page, make_round
from tests.factories.people import make_officer, make_staff
from tests.factories.support import make_contact
from wagtail_charter.applications import services
from wagtail_charter.applications.modeladmin.casework import case_url
from wagtail_charter.applications.models import Application, ContactLogEntry
from wagtail_charter.applications.rules import is_writing_open
from wagtail_charter.applications.states import CLOSED_STATES, WRITING_STATES, ApplicationState
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import InvalidTransition
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import send_due
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

S = ApplicationState
STEPS = ("check", "assign", "plan", "note", "extend", "pause", "resume", "withdraw")


def days(number):
    return datetime.timedelta(days=number)


def step_url(application, slug):
    return f"/admin/charter/applications/steps/{application.pk}/{slug}/"


@pytest.fixture
def officer(client):
    user = make_officer()
    client.force_login(user)
    return user


# Services


def test_checking_begins_with_a_day_for_the_next_step(django_capture_on_commit_callbacks):
    officer, application = make_officer(), make_application(at_state=S.SENT)

    services.start_checking(application, by=officer)

    application.refresh_from_db()
    assert (application.state, application.next_step_by) == (S.CHECKING, timezone.localdate() + days(14))
    event = Event.objects.last_about(application)
    assert (event.to_state, event.actor_id) == (S.CHECKING, str(officer.pk))
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("results_in", "planned_in"), [(5, 5), (40, 14), (-3, 14)])
def test_the_day_of_the_next_step_is_no_later_than_the_results(results_in, planned_in):
    round = make_round(results_by=timezone.localdate() + days(results_in))
    application = make_application(round=round, at_state=S.SENT)

    services.start_checking(application, by=make_officer())

    application.refresh_from_db()
    assert application.next_step_by == timezone.localdate() + days(planned_in)


@pytest.mark.parametrize("state", [each for each in S if each != S.SENT])
def test_checking_begins_only_after_sending(state):
    application = make_application(at_state=state)

    with pytest.raises(InvalidTransition):
        services.start_checking(application, by=make_officer())

    application.refresh_from_db()
    assert (application.state, application.next_step_by) == (state, None)


def test_a_case_is_assigned():
    officer, cover, contact = make_officer(), make_officer(), make_contact()
    application = make_application()

    services.assign_case(application, caseworker=officer, cover=cover, contact=contact, by=officer)

    application.refresh_from_db()
    assert (application.caseworker, application.cover, application.contact) == (officer, cover, contact)


def test_nobody_covers_for_themselves_or_for_nobody():
    officer, application = make_officer(), make_application()

    with pytest.raises(ValidationError, match="somebody else to cover"):
        services.assign_case(application, caseworker=officer, cover=officer, contact=None, by=officer)
    with pytest.raises(ValidationError, match="Choose a caseworker too"):
        services.assign_case(application, caseworker=None, cover=officer, contact=None, by=officer)

    application.refresh_from_db()
    assert application.cover is None


@pytest.mark.parametrize("state", WRITING_STATES)
def test_more_time_opens_a_closed_round_for_one_application(state):
    closed = timezone.now() - days(1)
    round = make_round("Spring 2027", closes_at=closed)
    make_application_page(round)
    application = make_application(round=round, at_state=state)
    until = timezone.now() + days(7)

    services.extend_application(application, until=until, by=make_officer())

    application.refresh_from_db()
    assert application.extended_until == until
    assert is_writing_open(application, at=timezone.now())
    letter = Letter.objects.get()
    assert (letter.template, letter.to_email) == ("applications/application_extended", "sam@trust.example")
    assert letter.facts["path"] == f"/apply/{application.reference}/"


def test_one_letter_for_one_new_date():
    application, officer = make_application(at_state=S.DRAFTING), make_officer()
    first = timezone.now() + days(90)

    services.extend_application(application, until=first, by=officer)
    with pytest.raises(ValidationError, match="after the one that holds already"):
        services.extend_application(application, until=first, by=officer)
    services.extend_application(application, until=first + days(1), by=officer)

    assert Letter.objects.count() == 2


def test_no_time_is_given_that_is_past_or_shorter():
    application = make_application(at_state=S.DRAFTING)

    for until in (timezone.now() - days(1), timezone.now() + days(3)):
        with pytest.raises(ValidationError):
            services.extend_application(application, until=until, by=make_officer())

    application.refresh_from_db()
    assert application.extended_until is None


@pytest.mark.parametrize("state", [each for each in S if each not in WRITING_STATES])
def test_only_what_is_being_written_gets_more_time(state):
    application = make_application(at_state=state)

    with pytest.raises(ValidationError, match="not being written"):
        services.extend_application(application, until=timezone.now() + days(99), by=make_officer())


def test_withdrawing_for_the_applicant_tells_the_lead_and_keeps_what_was_said():
    round = make_round()
    make_application_page(round)
    application, officer = make_application(round=round, at_state=S.CHECKING), make_officer()

    services.withdraw_for_applicant(application, by=officer, channel="phone", with_whom="Sam Lead")

    application.refresh_from_db()
    assert application.state == S.WITHDRAWN
    assert Event.objects.last_about(application).actor_id == str(officer.pk)
    letter = Letter.objects.get()
    assert letter.template == "applications/application_withdrawn"
    assert letter.facts["path"] == f"/apply/{application.reference}/"
    entry = ContactLogEntry.objects.get()
    assert (entry.channel, entry.spoke_on, entry.written_by) == ("phone", timezone.localdate(), officer)
    assert entry.words == "They asked us to withdraw the application."


def test_withdrawing_needs_no_note():
    application = make_application(at_state=S.SENT)

    services.withdraw_for_applicant(application, by=make_officer())

    assert not ContactLogEntry.objects.exists()


def test_a_case_is_paused_and_goes_on():
    application, officer = make_application(at_state=S.SENT), make_officer()

    services.pause_case(application, by=officer)
    application.refresh_from_db()
    paused_at = application.paused_at
    services.pause_case(application, by=officer)
    application.refresh_from_db()
    assert application.paused_at == paused_at
    services.resume_case(application, by=officer)

    application.refresh_from_db()
    assert (application.paused_at, application.state) == (None, S.SENT)


#: A Wednesday, in working hours.
NOON = datetime.datetime(2026, 7, 8, 12, 0, tzinfo=datetime.UTC)


def letters():
    """The template of each letter that left, and of those that are still to leave."""
    rows = Letter.objects.order_by("pk")
    left = [letter.template.removeprefix("applications/application_") for letter in rows if letter.sent_at]
    return left, rows.filter(sent_at=None, cleared_at=None).count()


@time_machine.travel(NOON, tick=True)
def test_the_lead_hears_of_a_pause_and_of_its_end_once_each():
    application, officer = make_application(at_state=S.SENT), make_officer()

    for _press in range(2):
        services.pause_case(application, by=officer)
    send_due()
    for _press in range(2):
        services.resume_case(application, by=officer)
    send_due()

    assert letters()[0] == ["paused", "resumed"]
    assert Letter.objects.count() == 2
    paused = mail.outbox[0]
    assert application.lead_email in str(paused.to)
    assert "paused since Wednesday 8 July 2026" in paused.body
    assert "nothing is lost" in paused.body
    assert "It goes on since" in mail.outbox[1].body


@time_machine.travel(NOON, tick=True)
def test_a_pause_that_ends_before_its_letter_left_is_told_to_nobody():
    application, officer = make_application(at_state=S.SENT), make_officer()

    services.pause_case(application, by=officer)
    services.resume_case(application, by=officer)
    send_due()

    assert mail.outbox == []
    services.pause_case(application, by=officer)
    send_due()
    assert [each.subject for each in mail.outbox] == ["Your application is paused"]


def test_letters_of_a_pause_hold_names_and_dates_only_and_wait_for_working_hours():
    application, officer = make_application(at_state=S.MODERATING, is_restricted=True), make_officer()

    services.pause_case(application, by=officer)

    letter = Letter.objects.get()
    assert letter.is_answer is False
    told = str(letter.facts)
    assert "moderating" not in told.casefold()
    assert "restricted" not in told.casefold()
    assert officer.get_username() not in told


def test_nobody_is_written_to_where_nobody_leads():
    application, officer = make_application(at_state=S.SENT), make_officer()
    Application.objects.update(lead_email="")

    services.pause_case(application, by=officer)
    services.resume_case(application, by=officer)

    assert not Letter.objects.exists()


@pytest.mark.parametrize("state", CLOSED_STATES)
def test_what_has_ended_is_neither_paused_nor_planned(state):
    application, officer = make_application(at_state=state), make_officer()

    with pytest.raises(ValidationError, match="come to its end"):
        services.pause_case(application, by=officer)
    with pytest.raises(ValidationError, match="come to its end"):
        services.plan_next_step(application, on=timezone.localdate(), by=officer)


def test_the_next_step_is_planned_for_today_or_later():
    application, officer = make_application(), make_officer()
    today = timezone.localdate()

    with pytest.raises(ValidationError, match="Choose today"):
        services.plan_next_step(application, on=today - days(1), by=officer)
    services.plan_next_step(application, on=today, by=officer)
    application.refresh_from_db()
    assert application.next_step_by == today
    services.plan_next_step(application, on=None, by=officer)

    application.refresh_from_db()
    assert application.next_step_by is None


def test_a_contact_is_noted_of_today_or_earlier():
    application, officer = make_application(), make_officer()
    said = {"channel": "meeting", "with_whom": "Sam Lead", "words": "They ask for large print."}

    with pytest.raises(ValidationError, match="Choose today or an earlier day"):
        services.note_contact(application, spoke_on=timezone.localdate() + days(1), by=officer, **said)
    entry = services.note_contact(application, spoke_on=timezone.localdate(), by=officer, **said)

    assert (entry.application, entry.written_by, entry.words) == (application, officer, said["words"])


# Steps in the admin

TYPED = {
    "check": {},
    "assign": {"caseworker": "", "cover": "", "contact": ""},
    "plan": {"on": "2999-01-01"},
    "note": {"channel": "phone", "spoke_on": "2026-01-05", "with_whom": "Sam Lead", "words": "They called."},
    "extend": {"until": "2999-01-01"},
    "pause": {},
    "resume": {},
    "withdraw": {"channel": ""},
}


def ready_for(slug, **facts):
    """An application as it stands before the step."""
    at_state = S.DRAFTING if slug == "extend" else S.SENT
    application = make_application(at_state=at_state, **facts)
    if slug == "resume":
        Application.objects.filter(pk=application.pk).update(paused_at=timezone.now())
    return application


def stands(application):
    row = Application.objects.values(
        "state", "caseworker", "cover", "contact", "next_step_by", "extended_until", "paused_at"
    ).get(pk=application.pk)
    return row, ContactLogEntry.objects.count()


@pytest.mark.parametrize("slug", STEPS)
def test_officer_takes_each_step(client, officer, slug):
    application = ready_for(slug, caseworker=officer)
    before = stands(application)
    case = client.get(f"/admin/charter/applications/inspect/{application.pk}/").content.decode()
    assert step_url(application, slug) in case

    page = client.get(step_url(application, slug))
    done = client.post(step_url(application, slug), TYPED[slug])

    assert page.status_code == 200
    assert "<form" in page.content.decode()
    assert done.status_code == 302, done.context and done.context["form"].errors
    assert done.url == f"/admin/charter/applications/inspect/{application.pk}/"
    assert stands(application) != before


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("who", ["editor", "chair", "reader", "officer of a restricted case"])
def test_nobody_else_takes_a_step(client, slug, who):
    application = ready_for(slug, is_restricted=who.endswith("case"))
    user = {
        "editor": lambda: make_staff(Role.EDITOR),
        "chair": lambda: make_staff(Role.CHAIR),
        "reader": lambda: make_staff(Role.GOVERNANCE),
    }.get(who, make_officer)()
    client.force_login(user)
    before = stands(application)

    page = client.get(step_url(application, slug))
    client.post(step_url(application, slug), TYPED[slug])

    assert page.status_code == 404
    assert application.service.name not in page.content.decode()
    assert stands(application) == before


@pytest.mark.parametrize(
    ("slug", "typed", "said"),
    [
        ("plan", {"on": "2020-01-01"}, "Choose today or a day that is still to come."),
        ("plan", {"on": "soon"}, "Enter a valid date."),
        ("extend", {"until": "2020-01-01"}, "Choose a day that is still to come."),
        ("note", {**TYPED["note"], "spoke_on": "2999-01-01"}, "Choose today or an earlier day."),
        ("withdraw", {"channel": "", "words": "They called."}, "Choose how they told us"),
        ("withdraw", {"channel": "phone", "words": "They called."}, "Enter who told you."),
    ],
)
def test_a_step_says_what_to_mend_and_loses_nothing(client, officer, slug, typed, said):
    application = ready_for(slug)
    before = stands(application)

    response = client.post(step_url(application, slug), typed)

    body = response.content.decode()
    assert response.status_code == 200
    assert said in body
    for words in typed.values():
        assert words in body
    assert stands(application) == before
    assert not Letter.objects.exists()


def test_the_day_of_more_time_counts_to_its_end(client, officer):
    application = ready_for("extend")

    client.post(step_url(application, "extend"), {"until": "2999-01-01"})

    application.refresh_from_db()
    assert timezone.localtime(application.extended_until).isoformat().startswith("2999-01-01T23:59")


def test_a_step_that_is_over_leads_back(client, officer):
    application = make_application(at_state=S.CHECKING)

    assert client.get(step_url(application, "check")).status_code == 404
    response = client.post(step_url(application, "check"), follow=True)

    assert "This cannot be done any more" in response.content.decode()


def test_only_people_who_can_open_cases_can_be_chosen(client, officer):
    application, editor = make_application(), make_staff(Role.EDITOR)

    response = client.post(step_url(application, "assign"), {"caseworker": editor.pk})

    assert response.status_code == 200
    application.refresh_from_db()
    assert application.caseworker is None


def test_who_covers_a_restricted_case_opens_it_and_takes_steps_while_they_cover(client, officer):
    caseworker, other = make_officer(), make_officer()
    application = make_application(is_restricted=True, at_state=S.CHECKING, caseworker=caseworker)
    case, listed = case_url(application), "/admin/charter/applications/?case=cover"
    plan = step_url(application, "plan")

    def stands_open():
        return (
            client.get(case).status_code,
            client.get(plan).status_code,
            client.get(listed).context["result_count"],
        )

    assert stands_open() == (404, 404, 0)
    services.assign_case(application, caseworker=caseworker, cover=officer, contact=None, by=caseworker)
    assert stands_open() == (200, 200, 1)
    assert client.post(plan, {"on": "2999-01-01"}).url == case
    application.refresh_from_db()
    assert str(application.next_step_by) == "2999-01-01"
    assert ModelLogEntry.objects.for_instance(application).get().user == officer
    client.force_login(other)
    assert stands_open() == (404, 404, 0)

    client.force_login(officer)
    services.assign_case(application, caseworker=caseworker, cover=other, contact=None, by=caseworker)

    assert stands_open() == (404, 404, 0)
    assert client.post(plan, {"on": "2999-02-02"}).status_code == 404
    application.refresh_from_db()
    assert str(application.next_step_by) == "2999-01-01"


def test_giving_a_restricted_case_away_leads_to_the_list(client, officer):
    other = make_officer()
    application = make_application(is_restricted=True, caseworker=officer)

    response = client.post(step_url(application, "assign"), {"caseworker": other.pk})

    assert response.url == "/admin/charter/applications/"
    assert client.get(response.url).status_code == 200
