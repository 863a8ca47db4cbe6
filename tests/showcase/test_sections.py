"""An entry read by its address tells what the registers say, from what the list keeps of it."""

import datetime

import pytest

from tests.factories.awards import make_award, make_external_award
from tests.factories.organisations import (
    make_organisation,
    make_region,
    make_service,
    make_setting,
    make_theme,
)
from tests.factories.showcase import make_entry, make_index
from wagtail_charter.awards.services import hand_back_award
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.organisations.models import Partnership
from wagtail_charter.showcase.pages import ShowcaseEntryPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    provider = make_organisation("Harbour Trust", region=make_region("North"))
    service = make_service(
        "Harbour team",
        provider=provider,
        setting=make_setting("Ward"),
        area="Five districts",
        age_group="children",
        is_fictional=True,
    )
    Partnership.objects.create(service=service, partner=make_organisation("Friends"))
    make_award(service)
    make_external_award(service)
    themes = [make_theme("Peer support"), make_theme("Training")]
    return make_entry("Harbour", slug="harbour", index=make_index(), service=service, themes=themes)


def told_and_asked(entry):
    """The entry as its address finds it, and as it is read from the registers."""
    told = entry.get_parent().specific.pages_below().get(pk=entry.pk)
    asked = ShowcaseEntryPage.objects.get(pk=entry.pk)
    assert told._told
    assert not asked._told
    return told, asked


def test_what_is_told_is_what_the_registers_say(entry):
    told, asked = told_and_asked(entry)

    ours, theirs = told.described_service, asked.described_service
    for name in ("pk", "name", "age_group", "area", "is_fictional", "provider", "setting", "region"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.provider.provider_type == theirs.provider.provider_type
    assert ours.setting.name == theirs.setting.name
    assert told._facts(ours) == asked._facts(theirs)
    assert [(award.pk, award.sentence, award.state, award.issued_on) for award in told.awards] == [
        (award.pk, award.sentence, award.state, award.issued_on) for award in asked.awards
    ]
    assert len(told.awards) == 2
    assert told.award.level.rank == asked.award.level.rank == 2
    assert [(each.pk, str(each)) for each in told._partners()] == [
        (each.pk, str(each)) for each in asked._partners()
    ]
    assert [(each.pk, each.slug, each.name) for each in told.chosen_themes] == [
        (each.pk, each.slug, each.name) for each in asked.chosen_themes
    ]


def test_what_is_told_needs_no_query_and_other_columns_are_fetched_when_asked_for(
    entry, django_assert_num_queries
):
    told, asked = told_and_asked(entry)

    with django_assert_num_queries(0):
        told._facts(told.described_service)
        told._partners()
    assert told.described_service.created_at == asked.described_service.created_at


def test_page_follows_partners_awards_themes_and_names(client, entry):
    service = entry.service
    partnership = service.partnerships.get()
    assert "Friends" in client.get("/showcase/harbour/").content.decode()

    partnership.partner.name = "Companions"
    partnership.partner.save()
    hand_back_award(service.awards.get(is_external=False), by=SYSTEM)
    service.setting.name = "Day centre"
    service.setting.save()
    shown = client.get("/showcase/harbour/").content.decode()

    assert "Companions" in shown
    assert "Day centre" in shown
    assert [award.is_external for award in told_and_asked(entry)[0].awards] == [True]

    partnership.delete()
    assert "Companions" not in client.get("/showcase/harbour/").content.decode()


def test_partner_of_another_time_is_not_told(client, entry):
    partnership = entry.service.partnerships.get()
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    Partnership.objects.filter(pk=partnership.pk).update(valid_to=yesterday)
    partnership.refresh_from_db()
    partnership.save()

    assert "Friends" not in client.get("/showcase/harbour/").content.decode()
