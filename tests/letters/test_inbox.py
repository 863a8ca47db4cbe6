"""The demo's inbox shows what the mail backend wrote, and is there for builders only."""

import os
import subprocess
import sys
from importlib import import_module

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend
from django.http import Http404
from django.test import RequestFactory

from example_site.inbox.mailbox import all_mails, find_mail
from example_site.inbox.views import show_html
from tests.house.sources import ROOT


@pytest.fixture
def folder(tmp_path, settings):
    """The folder into which the demo's mail backend writes."""
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER


def write(*subjects, folder):
    """Mails of one connection: the backend puts them into one file."""
    try:
        backend = EmailBackend(file_path=folder, alias="default")
    except TypeError:
        backend = EmailBackend(file_path=folder)
    mails = []
    for subject in subjects:
        mail = EmailMultiAlternatives(subject, "Plain <words>", "a@example.org", ["Bo Bee <b@example.org>"])
        mail.attach_alternative("<p>Other <b>words</b></p>", "text/html")
        mails.append(mail)
    backend.send_messages(mails)


def test_the_newest_mail_comes_first(folder):
    write("One", "Two", folder=folder)
    write("Three", folder=folder)
    write("Four with ümlaut", folder=folder)

    assert [mail.subject for mail in all_mails()] == ["Four with ümlaut", "Three", "Two", "One"]


def test_a_mail_is_read_with_both_its_parts(folder):
    write("One", folder=folder)

    (mail,) = all_mails()
    assert (mail.sender, mail.to) == ("a@example.org", "Bo Bee <b@example.org>")
    assert mail.text.strip() == "Plain <words>"
    assert mail.html.strip() == "<p>Other <b>words</b></p>"
    assert find_mail(mail.name) == mail


def test_a_folder_that_is_not_there_holds_no_mail(folder):
    assert all_mails() == []
    assert find_mail("nothing-0") is None


def test_the_html_of_a_mail_can_do_nothing(folder):
    write("One", folder=folder)
    (mail,) = all_mails()

    response = show_html(RequestFactory().get("/"), mail.name)

    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]
    with pytest.raises(Http404):
        show_html(RequestFactory().get("/"), "nothing-0")


SCRIPT = """
import django; django.setup()
from django.urls import resolve
print(resolve("/inbox/").namespace)
"""


@pytest.mark.parametrize(("debug", "answer"), [("1", "inbox"), ("0", "")])
def test_the_inbox_is_there_with_debug_on_only(debug, answer, tmp_path):
    env = {
        **os.environ,
        "CHARTER_VAR_DIR": str(tmp_path),
        "DEBUG": debug,
        "DJANGO_SETTINGS_MODULE": "example_site.settings",
    }

    found = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == answer


@pytest.mark.parametrize("module", ["mailbox", "views", "urls"])
def test_the_inbox_never_asks_the_outbox(module):
    source = import_module(f"example_site.inbox.{module}").__file__

    with open(source, encoding="utf-8") as file:
        assert "wagtail_charter.letters" not in file.read()
