"""The charter as visitors read it."""

import json
import re
from importlib.util import find_spec
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string
from wagtail.models import Page, Site

from tests.factories.framework import PUBLIC_SHAPE_FILE, load_demo_edition, make_edition
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.blocks import HowItWorksBlock, StatementBlock, ThemesBlock
from wagtail_charter.framework.models import CharterSettings, EvidenceStatement
from wagtail_charter.framework.pages import FrameworkPage
from wagtail_charter.framework.services import copy_edition, publish_edition, retire_edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_site_cache():
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


def make_page(edition=None, **facts):
    """A live charter page below the front page."""
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(
        instance=FrameworkPage(title="The charter", slug="charter", edition=edition, **facts)
    )


def use(edition):
    """Make ``edition`` the one in use."""
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.update_or_create(site=site, defaults={"edition": edition})


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_page_shows_the_edition_in_use_with_all_its_parts(client):
    use(load_demo_edition())
    make_page()

    content = read(client, "/charter/")

    for words in (
        "Open Pathways Charter, edition 2026.1",
        "Dignity first",
        "Leadership and commitment",
        "Stories are lent, not taken",
        "Sustained, shaped with people with lived experience, reviewed and shared",
        "At least two thirds of applicable statements are 2 or more",
        "DBS certificates",
        "At most 3 statements may not apply to a service.",
    ):
        assert words in content
    assert content.count('class="charter-statements__item"') == 24
    assert 'href="/charter/2026-1/LC1/"' in content
    anchors = set(re.findall(r'href="#([^"]+)"', content))
    assert anchors
    assert anchors <= set(re.findall(r'id="([^"]+)"', content))
    ids = re.findall(r' id="([^"]+)"', content)
    assert len(ids) == len(set(ids))


def test_page_of_a_narrative_edition_has_no_scale(client):
    use(load_demo_edition(path=PUBLIC_SHAPE_FILE))
    make_page()

    content = read(client, "/charter/")

    assert "There is no score." in content
    assert 'id="ratings"' not in content
    statement = read(client, "/charter/2026-narrative/P1/")
    assert "What each rating looks like" not in statement
    assert "The limit is 800 words." in statement


def test_chosen_edition_comes_before_the_one_in_use(client):
    use(make_edition(name="In use"))
    chosen = make_edition(name="Chosen")
    make_page(chosen)

    content = read(client, "/charter/")
    assert "Chosen, edition" in content
    assert "In use, edition" not in content


def test_without_an_edition_the_page_says_so_calmly(client):
    make_page()

    assert "The charter is being prepared." in read(client, "/charter/")


def test_a_draft_is_seen_in_a_preview_only(client):
    draft = make_edition(published=False, name="Draft charter")
    page = make_page(draft)

    assert "Draft charter" not in read(client, "/charter/")
    assert client.get(f"/charter/{draft.version}/").status_code == 404
    assert client.get(f"/charter/{draft.version}/T1-1/").status_code == 404
    preview = page.make_preview_request()
    assert preview.status_code == 200
    assert "Draft charter" in preview.content.decode()
    assert "This edition is a draft." in preview.content.decode()


def test_statement_has_all_that_an_applicant_needs(client):
    use(load_demo_edition())
    make_page()

    content = read(client, "/charter/2026-1/LC3/")

    for words in (
        "Partners keep the same promise",
        "How do you and your partners make sure people get the same deal?",
        "No evidence, or not started",
        "Partner roles are known and talks about a shared agreement have begun.",
        "Agreement with a partner",
        "A referral leaflet",
        "Remove prices and personal details.",
        "No partner employs or supplies people with lived experience to this service.",
        "DBS certificates",
        "About 200 words is a good length. The limit is 400 words.",
    ):
        assert words in content
    assert re.findall(r'rel="(prev|next)"', content) == ["prev", "next"]
    assert 'href="/charter/2026-1/LC2/"' in content
    assert 'href="/charter/2026-1/RV1/"' in content


