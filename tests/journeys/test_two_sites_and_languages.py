"""Two sites in one Wagtail, and a tree in Welsh: each list and block shows its own."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, Site

from tests.factories.resources import make_resource, make_resource_index
from tests.factories.showcase import make_entry, make_home, make_index
from tests.factories.training import make_event, make_session, make_training_index
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.framework.pages import FrameworkPage

pytestmark = pytest.mark.django_db

TAGS = (
    "{% load charter_showcase charter_training charter_resources charter_awards %}"
    "{% latest_entries 12 as entries %}{% for each in entries %}{{ each.listing.title }}{% endfor %}"
    "{% charter_upcoming_events count=12 heading='Next' %}{% charter_resources count=12 heading='New' %}"
    "{% charter_register as register %}{{ register.title }}"
)


def furnish(home, name):
    """Lists below ``home`` with one page each, and a register and a charter page, all called ``name``."""
    index = make_index(f"{name} showcase", parent=home, slug="showcase")
    make_entry(f"{name} service", index=index)
    make_session(make_event(make_training_index(home, slug="training"), title=f"{name} day"))
    make_resource(make_resource_index(home, slug="resources"), title=f"{name} guide")
    home.add_child(instance=RegisterPage(title=f"{name} register", slug="awards"))
    home.add_child(instance=FrameworkPage(title=f"{name} charter", slug="charter"))
    return index


def make_site(hostname, parent=None):
    """A second site; its front page lies below ``parent`` (default: beside the first)."""
    parent = parent or Page.objects.get(depth=1)
    root = parent.add_child(instance=Page(title=hostname, slug=hostname.split(".")[0]))
    return Site.objects.create(hostname=hostname, root_page=root)


def blocks_on(hostname):
    """What blocks and tags show on a page of the site at ``hostname``."""
    request = RequestFactory().get("/", headers={"host": hostname})
    return Template(TAGS).render(Context({"request": request}))


@pytest.mark.parametrize("is_nested", [False, True])
def test_each_site_shows_its_own(client, is_nested):
    home = make_home()
    furnish(home, "Ash")
    other = make_site("birch.example", home if is_nested else None)
    furnish(other.root_page, "Birch")

    sites = {"testserver": Site.objects.get(is_default_site=True), other.hostname: other}
    for hostname, own, others in (("testserver", "Ash", "Birch"), ("birch.example", "Birch", "Ash")):
        words = blocks_on(hostname)
        assert {f"{own} {thing}" for thing in ("service", "day", "guide", "register")} <= {
            f"{name} {thing}"
            for name in (own, others)
            for thing in ("service", "day", "guide", "register")
            if f"{name} {thing}" in words
        }
        assert others not in words, hostname
        for path in ("/showcase/", "/showcase/feed/", "/training/", "/training/calendar/", "/resources/"):
            text = client.get(path, headers={"host": hostname}).content.decode()
            assert own in text, (hostname, path)
            assert others not in text, (hostname, path)
        assert FrameworkPage.for_site(sites[hostname]).title == f"{own} charter"


@pytest.fixture
def welsh(client):
    """The first site with a front page in Welsh, and a second site in Welsh only."""
    home = make_home()
    furnish(home, "Ash")
    cy = Locale.objects.get_or_create(language_code="cy")[0]
    front = home.copy_for_translation(cy)
    front.slug = "hafan"
    front.save_revision().publish()
    return home, front, cy


def test_blocks_in_welsh_show_the_welsh_tree_of_their_own_site(welsh):
    _home, front, cy = welsh
    other = make_site("birch.example")
    Page.objects.filter(pk=other.root_page.pk).update(locale=cy)
    other = Site.objects.select_related("root_page").get(pk=other.pk)
    for root, name in ((front, "Onnen"), (other.root_page, "Bedwen")):
        root.refresh_from_db()
        furnish(root, name)
    with translation.override("cy"):
        words = blocks_on("testserver")

    assert all(f"Onnen {thing}" in words for thing in ("service", "day", "guide", "register"))
    assert "Ash" not in words
    assert "Bedwen" not in words


def test_blocks_of_a_site_that_is_not_in_welsh_show_its_own_language(client):
    furnish(make_home(), "Ash")
    Locale.objects.create(language_code="cy")
    with translation.override("cy"):
        words = blocks_on("testserver")

    assert all(f"Ash {thing}" in words for thing in ("service", "day", "guide", "register"))


def test_the_charter_in_welsh_comes_first_for_welsh_readers(welsh):
    _home, front, _cy = welsh
    site = Site.objects.get(is_default_site=True)
    with translation.override("cy"):
        assert FrameworkPage.for_site(site).title == "Ash charter"
        front.refresh_from_db()
        front.add_child(instance=FrameworkPage(title="Siarter", slug="siarter"))
        assert FrameworkPage.for_site(site).title == "Siarter"


def test_a_translated_list_shows_its_own_pages_only(client, welsh):
    home, front, cy = welsh
    for page in home.get_descendants().specific():
        copy = page.copy_for_translation(cy)
        copy.title = page.title.replace("Ash", "Onnen")
        if hasattr(copy, "summary"):
            copy.summary = "Yr hyn y mae'n ei wneud."
        copy.save_revision().publish()
    with translation.override("cy"):
        found = {}
        for page in front.get_descendants().live().specific():
            answer = client.get(page.get_url(), headers={"accept-language": "cy"})
            found[page.title] = (answer.status_code, answer.content.decode())

    assert {status for status, _text in found.values()} == {200}
    for title in ("Onnen showcase", "Training and events", "Resources"):
        assert "Onnen" in found[title][1], title
        assert "Ash" not in found[title][1], title
