"""The elements, the base template and the tags."""

import datetime
import json
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory, override_settings
from wagtail.models import Page, Site

from wagtail_charter.foundations.filters import Chosen, Facet, Option, paginate
from wagtail_charter.foundations.forms import CharterForm
from wagtail_charter.templatetags.charter_elements import (
    json_ld,
    nhs_date,
    nhs_date_range,
    nhs_datetime,
    nhs_time,
    nhs_time_range,
)

BAD = '"><script>alert(1)</script>'


class NameForm(CharterForm):
    name = forms.CharField(error_messages={"required": "Enter your name"})


def element(name, **context):
    return render_to_string(f"wagtail_charter/elements/{name}.html", context)


def render(source, **context):
    return Template(source).render(Context(context))


# The base template


def test_base_fills_the_blocks_of_the_hosts_base_once():
    html = render(
        '{% extends "wagtail_charter/base.html" %}'
        "{% block charter_title %}Showcase{% endblock %}"
        '{% block charter_head %}<meta name="x" content="y">{% endblock %}'
        "{% block charter_body %}<h1>16 services</h1>{% endblock %}"
    )

    assert "<title>Showcase</title>" in html
    assert html.count("<main") == 1
    assert html.count("<h1>16 services</h1>") == 1
    assert html.index('<meta name="x"') < html.index("</head>")
    assert html.count('class="charter"') == 1


def test_base_follows_the_setting_at_each_use(settings, tmp_path):
    (tmp_path / "own.html").write_text(
        "OWN {% block title %}T{% endblock %}{% block content %}C{% endblock %}{% block extra_js %}HOST{% endblock %}"
    )
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    source = '{% extends "wagtail_charter/base.html" %}{% block charter_body %}BODY{% endblock %}'

    with override_settings(TEMPLATES=[engine], WAGTAIL_CHARTER={"BASE_TEMPLATE": "own.html"}):
        html = render(source)

    assert html.startswith("OWN")
    assert "BODY" in html
    assert html.count("HOST") == 1
    assert "OWN" not in render(source)


def test_base_can_be_rendered_by_itself_and_names_its_page():
    html = get_template("wagtail_charter/base.html").render({"page": {"title": "The charter"}})

    assert "<title>The charter</title>" in html


@pytest.mark.parametrize(("styles", "sheets"), [("plain", 3), ("host", 0)])
def test_base_loads_stylesheets_only_for_the_plain_look(styles, sheets):
    with override_settings(WAGTAIL_CHARTER={"STYLES": styles}):
        html = render('{% extends "wagtail_charter/base.html" %}')

    assert html.count("wagtail_charter/charter") - html.count("charter.js") == sheets
    assert html.count('<script type="module"') == 1


def test_base_leaves_the_hosts_own_breadcrumb_empty(settings, tmp_path):
    (tmp_path / "own.html").write_text(
        "{% block breadcrumb %}HOST{% endblock %}{% block content %}{% endblock %}"
    )
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}

    with override_settings(TEMPLATES=[engine], WAGTAIL_CHARTER={"BASE_TEMPLATE": "own.html"}):
        html = render('{% extends "wagtail_charter/base.html" %}')

    assert "HOST" not in html


def test_base_can_be_overridden_block_by_block_under_its_own_name(settings, tmp_path):
    own = tmp_path / "wagtail_charter" / "base.html"
    own.parent.mkdir()
    own.write_text(
        '{% extends "wagtail_charter/base.html" %}{% block charter_breadcrumb %}WAY BACK{% endblock %}'
    )
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    source = '{% extends "wagtail_charter/base.html" %}{% block charter_body %}BODY{% endblock %}'

    with override_settings(TEMPLATES=[engine]):
        html = render(source)

    assert html.count("WAY BACK") == 1
    assert html.index("WAY BACK") < html.index("BODY")
    assert html.count("<main") == 1


# Forms


def test_error_summary_can_take_focus_and_is_announced():
    html = element("error_summary", form=NameForm({}))

    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html
    assert "There is a problem" in html
    assert '<a href="#id_name">Enter your name</a>' in html


def test_error_summary_is_silent_before_anything_was_sent():
    assert element("error_summary", form=NameForm()).strip() == ""


def test_form_tag_turns_off_the_browsers_checks_and_carries_the_token():
    html = render(
        '{% load charter_elements %}{% charter_form form submit_text="Send" %}',
        form=NameForm(),
        csrf_token="secret",
    )

    assert " novalidate" in html
    assert 'name="csrfmiddlewaretoken" value="secret"' in html
    assert "Send" in html


@pytest.mark.parametrize("arguments", ["csrf=False", 'method="get"'])
def test_form_tag_leaves_the_token_out_where_caches_may_keep_the_page(arguments):
    html = render(
        "{% load charter_elements %}{% charter_form form " + arguments + " %}",
        form=NameForm(),
        csrf_token="secret",
    )

    assert "secret" not in html


def test_field_label_can_be_the_heading_of_the_page():
    html = render("{% load charter_elements %}{% charter_field form.name as_heading=True %}", form=NameForm())

    assert html.count("<h1") == 1
    assert 'for="id_name"' in html


# Parts of a page


