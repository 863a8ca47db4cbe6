"""Letting go: nothing younger than its period goes, nothing older stays, and nothing under a hold."""

import random
from datetime import timedelta
from io import StringIO
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from tests.factories.accounts import make_account
from tests.factories.applications import make_application, make_interest, make_round, make_team_member
from tests.factories.framework import make_edition
from tests.factories.governance import keep_private_files_in
from tests.factories.organisations import make_claim, make_membership, make_service
from tests.factories.support import make_concern
from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.applications.models import (
    Application,
    ApplicationVersion,
    ExpressionOfInterest,
    KeptText,
    StatementAnswer,
)
from wagtail_charter.conf import RETENTION_DAYS, conf
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import check_chain
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.governance.models import FrozenRun, Hold, PersonExport, RetentionRun
from wagtail_charter.governance.retention import (
    apply_plan,
    let_go_routine,
    make_plan,
    place_hold,
    release_hold,
)
from wagtail_charter.governance.retention.rooms import all_holdings
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import write
from wagtail_charter.organisations.models import Membership, OrganisationClaim

pytestmark = pytest.mark.django_db

_numbers = count(1)


@pytest.fixture
def statement():
    return EvidenceStatement.objects.for_edition(make_edition()).first()


@pytest.fixture
def rounds():
    """What many applications of a test share, so that making them stays quick."""
    return {"service": make_service()}


def make_letter(at, **facts):
    number = next(_numbers)
    given = {
        "template": "accounts/code",
        "language": "en",
        "to_email": "sam@trust.example",
        "facts": {"a": "b"},
    }
    return Letter.objects.create(key=f"letter:{number}", sent_at=at, created_at=at, **{**given, **facts})


def make_request(at):
    return SignInRequest.objects.create(
        email="sam@trust.example", browser_hash=f"hash-{next(_numbers)}", network="n", created_at=at
    )


def make_old_account(at):
    return make_account(created_at=at, last_signed_in_at=at)


def make_closed_concern(at):
    return make_concern(closed_at=at, at_state="closed")


def make_decided(at, **facts):
    application = make_application(
        at_state="not_ready_yet", sent_at=at - timedelta(days=90), decided_at=at, **facts
    )
    ApplicationVersion.objects.create(
        application=application,
        number=1,
        declared_name="Sam Lead",
        declaration="Yes.",
        content={},
        content_hash="x",
    )
    return application


def make_draft(at, **facts):
    application = make_application(
        at_state="drafting", round=make_round(opens_at=at - timedelta(days=9), closes_at=at), **facts
    )
    Application.objects.filter(pk=application.pk).update(updated_at=at, created_at=at)
    return application


def make_kept(at, statement, application, **facts):
    return KeptText.objects.create(
        token=f"token-{next(_numbers)}", application=application, statement=statement, text="Words",
        **{"kept_at": at, **facts},
    )  # fmt: skip


def make_copy(at):
    export = PersonExport(made_at=at)
    export.page.save("person-exports/test.html", ContentFile(b"words"), save=False)
    export.document.save("person-exports/test.json", ContentFile(b"words"), save=False)
    export.save()
    return export


def row_is_gone(row):
    return not type(row).objects.filter(pk=row.pk).exists()


def lead_is_gone(application):
    row = Application.objects.get(pk=application.pk)
    hangs_on = row.answers.count() + row.versions.count() + row.team.count() + row.kept_texts.count()
    hangs_on += row.questions.count() + row.contact_log.count()
    return (row.lead_name, row.lead_email, hangs_on) == ("", "", 0)


