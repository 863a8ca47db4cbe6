"""System checks: settings that cannot work are refused at start, each with its cure."""

from pathlib import Path

import swapper
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.utils import timezone
from django.utils.module_loading import import_string

from wagtail_charter.conf import PROFILES, RETENTION_DAYS, SETTING_NAMES, conf
from wagtail_charter.governance.pages import AccessibilityStatementPage, PrivacyPage
from wagtail_charter.governance.rules import is_review_too_old
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.services import count_given_up
from wagtail_charter.support.models import Contact
from wagtail_charter.support.services import sites_without_contact, sites_without_safeguarding_contact

STYLES = ("host", "plain")


@register()
def check_settings(app_configs, **kwargs):
    """The names and values of ``WAGTAIL_CHARTER`` are ones that ``conf`` knows."""
    given = getattr(settings, "WAGTAIL_CHARTER", {})
    if not isinstance(given, dict):
        return [
            Error(
                "WAGTAIL_CHARTER is not a dict.",
                hint='Write it as a dict, for example WAGTAIL_CHARTER = {"PROFILE": "scheme"}.',
                id="wagtail_charter.E001",
            )
        ]
    faults = [
        Error(
            f"WAGTAIL_CHARTER has no setting called {name!r}.",
            hint=f"Remove it, or use one of: {', '.join(SETTING_NAMES)}.",
            id="wagtail_charter.E002",
        )
        for name in given
        if name not in SETTING_NAMES
    ]
    if conf.PROFILE not in PROFILES:
        faults.append(
            Error(
                f"WAGTAIL_CHARTER['PROFILE'] is {conf.PROFILE!r}.",
                hint=f"Use one of: {', '.join(PROFILES)}.",
                id="wagtail_charter.E003",
            )
        )
    if conf.STYLES not in STYLES:
        faults.append(
            Error(
                f"WAGTAIL_CHARTER['STYLES'] is {conf.STYLES!r}.",
                hint=f"Use one of: {', '.join(STYLES)}.",
                id="wagtail_charter.E004",
            )
        )
    return faults


@register()
def check_sign_in(app_configs, **kwargs):
    """People can sign in to the portal, and stay signed in long enough to write."""
    faults = []
    if not conf.is_room_on("accounts"):
        return faults
    ceiling = conf.SIGN_IN_CODES_AN_HOUR
    if not isinstance(ceiling, int) or isinstance(ceiling, bool) or ceiling < 1:
        faults.append(
            Error(
                f"WAGTAIL_CHARTER['SIGN_IN_CODES_AN_HOUR'] is {ceiling!r}: nobody could sign in.",
                hint="Use a whole number of 1 or more, for example 500.",
                id="wagtail_charter.E030",
            )
        )
    if conf.VOUCHED_PERSON and not callable(_imported(conf.VOUCHED_PERSON)):
        faults.append(
            Error(
                f"WAGTAIL_CHARTER['VOUCHED_PERSON'] is {conf.VOUCHED_PERSON!r}: no function of that name can be imported.",
                hint='Name a function that takes a request, for example "host.people.vouched_person".',
                id="wagtail_charter.E031",
            )
        )
    if settings.SESSION_COOKIE_AGE < 24 * 60 * 60:
        faults.append(
            Warning(
                "SESSION_COOKIE_AGE is less than 24 hours: people who write an application are signed out sooner.",
                hint="Set it to 86400 or more; the app itself ends a portal session after 24 hours without use.",
                id="wagtail_charter.W032",
            )
        )
    return faults


def _imported(path):
    try:
        return import_string(path)
    except (ImportError, ValueError, AttributeError):
        return None