def test_parts_escape_what_editors_and_visitors_write():
    page = paginate({"page": "2"}, list(range(3)), 1, query="q=%22%3E")
    facet = Facet("setting", BAD, [Option(BAD, BAD, 1, True), Option("b", "B", 2, False)])
    filters = SimpleNamespace(
        facets=[facet],
        facet_names=["setting"],
        filters={"q": SimpleNamespace(label=BAD)},
        data={"q": BAD},
        sort_options=[],
        is_filtered=True,
        chosen=[Chosen("q", BAD, BAD, "a=b&c=%22")],
    )
    task = SimpleNamespace(id="t", title=BAD, href="/x/", hint=BAD, status=BAD, colour="blue")
    rendered = [
        element("tag", text=BAD, colour=BAD),
        element("button", text=BAD, href=BAD),
        element("summary_list", rows=[(BAD, BAD, BAD, BAD)]),
        element("panel", title=BAD, text=BAD),
        element("notification", title=BAD, heading=BAD, text=BAD),
        element("inset", text=BAD),
        element("details", summary=BAD, text=BAD),
        element("card", href=BAD, title=BAD, text=BAD, tag=BAD, caption=BAD, facts=[BAD]),
        element("content_note", notes=[BAD]),
        element("task_list", tasks=[task]),
        element("filter_panel", filters=filters),
        element("chosen_filters", filters=filters),
        element("pagination", page=page),
    ]

    assert [html for html in rendered if "<script" in html] == []


def test_pagination_names_each_page_and_marks_the_current_one():
    html = element("pagination", page=paginate({"page": "5"}, list(range(9)), 1, query="setting=a"))

    assert html.count('aria-current="page"') == 1
    assert 'href="?setting=a&amp;page=5" aria-label="Page 5" aria-current="page"' in html
    assert 'rel="prev"' in html
    assert 'rel="next"' in html


def test_pagination_is_absent_when_there_is_one_page():
    assert element("pagination", page=paginate({}, [1], 20)).strip() == ""


def test_filter_panel_shows_counts_and_keeps_choices():
    facet = Facet("setting", "Setting", [Option("a", "Court", 7, True), Option("b", "Ward", 4, False)])
    alone = Facet("region", "Region", [Option("n", "North", 7, False)])
    filters = SimpleNamespace(
        facets=[facet, alone],
        facet_names=["setting", "region"],
        filters={"q": SimpleNamespace(label="Search")},
        data={"q": "peer"},
        sort_options=[],
    )
    html = element("filter_panel", filters=filters)

    assert "(7)" in html
    assert html.count(" checked") == 1
    assert 'name="q" value="peer"' in html
    assert "Region" not in html
    assert "csrf" not in html


def test_task_that_cannot_start_yet_is_no_link():
    task = SimpleNamespace(
        id="t", title="Before you send", href="", hint="", status="Cannot start yet", colour=""
    )
    html = element("task_list", tasks=[task])

    assert "<a" not in html
    assert "nhsuk-task-list__status--cannot-start-yet" in html


def test_contact_shows_its_channels_in_one_order():
    contact = SimpleNamespace(
        pk=1,
        name="Charter team",
        phone="01632",
        phone_link="tel:01632",
        text_relay="18001",
        email="a@example.org",
    )
    html = element("contact", contact=contact)

    places = [html.index(word) for word in ("Telephone", "Text relay", "Email")]
    assert places == sorted(places)
    assert "Urgent help" not in html


@pytest.mark.django_db
def test_breadcrumbs_lead_from_the_front_page_and_include_the_page_below_its_own_address(
    django_assert_num_queries,
):
    home = Site.objects.get(is_default_site=True).root_page
    index = home.add_child(instance=Page(title="The charter", slug="charter"))
    child = index.add_child(instance=Page(title="A <value>", slug="value"))
    request = RequestFactory().get("/charter/value/")

    html = render_to_string("wagtail_charter/elements/breadcrumbs.html", {"page": child}, request=request)

    assert html.count("nhsuk-breadcrumb__link") == 2
    assert 'href="/charter/"' in html
    assert "A &lt;value&gt;" not in html

    below = RequestFactory().get("/charter/value/statement-1/")
    html = render_to_string("wagtail_charter/elements/breadcrumbs.html", {"page": child}, request=below)
    assert html.count("nhsuk-breadcrumb__link") == 3
    assert "A &lt;value&gt;" in html


# Words and data


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime.time(17), "5pm"),
        (datetime.time(9, 30), "9:30am"),
        (datetime.time(12), "midday"),
        (datetime.time(0), "midnight"),
        (datetime.time(12, 5), "12:05pm"),
        (datetime.time(0, 5), "12:05am"),
        (None, ""),
    ],
)
def test_nhs_time_writes_the_time_as_people_say_it(value, words):
    assert nhs_time(value) == words


def test_nhs_dates_are_in_words_and_in_local_time():
    summer = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)

    assert nhs_date(datetime.date(2026, 3, 12)) == "12 March 2026"
    assert nhs_datetime(summer) == "1 July 2026 at 12:30am"
    assert nhs_date(None) == ""


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 3, 12), (2026, 3, 12), "12 March 2026"),
        ((2026, 3, 12), (2026, 3, 14), "12 to 14 March 2026"),
        ((2026, 3, 30), (2026, 4, 2), "30 March to 2 April 2026"),
        ((2026, 12, 30), (2027, 1, 2), "30 December 2026 to 2 January 2027"),
    ],
)
def test_nhs_date_range_says_no_more_than_it_needs(first, last, words):
    assert nhs_date_range(datetime.date(*first), datetime.date(*last)) == words


def test_nhs_time_range_joins_two_times():
    assert nhs_time_range(datetime.time(10), datetime.time(16, 30)) == "10am to 4:30pm"


def test_json_ld_cannot_be_broken_out_of_and_stays_json():
    data = {"name": "</script><!--<script>alert(1)</script> & ’é"}

    html = json_ld(data)
    inner = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert "<" not in inner
    assert json.loads(inner) == data
