import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests.factories.framework import load_demo_edition, make_edition, make_statement
from wagtail_charter.events.models import Event
from wagtail_charter.framework.models import (
    AwardLevel,
    Criterion,
    EvidenceStatement,
    FrameworkEdition,
    LevelRule,
    Theme,
    Value,
)
from wagtail_charter.framework.states import EditionState
from wagtail_charter.roles import Role

pytestmark = pytest.mark.django_db

PARTS = [FrameworkEdition, Theme, EvidenceStatement, AwardLevel]


@pytest.fixture
def officer(client):
    """A member of the charter team, signed in."""
    call_command("charter_create_groups", verbosity=0)
    user = get_user_model().objects.create_user("officer", "officer@example.org", "x")
    user.groups.add(Group.objects.get(name=str(Role.OFFICER)))
    client.force_login(user)
    return user


def url(thing, name, *args):
    """The address of an admin view of ``thing`` (a model or a row)."""
    pk = (thing.pk,) if getattr(thing, "pk", None) and not isinstance(thing, type) else ()
    return reverse(thing.snippet_viewset.get_url_name(name), args=(*pk, *args))


def part_of(edition, model):
    """The first row of ``model`` in ``edition``."""
    return edition if model is FrameworkEdition else model.objects.filter(**{model.edition_path: edition})[0]


def everything():
    """All that the database holds of editions, to compare before and after."""
    models = (*PARTS, Value, Criterion, LevelRule)
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


def edition_data(**facts):
    return nested_form_data(
        {
            "name": "Plain Charter",
            "version": "2027-1",
            "version_label": "2027.1",
            "status_text": "",
            "awarding_body": "",
            "strapline": "",
            "scope_note": "",
            "decision": "rules",
            "does_not_apply_at_most": "0",
            "never_send": "Certificates\n\n  Letters ",
            "evidence_kinds": "Web link",
            "words_to_avoid": "",
            "renewal": "reminders_days_before: 180, 90\ngrace_days: 60\ncheck_in_months / gold: 12, 24",
            "panel_rules": "override_needs: reason,",
            "rating_points": inline_formset(
                [
                    {"value": "0", "label": "Not yet", "meaning": "Nothing yet"},
                    {"value": "", "label": "–", "meaning": "No"},
                ]
            ),
            "values": inline_formset(
                [{"code": "V1", "name": "Dignity", "sort_order": "1", "text": "People first."}]
            ),
            **facts,
        }
    )


def test_officer_begins_an_edition_with_its_event(client, officer):
    response = client.post(url(FrameworkEdition, "add"), edition_data())

    edition = FrameworkEdition.objects.get()
    assert response.status_code == 302
    assert edition.state == EditionState.DRAFT
    event = Event.objects.about(edition).get()
    assert (event.from_state, event.to_state, event.actor_id) == ("", "draft", str(officer.pk))
    assert edition.never_send == ["Certificates", "Letters"]
    assert edition.words_to_avoid == []
    assert edition.renewal == {
        "reminders_days_before": [180, 90],
        "grace_days": 60,
        "check_in_months": {"gold": [12, 24]},
    }
    assert edition.panel_rules == {"override_needs": ["reason"]}
    assert [point.value for point in edition.scale] == [0, None]
    assert edition.values.get().name == "Dignity"


def test_draft_shows_lists_as_lines_and_keeps_them(client, officer):
    edition = load_demo_edition(published=False)

    page = client.get(url(edition, "edit")).content.decode()
    assert "DBS certificates\nVetting letters or decisions" in page
    assert "check_in_months / gold: 12, 24" in page
    assert "[&quot;" not in page.split("edition.never_send")[0].split('name="never_send"')[1][:200]


def test_edition_with_faults_keeps_what_was_typed(client, officer):
    response = client.post(
        url(FrameworkEdition, "add"), edition_data(version="not a slug", strapline="Kept words")
    )

    assert response.status_code == 200
    assert FrameworkEdition.objects.count() == 0
    content = response.content.decode()
    assert "Kept words" in content
    assert "Certificates\nLetters" in content


@pytest.mark.parametrize("model", PARTS)
def test_every_list_opens_and_filters(client, officer, model):
    load_demo_edition()
    for query in ("", "?q=fair", "?edition=999", "?state=nonsense"):
        assert client.get(url(model, "list") + query).status_code == 200


