"""What editors hide stays hidden: from lists, counts, feeds, calendars, blocks of other pages, sitemap and APIs."""

from datetime import timedelta
from importlib.util import find_spec

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import include
from django.urls import path as route
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.resources import make_resource, make_resource_index, make_topic
from tests.factories.showcase import make_entry, make_home, make_index
from tests.factories.training import make_event, make_session, make_training_index
from tests.urls import urlpatterns as host_urlpatterns
from wagtail_charter.showcase.models import ShowcaseCounts, provider_key

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

#: A host that offers Wagtail's APIs.
urlpatterns = [route("api/", include("example_site.api")), *host_urlpatterns]
API_LISTS = ["/api/v2/pages/?fields=*&limit=20", "/api/v2/pages/?search=larkspur&fields=*"]
if find_spec("wagtail.api.v3"):
    API_LISTS += ["/api/v3/pages/", "/api/v3/pages/?search=larkspur"]

LOGIN, PASSWORD, GROUPS = "login", "password", "groups"
TAGS = (
    "{% load charter_showcase charter_training charter_resources charter_awards %}"
    "{% latest_entries 12 as entries %}{% for each in entries %}{{ each.listing.title }}{% endfor %}"
    "{% charter_upcoming_events count=12 heading='Next' %}{% charter_resources count=12 heading='New' %}"
)
SECRET = "Larkspur"


