"""The application page: what a service reads before it begins, in each stage of a round."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from tests.factories.applications import make_application_page, make_round
from tests.factories.framework import load_demo_edition, make_edition
from tests.factories.people import make_staff
from tests.factories.support import make_contact
from wagtail_charter.applications.models import InterestQuestion, QuestionKind, avoided_words
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.states import RoundStage
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh_site_cache():
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


def round_in(stage, **facts):
    """A round that is in ``stage`` now."""
    now = timezone.now()
    opens, closes = {
        RoundStage.NOT_OPEN_YET: (30, 60),
        RoundStage.CLOSED: (-60, -30),
    }.get(stage, (-30, 30))
    return make_round(
        opens_at=now + opens * DAY,
        closes_at=now + closes * DAY,
        is_by_invitation=stage == RoundStage.BY_INVITATION,
        **facts,
    )


def read(client, path="/apply/"):
    response = client.get(path)
    assert response.status_code == 200, path
    assert not response.cookies
    return response.text


@pytest.mark.parametrize(
    ("stage", "words", "has_form"),
    [
        (RoundStage.NOT_OPEN_YET, "This round opens on", False),
        (RoundStage.OPEN, "This round is open. You can write and send until", True),
        (RoundStage.BY_INVITATION, "open to services that we have invited", True),
        (RoundStage.CLOSED, "This round closed on", True),
    ],
)
def test_page_says_what_the_round_lets_people_do(client, stage, words, has_form):
    make_application_page(round_in(stage))

    text = read(client)

    assert words in text
    assert (f'action="{reverse("charter:press", args=["charter-scheme/sign-in/"])}"' in text) is has_form
    assert "csrfmiddlewaretoken" not in text


def test_page_says_when_no_round_is_planned(client):
    page = make_application_page(no_round_words="We say here by June.")

    text = read(client)

    assert "We say here by June." in text
    assert "Begin, or go on" not in text
    page.no_round_words = ""
    page.save()
    assert "No round is planned at the moment." in read(client)


def test_dates_are_said_in_words(client):
    zone = timezone.get_default_timezone()
    make_application_page(
        make_round(
            opens_at=datetime.datetime(2027, 1, 4, 9, tzinfo=zone),
            closes_at=datetime.datetime(2099, 7, 20, 17, tzinfo=zone),
        )
    )

    text = read(client)

    assert "4 January 2027 at 9am" in text
    assert "20 July 2099 at 5pm" in text


def test_round_changes_stage_at_its_moments():
    opens = timezone.now()
    round = make_round(opens_at=opens, closes_at=opens + DAY)

    assert round.stage(opens - datetime.timedelta(seconds=1)) == RoundStage.NOT_OPEN_YET
    assert round.stage(opens) == RoundStage.OPEN
    assert round.stage(opens + DAY - datetime.timedelta(seconds=1)) == RoundStage.OPEN
    assert round.stage(opens + DAY) == RoundStage.CLOSED


def test_page_brings_what_the_editor_wrote_and_the_contact_of_the_round(client):
    contact = make_contact("Robin of the round")
    make_application_page(
        round_in(RoundStage.OPEN, contact=contact, who_may_apply="Services that are a year old."),
        introduction="<p>Apply with us.</p>",
        effort_in_short="About 20 hours",
        effort="<p>Several people can write.</p>",
        what_is_needed="<p>The agreement of your sponsor.</p>",
        who_sees="<p>Two assessors.</p>",
        after_sending="<p>You hear in May.</p>",
    )

    text = read(client)

    for words in (
        "Apply with us.",
        "About 20 hours",
        "Several people can write.",
        "The agreement of your sponsor.",
        "Two assessors.",
        "You hear in May.",
        "Services that are a year old.",
        "Robin of the round",
    ):
        assert words in text


@pytest.mark.parametrize("count", [3, 24])
def test_page_and_questions_read_the_same_however_many_questions_there_are(client, count):
    edition = make_edition(statements=count)
    page = make_application_page(round_in(RoundStage.OPEN, edition=edition))
    page.interest_questions.add(InterestQuestion(question="How did you hear of us?"))
    page.save()
    for path in ("/apply/", "/apply/questions/", "/apply/interest/"):
        client.get(path)

    found = {}
    for path in ("/apply/", "/apply/questions/", "/apply/interest/"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            read(client, path)
        found[path] = len(queries)

    assert found == {"/apply/": 9, "/apply/questions/": 12, "/apply/interest/": 8}


def test_questions_show_every_statement_with_evidence_and_length(client):
    edition = load_demo_edition()
    make_application_page(round_in(RoundStage.OPEN, edition=edition))

    text = read(client, "/apply/questions/")

    assert text.count('class="charter-question"') == 24
    for words in (
        "LC1",
        "LM3",
        "words is a good length. The limit is",
        "What counts as evidence",
        "What never to send",
    ):
        assert words in text


def test_questions_are_those_of_the_edition_in_use_while_no_round_is_planned(client):
    site = Site.objects.get(is_default_site=True)
    CharterSettings.objects.update_or_create(site=site, defaults={"edition": make_edition(name="In Use")})
    make_application_page()

    assert "In Use" in read(client, "/apply/questions/")


def test_questions_of_a_draft_edition_are_not_found(client):
    make_application_page(round_in(RoundStage.OPEN, edition=make_edition(published=False)))

    assert client.get("/apply/questions/").status_code == 404
    assert "Every question of the application" not in read(client)


def test_sitemap_names_the_page_and_what_lies_below_it_for_all():
    page = make_application_page(round_in(RoundStage.OPEN, edition=make_edition()))

    assert [url["location"].removeprefix(page.full_url) for url in page.get_sitemap_urls()] == [
        "",
        "questions/",
        "interest/",
    ]
    page.offers_interest = False
    assert len(page.get_sitemap_urls()) == 2


@pytest.mark.parametrize("stage", RoundStage)
@pytest.mark.parametrize("has_round", [True, False])
def test_preview_shows_each_stage(rf, stage, has_round):
    page = make_application_page(round_in(RoundStage.OPEN, edition=make_edition()) if has_round else None)

    response = page.make_preview_request(None, stage.value)

    assert response.status_code == 200
    assert str(stage.label) in response.rendered_content
    assert ApplicationPage.objects.get(pk=page.pk).round == page.round


def test_preview_as_it_is_now_needs_no_stage():
    page = make_application_page(round_in(RoundStage.CLOSED))

    assert "This round closed on" in page.make_preview_request(None, "").rendered_content


def test_api_tells_of_the_round(client):
    page = make_application_page(round_in(RoundStage.OPEN))

    assert page.stage_key == "open"
    assert page.opens_at < timezone.now() < page.closes_at


@pytest.mark.parametrize(
    "words",
    [
        "Which offence was it?",
        "What sentence did you serve?",
        "Sentence",
        "Your diagnosis",
        "Is there a history of abuse?",
        "Were you in care?",
        "Have you been in prison?",
        "Tell us about your past",
        "Any criminal record?",
        "Your mental health history",
    ],
)
def test_a_question_about_somebodys_past_is_refused_in_plain_words(words):
    page = make_application_page()
    with pytest.raises(ValidationError) as refusal:
        InterestQuestion(page=page, question=words).full_clean(exclude=["page"])

    assert "The scheme never does." in refusal.value.message_dict["question"][0]


@pytest.mark.parametrize(
    "words",
    [
        "In a sentence or two, what does your service do?",
        "Answer in one sentence.",
        "Does your service work in a prison or with the courts?",
        "How many people with lived experience of the criminal justice system work with you?",
        "Which integrated care board are you in?",
        "What would you like to be careful about?",
    ],
)
def test_a_question_about_the_service_passes(words):
    assert avoided_words(words) == []


def test_a_choice_needs_two_answers():
    with pytest.raises(ValidationError) as refusal:
        InterestQuestion(question="Which?", kind=QuestionKind.CHOICE, choices="One\n\nOne").full_clean(
            exclude=["page"]
        )

    assert refusal.value.message_dict["choices"] == ["Enter at least 2 answers, one on each line."]


def form_of(page, *questions, **facts):
    """What an editor's browser posts for ``page``."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "introduction": rich_text("<p>Apply with us.</p>"),
            **{
                name: rich_text("")
                for name in ("effort", "what_is_needed", "who_sees", "after_sending", "interest_introduction")
            },
            "no_round_words": "",
            "effort_in_short": "About 20 hours",
            "offers_interest": "on",
            "interest_questions": inline_formset(list(questions)),
            "comments": inline_formset([]),
            "action-publish": "1",
            **facts,
        }
    )


