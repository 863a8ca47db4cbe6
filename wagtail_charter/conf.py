"""Every setting of the app, its default and its meaning. Nothing else reads ``settings.WAGTAIL_CHARTER``.

Developers decide here; what the scheme's officers decide lives in ``CharterSettings`` in the admin.
"""

from pathlib import Path

from django.conf import settings as django_settings

PROFILES = ("showcase", "participant", "scheme")

#: The rooms that each profile switches on. A room that is off has no menu, no creatable page type,
#: no URL and no periodic step; its tables exist all the same, so that a profile can be changed later.
ROOMS_BY_PROFILE = {
    "showcase": {"showcase", "organisations", "awards", "support", "framework"},
    "participant": {"showcase", "organisations", "awards", "support", "framework", "training", "resources"},
    "scheme": {
        "showcase",
        "organisations",
        "awards",
        "support",
        "framework",
        "training",
        "resources",
        "applications",
        "accounts",
        "letters",
        "portal",
    },
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

    def is_room_on(self, room: str) -> bool:
        """Whether the profile switches ``room`` (for example ``"training"``) on."""
        return room in ROOMS_BY_PROFILE.get(self.PROFILE, ROOMS_BY_PROFILE["scheme"])


conf = CharterConf()

#: Every name that ``WAGTAIL_CHARTER`` may hold; the system check names any other.
SETTING_NAMES = tuple(name for name in vars(CharterConf) if name.isupper())