def hide(page, kind=PASSWORD):
    """Put ``page`` and what is below it behind a restriction."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="rowan")
    if kind == GROUPS:
        restriction.groups.add(Group.objects.get_or_create(name="Readers")[0])
    return restriction


def words_at(path, **facts):
    """What anybody reads at ``path``; empty where there is no page for them."""
    response = Client().get(path, **facts)
    if response.status_code != 200:
        return ""
    return (response.getvalue() if response.streaming else response.content).decode()


def tags_words():
    """What the blocks and tags show on a page of the host."""
    request = RequestFactory().get("/")
    return Template(TAGS).render(Context({"request": request}))


def let_in(client, restriction):
    """As if the visitor had given the password of ``restriction``."""
    session = client.session
    passed = session.get("passed_page_view_restrictions", [])
    session["passed_page_view_restrictions"] = [*passed, restriction.pk]
    session.save()


@pytest.fixture
def site():
    """A showcase, a training list and a library below one section, each with one open page and one to hide."""
    home = make_home()
    index = make_index("Showcase", parent=home)
    training = make_training_index(home, slug="training")
    library = make_resource_index(home, slug="resources")
    topic = make_topic("families")
    pages = {}
    for name in ("Open", SECRET):
        event = make_event(training, title=f"{name} day", slug=f"{name.lower()}-day")
        make_session(event)
        make_session(event, starts_in=timedelta(days=-400))
        resource = make_resource(library, title=f"{name} guide", slug=f"{name.lower()}-guide", topics=[topic])
        pages[name] = [make_entry(f"{name} service", index=index), event, resource]
    return {"home": home, "lists": [index, training, library], "open": pages["Open"], "hidden": pages[SECRET]}


PATHS = [
    "/",
    "/showcase/",
    "/showcase/?q=larkspur",
    "/showcase/feed/",
    "/showcase/open-service/",
    "/training/",
    "/training/feed/",
    "/training/calendar/",
    "/training/past/2025/",
    "/resources/",
    "/resources/?topic=families",
    "/resources/feed/",
    "/resources/open-guide/",
    "/sitemap.xml",
]


def assert_nothing_is_told():
    assert [path for path in PATHS if SECRET in words_at(path).replace("q=larkspur", "")] == []
    assert SECRET not in tags_words()


def test_the_pages_are_told_of_while_nothing_is_hidden(site):
    assert [path for path in PATHS[1:] if SECRET not in words_at(path)] == [
        path for path in PATHS if path.endswith(("open-service/", "sitemap.xml"))
    ]
    assert SECRET in tags_words()


@pytest.mark.parametrize("kind", [LOGIN, PASSWORD, GROUPS])
def test_restricted_pages_are_told_of_nowhere(site, kind):
    for page in site["hidden"]:
        hide(page, kind)

    assert_nothing_is_told()
    assert "1 service" in words_at("/showcase/")
    assert "1 upcoming event" in words_at("/training/")
    assert "1 resource" in words_at("/resources/")


@pytest.mark.parametrize("kind", [LOGIN, PASSWORD])
def test_pages_below_a_restricted_page_are_told_of_nowhere(site, kind):
    for page in site["lists"]:
        hide(page, kind)

    assert_nothing_is_told()


def test_pages_below_a_restricted_front_page_are_told_of_nowhere(site):
    hide(site["home"])

    assert_nothing_is_told()


def test_unpublished_pages_are_told_of_nowhere(site):
    for page in site["hidden"]:
        page.unpublish()

    assert_nothing_is_told()
    assert "1 service" in words_at("/showcase/")


def test_pages_that_moved_elsewhere_leave_their_lists(site):
    elsewhere = [
        make_index("Archive", parent=site["home"]),
        make_training_index(site["home"], slug="old-training"),
        make_resource_index(site["home"], slug="old-resources"),
    ]
    for page, target in zip(site["hidden"], elsewhere, strict=True):
        page.refresh_from_db()
        page.move(target, pos="last-child")

    lists = [path for path in PATHS if path.startswith(("/showcase/", "/training/"))]
    assert [path for path in lists if SECRET in words_at(path).replace("q=larkspur", "")] == []
    assert SECRET not in words_at("/resources/")
    assert SECRET in words_at("/archive/")


def test_changes_that_are_not_published_yet_do_not_show(site):
    for page in site["open"]:
        page.refresh_from_db()
        page.title, page.summary = f"{SECRET} draft", f"{SECRET} draft"
        page.save_revision()
    for page in site["hidden"]:
        page.unpublish()

    assert_nothing_is_told()


def test_the_title_of_an_unpublished_page_stands_in_no_trail(site):
    index = site["lists"][0]
    index.title = f"{SECRET} list"
    index.save()
    index.live = False
    index.save()

    assert SECRET not in words_at("/showcase/open-service/")


def test_those_whom_a_restriction_lets_in_find_the_whole_list(site, client):
    for page in site["lists"]:
        let_in(client, hide(page))

    for path in ("/showcase/", "/training/", "/training/past/2025/", "/resources/"):
        assert f"{SECRET}" in client.get(path).content.decode(), path


def test_an_own_restriction_below_a_restricted_list_still_hides(site, client):
    for page in site["lists"]:
        let_in(client, hide(page))
    for page in site["hidden"]:
        hide(page, LOGIN)

    for path in ("/showcase/", "/training/", "/training/feed/", "/training/calendar/", "/resources/"):
        text = client.get(path).content.decode()
        assert "Open" in text, path
        assert SECRET not in text, path


def details(page):
    """Where the APIs tell about one page, by its key."""
    return [base.partition("?")[0] + f"{page.pk}/" for base in API_LISTS[::2]]


def assert_apis_tell_nothing(pages):
    assert [path for path in API_LISTS if SECRET in words_at(path)] == []
    assert [path for page in pages for path in details(page) if SECRET in words_at(path)] == []


def test_apis_tell_of_open_pages(site):
    assert [path for path in API_LISTS if SECRET not in words_at(path)] == []
    assert [path for page in site["hidden"] for path in details(page) if SECRET not in words_at(path)] == []


@pytest.mark.parametrize("kind", [LOGIN, PASSWORD, GROUPS])
def test_apis_do_not_tell_of_restricted_pages(site, kind):
    for page in site["hidden"]:
        hide(page, kind)

    assert_apis_tell_nothing(site["hidden"])
    assert "Open service" in words_at(API_LISTS[0])


@pytest.mark.parametrize("kind", [LOGIN, PASSWORD, GROUPS])
def test_apis_do_not_tell_of_pages_below_a_restricted_page(site, kind):
    for page in site["lists"]:
        hide(page, kind)

    assert_apis_tell_nothing(site["hidden"])


def test_apis_do_not_tell_of_drafts(site):
    for page in site["hidden"]:
        page.unpublish()
    for page in site["open"]:
        page.refresh_from_db()
        page.title = page.summary = f"{SECRET} draft"
        page.save_revision()

    assert_apis_tell_nothing([*site["hidden"], *site["open"]])


def calendars_and_provider(site):
    """Addresses below the hidden pages and about their provider."""
    entry, event, _resource = site["hidden"]
    provider = entry.service.provider
    return [
        f"{event.url}calendar/",
        *(f"{event.url}sessions/{session.uid}/calendar/" for session in event.all_sessions()),
        f"/showcase/provider/{provider_key(provider.pk, provider.name)}/",
    ]


def test_calendars_and_the_page_of_the_provider_tell_of_open_pages(site):
    assert [path for path in calendars_and_provider(site) if SECRET not in words_at(path)] == []


@pytest.mark.parametrize("kind", [LOGIN, PASSWORD, GROUPS])
def test_calendars_and_the_page_of_the_provider_tell_nothing_of_restricted_pages(site, kind):
    for page in site["hidden"]:
        hide(page, kind)

    assert [path for path in calendars_and_provider(site) if SECRET in words_at(path)] == []


@pytest.mark.parametrize("kind", [LOGIN, GROUPS])
def test_page_of_a_provider_leaves_out_the_entry_that_is_restricted(site, kind):
    provider = site["open"][0].service.provider
    service = site["hidden"][0].service
    service.provider = provider
    service.save()
    address = f"/showcase/provider/{provider_key(provider.pk, provider.name)}/"
    assert SECRET in words_at(address)

    hide(site["hidden"][0], kind)

    assert "Open service" in words_at(address)
    assert SECRET not in words_at(address)


def test_pages_that_expire_leave_lists_counts_feeds_and_apis(site, time_machine):
    for page in site["hidden"]:
        page.refresh_from_db()
        page.expire_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
    call_command("publish_scheduled")
    index = site["lists"][0]
    assert SECRET in words_at("/showcase/")
    assert ShowcaseCounts.objects.get(index=index).total == 2

    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled")

    assert_nothing_is_told()
    assert_apis_tell_nothing(site["hidden"])
    assert "1 service" in words_at("/showcase/")
    assert ShowcaseCounts.objects.get(index=index).total == 1


def test_pages_that_go_live_later_are_told_of_from_then_on(site, time_machine):
    for page in site["hidden"]:
        page.unpublish()
        page.refresh_from_db()
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
    call_command("publish_scheduled")
    assert_nothing_is_told()

    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled")

    lists = ["/showcase/", "/showcase/feed/", "/training/", "/resources/", *API_LISTS]
    assert [path for path in lists if SECRET not in words_at(path)] == []
    assert "2 services" in words_at("/showcase/")
