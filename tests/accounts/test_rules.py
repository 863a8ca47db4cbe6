"""Codes and throttles, judged without a database."""

import datetime

import pytest

from wagtail_charter.accounts import rules

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def test_a_new_code_has_six_digits():
    codes = {rules.new_code() for _ in range(300)}

    assert {len(code) for code in codes} == {6}
    assert all(code.isdecimal() for code in codes)
    assert len(codes) > 290


def test_a_browsers_secret_has_256_bits():
    assert len(rules.new_secret()) == 43
    assert rules.new_secret() != rules.new_secret()


@pytest.mark.parametrize(
    "typed", ["123456", " 123 456 ", "123-456", "12 34 56", "1 2 3 4 5 6", "123\u00a0456", "123\u2011456\n"]
)
def test_spaces_and_hyphens_do_not_count(typed):
    assert rules.typed_code(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "1.2e05", "123456\x00"])
def test_anything_else_is_no_code(typed):
    assert rules.typed_code(typed) == ""


def test_a_code_is_right_for_its_browser_alone():
    mac = rules.code_mac("a" * 64, "123456")

    assert rules.is_right_code("a" * 64, "123456", mac)
    assert not rules.is_right_code("a" * 64, "123457", mac)
    assert not rules.is_right_code("b" * 64, "123456", mac)
    assert not rules.is_right_code("a" * 64, "123456", "")


def test_what_is_stored_tells_nothing_without_the_sites_key(settings):
    mac = rules.code_mac("a" * 64, "123456")
    settings.SECRET_KEY = "another"

    assert "123456" not in mac
    assert not rules.is_right_code("a" * 64, "123456", mac)


def test_a_code_outlives_a_change_of_the_sites_key(settings):
    mac = rules.code_mac("a" * 64, "123456")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"

    assert rules.is_right_code("a" * 64, "123456", mac)
    assert not rules.is_right_code("a" * 64, "123457", mac)


def test_there_is_room_below_the_limit():
    assert rules.free_again_at([NOW] * 4, 5) is None
    assert rules.free_again_at([], 5) is None


def test_room_comes_an_hour_after_the_oldest_that_counts():
    times = [NOW - datetime.timedelta(minutes=minutes) for minutes in (1, 10, 20, 30, 40)]

    assert rules.free_again_at(times, 5) == NOW + datetime.timedelta(minutes=20)
