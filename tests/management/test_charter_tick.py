"""The one periodic command."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from tests.factories.letters import make_letter
from wagtail_charter.management.commands import charter_tick

pytestmark = pytest.mark.django_db


def test_it_sends_what_is_due_and_says_so(capsys):
    make_letter()

    call_command("charter_tick")

    assert len(mail.outbox) == 1
    assert "Letters: 1 sent, 0 to try again, 0 given up, 0 no longer needed\n" in capsys.readouterr().out


def test_a_second_run_does_nothing_more(capsys):
    make_letter()
    call_command("charter_tick", verbosity=0)

    call_command("charter_tick", verbosity=0)

    assert len(mail.outbox) == 1
    assert capsys.readouterr().out == ""


def test_a_step_that_goes_wrong_is_named_and_stops_no_other(monkeypatch, capsys, caplog):
    def stumble():
        raise ValueError("details for the log")

    steps = [("letters", "Stumbling", stumble), ("letters", "Walking", lambda: "3 steps")]
    monkeypatch.setattr(charter_tick, "STEPS", steps)

    with pytest.raises(CommandError, match="Stumbling"):
        call_command("charter_tick")

    assert capsys.readouterr().out == "Walking: 3 steps\n"
    assert "details for the log" in caplog.text


def test_a_room_that_is_off_has_no_step(monkeypatch, capsys, settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PROFILE": "participant"}
    monkeypatch.setattr(charter_tick, "STEPS", [("letters", "Off", lambda: 1), ("training", "On", lambda: 2)])

    call_command("charter_tick")

    assert capsys.readouterr().out == "On: 2\n"
