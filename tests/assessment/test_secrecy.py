"""Nothing of an outcome can be seen before it is released: not in a page, letter, feed, export, search, API or report.

Everything that an applicant, a visitor and a web editor can reach is fetched twice: while the application is being
read, and once it is decided with a word of its own planted in every text. The answers are the same, sign by sign.
Addresses are found by the routes of every page, so that a new one is asked too, or fails here until it says how.
"""

import datetime
import re
from importlib.util import find_spec

import pytest
from django.test import Client
from django.urls import get_resolver, include, path, reverse
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, ReferenceIndex, Site

from tests.assessment.cases import address
from tests.browser.rows import read_rows
from tests.factories.accounts import make_account, sign_in
from tests.factories.applications import (
    complete,
    make_application_page,
    make_draft,
    make_round,
    statements_of,
)
from tests.factories.assessment import make_outcome, make_ratings
from tests.factories.awards import make_award
from tests.factories.framework import make_edition
from tests.factories.governance import keep_private_files_in, make_privacy_page, make_statement_page
from tests.factories.organisations import make_claim
from tests.factories.people import make_staff
from tests.factories.resources import make_resource, make_resource_index
from tests.factories.showcase import make_entry, make_home, make_index
from tests.factories.support import make_contact
from tests.factories.training import make_event, make_session, make_training_index
from tests.urls import urlpatterns as host_urlpatterns
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.services import send_application
from wagtail_charter.assessment import access
from wagtail_charter.assessment.models import Outcome, StatementRating
from wagtail_charter.assessment.services import choose_hearing, record_outcome, release_outcome
from wagtail_charter.assessment.states import HearingWay
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.framework.pages import FrameworkPage
from wagtail_charter.framework.states import EditionState
from wagtail_charter.governance.retention.people import export_person
from wagtail_charter.letters.models import Letter
from wagtail_charter.letters.notifications import NotNeeded, secrets_for
from wagtail_charter.letters.services import write
from wagtail_charter.organisations.models import OrganisationClaim
from wagtail_charter.plans.models import PlannedAction
from wagtail_charter.roles import Role
from wagtail_charter.showcase.models import provider_key
from wagtail_charter.training.pages import TrainingEventPage

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

urlpatterns = [path("api/", include("example_site.api")), *host_urlpatterns]

#: One word in each text of an outcome, and in what hangs on it. None of them stands anywhere else.
PLANTED = {
    "level": "Quillwort",
    "note": "Bramblefinch",
    "strengths": "Heatherlark",
    "next_step": "Osierwren",
    "opening": "Teaselthrush",
    "quotable_line": "Larchdunnock",
    "reason": "Sedgeplover",
    "conditions": "Yarrowdipper",
    "action": "Fernwheatear",
}
#: What the state is called among the team: the applicant reads none of it before the release.
TEAM_WORDS = re.compile(r"\b(?:decided|moderating|assessing)\b", re.I)
#: Types of pages that only the example site has; the same row by row in a browser.
OF_THE_EXAMPLE_SITE = {"HomePage", "ContentPage"}


@pytest.fixture
def private_files(tmp_path, monkeypatch):
    keep_private_files_in(tmp_path, monkeypatch)


@pytest.fixture
def owner():
    return make_account("lead@trust.example", name="Alex Owner")


@pytest.fixture
def application(owner):
    """A sent application on a site with a page of every kind, its owner signed in by ``client_of``."""
    home = make_home()
    edition = make_edition(published=False)
    level = edition.levels.get(key="silver")
    level.name = PLANTED["level"]
    level.save()
    move(edition, to=EditionState.PUBLISHED, by=SYSTEM, published_at=timezone.now())
    application = complete(make_draft(owner, lead_email=owner.email, round=make_round(edition=edition)))
    make_application_page(application.round)
    home.add_child(instance=FrameworkPage(title="Charter", slug="charter", edition=edition))
    home.add_child(instance=RegisterPage(title="Awards", slug="awards"))
    entry = make_entry("Riverside", index=make_index(parent=home))
    make_award(entry.service)
    event = make_event(make_training_index(home))
    make_session(event)
    make_resource(make_resource_index(home))
    make_privacy_page(home)
    make_statement_page(home)
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.update_or_create(
        site=site, defaults={"contact": make_contact(), "edition": edition}
    )
    make_claim(account=owner)
    send_application(
        application, by=owner, declared_name="Alex", declared_role="Lead", declaration="Yes.", record_path="/"
    )
    application.refresh_from_db()
    return application


def arguments(page, application):
    """What the routes below ``page`` take, by name."""
    award = Award.objects.get()
    edition, provider = application.round.edition, award.service.provider
    is_event = isinstance(page, TrainingEventPage)
    return {
        "reference": application.reference if isinstance(page, ApplicationPage) else award.reference,
        "code": statements_of(application)[0].code,
        "version": edition.version,
        "uid": page.sessions[0].uid if is_event else None,
        "key": provider_key(provider.pk, provider.name),
        "year": 2026,
    }