def test_first_and_last_statement_have_one_neighbour(client):
    use(load_demo_edition())
    make_page()

    assert re.findall(r'rel="(prev|next)"', read(client, "/charter/2026-1/LC1/")) == ["next"]
    assert re.findall(r'rel="(prev|next)"', read(client, "/charter/2026-1/LM3/")) == ["prev"]


def test_null_on_the_scale_is_no_rating_of_a_statement(client):
    use(make_edition(version="one"))
    make_page()

    ratings = read(client, "/charter/one/T1-1/").split('id="ratings"')[1].split("</section>")[0]

    labels = re.findall(r'summary-list__key">([^<]+)<', ratings)
    assert labels == ["0 Not yet", "1 Started", "2 In place", "3 Embedded"]
    assert "Means Not yet" in ratings


@pytest.mark.parametrize(
    "path", ["/charter/2099-1/", "/charter/2026-1/ZZ9/", "/charter/2026-1/lc1/", "/charter/2026-1/LC1/more/"]
)
def test_unknown_addresses_answer_404(client, path):
    use(load_demo_edition())
    make_page()

    assert client.get(path).status_code == 404


def test_a_retired_edition_stays_readable_and_leads_to_the_one_in_use(client):
    old = make_edition(version="old", name="Old charter")
    new = copy_edition(old, version="new", by=SYSTEM)
    publish_edition(new, by=SYSTEM)
    retire_edition(old, by=SYSTEM)
    use(new)
    make_page()

    for path in ("/charter/old/", "/charter/old/T1-1/"):
        content = read(client, path)
        assert "Edition old is no longer in use." in content
        assert 'href="/charter/new/"' in content
    assert "no longer in use" not in read(client, "/charter/new/")


@pytest.mark.parametrize("path", ["/charter/", "/charter/one/", "/charter/one/T1-1/"])
def test_page_costs_the_same_for_1_and_30_statements(client, path):
    make_page()
    use(make_edition(version="one", statements=1))
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    many_edition = make_edition(version="many", statements=30)
    use(many_edition)
    with CaptureQueriesContext(connection) as many:
        content = read(client, path.replace("one", "many"))

    assert len(few) == len(many) <= 14
    assert content


def test_reading_sets_no_cookie_and_runs_no_script_inline(client):
    use(load_demo_edition())
    make_page()

    for path in ("/charter/", "/charter/2026-1/", "/charter/2026-1/SW2/"):
        response = client.get(path)
        content = response.content.decode()
        assert not response.cookies
        scripts = re.findall(r"<script([^>]*)>", content)
        assert all("src=" in script or "application/ld+json" in script for script in scripts)
        assert not re.search(r"\son[a-z]+=|\sstyle=|<style", content)
        assert content.count("<h1") == 1
        levels = [int(level) for level in re.findall(r"<h([1-6])", content)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_search_engines_get_description_canonical_address_and_data(client):
    use(load_demo_edition())
    make_page()

    for path, kind, name in (
        ("/charter/", "CreativeWork", "Open Pathways Charter"),
        ("/charter/2026-1/LC1/", "CreativeWork", "LC1 A senior owner and a funded plan"),
    ):
        content = read(client, path)
        data = json.loads(re.search(r'ld\+json">(.*?)</script>', content)[1])
        assert (data["@type"], data["name"]) == (kind, name)
        assert '<meta name="description" content="' in content
    assert '<link rel="canonical" href="http://localhost/charter/2026-1/">' in read(
        client, "/charter/2026-1/"
    )


def test_sitemap_has_every_statement_of_the_shown_edition(client):
    use(load_demo_edition())
    make_page()

    content = client.get("/sitemap.xml").content.decode()

    assert "/charter/2026-1/LC1/" in content
    assert content.count("/charter/2026-1/") == 24


def test_view_restriction_holds_for_statements_too(client):
    use(load_demo_edition())
    page = make_page()
    page.get_view_restrictions().model.objects.create(page=page, restriction_type="login")

    for path in ("/charter/", "/charter/2026-1/", "/charter/2026-1/LC1/"):
        assert client.get(path).status_code == 302


def test_page_tells_search_what_the_edition_asks():
    use(load_demo_edition())

    assert "Stories are lent, not taken" in make_page().edition_text


def test_editor_can_add_the_page_and_nothing_below_it(client):
    assert FrameworkPage.can_create_at(Site.objects.get(is_default_site=True).root_page)
    assert FrameworkPage.allowed_subpage_models() == []
    client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "x"))
    root = Site.objects.get(is_default_site=True).root_page

    form = client.get(f"/admin/pages/add/wagtail_charter/frameworkpage/{root.pk}/")
    assert form.status_code == 200
    assert b"Leave empty to show the edition in use" in form.content


