"""Settings have defaults, and a profile switches rooms on."""

import pytest

from wagtail_charter.conf import conf


def test_without_settings_the_defaults_hold(settings):
    del settings.WAGTAIL_CHARTER

    assert (conf.PROFILE, conf.BASE_TEMPLATE, conf.STYLES, conf.PAGE_SIZE) == (
        "scheme",
        "base.html",
        "host",
        20,
    )


@pytest.mark.parametrize(
    ("profile", "room", "is_on"),
    [
        ("showcase", "showcase", True),
        ("showcase", "training", False),
        ("participant", "training", True),
        ("participant", "applications", False),
        ("scheme", "applications", True),
    ],
)
def test_a_profile_switches_rooms_on(settings, profile, room, is_on):
    settings.WAGTAIL_CHARTER = {"PROFILE": profile}

    assert conf.is_room_on(room) is is_on
