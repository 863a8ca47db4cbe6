"""What editors are asked to look at before they publish, in each room alike."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.images.tests.utils import get_test_image_file

from tests.factories.people import make_staff
from tests.factories.resources import make_resource
from tests.factories.showcase import make_entry
from tests.factories.training import make_event
from wagtail_charter.foundations.blocks import ParagraphBlock, VideoBlock
from wagtail_charter.foundations.findings import block_findings, count_words, page_findings
from wagtail_charter.roles import Role
from wagtail_charter.showcase.blocks import PictureBlock, QuoteBlock, SignOffBlock

pytestmark = pytest.mark.django_db

PAGES = [make_entry, make_event, make_resource]
REVIEWED = {"review_on": date(2027, 6, 1), "review_owner": "Charter team"}
TITLED = "“Dr Lane” looks like a person's name. Has the person agreed to be named?"


def found(block, value):
    return list(block_findings(block, block.to_python(value)))


@pytest.mark.parametrize("make", PAGES)
def test_page_with_all_that_it_needs_has_no_findings(make):
    assert make(**REVIEWED).findings() == []


@pytest.mark.parametrize("make", PAGES)
def test_page_without_review_says_both_what_is_missing(make):
    assert make().findings() == [
        "There is no date for the next review. Set one, so that the page does not grow old unseen.",
        "Nobody looks after this page yet. Name a role or a team under Review.",
    ]


@pytest.mark.parametrize("make", PAGES)
def test_page_asks_about_a_name_in_its_summary(make):
    assert make(summary="Dr Lane leads the day.", **REVIEWED).findings() == [f"Summary: {TITLED}"]


def test_event_asks_about_names_where_people_lead():
    programme = [{"type": "item", "value": {"time": "09:30", "session": "Welcome", "led_by": "Dr Lane"}}]
    event = make_event(who_leads="Dr Lane", programme=programme, **REVIEWED)

    assert event.findings() == [f"Who leads: {TITLED}", f"Programme, part 1: {TITLED}"]


def test_resource_asks_about_a_name_in_its_text():
    body = [("heading", "Begin"), ("callout", {"heading": "", "text": "Ask Dr Lane, or Dr Lane."})]

    assert make_resource(body=body, **REVIEWED).findings() == [f"Text, part 2: {TITLED}"]


def test_event_asks_for_the_words_of_its_film():
    film = {"title": "Our day", "url": "https://example.org/film", "captions": False, "transcript": " "}
    event = make_event(video=[("video", film)], **REVIEWED)

    assert event.findings() == [
        "Video, part 1: a film. Check that it has captions, then tick so.",
        "Video, part 1: a film without a transcript.",
    ]


def test_picture_of_a_page_needs_words():
    image = get_image_model().objects.create(title="Door", file=get_test_image_file())

    assert make_entry(picture=image, picture_alt="", **REVIEWED).findings() == [
        "Picture: there is no description. Say what it shows."
    ]
    assert make_entry(picture=image, picture_alt="A door.", **REVIEWED).findings() == []


@pytest.mark.parametrize(
    ("value", "findings"),
    [
        ({"attribution": "full_name", "name": "Ida", "name_consent": False}, 1),
        ({"attribution": "full_name", "name": "Dr Lane", "name_consent": False}, 1),
        ({"attribution": "full_name", "name": "Dr Lane", "name_consent": True}, 0),
        ({"attribution": "role_only", "role": ""}, 1),
        ({"attribution": "role_only", "role": "Peer worker"}, 0),
        ({"attribution": "family_member"}, 0),
    ],
)
def test_quote_asks_for_consent_once(value, findings):
    assert len(found(QuoteBlock(), {"text": "It helped.", **value})) == findings


@pytest.mark.parametrize(("consent", "findings"), [(False, 1), (True, 0)])
def test_sign_off_asks_for_consent(consent, findings):
    value = {"role": "Lead", "name": "Ida Marsh", "name_consent": consent}

    assert len(found(SignOffBlock(), value)) == findings


@pytest.mark.parametrize(
    ("value", "findings"),
    [
        ({"alt": ""}, 1),
        ({"alt": "A door"}, 0),
        ({"decorative": True}, 0),
        ({"alt": "Two people", "shows_people": True}, 1),
        ({"alt": "Two people", "shows_people": True, "people_consent": True}, 0),
    ],
)
def test_picture_asks_for_words_and_consent(value, findings):
    assert len(found(PictureBlock(), {"image": None, **value})) == findings


@pytest.mark.parametrize(
    ("facts", "findings"), [({}, 1), ({"alt_text": "A door"}, 0), ({"decorative": True}, 0)]
)
def test_picture_in_a_block_of_the_host_needs_words_too(facts, findings):
    image = get_image_model().objects.create(title="Door", file=get_test_image_file())
    block = blocks.StructBlock([("pictures", blocks.ListBlock(ImageBlock()))])
    value = {"pictures": [{"image": image.pk, "alt_text": "", "decorative": False, **facts}]}

    assert len(found(block, value)) == findings


def test_name_in_a_block_of_the_host_is_found_at_any_depth():
    block = blocks.StreamBlock([("card", blocks.StructBlock([("words", blocks.RichTextBlock())]))])

    assert found(block, [{"type": "card", "value": {"words": "<p>Ask <b>Dr Lane</b>.</p>"}}]) == [TITLED]


def test_paragraph_of_more_than_a_hundred_words_is_said_to_be_long():
    assert found(ParagraphBlock(), f"<p>{'word ' * 100}</p>") == []
    assert found(ParagraphBlock(), f"<p>{'word ' * 101}</p>") == [
        "this paragraph has 101 words. Try two shorter ones."
    ]


def test_film_with_captions_and_transcript_has_no_findings():
    value = {"title": "Day", "url": "https://example.org/", "captions": True, "transcript": "Hello."}

    assert found(VideoBlock(), value) == []


def test_signs_between_spaces_are_no_words():
    assert count_words("two – words") == 2


def test_page_that_is_not_filled_in_yet_can_be_looked_at():
    event = make_event(**REVIEWED)
    event.who_leads = None

    assert page_findings(event) == []


@pytest.mark.parametrize("make", PAGES)
def test_editor_sees_the_findings_of_the_last_draft_beside_the_form(client, make):
    page = make(**REVIEWED)
    page.summary = "Dr Lane leads."
    page.save_revision()
    client.force_login(make_staff(Role.EDITOR))

    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert "Before you publish" in form
    assert "“Dr Lane” looks like a person&#x27;s name." in form
    assert "None of them stops you" in form
    assert "Save the page as a draft" not in form


@pytest.mark.parametrize("make", PAGES)
def test_editor_of_a_new_page_is_told_when_findings_come(client, make):
    page = make()
    client.force_login(make_staff(Role.EDITOR))
    address = reverse(
        "wagtailadmin_pages:add", args=["wagtail_charter", page._meta.model_name, page.get_parent().pk]
    )

    assert "Save the page as a draft. Then this shows what to look at" in client.get(address).content.decode()