def question_row(**facts):
    return {"question": "How did you hear of us?", "hint": "", "kind": "short", "choices": "", **facts}


def test_editor_fills_the_page_in_the_order_of_the_work(client):
    editor = make_staff(Role.EDITOR)
    client.force_login(editor)
    page = make_application_page()

    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    posted = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, question_row()))

    text = response.text
    places = [
        text.index(f'name="{name}"')
        for name in (
            "introduction",
            "round",
            "effort_in_short",
            "effort",
            "what_is_needed",
            "who_sees",
            "after_sending",
            "offers_interest",
        )
    ]
    assert places == sorted(places)
    assert posted.status_code == 302
    page = ApplicationPage.objects.get(pk=page.pk)
    assert page.effort_in_short == "About 20 hours"
    assert [each.question for each in page.interest_questions.all()] == ["How did you hear of us?"]


def test_editor_is_told_never_to_ask_for_the_past(client):
    client.force_login(make_staff(Role.EDITOR))
    page = make_application_page()

    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(page, question_row(question="What was the offence?")),
    )

    assert response.status_code == 200
    assert "This asks about what somebody has lived through (“offence”)." in response.text
    assert "What was the offence?" in response.text
    assert not InterestQuestion.objects.exists()


def embed(source, page=None, path="/"):
    """``source``, rendered as a template of the host's on ``path``."""
    request = RequestFactory().get(path)
    site = Site.objects.get(is_default_site=True)
    request.META["SERVER_NAME"] = site.hostname
    context = Context({"request": request, "page": page})
    return Template("{% load charter_applications %}" + source).render(context)


def test_forms_embed_on_any_page_with_ids_of_their_own():
    make_application_page(round_in(RoundStage.OPEN))

    text = embed(
        "{% charter_begin_form %}{% charter_begin_form %}{% charter_interest_form heading='Ask us' %}"
    )

    assert text.count("<form") == 3
    assert 'id="begin-email"' in text
    assert 'id="begin-2-email"' in text
    assert 'id="interest-name"' in text
    assert "Ask us" in text
    assert 'name="next" value="/apply/begin/"' in text
    assert "csrf" not in text


def test_nothing_is_embedded_without_an_application_page():
    assert embed("{% charter_begin_form %}{% charter_interest_form %}").strip() == ""


def test_nothing_to_begin_is_embedded_where_the_sign_in_is_off(settings):
    make_application_page(round_in(RoundStage.OPEN))
    settings.WAGTAIL_CHARTER = {**settings.WAGTAIL_CHARTER, "PROFILE": "participant"}

    assert embed("{% charter_begin_form %}").strip() == ""


def test_a_page_that_is_no_longer_live_takes_no_messages():
    page = make_application_page(round_in(RoundStage.OPEN))
    page.unpublish()

    assert embed("{% charter_interest_form page=page %}", page=page).strip() == ""