@register()
def check_retention(app_configs, **kwargs):
    """Every period is a whole number of days under a name that a room knows."""
    given = getattr(settings, "WAGTAIL_CHARTER", {})
    periods = given.get("RETENTION", {}) if isinstance(given, dict) else {}
    if not isinstance(periods, dict):
        return [
            Error(
                "WAGTAIL_CHARTER['RETENTION'] is not a dict.",
                hint='Write names and days, for example {"letters": 366}.',
                id="wagtail_charter.E010",
            )
        ]
    unknown = [
        Error(
            f"WAGTAIL_CHARTER['RETENTION'] has no period called {name!r}.",
            hint=f"Remove it, or use one of: {', '.join(RETENTION_DAYS)}.",
            id="wagtail_charter.E011",
        )
        for name in periods
        if name not in RETENTION_DAYS
    ]
    return unknown + [
        Error(
            f"WAGTAIL_CHARTER['RETENTION'][{name!r}] is {days!r}.",
            hint="Write a whole number of days, 1 or more.",
            id="wagtail_charter.E012",
        )
        for name, days in periods.items()
        if name in RETENTION_DAYS and (type(days) is not int or days < 1)
    ]


@register()
def check_private_root(app_configs, **kwargs):
    """Private files must not lie where the web server hands out files."""
    private = Path(conf.PRIVATE_ROOT).resolve()
    return [
        Error(
            f"WAGTAIL_CHARTER['PRIVATE_ROOT'] lies inside {name}: anyone could fetch private files.",
            hint=f"Choose a folder outside {name}, for example BASE_DIR / 'var' / 'private'.",
            id="wagtail_charter.E005",
        )
        for name in ("MEDIA_ROOT", "STATIC_ROOT")
        if (public := getattr(settings, name, None)) and private.is_relative_to(Path(public).resolve())
    ]


@register()
def check_base_page(app_configs, **kwargs):
    """Our concrete page types stand on Wagtail's own ``Page``."""
    if not swapper.is_swapped("wagtailcore", "Page"):
        return []
    return [
        Error(
            "WAGTAIL_PAGE_MODEL is swapped: the page types of wagtail_charter stand on Wagtail's own Page.",
            hint="Remove WAGTAIL_PAGE_MODEL. To build your own page types, use the mixins named in docs/pages.md.",
            id="wagtail_charter.E006",
        )
    ]


@register()
def check_apps(app_configs, **kwargs):
    """The apps that ours builds on are installed."""
    needed = {
        "wagtail.contrib.settings": "charter settings",
        "wagtail.contrib.routable_page": "pages with addresses below them",
        "wagtail_modeladmin": "the list of applications",
        "django_filters": "filters",
    }
    return [
        Error(
            f"{app} is not installed; wagtail_charter needs it for {use}.",
            hint=f'Add "{app}" to INSTALLED_APPS.',
            id="wagtail_charter.E007",
        )
        for app, use in needed.items()
        if app not in settings.INSTALLED_APPS
    ]


@register()
def check_base_template(app_configs, **kwargs):
    """The host's base template exists and has the block that our pages fill."""
    name = conf.BASE_TEMPLATE
    try:
        template = get_template(name)
    except TemplateDoesNotExist:
        return [
            Error(
                f"The base template {name!r} does not exist.",
                hint='Name yours: WAGTAIL_CHARTER = {"BASE_TEMPLATE": "path/to/base.html"}.',
                id="wagtail_charter.E020",
            )
        ]
    if "content" in _block_names(getattr(template, "template", None)):
        return []
    return [
        Warning(
            f"The base template {name!r} has no block called 'content': our pages would be empty in it.",
            hint="Add {% block content %}{% endblock %} to it, or override wagtail_charter/base.html.",
            id="wagtail_charter.W021",
        )
    ]


def _block_names(template):
    """The names of the blocks of a Django template and of those that it extends by name."""
    names = set()
    while template is not None:
        names |= {node.name for node in template.nodelist.get_nodes_by_type(BlockNode)}
        above = next(iter(template.nodelist.get_nodes_by_type(ExtendsNode)), None)
        parent = getattr(above, "parent_name", None)
        template = get_template(parent.var).template if parent and isinstance(parent.var, str) else None
    return names


@register(deploy=True)
def check_deploy(app_configs, **kwargs):
    """What a site in use needs beyond what starts."""
    faults = []
    if "console" in _mail_backend():
        faults.append(
            Warning(
                "E-mails are written to the console.",
                hint="Set MAILERS (EMAIL_BACKEND before Django 6.1) to a backend that sends.",
                id="wagtail_charter.W008",
            )
        )
    if "smtp" in _mail_backend() and not _mail_timeout():
        faults.append(
            Warning(
                "A mail server that hangs would hold the letters: there is no time limit.",
                hint="Set EMAIL_TIMEOUT, from Django 6.1 'timeout' in the OPTIONS of MAILERS, to 30 seconds or so.",
                id="wagtail_charter.W023",
            )
        )
    return faults


