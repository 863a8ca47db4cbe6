"""Data in bulk, from a fixed seed: the same at each run."""

import datetime
import random
import uuid
from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from tests.bench.models import BarePage
from tests.factories.applications import make_application, make_round
from tests.factories.awards import make_award, make_level
from tests.factories.framework import DEMO_FILE
from tests.factories.organisations import make_organisation, make_region, make_setting, make_theme
from tests.factories.training import make_session
from wagtail_charter.applications.models import Application
from wagtail_charter.applications.services.cases import searchable_text
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.awards.services import recount_register
from wagtail_charter.awards.states import AwardState
from wagtail_charter.conf import conf
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.imports import load_framework
from wagtail_charter.framework.models import AwardLevel, CharterSettings
from wagtail_charter.framework.pages import FrameworkPage
from wagtail_charter.framework.services import publish_edition
from wagtail_charter.organisations.models import Partnership, Service
from wagtail_charter.resources.pages import ResourceIndexPage, ResourcePage
from wagtail_charter.showcase.models import GlossaryTerm, ShowcaseListing, ShowcaseListingTheme
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage
from wagtail_charter.showcase.services import refresh_counts, refresh_listing
from wagtail_charter.support.models import Contact
from wagtail_charter.training.pages import TrainingEventPage, TrainingIndexPage

SEED = 20261122
BATCH = 400
WORDS = "peer support training panel supervision induction listening safety partnership co-production".split()


def build(size, *, only=""):
    """Fill an empty database with ``size`` entries, awards and applications; returns the addresses to ask.

    ``only="awards"``: services, awards and applications alone.
    """
    chance = random.Random(SEED)
    root = Page.objects.get(depth=1)
    home = root.get_children().first() or root.add_child(instance=Page(title="Home", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "localhost", "port": 80}
    )
    bare = home.add_child(instance=BarePage(title="Bare", slug="bare"))
    make_contact(home)
    make_glossary()
    terms = make_terms()
    services = make_services(size, chance, terms)
    reference = make_awards(services, chance)
    make_applications(services, chance)
    home.add_child(instance=RegisterPage(title="Awards", slug="awards"))
    group, region = terms["groups"][0], terms["regions"][0].slug
    addresses = {
        "bare": bare.get_url(),
        "register": "/awards/",
        "register, one filter": "/awards/?status=current",
        "register, four filters": f"/awards/?status=current&level=gold&region={region}&setting={group}",
        "register, last page": f"/awards/?page={Award.objects.on_register().count() // conf.PAGE_SIZE}",
        "verify a reference": f"/awards/verify/{reference}/",
    }
    if only == "awards":
        return addresses
    showcase = home.add_child(instance=ShowcaseIndexPage(title="Showcase", slug="showcase"))
    make_entries(showcase, services, chance, terms)
    report = load_framework(DEMO_FILE, by=SYSTEM)
    publish_edition(report.edition, by=SYSTEM)
    home.add_child(instance=FrameworkPage(title="Charter", slug="charter", edition=report.edition))
    training = home.add_child(instance=TrainingIndexPage(title="Training", slug="training"))
    make_events(training, min(size, 500))
    library = home.add_child(instance=ResourceIndexPage(title="Resources", slug="resources"))
    add_pages(library, ResourcePage, min(size, 2000), lambda n: {"summary": f"What to know about {n}."})
    return {
        **addresses,
        "showcase index": "/showcase/",
        "showcase, 3 filters and a word": f"/showcase/?setting={group}&region={region}"
        f"&theme={terms['themes'][0].slug}&q=peer",
        "showcase entry": "/showcase/showcaseentrypage-7/",
        "framework page": "/charter/",
        "training index": "/training/",
        "training event": "/training/trainingeventpage-7/",
        "resource index": "/resources/",
        "resource page": "/resources/resourcepage-7/",
    }


def make_contact(home):
    """Somebody to turn to, as on every page of a real site."""
    contact = Contact.objects.create(
        name="Charter team",
        role="First point of contact",
        phone="020 7946 0000",
        email="team@charter.example",
        hours="9am to 5pm on working days",
        reply_time="Within two working days",
        urgent_text="In an emergency call 999.",
    )
    CharterSettings.objects.update_or_create(
        site=Site.objects.get(root_page=home), defaults={"contact": contact}
    )


