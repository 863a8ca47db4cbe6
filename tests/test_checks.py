"""System checks refuse settings that cannot work, and name the cure."""

from types import SimpleNamespace

import django
import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.utils import timezone

from tests.factories.letters import make_letter
from wagtail_charter import checks


@pytest.mark.parametrize(
    ("setting", "identity", "cure"),
    [
        ({"PROFIL": "scheme"}, "wagtail_charter.E002", "PROFILE"),
        ({"PROFILE": "everything"}, "wagtail_charter.E003", "showcase, participant, scheme"),
        ({"STYLES": "pretty"}, "wagtail_charter.E004", "host, plain"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_with_its_cure(settings, setting, identity, cure):
    settings.WAGTAIL_CHARTER = setting

    faults = checks.check_settings(None)

    assert [fault.id for fault in faults] == [identity]
    assert cure in faults[0].hint


def test_settings_that_are_no_dict_are_refused(settings):
    settings.WAGTAIL_CHARTER = "scheme"

    assert [fault.id for fault in checks.check_settings(None)] == ["wagtail_charter.E001"]


@pytest.mark.parametrize(
    ("setting", "identity"),
    [
        ({"SIGN_IN_CODES_AN_HOUR": 0}, "wagtail_charter.E030"),
        ({"SIGN_IN_CODES_AN_HOUR": "many"}, "wagtail_charter.E030"),
        ({"SIGN_IN_CODES_AN_HOUR": True}, "wagtail_charter.E030"),
        ({"VOUCHED_PERSON": "host.people.nobody"}, "wagtail_charter.E031"),
        ({"VOUCHED_PERSON": "nobody"}, "wagtail_charter.E031"),
        ({"VOUCHED_PERSON": "tests.settings.TIME_ZONE"}, "wagtail_charter.E031"),
    ],
)
def test_nobody_is_shut_out_by_a_setting(settings, setting, identity):
    settings.WAGTAIL_CHARTER = setting

    assert [fault.id for fault in checks.check_sign_in(None)] == [identity]
    settings.WAGTAIL_CHARTER = {**setting, "PROFILE": "showcase"}
    assert checks.check_sign_in(None) == []


def test_sessions_that_end_within_a_day_are_named(settings):
    settings.SESSION_COOKIE_AGE = 24 * 60 * 60 - 1

    assert [fault.id for fault in checks.check_sign_in(None)] == ["wagtail_charter.W032"]


@pytest.mark.parametrize("public", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_private_files_in_a_public_folder_are_refused(settings, tmp_path, public):
    setattr(settings, public, str(tmp_path))
    settings.WAGTAIL_CHARTER = {"PRIVATE_ROOT": tmp_path / "private"}

    faults = checks.check_private_root(None)

    assert [fault.id for fault in faults] == ["wagtail_charter.E005"]
    assert public in faults[0].msg


def test_a_missing_app_is_named(monkeypatch):
    left = [app for app in django_settings.INSTALLED_APPS if app != "wagtail_modeladmin"]
    # Django's own override would build the app registry anew, which one of Wagtail's APIs does not survive.
    monkeypatch.setattr(checks, "settings", SimpleNamespace(INSTALLED_APPS=left))

    assert "wagtail_modeladmin" in checks.check_apps(None)[0].hint


def test_a_console_mailbox_is_named_before_deployment(settings):
    console = "django.core.mail.backends.console.EmailBackend"
    if django.VERSION >= (6, 1):
        settings.MAILERS = {"default": {"BACKEND": console}}
    else:
        settings.EMAIL_BACKEND = console

    assert [fault.id for fault in checks.check_deploy(None)] == ["wagtail_charter.W008"]


def test_a_mail_server_without_a_time_limit_is_named_before_deployment(settings):
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    if django.VERSION >= (6, 1):
        settings.MAILERS = {"default": {"BACKEND": smtp}}
        limited = {"default": {"BACKEND": smtp, "OPTIONS": {"timeout": 30}}}
    else:
        settings.EMAIL_BACKEND = smtp
        limited = None

    assert "wagtail_charter.W023" in [fault.id for fault in checks.check_deploy(None)]
    if limited:
        settings.MAILERS = limited
    else:
        settings.EMAIL_TIMEOUT = 30
    assert "wagtail_charter.W023" not in [fault.id for fault in checks.check_deploy(None)]


@pytest.mark.django_db
def test_letters_that_could_not_be_delivered_are_told():
    assert checks.check_letters(None, databases=["default"]) == []
    make_letter(given_up_at=timezone.now())
    make_letter(sent_at=timezone.now())

    (fault,) = checks.check_letters(None, databases=["default"])

    assert fault.id == "wagtail_charter.W024"
    assert fault.msg == "Letters that could not be delivered: 1."
    assert checks.check_letters(None) == []


def test_the_test_host_has_no_faults():
    ours = [fault for fault in run_checks() if str(fault.id).startswith("wagtail_charter")]

    assert [fault for fault in ours if fault.level >= 40] == []


def test_base_template_that_does_not_exist_is_an_error_with_its_cure(settings):
    settings.WAGTAIL_CHARTER = {"BASE_TEMPLATE": "nowhere.html"}

    faults = checks.check_base_template(None)

    assert [fault.id for fault in faults] == ["wagtail_charter.E020"]
    assert "BASE_TEMPLATE" in faults[0].hint


@pytest.mark.parametrize(
    ("source", "ids"),
    [
        ("{% block body %}{% endblock %}", ["wagtail_charter.W021"]),
        ("{% block outer %}{% block content %}{% endblock %}{% endblock %}", []),
        ('{% extends "base.html" %}', []),
    ],
)
def test_base_template_without_content_is_a_warning(settings, tmp_path, source, ids):
    (tmp_path / "own.html").write_text(source)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    settings.WAGTAIL_CHARTER = {"BASE_TEMPLATE": "own.html"}

    assert [fault.id for fault in checks.check_base_template(None)] == ids
