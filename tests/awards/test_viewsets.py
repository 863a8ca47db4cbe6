"""Awards in the admin: read by many, changed in their public words only, moved on by steps."""

import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from tests.factories.applications import make_staff
from tests.factories.awards import make_award, make_external_award, make_level
from tests.factories.organisations import make_service
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.querysets import FACTS
from wagtail_charter.awards.services import place_under_review
from wagtail_charter.awards.states import AwardState
from wagtail_charter.awards.viewsets.steps import STEPS
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.models import FrameworkEdition
from wagtail_charter.framework.states import EditionState

pytestmark = pytest.mark.django_db

NS = "wagtailsnippets_wagtail_charter_award"
OFFICER = ("view_award", "change_award", "issue_award", "change_award_state")


def url(name, *args):
    return reverse(f"{NS}:{name}", args=args)


def row_of(award):
    return Award._base_manager.filter(pk=award.pk).values().get()


@pytest.fixture
def officer(client):
    user = make_staff(*OFFICER)
    client.force_login(user)
    return user


@pytest.fixture
def level():
    level = make_level("silver", validity_months=24)
    FrameworkEdition._base_manager.filter(pk=level.edition_id).update(state=EditionState.PUBLISHED)
    return level


@pytest.fixture
def facts(level):
    return {
        "service": make_service("Harbour team").pk,
        "level": level.pk,
        "scope": "All three sites.",
        "issued_on": "2026-03-01",
        "ends_on": "",
        "is_listed": "",
        "public_words": "Well done.",
    }


def test_officer_reads_list_award_and_history(client, officer):
    award = make_award(make_service("Harbour team"))

    for address in (url("list"), url("inspect", award.pk), url("history", award.pk), url("edit", award.pk)):
        response = client.get(address)
        assert response.status_code == 200
        assert "Harbour team" in response.content.decode()


def test_officer_changes_public_words_and_nothing_else(client, officer):
    award = make_award()
    before = row_of(award)
    other = dict.fromkeys((*FACTS, "state", "state_words", "is_listed"), "9")

    response = client.post(url("edit", award.pk), {**other, "public_words": "New words."})

    assert response.status_code == 302
    after = row_of(award)
    assert after.pop("public_words") == "New words."
    assert {**before, "public_words": "", "updated_at": None} == {
        **after,
        "public_words": "",
        "updated_at": None,
    }


@pytest.mark.parametrize("name", ["add", "delete", "copy", "revisions_revert", "unpublish", "lock"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_view_to_make_copy_or_delete(admin_client, name, method):
    award = make_award()
    before = row_of(award)
    base = "/admin/snippets/wagtail_charter/award/"

    for path in (f"{base}{name}/", f"{base}{name}/{award.pk}/"):
        assert getattr(admin_client, method)(path).status_code == 404
    assert row_of(award) == before


def test_bulk_delete_is_refused_even_for_a_superuser(admin_client):
    award = make_award()
    bulk = reverse("wagtail_bulk_action", args=("wagtail_charter", "award", "delete"))

    for query in (f"?id={award.pk}", "?id=all"):
        admin_client.get(bulk + query)
        assert admin_client.post(bulk + query).status_code in (302, 403)
    assert Award.objects.count() == 1


def test_list_offers_no_tick_boxes_and_no_delete(admin_client):
    make_award()

    body = admin_client.get(url("list")).content.decode()

    assert "bulk-actions-checkbox" not in body
    assert "/delete/" not in body
    assert "/add/" not in body


def test_somebody_without_permission_sees_nothing(client):
    client.force_login(make_staff())
    award = make_award()

    addresses = [url("list"), url("issue"), url("note"), url("step", award.pk, "review")]
    addresses += [url(name, award.pk) for name in ("edit", "inspect", "history", "usage")]
    for address in addresses:
        assert client.get(address).status_code in (302, 403), address
        assert client.post(address, {"public_words": "x"}).status_code in (302, 403, 405), address
    assert row_of(award)["public_words"] == ""


def test_reader_cannot_change_words_issue_or_take_steps(client):
    client.force_login(make_staff("view_award"))
    award = make_award()

    assert client.get(url("list")).status_code == 200
    assert "Issue an award" not in client.get(url("list")).content.decode()
    assert "What you can do" not in client.get(url("inspect", award.pk)).content.decode()
    for address in (url("edit", award.pk), url("issue"), url("note"), url("step", award.pk, "end")):
        assert client.post(address, {"public_words": "x"}).status_code in (302, 403)
    assert (row_of(award)["public_words"], row_of(award)["state"]) == ("", "current")


def test_issue_asks_once_more_and_then_issues(client, officer, facts):
    assert client.get(url("issue")).status_code == 200

    first = client.post(url("issue"), facts)
    body = first.content.decode()
    assert "Check before you issue" in body
    assert "1 March 2028" in body
    assert not Award.objects.exists()

    second = client.post(url("issue"), {**facts, "is_confirmed": "1"}, follow=True)
    award = Award.objects.get()
    assert award.reference in second.content.decode()
    assert (award.service.name, award.scope, award.public_words) == (
        "Harbour team",
        "All three sites.",
        "Well done.",
    )
    event = Event.objects.about(award).get()
    assert (event.actor_kind, event.actor_id) == ("user", str(officer.pk))


def test_issue_can_go_back_with_nothing_lost(client, officer, facts):
    body = client.post(url("issue"), {**facts, "is_changed": "1"}).content.decode()

    assert "All three sites." in body
    assert 'value="2026-03-01"' in body
    assert not Award.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"ends_on": "2026-02-28"}, "The last day must be the same as or after"),
        ({"service": ""}, "This field is required"),
        ({"issued_on": "30 February"}, "Enter a valid date"),
    ],
)
def test_issue_shows_what_to_mend_and_keeps_the_rest(client, officer, facts, wrong, words):
    body = client.post(url("issue"), {**facts, **wrong, "is_confirmed": "1"}).content.decode()

    assert words in body
    assert "All three sites." in body
    assert not Award.objects.exists()