def make_glossary():
    """Abbreviations; one of them stands in each entry."""
    for short, full in (("PwLE", "people with lived experience"), ("ICB", "integrated care board")):
        GlossaryTerm.objects.create(abbreviation=short, full=full)


def make_terms():
    """The classifications that entries are found by."""
    settings = [make_setting(f"Setting {n}") for n in range(8)]
    return {
        "settings": settings,
        "groups": [setting.group.slug for setting in settings],
        "regions": [make_region(f"Region {n}") for n in range(8)],
        "themes": [make_theme(f"Theme {n}") for n in range(10)],
    }


def make_services(size, chance, terms):
    """``size`` services of a few hundred providers."""
    providers = [
        make_organisation(f"Provider {n}", region=terms["regions"][n % 8]) for n in range(max(10, size // 50))
    ]
    Service.objects.bulk_create(
        [
            Service(
                name=f"Service {n}",
                provider=chance.choice(providers),
                setting=chance.choice(terms["settings"]),
                region=chance.choice(terms["regions"]),
            )
            for n in range(size)
        ],
        batch_size=BATCH,
    )
    return list(Service.objects.select_related("setting__group", "region", "provider").order_by("pk"))


def add_pages(parent, model, number, facts):
    """``number`` live pages of ``model`` below ``parent``, in bulk; ``facts(n)`` gives the fields of its own."""
    kind, locale, now = ContentType.objects.get_for_model(model), Locale.get_default(), timezone.now()
    stem = model.__name__.lower()
    rows = [
        Page(
            title=f"{model._meta.verbose_name.capitalize()} {n}",
            draft_title=f"{n}",
            slug=f"{stem}-{n}",
            content_type=kind,
            path=Page._get_path(parent.path, parent.depth + 1, n + 1),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}{stem}-{n}/",
            locale=locale,
            translation_key=uuid.UUID(int=parent.pk * 10**9 + n),
            first_published_at=now - datetime.timedelta(hours=n),
            last_published_at=now - datetime.timedelta(hours=n),
        )
        for n in range(number)
    ]
    Page.objects.bulk_create(rows, batch_size=BATCH)
    pages = list(Page.objects.child_of(parent).order_by("path"))
    own = [model(page_ptr_id=page.pk, **{**as_facts(page), **facts(n)}) for n, page in enumerate(pages)]
    fields = model._meta.local_concrete_fields
    for start in range(0, number, 50):
        model._base_manager._insert(own[start : start + 50], fields=fields, using="default")
    Page.objects.filter(pk=parent.pk).update(numchild=number)
    return own


def as_facts(page):
    """The fields of a plain page, for the instance that stands on it."""
    return {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}


def make_entries(index, services, chance, terms):
    """An entry for each service, its row in the list, and the stored counts."""
    text = f"<p>{' '.join(WORDS)} by PwLE.</p>"
    quote = {"text": "I was listened to.", "attribution": "role_only", "role": "Peer worker"}
    body = [
        ("heading", {"text": "What we do", "level": "h2"}),
        ("paragraph", text),
        ("quote", quote),
        ("paragraph", text),
    ]
    for service in (services[0], services[7]):
        Partnership.objects.create(service=service, partner=services[-1].provider)
    picture = make_picture()
    pages = add_pages(
        index,
        ShowcaseEntryPage,
        len(services),
        lambda n: {
            "service_id": services[n].pk,
            "summary": f"{chance.choice(WORDS)} for {n}",
            "body": body,
            "picture_id": picture.pk,
            "picture_alt": "A bench in a garden",
        },
    )
    levels = [("bronze", "Bronze", 1), ("silver", "Silver", 2), ("gold", "Gold", 3), ("none", "", -1)]
    refresh_listing(ShowcaseEntryPage.objects.get(pk=pages[0].pk))
    pattern = ShowcaseListing.objects.get()
    shared = {
        field.attname: getattr(pattern, field.attname) for field in ShowcaseListing._meta.concrete_fields
    }
    rows = []
    for page, service in zip(pages[1:], services[1:], strict=True):
        key, name, rank = chance.choice(levels)
        rows.append(
            ShowcaseListing(
                **{
                    **shared,
                    "id": None,
                    "entry_id": page.pk,
                    "title": page.title,
                    "sort_title": page.title.casefold(),
                    "slug": page.slug,
                    "summary": page.summary,
                    "picture_id": picture.pk,
                    "provider_id": service.provider_id,
                    "provider_name": service.provider.name,
                    "setting_name": service.setting.name,
                    "setting_group": service.setting.group.slug,
                    "region_name": service.region.name,
                    "region": service.region.slug,
                    "level_key": key,
                    "level_name": name,
                    "level_sentence": name,
                    "level_rank": rank,
                    "published_at": page.first_published_at,
                    "changed_at": page.first_published_at,
                    "search_text": f"{page.title} {page.summary} {' '.join(chance.sample(WORDS, 4))}".casefold(),
                }
            )
        )
    ShowcaseListing.objects.bulk_create(rows, batch_size=30)
    chosen = [(row, theme) for row in rows for theme in chance.sample(terms["themes"], 2)]
    ShowcaseListingTheme.objects.bulk_create(
        [
            ShowcaseListingTheme(
                listing=row, index_id=index.pk, theme=theme.slug, published_at=row.published_at
            )
            for row, theme in chosen
        ],
        batch_size=BATCH,
    )
    through = ShowcaseEntryPage.themes.through
    through.objects.bulk_create(
        [through(showcaseentrypage_id=row.entry_id, practicetheme_id=theme.pk) for row, theme in chosen],
        batch_size=BATCH,
    )
    # The rows of the list are alike; that of the entry that is asked for tells its own facts.
    refresh_listing(ShowcaseEntryPage.objects.get(pk=pages[7].pk))
    refresh_counts(index.pk)


def make_picture():
    """One picture for all entries, its sizes made once."""
    data = BytesIO()
    PillowImage.new("RGB", (1200, 800), "#005eb8").save(data, "JPEG")
    data.seek(0)
    return get_image_model().objects.create(title="Bench", file=ImageFile(data, "bench.jpg"))


def make_awards(services, chance):
    """An award for each service; returns the reference of one."""
    levels = [make_level(key) for key in ("bronze", "silver", "gold")]
    first = make_award(services[0], level=AwardLevel.objects.get(pk=levels[0].pk))
    states = [AwardState.CURRENT] * 6 + [AwardState.RENEWAL_IN_PROGRESS, AwardState.LAPSED, AwardState.ENDED]
    shared = {field.attname: getattr(first, field.attname) for field in Award._meta.concrete_fields}
    # The app's own query set refuses this: awards are issued one by one. Here nobody relies on them.
    QuerySet(Award).bulk_create(
        [
            Award(
                **{
                    **shared,
                    "id": None,
                    "reference": f"CH-B{n:06d}",
                    "reference_key": f"CHB{n:06d}",
                    "service_id": service.pk,
                    "provider_at_issue_id": service.provider_id,
                    "level_id": levels[n % 3].pk,
                    "level_key": levels[n % 3].key,
                    "state": chance.choice(states),
                    "issued_on": datetime.date(2026, 1, 1) - datetime.timedelta(days=n % 700),
                    "setting_group_key": service.setting.group.slug,
                    "region_key": service.region.slug,
                }
            )
            for n, service in enumerate(services[1:], 1)
        ],
        batch_size=BATCH // 10,
    )
    recount_register()
    return first.reference


def make_applications(services, chance):
    """An application of each service, in one round, in every state that the team's list shows."""
    first = make_application(services[0], round=make_round("Spring"))
    shared = {field.attname: getattr(first, field.attname) for field in Application._meta.concrete_fields}
    states = [state for state in ApplicationState if state != ApplicationState.INTERESTED]
    rows = []
    for n, service in enumerate(services[1:], 1):
        row = Application(
            **{**shared, "id": None, "reference": f"A-B{n:06d}", "state": chance.choice(states)}
        )
        row.service, row.round = service, first.round
        row.search_text = searchable_text(row)
        rows.append(row)
    QuerySet(Application).bulk_create(rows, batch_size=BATCH // 10)


def make_events(index, number):
    """Event pages, each with one session to come."""
    for page in add_pages(index, TrainingEventPage, number, lambda n: {"summary": f"A calm day about {n}."}):
        make_session(page, starts_in=datetime.timedelta(days=1 + page.pk % 300))
