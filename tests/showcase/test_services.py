"""The listing rows follow what happens to entries, services, awards and restrictions."""

import pytest
from wagtail.models import Page, PageViewRestriction

from tests.factories.awards import make_award, make_external_award
from tests.factories.organisations import (
    make_organisation,
    make_region,
    make_service,
    make_setting,
    make_setting_group,
    make_theme,
)
from tests.factories.people import make_officer
from tests.factories.showcase import make_entry, make_index
from wagtail_charter.awards.states import AwardState
from wagtail_charter.events.services import SYSTEM, move
from wagtail_charter.organisations.services import merge_organisations
from wagtail_charter.showcase.models import ShowcaseListing, ShowcaseListingTheme
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage
from wagtail_charter.showcase.services import refresh_all

pytestmark = pytest.mark.django_db


def listed(index):
    return sorted(index.listings.values_list("title", flat=True))


def counts(index):
    return ShowcaseIndexPage.objects.get(pk=index.pk).counts


def test_row_holds_what_the_list_shows():
    group = make_setting_group("Police and courts")
    service = make_service(
        "Harbour",
        provider=make_organisation("Harbour Forward", provider_type="charity"),
        setting=make_setting("Liaison and diversion", group=group),
        region=make_region("South East"),
    )
    theme = make_theme("Peer support")

    row = make_entry(
        "Harbour", service=service, themes=[theme], body=[("paragraph", "<p>Tea &amp; ÉCLAIRS</p>")]
    ).listing

    assert (row.setting_group, row.setting_name) == ("police-and-courts", "Liaison and diversion")
    assert (row.region, row.region_name) == ("south-east", "South East")
    assert (row.provider_type, row.provider_name, row.level_key) == ("charity", "Harbour Forward", "none")
    assert [one.theme for one in row.themes.all()] == ["peer-support"]
    assert "tea & éclairs" in row.search_text


def test_region_of_the_provider_stands_in_for_the_services_own():
    provider = make_organisation(region=make_region("London"))

    assert make_entry(service=make_service(provider=provider)).listing.region == "london"


def test_publish_unpublish_and_republish():
    index = make_index()
    entry = make_entry("Harbour", index=index, live=False)
    assert listed(index) == []

    entry.save_revision().publish()
    assert listed(index) == ["Harbour"]
    assert counts(index).total == 1

    Page.objects.get(pk=entry.pk).unpublish()
    assert listed(index) == []
    assert counts(index).total == 0


def test_draft_does_not_change_the_row():
    index = make_index()
    entry = make_entry("Harbour", index=index)
    entry.title = "Harbour, new"
    entry.save_revision()

    assert listed(index) == ["Harbour"]


def test_themes_of_a_publication_are_the_new_ones():
    first, second = make_theme("Peer support"), make_theme("Co-production")
    entry = make_entry("Harbour", themes=[first])

    entry.themes = [second]
    entry.save_revision().publish()

    assert [row.theme for row in ShowcaseListingTheme.objects.all()] == ["co-production"]
    assert counts(entry.get_parent()).facets["theme"] == {"co-production": 1}


def test_move_to_another_showcase_moves_the_row():
    one, other = make_index("One"), make_index("Other")
    entry = make_entry("Harbour", index=one)

    entry.move(other, pos="last-child")

    assert (listed(one), listed(other)) == ([], ["Harbour"])
    assert (counts(one).total, counts(other).total) == (0, 1)


def test_copy_is_listed_only_when_it_is_live():
    index = make_index()
    entry = make_entry("Harbour", index=index)

    entry.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    assert listed(index) == ["Harbour"]

    entry.copy(update_attrs={"slug": "live-copy", "title": "Live copy"})
    assert listed(index) == ["Harbour", "Live copy"]


def test_delete_takes_the_row_and_the_count_away():
    index = make_index()
    entry = make_entry("Harbour", index=index)
    make_entry("Lantern", index=index)

    Page.objects.get(pk=entry.pk).delete()

    assert listed(index) == ["Lantern"]
    assert counts(index).total == 1


def test_delete_of_the_whole_showcase_leaves_nothing():
    index = make_index()
    make_entry("Harbour", index=index)

    Page.objects.get(pk=index.pk).delete()

    assert not ShowcaseListing.objects.exists()


def test_award_shows_when_it_is_issued_and_goes_when_it_ends():
    entry = make_entry("Harbour")
    award = make_award(service=entry.service)

    row = ShowcaseListing.objects.get()
    assert row.level_key == award.level.key
    assert row.level_sentence == award.level.name

    move(award, to=AwardState.ENDED, by=SYSTEM)

    assert ShowcaseListing.objects.get().level_key == "none"


def test_external_award_is_another_schemes_level():
    entry = make_entry("Harbour")
    make_external_award(service=entry.service, level_as_published="Silver", year=2022)

    row = ShowcaseListing.objects.get()
    assert (row.level_key, row.is_external_level) == ("other-silver", True)


def test_own_award_comes_before_another_schemes():
    entry = make_entry("Harbour")
    make_external_award(service=entry.service)
    award = make_award(service=entry.service)

    assert ShowcaseListing.objects.get().level_key == award.level.key
    assert [one.is_external for one in ShowcaseEntryPage.objects.get(pk=entry.pk).awards] == [False, True]


def test_service_provider_and_setting_changes_are_followed():
    setting = make_setting("Prison")
    service = make_service("Harbour", setting=setting, provider=make_organisation("Old name"))
    make_entry("Harbour", service=service)

    setting.name = "Prisons"
    setting.save()
    service.provider.name = "New name"
    service.provider.save()
    service.region = make_region("London")
    service.save()

    row = ShowcaseListing.objects.get()
    assert (row.setting_name, row.provider_name, row.region) == ("Prisons", "New name", "london")


def test_merged_provider_is_followed():
    service = make_service("Harbour")
    make_entry("Harbour", service=service)
    into = make_organisation("Harbour Forward")

    merge_organisations(service.provider, into=into, by=make_officer())

    assert ShowcaseListing.objects.get().provider_name == "Harbour Forward"


def test_restriction_hides_the_entry_and_its_end_shows_it_again():
    index = make_index()
    entry = make_entry("Harbour", index=index)

    restriction = PageViewRestriction.objects.create(page=entry, restriction_type="login")
    assert listed(index) == []
    assert counts(index).total == 0

    restriction.delete()
    assert listed(index) == ["Harbour"]


def test_refresh_all_makes_everything_again():
    index = make_index()
    make_entry("Harbour", index=index)
    ShowcaseListing.objects.all().delete()

    assert refresh_all() == 1
    assert listed(index) == ["Harbour"]
    assert counts(index).total == 1