def test_issue_pressed_twice_issues_once(client, officer, facts):
    for _n in range(2):
        response = client.post(url("issue"), {**facts, "is_confirmed": "1"})

    assert "has this award already" in response.content.decode()
    assert Award.objects.count() == 1


def test_issue_offers_levels_of_published_editions_only(client, officer, facts, level):
    draft = make_level("gold", edition=FrameworkEdition.objects.create(name="Draft", version="draft"))

    response = client.post(url("issue"), {**facts, "level": draft.pk, "is_confirmed": "1"})

    assert not Award.objects.exists()
    assert "Select a valid choice" in response.content.decode()


def test_external_award_is_noted(client, officer):
    facts = {
        "service": make_service().pk,
        "issuer_name": "Another Charter",
        "issuer_url": "",
        "level_as_published": "Silver",
        "year": "2022",
        "checked_on": "2026-11-01",
        "checked_by": "Charter team",
    }

    assert client.get(url("note")).status_code == 200
    refused = client.post(url("note"), {**facts, "year": "2999"})
    assert "Enter a year that has begun" in refused.content.decode()

    client.post(url("note"), facts)
    assert str(Award.objects.get().sentence) == "Silver, awarded by Another Charter, 2022"


@pytest.mark.parametrize("word", STEPS)
def test_step_is_taken_with_its_public_words(client, word):
    user = make_staff(*OFFICER, "revoke_award")
    client.force_login(user)
    step = STEPS[word]
    award = make_award(at_state=step.from_states[0])
    address = url("step", award.pk, word)

    assert address in client.get(url("inspect", award.pk)).content.decode()
    assert client.get(address).status_code == 200
    words = {
        "public_words": "What people read.",
        "state_words": "What people read.",
        "scope": "As it is right.",
    }
    client.post(address, words)

    after = row_of(award)
    assert after["state_words"] == "What people read."
    event = Event.objects.last_about(award)
    assert (event.to_state, event.actor_id) == (after["state"], str(user.pk))
    assert event.from_state == step.from_states[0]


@pytest.mark.parametrize("word", STEPS)
@pytest.mark.parametrize("state", AwardState)
def test_step_is_refused_where_the_award_does_not_stand(admin_client, word, state):
    if state in STEPS[word].from_states:
        return
    award = make_award(at_state=state)
    address = url("step", award.pk, word)

    assert address not in admin_client.get(url("inspect", award.pk)).content.decode()
    assert admin_client.get(address).status_code == 302
    assert admin_client.post(address, {"public_words": "x", "scope": "x"}).status_code == 302
    assert row_of(award)["state"] == state


def test_officer_cannot_revoke(client, officer):
    award = make_award(at_state=AwardState.UNDER_REVIEW)

    assert client.post(url("step", award.pk, "revoke"), {}).status_code in (302, 403)
    assert row_of(award)["state"] == AwardState.UNDER_REVIEW


def test_unknown_step_and_unknown_award_are_not_found(admin_client):
    award = make_award()

    assert admin_client.get(url("step", award.pk, "promote")).status_code == 404
    assert admin_client.get(url("step", 99999, "review")).status_code == 404


def test_external_award_takes_no_step(admin_client):
    award = make_external_award()

    assert "What you can do" not in admin_client.get(url("inspect", award.pk)).content.decode()
    admin_client.post(url("step", award.pk, "end"), {})
    assert row_of(award)["state"] == "current"


def test_list_is_searched_and_filtered(client, officer):
    make_award(make_service("Harbour team"), reference="CH-7K4M-Q2XD")
    make_award(make_service("Valley team"), at_state="ended")
    make_external_award(make_service("Forest team"))

    def names(**query):
        return sorted(row.service.name for row in client.get(url("list"), query).context["object_list"])

    assert names(q="harbour") == names(q="ch7k4m") == ["Harbour team"]
    assert names(state="ended") == ["Valley team"]
    assert names(is_external="true") == ["Forest team"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_no_live_formula(client, officer, kind):
    make_award(make_service("=1+1"), scope="@SUM(A1)", public_words="+2")

    response = client.get(url("list"), {"export": kind})
    content = b"".join(response.streaming_content) if response.streaming else response.content

    if kind == "csv":
        text = content.decode("utf-8-sig")
        for live in (",=1+1", ",@SUM", ",+2"):
            assert live not in text
        assert "'=1+1" in text
    else:
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
        assert any(cell.value == "'=1+1" for cell in cells)


@pytest.mark.parametrize("rows", [1, 20])
def test_list_asks_the_database_the_same_for_one_row_and_many(
    client, officer, rows, django_assert_num_queries
):
    for _n in range(rows):
        make_award()
    client.get(url("list"))

    with django_assert_num_queries(12):
        client.get(url("list"))


def test_history_says_what_happened_newest_first(client, officer):
    award = make_award()
    place_under_review(award, by=SYSTEM)

    history = client.get(url("inspect", award.pk)).context["history"]

    assert [str(state) for _at, state in history] == ["Under review", "Current"]


def test_api_does_not_know_awards():
    assert not hasattr(Award, "api_fields")


def test_award_of_today_is_shown_with_its_dates(client, officer):
    award = make_award(issued_on=datetime.date(2026, 3, 1))

    body = client.get(url("list")).content.decode()
    assert award.reference in body
    assert "1 Mar 2026" in body
    assert "1 Mar 2028" in body
    assert f'href="{url("edit", award.pk)}"' in body