def render(block, value, client):
    request = client.get("/charter/").wsgi_request
    bound = block.to_python(value)
    return block.render(bound, context={"request": request})


def test_blocks_show_the_charter_on_any_page(client):
    edition = load_demo_edition()
    use(edition)
    make_page()
    statement = EvidenceStatement.objects.get(code="SW2")

    steps = render(
        HowItWorksBlock(),
        {"heading": "How it works", "steps": [{"title": "Say hello", "text": "We talk.", "page": None}]},
        client,
    )
    themes = render(ThemesBlock(), {"heading": "Themes", "themes": []}, client)
    one = render(ThemesBlock(), {"heading": "", "themes": [statement.theme.pk]}, client)
    single = render(StatementBlock(), {"statement": statement.pk}, client)

    assert "<ol" in steps
    assert "Say hello" in steps
    assert themes.count("<h3") == 8
    assert one.count("<h3") == 1
    assert 'href="/charter/2026-1/SW2/"' in single
    assert 'href="/charter/2026-1/SW2/"' in one


def test_blocks_keep_a_draft_from_visitors(client):
    draft = make_edition(published=False)
    make_page()
    theme = draft.themes.get()

    assert render(ThemesBlock(), {"heading": "Themes", "themes": [theme.pk]}, client).strip() == ""
    single = render(StatementBlock(), {"statement": theme.statements.all()[0].pk}, client)
    assert single.strip() == ""


def test_themes_block_costs_the_same_for_1_and_30_statements(client):
    make_page()
    counts = []
    for statements in (1, 30):
        use(make_edition(statements=statements))
        request = client.get("/charter/").wsgi_request
        block = ThemesBlock()
        with CaptureQueriesContext(connection) as queries:
            block.render(block.to_python({"heading": "", "themes": []}), context={"request": request})
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_tags_without_a_charter_page_give_no_address(client):
    edition = make_edition()
    template = Template(
        "{% load charter_framework %}{% statement_url statement %}|{% edition_url edition %}|{% public_themes as t %}{{ t }}"
    )
    page = Page.objects.get(depth=2)
    context = Context(
        {"edition": edition, "statement": edition.themes.get().statements.all()[0], "page": page}
    )

    assert template.render(context) == "||[]"


def test_api_v2_shows_the_page_and_has_no_way_to_write():
    viewset = import_string("wagtail.api.v2.views.PagesAPIViewSet")

    assert "edition_version" in viewset.get_available_fields(FrameworkPage)
    assert not {"post", "put", "patch", "delete"} & set(dir(viewset))


@pytest.mark.skipif(not find_spec("wagtail.api.v3"), reason="Wagtail before 8.0 has no API v3")
@pytest.mark.parametrize(
    "model",
    ["FrameworkEdition", "Theme", "EvidenceStatement", "AwardLevel", "Value", "Criterion", "LevelRule"],
)
def test_api_v3_knows_no_part_of_an_edition(model):
    registry = import_string("wagtail.api.v3.registry.registry")

    assert not registry.has(f"wagtail_charter.{model}")