def addresses(application):
    """``{name: address}`` of everything below every live page and of the app's own, and how each is called."""
    found = {}
    for page in Page.objects.live().specific():
        if not page.get_url():
            continue
        kind = type(page).__name__
        found[kind] = page.get_url()
        if not isinstance(page, RoutablePageMixin):
            continue
        known = arguments(page, application)
        for route in page.get_subpage_urls():
            if route.name != "index_route":
                names = route.pattern.converters
                facts = {name: known[name] for name in names}
                found[f"{kind}:{route.name}"] = page.get_url() + page.reverse_subpage(
                    route.name, kwargs=facts
                )
    claim = OrganisationClaim.objects.first()
    for entry in get_resolver().url_patterns:
        if getattr(entry, "namespace", "") == "charter":
            for pattern in entry.url_patterns:
                facts = {
                    name: {"address": "charter-scheme/sign-in/", "pk": claim.pk}[name]
                    for name in pattern.pattern.converters
                }
                found[f"charter:{pattern.name}"] = reverse(f"charter:{pattern.name}", kwargs=facts)
    return found


def searched():
    """Where words are looked for, and what programs ask."""
    lists = ["/sitemap.xml", "/api/v2/pages/?fields=*&limit=20"]
    lists += [f"/api/v2/pages/{page.pk}/?fields=*" for page in Page.objects.live().filter(depth__gt=1)]
    lists += [f"/api/v2/pages/?search={word}&fields=*" for word in PLANTED.values()]
    if find_spec("wagtail.api.v3"):
        lists += ["/api/v3/pages/"]
        lists += [f"/api/v3/pages/{page.pk}/" for page in Page.objects.live().filter(depth__gt=1)]
        lists += [f"/api/v3/pages/?search={word}" for word in PLANTED.values()]
    for page in Page.objects.live().specific():
        if page.get_url() and hasattr(page, "get_subpage_urls"):
            lists += [f"{page.get_url()}?q={PLANTED[name]}" for name in ("level", "quotable_line")]
    return lists


def admin_lists(application):
    """What somebody of the admin reaches who may not open applications."""
    service = application.service
    return [
        "/admin/",
        "/admin/reports/site-history/",
        "/admin/charter/applications/",
        f"/admin/charter/applications/inspect/{application.pk}/",
        reverse("charter_calls"),
        reverse("charter_case_step", args=[application.pk, "called"]),
        reverse("wagtailsnippets_wagtail_charter_service:list") + f"?q={service.name}",
        reverse("wagtailsnippets_wagtail_charter_service:usage", args=[service.pk]),
        *[f"/admin/pages/search/?q={word}" for word in PLANTED.values()],
    ]


def body(answer):
    """What an answer says, without what is new in each: the token of a form, and the time of day."""
    words = answer.getvalue() if answer.streaming else answer.content
    words = words.decode("utf-8", "replace")
    words = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|"csrf\w+": "[^"]*"', "", words, flags=re.I)
    words = re.sub(
        r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?[.\d]*(?:Z|[+-]\d\d:?\d\d)?|DTSTAMP:\S+", "", words
    )
    return re.sub(r"[\w-]{24,}", "", words) + str(answer.headers.get("Location", ""))


def everything(application, owner, editor):
    """``{who and where: what is there}``, to the owner of the application, to a visitor and to a web editor."""
    theirs, anybody, staff = Client(), Client(), Client()
    sign_in(theirs, owner)
    staff.force_login(editor)
    found = {}
    places = addresses(application)
    # Leaving is a page too, and the last one that somebody signed in asks for.
    last = {"charter:sign_out", "charter:sign_out_everywhere"}
    for name in sorted(places, key=lambda name: (name in last, name)):
        found[f"owner {name}"] = body(theirs.get(places[name]))
        sign_in(theirs, owner)
        found[f"visitor {name}"] = body(anybody.get(places[name]))
    own = ["?read=1", "?saved=1", "?version=1"]
    for name in ("result", "hearing", "record", "record_text", "accept"):
        for query in own:
            place = places[f"ApplicationPage:{name}"] + query
            found[f"owner {place}"] = body(theirs.get(place))
    for place in searched():
        found[f"owner {place}"] = body(theirs.get(place))
        found[f"visitor {place}"] = body(anybody.get(place))
    for place in admin_lists(application):
        found[f"editor {place}"] = body(staff.get(place))
    return found


def decide(application, **facts):
    """An outcome of ``application`` with a word planted in every text of it, decided and planned for tomorrow."""
    officer = make_staff(Role.OFFICER)
    make_ratings(application, 2)
    StatementRating.objects.update(note=PLANTED["note"])
    theme = statements_of(application)[0].theme
    outcome = make_outcome(
        application,
        by=officer,
        release_at=timezone.now() + datetime.timedelta(days=1),
        feedback={theme: (PLANTED["strengths"], PLANTED["next_step"])},
        conditions_by=datetime.date(2099, 6, 30),
        **{name: PLANTED[name] for name in ("opening", "quotable_line", "reason", "conditions")},
        **facts,
    )
    PlannedAction.objects.create(plan=application.plan, words=PLANTED["action"])
    return outcome