#: How to make a row whose period began at a moment, and how to see that it went.
KINDS = {
    "letters": (make_letter, lambda row: not Letter.objects.get(pk=row.pk).to_email),
    "sign_in_requests": (make_request, row_is_gone),
    "accounts": (make_old_account, lambda row: not PortalAccount.objects.get(pk=row.pk).email),
    "memberships": (lambda at: make_membership(ended_at=at), row_is_gone),
    "claims": (lambda at: make_claim(created_at=at - timedelta(days=2), decided_at=at), row_is_gone),
    "concerns": (make_closed_concern, row_is_gone),
    "interest": (lambda at: make_interest(created_at=at - timedelta(days=3), answered_at=at), row_is_gone),
    "drafts": (make_draft, lead_is_gone),
    "applications": (make_decided, lead_is_gone),
    "person_exports": (make_copy, row_is_gone),
}


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path):
    keep_private_files_in(tmp_path, monkeypatch)


def ages_around(days, number, seed):
    """Random ages in seconds: some around the period, some at the very border, some anywhere."""
    chance, day = random.Random(seed), 24 * 3600
    period = days * day
    near = [period + chance.randint(-3 * day, 3 * day) for _n in range(number)]
    return [60, period - 60, period + 60, *near, *(chance.randint(60, 3 * period) for _n in range(number))]


