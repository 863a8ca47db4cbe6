"""Search, filters, order and pages of the list."""

import pytest
from django.http import QueryDict

from tests.factories.awards import make_external_award
from tests.factories.organisations import (
    make_region,
    make_service,
    make_setting,
    make_setting_group,
    make_theme,
)
from tests.factories.showcase import make_entry, make_index
from wagtail_charter.showcase.filters import ShowcaseFilterSet

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    index = make_index()
    courts, prisons = make_setting_group("Courts"), make_setting_group("Prisons")
    north, south = make_region("North"), make_region("South")
    peer, plan = make_theme("Peer support"), make_theme("Deciding together")
    for title, group, region, themes in [
        ("Harbour", courts, north, [peer]),
        ("Lantern", courts, south, [peer, plan]),
        ("Ashgrove", prisons, south, []),
    ]:
        service = make_service(title, setting=make_setting(group=group), region=region)
        make_entry(
            title,
            index=index,
            service=service,
            themes=themes,
            body=[("paragraph", f"<p>Words of {title}.</p>")],
        )
    make_external_award(service=service, level_as_published="Silver")
    return type(index).objects.get(pk=index.pk)


def titles(index, query):
    return sorted(listing.title for listing in ShowcaseFilterSet(QueryDict(query), index=index).qs)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ashgrove", "Harbour", "Lantern"]),
        ("setting=courts", ["Harbour", "Lantern"]),
        ("setting=courts&region=south", ["Lantern"]),
        ("theme=peer-support", ["Harbour", "Lantern"]),
        ("theme=peer-support&theme=deciding-together", ["Harbour", "Lantern"]),
        ("level=none", ["Harbour", "Lantern"]),
        ("level=other-silver", ["Ashgrove"]),
        ("q=lantern", ["Lantern"]),
        ("q=WORDS+harbour", ["Harbour"]),
        ("q=zzz", []),
        ("setting=nowhere&nonsense=1&sort=sideways", ["Ashgrove", "Harbour", "Lantern"]),
        ("q=%25", []),
        ("q=%00", ["Ashgrove", "Harbour", "Lantern"]),
    ],
)
def test_filters_narrow(index, query, expected):
    assert titles(index, query) == expected


def test_stored_counts_agree_with_counting(index):
    stored = ShowcaseFilterSet(QueryDict(""), index=index)
    counted = ShowcaseFilterSet(QueryDict(""), index=index)
    counted.held = None
    counted.level_labels = stored.level_labels

    assert stored.facets == counted.facets
    assert stored.whole_total == counted.whole_total == 3


def test_each_count_is_what_choosing_it_leaves(index):
    for query in ("", "theme=peer-support", "q=words&setting=courts"):
        filters = ShowcaseFilterSet(QueryDict(query), index=index)
        for facet in filters.facets:
            for option in facet.options:
                chosen = QueryDict(query, mutable=True)
                chosen.setlist(facet.name, [option.value])
                assert ShowcaseFilterSet(chosen, index=index).qs.count() == option.count, (
                    query,
                    facet.name,
                    option,
                )


def test_facet_that_splits_nothing_is_not_shown():
    index = make_index()
    make_entry("Harbour", index=index)

    assert ShowcaseFilterSet(QueryDict(""), index=type(index).objects.get(pk=index.pk)).shown_facets == []


def test_index_says_how_many_and_shows_what_is_chosen(client, index):
    response = client.get("/showcase/?setting=courts&q=words")

    assert "2 of 3 services" in response.text
    assert "<title>2 of 3 services" in response.text
    assert 'href="?setting=courts"' in response.text
    assert [chosen.value for chosen in response.context["filters"].chosen] == ["words", "Courts"]


def test_index_orders_by_title(client, index):
    response = client.get("/showcase/?sort=a-to-z")

    assert [listing.title for listing in response.context["results"]] == ["Ashgrove", "Harbour", "Lantern"]


def test_pages_are_numbered_and_out_of_range_shows_the_first(client, index, settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PAGE_SIZE": 2}

    second = client.get("/showcase/?sort=a-to-z&page=2")
    assert [listing.title for listing in second.context["results"]] == ["Lantern"]
    assert '<link rel="prev" href="?sort=a-to-z">' in second.text
    for asked in ("99", "0", "-1", "x", "1e9", "²"):
        response = client.get("/showcase/", {"sort": "a-to-z", "page": asked})
        assert response.status_code == 200
        assert response.context["results"].number == 1


def test_empty_list_helps(client, index):
    response = client.get("/showcase/?q=zzz")

    assert "No service matches everything that you chose." in response.text
    assert "0 of 3 services" in response.text


def test_hostile_words_are_shown_as_words(client, index):
    response = client.get("/showcase/", {"q": "<script>alert(1)</script>\"'"})

    assert "<script>alert(1)" not in response.text
    assert "&lt;script&gt;alert(1)" in response.text
