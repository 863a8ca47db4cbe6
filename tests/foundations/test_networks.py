"""Which network a request comes from."""

import pytest
from django.test import RequestFactory

from wagtail_charter.foundations.networks import network_of


def mark(address, **headers):
    return network_of(RequestFactory().get("/", REMOTE_ADDR=address, headers=headers))


def test_a_network_is_told_apart_and_not_named():
    assert mark("192.0.2.7") == mark("192.0.2.7")
    assert mark("192.0.2.7") != mark("192.0.2.8")
    assert "192" not in mark("192.0.2.7")[:3] or len(mark("192.0.2.7")) == 64


def test_one_household_is_one_network():
    assert mark("2001:db8:1:2::1") == mark("2001:db8:1:2:ffff::9")
    assert mark("2001:db8:1:2::1") != mark("2001:db8:1:3::1")
    assert mark("::ffff:192.0.2.7") == mark("192.0.2.7")
    assert mark("fe80::1%eth0") == mark("fe80::2")


def test_a_header_that_anybody_can_send_counts_for_nothing():
    forged = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}

    assert mark("192.0.2.7", **forged) == mark("192.0.2.7")


@pytest.mark.parametrize("given", ["198.51.100.4", "203.0.113.9, 198.51.100.4", " 198.51.100.4 "])
def test_the_hosts_own_proxy_has_the_last_word(settings, given):
    settings.WAGTAIL_CHARTER = {"CLIENT_ADDRESS_HEADER": "X-Forwarded-For"}

    assert mark("10.0.0.1", **{"X-Forwarded-For": given}) == mark("198.51.100.4")


def test_a_missing_header_falls_back_to_the_connection(settings):
    settings.WAGTAIL_CHARTER = {"CLIENT_ADDRESS_HEADER": "X-Real-IP"}

    assert mark("10.0.0.1") == mark("10.0.0.1")
    assert mark("", **{"X-Real-IP": "not an address"}) != mark("")