@pytest.mark.parametrize("model", PARTS)
def test_list_offers_no_bulk_action_copy_or_order(client, officer, model):
    load_demo_edition()
    page = client.get(url(model, "list")).content.decode()
    assert "bulk-action-checkbox" not in page
    for name in ("copy", "reorder"):
        assert name not in {pattern.name for pattern in model.snippet_viewset.get_urlpatterns()}


@pytest.mark.parametrize("state", ["published", "retired"])
@pytest.mark.parametrize("model", PARTS)
def test_published_is_shown_as_locked_and_refuses_every_admin_write(client, officer, model, state):
    edition = make_edition(retired=state == "retired")
    part = part_of(edition, model)
    before = everything()

    locked = client.get(url(part, "edit"))
    assert locked.status_code == 200
    assert b"w-editor-form" not in locked.content
    assert b"Copy to a new edition" in locked.content
    data = {key: value for key, value in model_to_dict(part).items() if isinstance(value, (str, int))}
    for response in (
        client.post(url(part, "edit"), {**data, "name": "Changed", "title": "Changed"}),
        client.post(url(part, "delete")),
        client.post(_bulk_delete(model) + f"?id={part.pk}"),
        client.post(_bulk_delete(model) + "?id=all"),
        client.get(url(part, "delete")),
    ):
        assert response.status_code in (200, 302, 403, 404)
    assert everything() == before
    assert client.get(url(part, "history")).status_code == 200
    assert client.get(url(part, "usage")).status_code == 200


def _bulk_delete(model):
    return reverse("wagtail_bulk_action", args=("wagtail_charter", model._meta.model_name, "delete"))


@pytest.mark.parametrize("model", PARTS)
def test_draft_can_be_deleted_part_by_part(client, officer, model):
    edition = make_edition(published=False)
    part = part_of(edition, model)

    client.post(url(part, "delete"))

    assert not model.objects.filter(pk=part.pk).exists()


def test_new_part_cannot_go_into_a_published_edition(client, officer):
    edition = make_edition()
    before = everything()

    client.post(
        url(Theme, "add"),
        {"edition": edition.pk, "code": "T2", "name": "New", "summary": "", "sort_order": "1"},
    )

    assert everything() == before


def test_theme_is_added_with_values_of_its_edition(client, officer):
    draft, other = make_edition(published=False), make_edition(published=False)
    data = {"edition": draft.pk, "code": "T2", "name": "New", "summary": "", "sort_order": "1"}

    refused = client.post(url(Theme, "add"), {**data, "values": [other.values.get().pk]})
    assert b"Choose values of the same edition" in refused.content
    client.post(url(Theme, "add"), {**data, "values": [draft.values.get().pk]})

    assert [value.edition for value in Theme.objects.get(name="New").values.all()] == [draft]


def statement_data(theme, **facts):
    return nested_form_data(
        {
            "theme": theme.pk,
            "code": "T1-9",
            "sort_order": "9",
            "title": "Supervision",
            "statement": "",
            "question": "Who supervises?",
            "may_not_apply_when": "",
            "evidence": "Policy | Policy or procedure\nNote",
            "does_not_count": "A slogan",
            "privacy_note": "",
            "word_guide": "",
            "word_limit": "400",
            "max_files": "3",
            "criteria": inline_formset([{"rating": "1", "text": "Begun"}, {"rating": "2", "text": "Works"}]),
            **facts,
        }
    )


def test_statement_is_added_with_criteria_and_evidence(client, officer):
    theme = make_edition(published=False).themes.get()

    response = client.post(url(EvidenceStatement, "add"), statement_data(theme))

    assert response.status_code == 302
    statement = EvidenceStatement.objects.get(code="T1-9")
    assert statement.evidence == [
        {"label": "Policy", "kind": "Policy or procedure"},
        {"label": "Note", "kind": ""},
    ]
    assert [(row.rating, row.text) for row in statement.criteria.all()] == [(1, "Begun"), (2, "Works")]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"code": "t1-1"}, "Another statement of this edition has this code"),
        ({"is_gate": "on", "may_not_apply": "on"}, "always applies"),
        ({"word_guide": "500"}, "cannot be more than the limit"),
        ({"evidence": "| Policy"}, "before the stroke"),
        ({"code": "T1/9"}, "Use letters, numbers and hyphens"),
    ],
)
def test_statement_with_a_fault_says_how_to_mend_it(client, officer, facts, sentence):
    theme = make_edition(published=False).themes.get()

    response = client.post(url(EvidenceStatement, "add"), statement_data(theme, **facts))

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert "Who supervises?" in response.content.decode()


