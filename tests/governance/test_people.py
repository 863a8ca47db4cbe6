"""A copy of what is held about a person, and forgetting them: all of theirs, and nothing of anybody else's."""

import json
import stat
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories.accounts import make_account
from tests.factories.applications import make_application, make_interest, make_round, make_team_member
from tests.factories.awards import make_external_award
from tests.factories.framework import make_edition
from tests.factories.governance import keep_private_files_in
from tests.factories.organisations import make_claim, make_membership
from tests.factories.showcase import make_entry
from tests.factories.support import make_concern, make_contact
from tests.factories.training import make_event
from wagtail_charter.accounts.models import PortalAccount, SignInRequest
from wagtail_charter.applications.models import (
    Application,
    ApplicationVersion,
    ExpressionOfInterest,
    KeptText,
    StatementAnswer,
    TeamMember,
)
from wagtail_charter.events.services import check_chain
from wagtail_charter.framework.models import EvidenceStatement
from wagtail_charter.governance.models import PersonExport, RetentionRun
from wagtail_charter.governance.retention import (
    erase_person,
    export_person,
    place_hold,
    plan_erasure,
    release_hold,
)
from wagtail_charter.governance.retention.logging import subject_of
from wagtail_charter.letters.models import Letter
from wagtail_charter.organisations.models import Membership, OrganisationClaim
from wagtail_charter.support.models import Concern

pytestmark = pytest.mark.django_db

EMAIL = "sam.lead@trust.example"
NAME = "Samira Lead"


@pytest.fixture(autouse=True)
def private_folder(monkeypatch, tmp_path):
    keep_private_files_in(tmp_path, monkeypatch)


def make_letter(email, key, **facts):
    return Letter.objects.create(
        key=key, template="accounts/code", language="en", to_email=email, facts={"reference": "A-1"}, **facts
    )


def make_life(email, name, *, at_state="not_ready_yet"):
    """Somebody with something in every room; returns their application."""
    account = make_account(email, name=name)
    make_membership(account)
    make_claim(account, message="Please let me in.")
    SignInRequest.objects.create(email=email, browser_hash=f"hash {email}", network="n")
    make_interest(email=email, name=name)
    make_letter(email, f"letter {email}", sent_at=timezone.now())
    make_concern(
        words="I am worried.", reply_name=name, reply_to=email, closed_at=timezone.now(), at_state="closed"
    )
    edition = make_edition()
    application = make_application(
        round=make_round(edition=edition), lead_name=name, lead_email=email, at_state=at_state, by=account,
        sent_at=timezone.now(), decided_at=timezone.now(),
    )  # fmt: skip
    make_team_member(application, account)
    statement = EvidenceStatement.objects.for_edition(edition).first()
    StatementAnswer.objects.create(
        application=application, statement=statement, text=f"{name} leads our group.", written_by=account
    )
    ApplicationVersion.objects.create(
        application=application, number=1, sent_by=account, declared_name=name, declaration="Yes.",
        content={"lead": name}, content_hash="x",
    )  # fmt: skip
    return application


def document_of(email):
    with export_person(email).document.open() as file:
        return json.load(file)


def test_copy_holds_something_of_every_room():
    make_life(EMAIL, NAME)

    document = document_of(EMAIL)

    kinds = {(record["room"], record["kind"]) for record in document["records"]}
    assert kinds == {
        ("applications", "Application they lead"),
        ("applications", "Part in an application"),
        ("applications", "Answer they wrote"),
        ("applications", "Application they sent"),
        ("applications", "Expression of interest"),
        ("support", "Concern"),
        ("organisations", "Where they work, as they told us"),
        ("organisations", "Membership"),
        ("accounts", "Account"),
        ("accounts", "Act"),
        ("accounts", "Requests to sign in"),
        ("letters", "Letter"),
    }
    mentioned = {(record["room"], record["kind"]) for record in document["mentions"]}
    assert {("applications", "Answer"), ("applications", "Version")} <= mentioned