@pytest.mark.parametrize("slug", KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_younger_goes_and_nothing_older_stays(slug, seed):
    make, is_gone = KINDS[slug]
    holding = next(each for each in all_holdings() if each.slug == slug)
    days, now = conf.RETENTION[holding.keep], timezone.now()
    rows = {age: make(now - timedelta(seconds=age)) for age in ages_around(days, 4, seed)}

    done = apply_plan(make_plan(now).number)

    told = {age: is_gone(row) for age, row in rows.items()}
    assert told == {age: age > days * 24 * 3600 for age in rows}
    line = next(line for line in done.lines if line["holding"] == slug)
    assert line["count"] == sum(told.values())
    assert check_chain() is None


@pytest.mark.parametrize(("slug", "days"), [("kept_texts", 366), ("kept_texts_taken", 30)])
def test_kept_words_go_when_their_time_has_come(slug, days, statement):
    application, now = make_application(at_state="drafting"), timezone.now()
    facts = {"taken_at": now - timedelta(days=days - 1)} if slug == "kept_texts_taken" else {}
    young = make_kept(now - timedelta(days=days - 1), statement, application, **facts)
    facts = {"taken_at": now - timedelta(days=days + 1)} if slug == "kept_texts_taken" else {}
    old = make_kept(now - timedelta(days=days + 1), statement, application, **facts)

    apply_plan(make_plan(now).number)

    assert (row_is_gone(young), row_is_gone(old)) == (False, True)


#: By tests/assessment, tests/plans and tests/awards, beside what makes such rows.
TRIED_IN_THEIR_ROOM = {"rating_notes", "hearing", "outcomes", "plans", "award_holders"}


def test_every_period_of_the_settings_belongs_to_a_holding_and_is_tested():
    periods = {holding.keep for holding in all_holdings()} - {None}

    assert periods == set(RETENTION_DAYS)
    assert periods == {*KINDS, *TRIED_IN_THEIR_ROOM, "kept_texts", "kept_texts_taken"}


def old(days):
    return timezone.now() - timedelta(days=days)


def test_plan_changes_nothing_and_says_how_much():
    make_request(old(31))
    make_request(old(0.5))

    plan = make_plan()

    assert SignInRequest.objects.count() == 2
    assert next(line["count"] for line in plan.lines if line["holding"] == "sign_in_requests") == 1


def test_draft_that_goes_is_withdrawn_and_keeps_its_reference(statement):
    application = make_draft(old(400))
    answer = StatementAnswer.objects.create(application=application, statement=statement, text="Words")
    StatementAnswer.objects.filter(pk=answer.pk).update(updated_at=old(400))

    done = apply_plan(make_plan().number)

    application.refresh_from_db()
    assert (application.state, application.lead_email) == ("withdrawn", "")
    assert "sam" not in application.search_text.casefold()
    assert Event.objects.last_about(application).to_state == "withdrawn"
    line = next(line for line in done.lines if line["holding"] == "drafts")
    assert line["references"] == [application.reference]


def test_draft_that_somebody_wrote_in_stays(statement):
    application = make_draft(old(400))
    StatementAnswer.objects.create(application=application, statement=statement, text="Words")

    apply_plan(make_plan().number)

    assert not lead_is_gone(application)


def test_draft_with_more_time_stays():
    application = make_draft(old(400))
    Application.objects.filter(pk=application.pk).update(extended_until=timezone.now() + timedelta(days=9))

    apply_plan(make_plan().number)

    assert not lead_is_gone(application)


@pytest.mark.parametrize("ended_at", [None, 100])
def test_account_with_a_membership_stays(ended_at):
    account = make_old_account(old(2000))
    make_membership(account, ended_at=ended_at and old(ended_at))

    apply_plan(make_plan().number)

    account.refresh_from_db()
    assert account.email


def test_account_on_a_running_application_stays_and_on_one_long_over_goes():
    runs, over = make_old_account(old(2000)), make_old_account(old(2000))
    make_team_member(make_application(at_state="assessing", sent_at=old(1900)), runs)
    make_team_member(make_decided(old(900)), over)

    apply_plan(make_plan().number)

    runs.refresh_from_db()
    over.refresh_from_db()
    assert (bool(runs.email), over.email, over.name) == (True, "", "")
    assert over.closed_at is not None


def test_files_and_traces_go_too(tmp_path):
    export, claim = make_copy(old(31)), make_claim(created_at=old(400))
    log(instance=claim, action="wagtail.edit", title="Sam of Test Trust")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2

    apply_plan(make_plan().number)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert list(ModelLogEntry.objects.values_list("label", flat=True)) == [
        f"claim of an organisation {claim.pk}"
    ]
    assert row_is_gone(export)


@pytest.mark.parametrize("held", ["reference", "lead", "member"])
def test_nothing_under_a_hold_goes(held, statement):
    member = make_old_account(old(3000))
    application = make_decided(old(2500), lead_email="lead@trust.example")
    make_team_member(application, member)
    letter = make_letter(old(2000), about=application, to_email="other@trust.example")
    make_kept(old(2000), statement, application)
    reference = {
        "reference": application.reference.lower(),
        "lead": "LEAD@trust.example",
        "member": member.email,
    }
    hold = place_hold(reference[held], reason="The inquiry asked for it.")

    plan = make_plan()
    done = apply_plan(plan.number)

    assert not lead_is_gone(application)
    assert application.versions.count() == 1
    assert member.email == PortalAccount.objects.get(pk=member.pk).email or held == "lead"
    if held == "reference":
        letter.refresh_from_db()
        assert letter.to_email == "other@trust.example"
    assert next(line for line in done.lines if line["holding"] == "applications")["held"] == 1

    release_hold(hold)
    apply_plan(make_plan().number)
    assert lead_is_gone(application)


def test_hold_placed_after_the_plan_counts():
    application = make_decided(old(2500))
    plan = make_plan()
    place_hold(application.reference, reason="Somebody asked.")

    apply_plan(plan.number)

    assert not lead_is_gone(application)


def test_hold_asks_for_a_reason_and_is_placed_once():
    with pytest.raises(ValidationError):
        place_hold("A-1", reason=" ")
    with pytest.raises(ValidationError):
        place_hold(" ", reason="Asked.")

    assert place_hold("A-1", reason="Asked.") == place_hold("a-1", reason="Asked again.")
    assert Hold.objects.count() == 1


def test_plan_is_applied_once():
    plan = make_plan()
    apply_plan(plan.number)

    with pytest.raises(ValidationError, match="applied already"):
        apply_plan(plan.number)


def test_plan_that_is_not_known_or_too_old_is_refused():
    with pytest.raises(ValidationError, match="no plan"):
        apply_plan("R-NONE")
    plan = make_plan(old(31))
    with pytest.raises(ValidationError, match="too old"):
        apply_plan(plan.number)


def test_plan_is_refused_when_a_period_changed_since(settings):
    make_request(old(31))
    plan = make_plan()
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "RETENTION": {"sign_in_requests": 90}}

    with pytest.raises(ValidationError, match="period changed"):
        apply_plan(plan.number)

    assert SignInRequest.objects.count() == 1