def letters_of(application):
    """Every letter about the application, as its reader gets it."""
    words = []
    for letter in Letter.objects.all():
        try:
            written = write(letter, secrets_for(letter))
        except NotNeeded:
            continue
        words += [written.subject, written.text, written.html, str(letter.facts)]
    return "\n".join(words)


def planted_in(words):
    """The names of what is planted that can be read in ``words``."""
    return {name for name, word in PLANTED.items() if word.lower() in words.lower()}


def spoken_of(found, *, untold):
    """``{place: names}``: where something planted is read that the address itself did not ask for."""
    told = {
        place: {name for name in planted_in(words) & untold if PLANTED[name] not in place}
        for place, words in found.items()
    }
    return {place: names for place, names in told.items() if names}


def changed(before, after):
    """Where the applicant or a visitor reads anything else than before; the admin says how long ago things were."""
    return {
        place
        for place in {*before, *after}
        if before.get(place) != after.get(place) and not place.startswith("editor")
    }


def test_every_kind_of_address_of_the_list_of_pages_is_asked(application):
    listed = {
        name
        for row in read_rows()
        if row.who in ("visitor", "guest", "applicant")
        for name in row.types
        if not name.startswith("elements:")
    }

    assert {name for name in listed - set(addresses(application)) if name not in OF_THE_EXAMPLE_SITE} == set()


def test_nothing_of_an_outcome_is_seen_before_the_release(application, owner, private_files):
    choose_hearing(application, way=HearingWay.EMAIL, by=owner)
    editor = make_staff(Role.EDITOR)
    before = everything(application, owner, editor)
    indexed = ReferenceIndex.objects.count()

    outcome = decide(application)
    application.refresh_from_db()

    assert application.state == "decided"
    after = everything(application, owner, editor)
    assert changed(before, after) == set()
    untold = set(PLANTED) - {"level"}  # levels are public where the charter itself is read
    assert spoken_of(after, untold=untold) == {}
    own = {
        place: words
        for place, words in after.items()
        if place.startswith("owner Application") or "home" in place
    }
    told = [place for place in own if "questions" not in place]
    assert {
        place for place in told if PLANTED["level"] in own[place] or TEAM_WORDS.search(own[place])
    } == set()
    letters = letters_of(application)
    assert "How do you want to hear it?" in letters
    assert planted_in(letters) == set()
    export = export_person(owner.email)
    with export.page.open() as page, export.document.open() as document:
        copy = (page.read() + document.read()).decode()
    assert planted_in(copy) == set()
    assert TEAM_WORDS.search(copy) is None
    assert ReferenceIndex.objects.count() == indexed

    release_outcome(outcome, by=make_staff(Role.OFFICER))
    read = everything(application, owner, editor)
    assert planted_in(read[f"owner {address(application, 'result/')}?read=1"]) == set(PLANTED) - {"note"}
    assert planted_in(letters_of(application)) == {"level"}
    others = {place: words for place, words in read.items() if place.startswith(("visitor", "editor"))}
    assert spoken_of(others, untold=untold) == {}


def test_a_moved_level_that_waits_for_its_signature_is_not_seen_either(application, owner):
    editor = make_staff(Role.EDITOR)
    before = everything(application, owner, editor)
    make_ratings(application, 2)

    record_outcome(
        application,
        level=application.round.edition.levels.get(key="gold"),
        by=make_staff(Role.OFFICER),
        feedback={statements_of(application)[0].theme: (PLANTED["strengths"], PLANTED["next_step"])},
        release_at=timezone.now() + datetime.timedelta(days=1),
        **{name: PLANTED[name] for name in ("opening", "quotable_line", "reason")},
    )

    application.refresh_from_db()
    assert application.state == "moderating"
    after = everything(application, owner, editor)
    assert changed(before, after) == set()
    assert spoken_of(after, untold=set(PLANTED) - {"level"}) == {}
    assert not Letter.objects.filter(template__startswith="assessment/").exists()


def test_the_check_finds_a_page_that_forgets_to_ask(application, owner, monkeypatch):
    """The guard itself is tried: with the question whether it is released taken away, the result is found."""
    decide(application)
    monkeypatch.setattr(Outcome, "is_released", property(lambda outcome: True))
    theirs = Client()
    sign_in(theirs, owner)

    assert access.released_outcome(application) is not None
    Outcome.objects.update(released_at=timezone.now() + datetime.timedelta(days=1))
    shown = body(theirs.get(f"{address(application, 'result/')}?read=1"))

    assert planted_in(shown) == set(PLANTED) - {"note"}