def test_copy_holds_nothing_of_anybody_else():
    make_life(EMAIL, NAME)
    make_life("other@trust.example", "Olu Other")
    make_concern(reply_to="my.sam.lead@trust.example", reply_name="Olu Other")

    export = export_person(EMAIL.upper())

    for file in (export.page, export.document):
        with file.open() as opened:
            said = opened.read().decode()
        assert "other@" not in said
        assert "Olu" not in said
        assert "my.sam" not in said
        assert NAME in said


def test_copy_of_somebody_unknown_says_so():
    export = export_person("nobody@trust.example")

    with export.page.open() as file:
        assert "We hold nothing under this address." in file.read().decode()
    assert document_of("nobody@trust.example")["records"] == []


def test_copy_lies_in_private_files_that_only_the_site_may_read():
    export = export_person(EMAIL)

    for file in (export.page, export.document):
        assert stat.S_IMODE(Path(file.path).stat().st_mode) == 0o600
        with pytest.raises(ValueError, match="URL"):
            print(file.url)
        assert "sam" not in file.name


def test_command_prints_where_the_copy_lies():
    out = StringIO()

    call_command("charter_export_person", EMAIL, stdout=out)

    export = PersonExport.objects.get()
    assert export.page.path in out.getvalue()
    assert export.document.path in out.getvalue()


@pytest.mark.parametrize("command", ["charter_export_person", "charter_erase_person"])
def test_commands_ask_for_an_address(command):
    with pytest.raises(CommandError, match="correct format"):
        call_command(command, "Sam", stdout=StringIO())


def forget(email):
    plan, reasons = plan_erasure(email)
    assert [str(reason) for reason in reasons] == []
    return erase_person(email, plan.number)


def test_person_is_forgotten_and_decisions_stay():
    application = make_life(EMAIL, NAME)
    version = application.versions.get()
    other = make_life("other@trust.example", "Olu Other")

    forget(EMAIL)

    account = PortalAccount.objects.get(pk=version.sent_by_id)
    assert (account.email, account.name, bool(account.closed_at), account.sessions_epoch) == ("", "", True, 1)
    application.refresh_from_db()
    assert (application.lead_name, application.lead_email, application.state) == ("", "", "not_ready_yet")
    assert NAME not in application.search_text
    assert application.versions.get().content_hash == "x"
    for model in (SignInRequest, ExpressionOfInterest):
        assert model.objects.get().email == "other@trust.example"
    assert OrganisationClaim.objects.get().account.email == "other@trust.example"
    assert Membership.objects.filter(account=account, ended_at=None).count() == 0
    assert list(Letter.objects.exclude(to_email="").values_list("to_email", flat=True)) == [
        "other@trust.example"
    ]
    assert Letter.objects.get(to_email="").facts == {}
    assert Concern.objects.filter(reply_to=EMAIL).count() == 0
    assert Concern.objects.count() == 2
    other.refresh_from_db()
    assert other.lead_name == "Olu Other"
    assert check_chain() is None


def test_nothing_is_found_of_somebody_who_was_forgotten():
    make_life(EMAIL, NAME)

    forget(EMAIL)

    assert document_of(EMAIL)["records"] == []


def test_letter_that_waits_stays_unsent():
    letter = make_letter(EMAIL, "waits")

    forget(EMAIL)

    letter.refresh_from_db()
    assert (letter.to_email, letter in Letter.objects.waiting()) == ("", False)


def test_logs_hold_no_address():
    make_life(EMAIL, NAME)
    export_person(EMAIL)
    forget(EMAIL)

    said = str(list(RetentionRun.objects.values()))

    assert "@" not in said
    assert NAME not in said
    assert set(RetentionRun.objects.values_list("kind", flat=True)) == {"exported", "erase_plan", "erased"}
    assert set(RetentionRun.objects.values_list("subject", flat=True)) == {subject_of(EMAIL.upper())}