def test_letter_that_was_used_since_the_plan_stays():
    interest = make_interest(created_at=old(400))
    plan = make_plan()
    ExpressionOfInterest.objects.filter(pk=interest.pk).update(answered_at=timezone.now())

    apply_plan(plan.number)

    assert not row_is_gone(interest)


def test_log_is_only_added_to():
    run = make_plan()

    with pytest.raises(FrozenRun):
        run.save()
    with pytest.raises(FrozenRun):
        run.delete()
    with pytest.raises(TypeError):
        RetentionRun.objects.update(lines=[])
    with pytest.raises(TypeError):
        RetentionRun.objects.all().delete()


def test_log_holds_no_content():
    make_claim(make_account("sam@trust.example"), created_at=old(400), message="Secret words")
    make_decided(old(2500))

    apply_plan(make_plan().number)

    said = str(list(RetentionRun.objects.values_list("lines", "subject")))
    assert "@" not in said
    assert "Secret" not in said
    assert "Sam" not in said
    assert OrganisationClaim.objects.count() == 0


def test_events_stay():
    claim = make_claim(created_at=old(400))
    before = Event.objects.count()

    apply_plan(make_plan().number)

    assert row_is_gone(claim)
    assert Event.objects.count() == before + 1
    assert check_chain() is None


def test_report_goes_to_whoever_the_setting_names(settings):
    apply_plan(make_plan().number)
    assert Letter.objects.count() == 0

    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "RETENTION_REPORT_TO": "ig@trust.example"}
    done = apply_plan(make_plan().number)

    letter = Letter.objects.get()
    assert (letter.to_email, letter.facts["number"]) == ("ig@trust.example", done.number)
    assert f"0: {all_holdings()[0].what}" in write(letter).text


def run(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_command_plans_applies_holds_and_releases():
    make_request(old(31))

    said = run("charter_retention")
    assert "1 would go: Requests to sign in" in said
    number = RetentionRun.objects.get().number
    assert number in said
    assert SignInRequest.objects.count() == 1

    with pytest.raises(CommandError, match="Name the plan"):
        run("charter_retention", "--apply")
    assert "1 gone: Requests to sign in" in run("charter_retention", "--apply", "--confirm", number)
    assert SignInRequest.objects.count() == 0

    with pytest.raises(CommandError, match="reason"):
        run("charter_retention", "--hold", "A-1")
    run("charter_retention", "--hold", "A-1", "--reason", "Asked.")
    run("charter_retention", "--release", "a-1")
    assert Hold.objects.in_force().count() == 0
    with pytest.raises(CommandError, match="No hold"):
        run("charter_retention", "--release", "A-1")


def test_plan_asks_no_more_for_more_rows(django_assert_num_queries):
    make_request(old(31))
    make_plan()
    with django_assert_num_queries(22):
        make_plan()
    for _n in range(30):
        make_request(old(31))
        make_membership(ended_at=old(800))
    with django_assert_num_queries(22):
        make_plan()
    assert Membership.objects.count() == 30


def test_routine_goes_by_itself_once_a_day_and_keeps_what_is_held():
    free, held = make_letter(old(91)), make_letter(old(91), to_email="held@trust.example")
    application = make_decided(old(2500))
    place_hold("held@trust.example", reason="Asked.")

    assert let_go_routine() == 1
    late = make_letter(old(91))
    assert let_go_routine() == 0
    assert let_go_routine(timezone.now() + timedelta(days=1)) == 1

    emails = [Letter.objects.get(pk=letter.pk).to_email for letter in (free, held, late)]
    assert emails == ["", "held@trust.example", ""]
    assert not lead_is_gone(application)
    assert RetentionRun.objects.filter(kind="routine").count() == 2


def test_tick_lets_routine_go():
    make_request(old(3))

    run("charter_tick")

    assert SignInRequest.objects.count() == 0
