"""The library and the page of a resource, as visitors see them."""

import json
import re
from datetime import UTC, date, datetime
from urllib.parse import unquote

import feedparser
import pytest
from wagtail.models import Locale, PageViewRestriction, Site

from tests.factories.resources import (
    make_audience,
    make_document,
    make_resource,
    make_resource_index,
    make_topic,
)
from wagtail_charter.framework.models import CharterSettings, EvidenceStatement, FrameworkEdition, Theme
from wagtail_charter.resources.pages import ResourcePage
from wagtail_charter.support.models import Contact

pytestmark = pytest.mark.django_db


def titles(response):
    """The titles of the resources that a response lists."""
    return [resource.title for resource in response.context["resources"]]


def json_ld(response):
    """The schema.org data of a response."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.text, re.S)
    return json.loads(found[1]) if found else None


def make_statement(code="WI2", title="Supervision", version="2026-1"):
    """An evidence statement of an edition of its own."""
    edition = FrameworkEdition.objects.create(name="Charter", version=version)
    theme = Theme.objects.create(edition=edition, code="T", name="Theme")
    return EvidenceStatement.objects.create(theme=theme, code=code, title=title, question="How?")


@pytest.fixture
def library():
    """A library of three resources on two topics."""
    index = make_resource_index(intro="Guides & letters.")
    checks, words = make_topic("checks", name="Checks"), make_topic("words", name="Words")
    leads = make_audience("leads", name="Service leads")
    make_resource(
        index,
        title="Plain guide to checks",
        topics=[checks],
        audiences=[leads],
        statements=[make_statement()],
        files=[make_document("guide.odt")],
        first_published_at=datetime(2026, 3, 1, tzinfo=UTC),
        body=[{"type": "paragraph", "value": "<p>Nobody has to <b>guess</b>.</p>"}],
    )
    make_resource(
        index,
        title="Letters",
        topics=[checks, words],
        files=[make_document("letters.docx")],
        first_published_at=datetime(2026, 2, 1, tzinfo=UTC),
    )
    make_resource(
        index, title="A word list", topics=[words], first_published_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    return index


def test_library_lists_the_newest_first_and_says_how_many(client, library):
    response = client.get(library.url)

    assert titles(response) == ["Plain guide to checks", "Letters", "A word list"]
    assert "3 resources" in response.text
    assert "OpenDocument text" in response.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"topic": "checks"}, ["Plain guide to checks", "Letters"]),
        ({"topic": ["checks", "words"]}, ["Plain guide to checks", "Letters", "A word list"]),
        ({"topic": "words", "format": "docx"}, ["Letters"]),
        ({"audience": "leads"}, ["Plain guide to checks"]),
        ({"statement": "WI2"}, ["Plain guide to checks"]),
        ({"q": "GUESS"}, ["Plain guide to checks"]),
        ({"q": "letters checks"}, ["Letters"]),
        ({"q": "100% _ nothing"}, []),
        ({"sort": "title"}, ["A word list", "Letters", "Plain guide to checks"]),
        ({"topic": "check"}, ["Plain guide to checks", "Letters", "A word list"]),
        ({"topic": "|"}, ["Plain guide to checks", "Letters", "A word list"]),
    ],
)
def test_library_narrows_by_filters_and_words(client, library, query, found):
    assert titles(client.get(library.url, query)) == found


def test_library_heading_says_how_many_of_all_and_offers_to_take_filters_off(client, library):
    response = client.get(library.url, {"topic": "checks", "format": "docx"})

    assert "1 of 3 resources" in response.text
    assert 'href="?format=docx"' in response.text
    assert 'href="?topic=checks"' in response.text
    assert "Letters" in response.text


def test_library_counts_agree_with_what_each_filter_leaves(client, library):
    for narrowed in ({}, {"topic": "words"}, {"q": "e"}):
        for facet in client.get(library.url, narrowed).context["listing"].filters.facets:
            for option in facet.options:
                query = {**narrowed, facet.name: option.value}
                assert len(titles(client.get(library.url, query))) == option.count


def test_statement_of_an_earlier_edition_is_found_by_its_code_under_the_newest_words(client, library):
    make_statement(title="Supervision that holds people up", version="2027-1")

    response = client.get(library.url, {"statement": "WI2"})

    assert titles(response) == ["Plain guide to checks"]
    assert "WI2 Supervision that holds people up" in response.text


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=9999999999999999999999",
        "topic=nonsense&audience=%00&statement=',;--",
        "q=%25%25%00" + "x" * 5000,
        "sort=pk;drop",
        "format[]=pdf",
    ],
)
def test_library_is_kind_to_nonsense(client, library, query):
    assert client.get(f"{library.url}?{query}").status_code == 200


def test_library_says_when_nothing_fits_and_when_nothing_is_there(client, library):
    assert "No resource fits all of these choices" in client.get(library.url, {"q": "zzz"}).text
    assert "There are no resources here yet" in client.get(make_resource_index().url).text


def test_page_past_the_end_shows_the_first(client, library, settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PAGE_SIZE": 2}

    assert titles(client.get(library.url, {"page": 2})) == ["A word list"]
    assert titles(client.get(library.url, {"page": 3})) == ["Plain guide to checks", "Letters"]


def test_library_lists_only_live_public_resources_of_its_own_tree(client, library):
    make_resource(library, title="Draft", live=False)
    private = make_resource(library, title="For members", topics=[make_topic("secret")])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    make_resource(title="Of another library")

    response = client.get(library.url)

    assert len(titles(response)) == 3
    assert "secret" not in response.text
    assert "For members" not in client.get(f"{library.url}feed/").text
    assert private.slug not in client.get("/sitemap.xml").text


def test_feed_is_sound(client, library):
    feed = feedparser.parse(client.get(f"{library.url}feed/").content)

    assert feed.bozo is False
    assert [entry.title for entry in feed.entries] == ["Plain guide to checks", "Letters", "A word list"]
    assert [tag.term for tag in feed.entries[1].tags] == ["checks", "words"]


def test_resource_page_shows_files_with_format_size_and_language(client):
    contact = Contact.objects.create(name="Charter team", email="charter@example.org")
    resource = make_resource(
        title="Induction & plan",
        files=[(make_document("plan.docx", b"x" * 24576), "en"), (make_document("cynllun.odt"), "cy")],
        licence="CC-BY-4.0",
        review_on=date(2027, 6, 30),
        links=[{"type": "link", "value": {"text": "DBS", "url": "https://www.gov.uk/dbs"}}],
        statements=[make_statement()],
        audiences=[make_audience(name="Service leads")],
        contact=contact,
        body=[
            {"type": "callout", "value": {"heading": "", "text": "Ask <first>"}},
            {"type": "definition_list", "value": [{"term": "PwLE", "definition": "People"}]},
            {"type": "numbered_list", "value": ["One"]},
        ],
    )

    text = client.get(resource.url).text.replace("\xa0", " ")

    for words in (
        "Word document, 24.0 KB, English",
        "OpenDocument text, 5 bytes, Welsh",
        'hreflang="cy"',
        "https://creativecommons.org/licenses/by/4.0/",
        "Next review: 30 June 2027",
        "WI2 Supervision",
        "Service leads",
        "Ask &lt;first&gt;",
        "PwLE",
        "https://www.gov.uk/dbs",
    ):
        assert words in text
    mailto = re.search(r'href="(mailto:[^"]+)"', text)[1]
    assert unquote(mailto) == "mailto:charter@example.org?subject=Another format, please: Induction & plan"


def test_resource_without_files_or_contact_shows_no_dead_link(client):
    text = client.get(make_resource().url).text

    assert "Files to download" not in text
    assert "Ask for another format" not in text


def test_contact_of_the_settings_is_used_where_a_page_names_none(client):
    contact = Contact.objects.create(name="Front door", email="door@example.org")
    settings = CharterSettings.for_site(Site.objects.get(is_default_site=True))
    settings.contact = contact
    settings.save()

    text = client.get(make_resource().url).text

    assert "Front door" in text
    assert "mailto:door@example.org?subject=" in text


def test_related_resources_are_chosen_ones_first_then_newest_on_the_topic(client):
    index, topic = make_resource_index(), make_topic()
    chosen = make_resource(index, title="Chosen")
    for month in (1, 2, 3, 4):
        make_resource(
            index,
            title=f"Of month {month}",
            topics=[topic],
            first_published_at=datetime(2026, month, 1, tzinfo=UTC),
        )
    private = make_resource(index, title="Private", topics=[topic])
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    resource = make_resource(
        index, topics=[topic], related=[{"type": "resource", "value": chosen.pk}], title="The page"
    )

    related = client.get(resource.url).context["related"]

    assert [page.title for page in related] == ["Chosen", "Of month 4", "Of month 3"]


def test_structured_data_survives_hostile_words(client):
    resource = make_resource(
        title='</script><script>alert("1")</script>', files=[make_document("a.pdf")], rights_holder="Team"
    )

    response = client.get(resource.url)
    data = json_ld(response)

    assert data["@type"] == "CreativeWork"
    assert data["name"] == resource.title
    assert data["encoding"][0]["contentUrl"].startswith("http://localhost/documents/")
    assert "<script>alert" not in response.text
    assert json_ld(client.get(resource.get_parent().url))["itemListElement"][0]["url"] == resource.full_url


def test_draft_with_nothing_in_it_can_be_previewed():
    index = make_resource_index()
    draft = index.add_child(
        instance=ResourcePage(
            title="Draft",
            slug="draft",
            live=False,
            body=[{"type": "definition_list", "value": [{}]}, {"type": "callout", "value": {}}],
            links=[{"type": "link", "value": {}}],
        )
    )

    assert draft.make_preview_request(preview_mode="").status_code == 200
    draft.pk = draft.id = None
    assert draft.make_preview_request(preview_mode="").status_code == 200


def test_preview_shows_files_that_are_not_saved_yet():
    resource = make_resource(files=[make_document("old.odt")])
    draft = resource.save_revision().as_object()
    draft.files.add(type(draft.files.all()[0])(document=make_document("new.docx")))

    response = draft.make_preview_request(preview_mode="")

    assert "new.docx" in response.text
    assert "old.odt" in response.text


def test_publishing_brings_the_list_up_to_date(client):
    index, topic = make_resource_index(), make_topic("late")
    resource = make_resource(index, title="Guide")
    resource.topics.add(topic)
    resource.title = "Guide, revised"
    revision = resource.save_revision()
    assert titles(client.get(index.url, {"q": "revised"})) == []

    revision.publish()

    assert titles(client.get(index.url, {"q": "revised", "topic": "late"})) == ["Guide, revised"]


def test_translated_library_names_topics_in_its_language(rf):
    welsh = Locale.objects.create(language_code="cy")
    topic = make_topic("families", name="Families")
    translated = topic.copy_for_translation(welsh)
    translated.name = "Teuluoedd"
    translated.save()
    resource = make_resource(topics=[topic])
    copy = resource.copy_for_translation(welsh, copy_parents=True)
    copy.save_revision().publish()
    index = copy.get_parent().specific

    names = index.get_context(rf.get("/"))["resources"][0].topic_names

    assert names == ["Teuluoedd"]


@pytest.mark.parametrize("rows", [1, 30])
def test_library_asks_the_database_the_same_number_of_questions(
    client, settings, django_assert_num_queries, rows
):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PAGE_SIZE": 50}
    index, topics = make_resource_index(), [make_topic(), make_topic()]
    statement = make_statement()
    for _number in range(rows):
        make_resource(index, topics=topics, statements=[statement], files=[make_document()])
    client.get(index.url)

    with django_assert_num_queries(11):
        response = client.get(index.url)

    assert len(titles(response)) == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_resource_page_asks_the_database_the_same_number_of_questions(
    client, django_assert_num_queries, rows
):
    index, topic = make_resource_index(), make_topic()
    for _number in range(rows):
        make_resource(index, topics=[topic])
    resource = make_resource(index, topics=[topic], files=[make_document() for _number in range(rows)])
    client.get(resource.url)

    with django_assert_num_queries(12):
        client.get(resource.url)


def test_the_window_title_names_the_filter_and_the_number_of_the_page(client, settings):
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PAGE_SIZE": 1}
    index, topic = make_resource_index(slug="library"), make_topic("families")
    for _number in range(3):
        make_resource(index, topics=[topic])
    make_resource(index)

    def title_of(query):
        text = client.get(f"/library/?{query}").content.decode()
        return " ".join(text.partition("<title>")[2].partition("</title>")[0].split())

    assert title_of("").startswith("Resources (page 1 of 4)")
    assert title_of("page=2").startswith("Resources (page 2 of 4)")
    assert title_of("topic=families").startswith("3 of 4 resources – Resources (page 1 of 3)")


def test_the_description_for_search_engines_is_what_editors_wrote(client):
    make_resource_index(slug="library", search_description="What to read & use.")

    text = client.get("/library/").content.decode()

    assert text.count('<meta name="description" content="What to read &amp; use.">') == 1
