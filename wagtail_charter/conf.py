"""Every setting of the app, its default and its meaning. Nothing else reads ``settings.WAGTAIL_CHARTER``.

Developers decide here; what the scheme's officers decide lives in ``CharterSettings`` in the admin.
"""

from datetime import date
from pathlib import Path

from django.conf import settings as django_settings

PROFILES = ("showcase", "participant", "scheme")

#: The rooms that each profile switches on. A room that is off has no menu, no creatable page type,
#: no URL and no periodic step; its tables exist all the same, so that a profile can be changed later.
ROOMS_BY_PROFILE = {
    "showcase": {"showcase", "organisations", "awards", "support", "framework", "governance"},
    "participant": {
        "showcase",
        "organisations",
        "awards",
        "support",
        "framework",
        "governance",
        "training",
        "resources",
    },
    "scheme": {
        "showcase",
        "organisations",
        "awards",
        "support",
        "framework",
        "governance",
        "training",
        "resources",
        "applications",
        "accounts",
        "letters",
        "assessment",
        "plans",
        "portal",
    },
}

#: How many days personal data is kept after what the setting's name says. Starting values: check with your records
#: manager. A year counts 366 days, so that no period is ever shorter than it says.
RETENTION_DAYS = {
    "letters": 90,
    "sign_in_requests": 1,
    "accounts": 732,
    "memberships": 732,
    "claims": 366,
    "concerns": 1098,
    "interest": 366,
    "drafts": 366,
    "applications": 2196,
    "rating_notes": 366,
    "hearing": 366,
    "outcomes": 2196,
    "plans": 2196,
    "kept_texts": 366,
    "kept_texts_taken": 30,
    "person_exports": 30,
}


class CharterConf:
    """The settings, one property each, read from the ``WAGTAIL_CHARTER`` dict at each use."""

    def _get(self, name, default):
        return getattr(django_settings, "WAGTAIL_CHARTER", {}).get(name, default)

    @property
    def PROFILE(self) -> str:
        """How much of the app is switched on.

        ``"showcase"``: a site that shows services and the awards they hold. ``"participant"``: that, and training
        and resources. ``"scheme"`` (the default): all, for the body that runs the scheme.
        """
        return self._get("PROFILE", "scheme")

    @property
    def BASE_TEMPLATE(self) -> str:
        """The host's base template; the app's pages fill its ``content`` block. Default ``"base.html"``."""
        return self._get("BASE_TEMPLATE", "base.html")

    @property
    def STYLES(self) -> str:
        """``"host"`` (the default): the app loads no stylesheet, the host styles the nhsuk class names.

        ``"plain"``: the app's own small stylesheet, for hosts without NHS styles.
        """
        return self._get("STYLES", "host")

    @property
    def PRIVATE_ROOT(self) -> Path:
        """The folder for files that only the app may hand out (default ``BASE_DIR/var/private``).

        A system check refuses a folder inside ``MEDIA_ROOT`` or ``STATIC_ROOT``.
        """
        base = Path(getattr(django_settings, "BASE_DIR", "."))
        return Path(self._get("PRIVATE_ROOT", base / "var" / "private"))

    @property
    def PRIVATE_STORAGE(self) -> str:
        """Dotted path of the storage class for private files; it must not give public addresses."""
        return self._get("PRIVATE_STORAGE", "wagtail_charter.foundations.files.PrivateFileStorage")

    @property
    def EXTRA_BLOCKS(self) -> dict:
        """Blocks that the host adds to our StreamFields: ``{"showcase": [("map", "host.blocks.MapBlock")]}``.

        The key is the name that the StreamField gives itself (``foundations.fields.CharterStreamField``). Added
        blocks stay out of the app's migrations.
        """
        return self._get("EXTRA_BLOCKS", {})

    @property
    def PAGE_SIZE(self) -> int:
        """How many things a public list shows on a page. Default 20."""
        return self._get("PAGE_SIZE", 20)

    @property
    def CLIENT_ADDRESS_HEADER(self) -> str:
        """The header in which the host's own proxy passes on the visitor's address, for example ``"X-Real-IP"``.

        Default ``""``: the address of the connection counts. Name a header only if the proxy sets it on every
        request, because anybody can send one; of a list such as ``X-Forwarded-For`` the last address counts.
        """
        return self._get("CLIENT_ADDRESS_HEADER", "")

    @property
    def SIGN_IN_CODES_AN_HOUR(self) -> int:
        """How many sign-in codes leave in an hour, to all people together. Default 500.

        An address gets 5 an hour and a network 30, whatever is set here.
        """
        return self._get("SIGN_IN_CODES_AN_HOUR", 500)

    @property
    def VOUCHED_PERSON(self) -> str:
        """Dotted path of a function with which the host's own sign-in vouches for people of the portal.

        It takes the request and returns ``(email, name)`` of the person whom the host has signed in, or ``None``.
        The host vouches that the address is theirs. Default ``""``: everybody signs in with a code.
        """
        return self._get("VOUCHED_PERSON", "")

    @property
    def FROM_EMAIL(self) -> str:
        """The address that letters come from; their name is the scheme's. Default: Django's ``DEFAULT_FROM_EMAIL``."""
        return self._get("FROM_EMAIL", django_settings.DEFAULT_FROM_EMAIL)

    @property
    def CLOSED_DAYS(self) -> frozenset:
        """Days on which nobody works, beside weekends, as ISO dates: ``["2026-12-25", "2026-12-28"]``.

        Letters that answer nobody's act wait over them. Default: none.
        """
        return frozenset(date.fromisoformat(day) for day in self._get("CLOSED_DAYS", ()))

    @property
    def RETENTION(self) -> dict[str, int]:
        """How many days each kind of personal data is kept, by name; names that you leave out keep their default.

        The defaults are starting values: check them with your records manager. What each counts from stands in
        ``docs/governance.md`` and on the privacy page, which reads them from here.
        """
        return {**RETENTION_DAYS, **self._get("RETENTION", {})}

    @property
    def RETENTION_REPORT_TO(self) -> str:
        """The e-mail address that hears, by numbers alone, what ``charter_retention`` let go. Empty: nobody."""
        return self._get("RETENTION_REPORT_TO", "")

    def is_room_on(self, room: str) -> bool:
        """Whether the profile switches ``room`` (for example ``"training"``) on."""
        return room in ROOMS_BY_PROFILE.get(self.PROFILE, ROOMS_BY_PROFILE["scheme"])


conf = CharterConf()

#: Every name that ``WAGTAIL_CHARTER`` may hold; the system check names any other.
SETTING_NAMES = tuple(name for name in vars(CharterConf) if name.isupper())