@pytest.mark.parametrize("held", ["email", "reference"])
def test_nobody_is_forgotten_under_a_hold(held):
    application = make_life(EMAIL, NAME)
    hold = place_hold({"email": EMAIL, "reference": application.reference}[held], reason="Asked.")
    plan, reasons = plan_erasure(EMAIL)
    assert len(reasons) == 1

    with pytest.raises(ValidationError, match="legal hold"):
        erase_person(EMAIL, plan.number)

    assert PortalAccount.objects.filter(email=EMAIL).exists()
    release_hold(hold)
    erase_person(EMAIL, plan.number)
    assert not PortalAccount.objects.filter(email=EMAIL).exists()


def test_lead_of_a_running_application_is_asked_to_hand_it_over_first():
    application = make_life(EMAIL, NAME, at_state="assessing")
    plan, _reasons = plan_erasure(EMAIL)

    with pytest.raises(ValidationError, match=application.reference):
        erase_person(EMAIL, plan.number)

    assert Application.objects.get(pk=application.pk).lead_email == EMAIL


def test_last_owner_is_asked_and_one_of_two_leaves_the_team():
    application = make_application(at_state="drafting")
    account = make_account(EMAIL)
    make_team_member(application, account)
    plan, reasons = plan_erasure(EMAIL)
    assert application.reference in str(reasons)

    make_team_member(application, make_account())
    erase_person(EMAIL, plan.number)

    assert TeamMember.objects.count() == 1


def test_open_concern_and_named_contact_come_first():
    make_concern(reply_to=EMAIL)
    make_contact(email=EMAIL)

    _plan, reasons = plan_erasure(EMAIL)

    assert len(reasons) == 2


def test_plan_changes_nothing_and_is_for_one_address():
    make_life(EMAIL, NAME)
    plan, _reasons = plan_erasure(EMAIL)

    with pytest.raises(ValidationError, match="no plan"):
        erase_person("other@trust.example", plan.number)
    with pytest.raises(ValidationError, match="no plan"):
        erase_person(EMAIL, "R-NONE")

    assert PortalAccount.objects.get().email == EMAIL


def test_plan_is_carried_out_once():
    plan, _reasons = plan_erasure(EMAIL)
    erase_person(EMAIL, plan.number)

    with pytest.raises(ValidationError, match="already"):
        erase_person(EMAIL, plan.number)


def test_command_plans_and_confirms():
    make_life(EMAIL, NAME)
    out = StringIO()

    call_command("charter_erase_person", EMAIL, stdout=out)
    number = RetentionRun.objects.get().number
    assert number in out.getvalue()
    assert EMAIL not in out.getvalue()
    assert PortalAccount.objects.get().email == EMAIL

    call_command("charter_erase_person", EMAIL, "--confirm", number, stdout=StringIO())
    assert PortalAccount.objects.get().email == ""


def test_kept_words_are_listed_where_they_name_somebody():
    application = make_life(EMAIL, NAME)
    statement = application.answers.get().statement
    KeptText.objects.create(
        token="t", application=application, statement=statement, text=f"Ask {NAME.upper()}.",
        kept_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip

    kinds = [record["kind"] for record in document_of(EMAIL)["mentions"]]

    assert "Kept words" in kinds


def test_public_pages_and_awards_are_listed_where_they_name_somebody():
    make_life(EMAIL, NAME)
    make_entry("Named in its text", body=[("paragraph", f"<p>Thank you to <b>{NAME}</b>.</p>")])
    make_entry("Names somebody else", body=[("paragraph", "<p>Thank you to Jo Fairley.</p>")])
    make_event(title="A day with her", who_leads=f"{NAME} leads the day.")
    make_external_award(checked_by=NAME)

    mentions = document_of(EMAIL)["mentions"]

    shown = {
        (each["room"], each["kind"])
        for each in mentions
        if each["room"] in ("showcase", "training", "awards")
    }
    assert shown == {
        ("showcase", "Page of the showcase"),
        ("training", "Page of an event"),
        ("awards", "Award"),
    }
    pages = [each for each in mentions if each["room"] == "showcase"]
    assert [each["facts"]["page"] for each in pages] == ["Named in its text"]
    assert "<b>" not in pages[0]["facts"]["words"]
