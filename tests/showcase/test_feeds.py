"""The feed of a showcase."""

import feedparser
import pytest
from wagtail.models import PageViewRestriction

from tests.factories.organisations import make_theme
from tests.factories.showcase import make_entry, make_index

pytestmark = pytest.mark.django_db


def test_feed_lists_public_entries_and_narrows_with_the_filters(client):
    index = make_index()
    theme = make_theme("Peer support")
    make_entry("Harbour & <b>Co</b>", slug="harbour", index=index, themes=[theme])
    make_entry("Lantern", index=index)
    make_entry("Draft", index=index, live=False)
    PageViewRestriction.objects.create(page=make_entry("Hidden", index=index), restriction_type="login")

    response = client.get("/showcase/feed/")
    narrowed = client.get("/showcase/feed/?theme=peer-support&nonsense=1")

    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert response["Content-Type"].startswith("application/rss+xml")
    assert not response.cookies
    assert sorted(item.title for item in feed.entries) == ["Harbour & <b>Co</b>", "Lantern"]
    assert all(item.link.startswith("http") for item in feed.entries)
    assert len(feedparser.parse(narrowed.content).entries) == 1