def _mail_backend():
    """The path of the mail backend: Django 6.1 names it in ``MAILERS``."""
    mailers = getattr(settings, "MAILERS", None)
    if mailers:
        return mailers.get("default", {}).get("BACKEND", "")
    return getattr(settings, "EMAIL_BACKEND", "")


def _mail_timeout():
    """After how many seconds the mail backend gives up a connection; ``None``: never."""
    mailers = getattr(settings, "MAILERS", None)
    if mailers:
        return mailers.get("default", {}).get("OPTIONS", {}).get("timeout")
    return getattr(settings, "EMAIL_TIMEOUT", None)


@register(Tags.database)
def check_letters(app_configs, databases=None, **kwargs):
    """No letter waits for somebody to look after it."""
    counts = [
        count_given_up(alias)
        for alias in databases or ()
        if Letter._meta.db_table in connections[alias].introspection.table_names()
    ]
    return [
        Warning(
            f"Letters that could not be delivered: {count}.",
            hint="In the admin, open Charter, Letters, filter by “could not be delivered”, and look why.",
            id="wagtail_charter.W024",
        )
        for count in counts
        if count
    ]


@register(Tags.database)
def check_default_contact(app_configs, databases=None, **kwargs):
    """Every site names somebody to turn to. Looks only where a command checks databases."""
    return _missing_contacts(databases, Warning, "wagtail_charter.W009")


@register(Tags.database, deploy=True)
def check_default_contact_for_deploy(app_configs, databases=None, **kwargs):
    """As above, for a site in use: an error."""
    return _missing_contacts(databases, Error, "wagtail_charter.E009")


@register(Tags.database)
def check_safeguarding_contact(app_configs, databases=None, **kwargs):
    """On every site somebody hears when people are worried about someone."""
    return _missing_safeguarding_contacts(databases, Warning, "wagtail_charter.W010")


@register(Tags.database, deploy=True)
def check_safeguarding_contact_for_deploy(app_configs, databases=None, **kwargs):
    """As above, for a site in use: an error."""
    return _missing_safeguarding_contacts(databases, Error, "wagtail_charter.E010")


def _missing_contacts(databases, kind, number):
    return [
        kind(
            f"The site {site.hostname} has no named contact: its pages show nobody to turn to.",
            hint="In the admin, open Settings, Charter settings, and choose a named contact.",
            id=number,
        )
        for site in _sites(sites_without_contact, databases)
    ]


def _missing_safeguarding_contacts(databases, kind, number):
    if not conf.is_room_on("letters"):
        return []
    return [
        kind(
            f"The site {site.hostname} has no safeguarding contact: a worry about someone would reach "
            "its named contact, or nobody.",
            hint="In the admin, open Settings, Charter settings, and choose a safeguarding contact.",
            id=number,
        )
        for site in _sites(sites_without_safeguarding_contact, databases)
    ]


def _sites(find, databases):
    """What ``find(alias)`` finds in each database that has our tables."""
    return [
        site
        for alias in databases or ()
        if Contact._meta.db_table in connections[alias].introspection.table_names()
        for site in find(alias)
    ]


@register(Tags.database)
def check_reviews_of_the_law(app_configs, databases=None, **kwargs):
    """Somebody read the privacy page and the accessibility statement in the last 12 months."""
    today = timezone.localdate()
    return [
        Warning(
            f"The page {page.title!r} ({page.url_path}) was last reviewed more than 12 months ago, or never.",
            hint="Read it, change what is no longer true, and write down the day under “last reviewed”.",
            id="wagtail_charter.W022",
        )
        for alias in databases or ()
        for model in (PrivacyPage, AccessibilityStatementPage)
        if model._meta.db_table in connections[alias].introspection.table_names()
        for page in model.objects.using(alias)
        .live()
        .only("title", "url_path", "reviewed_on")
        .order_by("path")
        if is_review_too_old(page.reviewed_on, on=today)
    ]