def level_data(edition, **rule):
    rule = {
        "sentence": "All",
        "rule": "min_all",
        "sort_order": "1",
        "facts": "rating: 2\nscope: gate",
        **rule,
    }
    return nested_form_data(
        {
            "edition": edition.pk,
            "name": "Platinum",
            "key": "platinum",
            "kind": "award",
            "rank": "9",
            "validity_months": "24",
            "listing_note": "",
            "rules": inline_formset([rule]),
        }
    )


def test_level_is_added_with_its_rules(client, officer):
    edition = make_edition(published=False)

    response = client.post(url(AwardLevel, "add"), level_data(edition))

    assert response.status_code == 302
    rule = AwardLevel.objects.get(key="platinum").rules.get()
    assert rule.facts == {"rating": 2, "scope": "gate"}


@pytest.mark.parametrize(
    ("rule", "facts", "sentence"),
    [
        ("min_all", "rating: 7", "7 is not on the rating scale"),
        ("min_all", "", "needs it"),
        ("share_at_least", "rating: 2\nfraction: half", "Write a fraction"),
        ("meets", "level: diamond", "There is no level called"),
        ("no_theme_all_zero", "rating: 1", "has no such fact"),
    ],
)
def test_level_rule_with_a_fault_says_how_to_mend_it(client, officer, rule, facts, sentence):
    edition = make_edition(published=False)

    response = client.post(url(AwardLevel, "add"), level_data(edition, rule=rule, facts=facts))

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not AwardLevel.objects.filter(key="platinum").exists()


def test_officer_publishes_retires_and_copies(client, officer):
    draft = make_edition(published=False)

    assert client.get(url(draft, "publish")).status_code == 200
    draft.refresh_from_db()
    assert draft.state == EditionState.DRAFT
    client.post(url(draft, "publish"))
    draft.refresh_from_db()
    assert draft.state == EditionState.PUBLISHED

    response = client.post(url(draft, "copy_edition"), {"version": "copy-1", "version_label": "Copy 1"})
    copy = FrameworkEdition.objects.get(version="copy-1")
    assert response["Location"] == url(copy, "edit")
    assert copy.state == EditionState.DRAFT
    assert EvidenceStatement.objects.for_edition(copy).count() == 3

    client.post(url(draft, "retire"))
    draft.refresh_from_db()
    assert draft.state == EditionState.RETIRED
    assert [event.to_state for event in Event.objects.about(draft)] == ["draft", "published", "retired"]


def test_publishing_an_unfinished_edition_says_what_is_missing(client, officer):
    draft = make_edition(published=False)
    make_statement(draft.themes.get(), 4).criteria.filter(rating=2).delete()

    response = client.post(url(draft, "publish"))

    assert "Statement T1-4 needs words for what 2 looks like." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == EditionState.DRAFT


def test_copy_needs_a_free_version_and_keeps_what_was_typed(client, officer):
    edition = make_edition()

    response = client.post(
        url(edition, "copy_edition"), {"version": edition.version, "version_label": "My words"}
    )

    assert b"Choose another" in response.content
    assert b"My words" in response.content
    assert FrameworkEdition.objects.count() == 1


@pytest.mark.parametrize("name", ["publish", "retire", "copy_edition"])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHAIR])
def test_who_may_not_act_on_editions_is_refused(client, officer, name, role):
    edition = make_edition(published=name != "publish")
    officer.groups.set([Group.objects.get(name=str(role))])
    before = everything()

    for response in (client.get(url(edition, name)), client.post(url(edition, name), {"version": "x"})):
        assert response.status_code == 403 or response["Location"] == "/admin/"
    assert everything() == before


def test_lists_cost_the_same_for_1_and_30_rows(client, officer):
    make_edition(statements=1)
    client.get(url(EvidenceStatement, "list"))
    with CaptureQueriesContext(connection) as few:
        client.get(url(EvidenceStatement, "list"))
    make_edition(statements=29)
    with CaptureQueriesContext(connection) as many:
        client.get(url(EvidenceStatement, "list"))

    assert len(many) == len(few)


def test_json_is_nowhere_in_the_forms(client, officer):
    statement = EvidenceStatement.objects.for_edition(load_demo_edition(published=False))[0]

    page = client.get(url(statement, "edit")).content.decode()

    assert "Plan or strategy | Plan or report" in page
    assert json.dumps(statement.evidence)[:12].replace('"', "&quot;") not in page
