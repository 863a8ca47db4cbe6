"""Public lists: filters agree with their counts, and nonsense is ignored kindly."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wagtail_charter.foundations.filters import FacetFilter, ListFilterSet, SearchFilter, Sort, paginate
from wagtail_charter.organisations.models import Organisation, Partnership, Service
from wagtail_charter.organisations.states import AgeGroup, PartnershipKind

pytestmark = pytest.mark.django_db


class ServiceFilters(ListFilterSet):
    """Services by name, age group and what partners do."""

    q = SearchFilter(columns=["name", "area"])
    age = FacetFilter(label="For", column="age_group", labels=lambda filters: dict(AgeGroup.choices))
    partner = FacetFilter(
        label="Partner",
        column="partnerships__kind",
        many=True,
        labels=lambda filters: dict(PartnershipKind.choices),
    )
    sorts = {"name": Sort("A to Z", ("name", "pk")), "last": Sort("Z to A", ("-name", "pk"))}

    class Meta:
        model = Service
        fields = []


@pytest.fixture
def services(db):
    provider = Organisation.objects.create(name="A trust")
    rows = [
        Service.objects.create(name="Harbour Reconnect", provider=provider, age_group="adults"),
        Service.objects.create(name="Riverside Diversion", provider=provider, age_group="all_ages"),
        Service.objects.create(
            name="Riverside Home", provider=provider, age_group="adults", area="Reconnect area"
        ),
    ]
    for kind in ("funds", "co_produces"):
        Partnership.objects.create(service=rows[0], partner=provider, kind=kind)
    Partnership.objects.create(service=rows[1], partner=provider, kind="funds")
    return rows


def filters(query):
    return ServiceFilters(QueryDict(query), Service.objects.all())


def names(query):
    return [service.name for service in filters(query).qs]


def test_without_a_choice_all_are_listed_in_the_default_order(services):
    assert names("") == ["Harbour Reconnect", "Riverside Diversion", "Riverside Home"]


def test_every_word_of_a_search_must_be_found_in_any_column(services):
    assert names("q=RECONNECT") == ["Harbour Reconnect", "Riverside Home"]
    assert names("q=reconnect+riverside") == ["Riverside Home"]


def test_several_values_of_a_facet_widen_and_two_facets_narrow(services):
    assert len(names("age=adults&age=all_ages")) == 3
    assert names("age=adults&partner=funds") == ["Harbour Reconnect"]


def test_a_row_with_two_matching_partners_is_listed_once(services):
    assert names("partner=funds&partner=co_produces") == ["Harbour Reconnect", "Riverside Diversion"]


@pytest.mark.parametrize("query", ["", "q=riverside", "age=adults", "partner=funds"])
def test_each_count_is_what_its_choice_would_leave(services, query):
    for facet in filters(query).facets:
        for option in facet.options:
            without_own = "&".join(part for part in query.split("&") if not part.startswith(f"{facet.name}="))
            assert option.count == len(names(f"{without_own}&{facet.name}={option.value}"))


def test_a_chosen_filter_can_be_taken_off_alone(services):
    chosen = filters("q=riverside&age=adults&age=all_ages&sort=last").chosen

    assert [(found.value, found.query) for found in chosen] == [
        ("riverside", "age=adults&age=all_ages&sort=last"),
        ("Adults", "q=riverside&age=all_ages&sort=last"),
        ("All ages", "q=riverside&age=adults&sort=last"),
    ]


def test_unknown_values_names_and_orders_are_left_out(services):
    found = filters("age=nobody&age=adults&shoe=42&sort=random&q=%00")

    assert found.query_string() == "age=adults"
    assert [service.name for service in found.qs] == ["Harbour Reconnect", "Riverside Home"]


def test_a_value_that_leaves_nothing_is_shown_only_when_chosen(services):
    age = filters("q=harbour").facets[0]
    assert [option.value for option in age.options] == ["adults"]

    age = filters("q=harbour&age=all_ages").facets[0]
    assert [(option.value, option.count) for option in age.options] == [("all_ages", 0), ("adults", 1)]


@pytest.mark.parametrize("asked", ["0", "-1", "99", "two", "", "1e3", "9" * 40, "٣", "²"])
def test_a_page_that_does_not_exist_shows_the_first(services, asked):
    page = paginate(QueryDict(mutable=True) | {"page": asked}, filters("").qs, per_page=2)

    assert page.number == 1


def test_page_links_keep_the_query_and_leave_gaps(services):
    rows = list(range(100))
    page = paginate(QueryDict("page=5"), rows, per_page=10, query="age=adults")

    assert [(link.number, link.query) for link in page.links] == [
        (1, "age=adults"),
        (None, ""),
        (4, "age=adults&page=4"),
        (5, "age=adults&page=5"),
        (6, "age=adults&page=6"),
        (None, ""),
        (10, "age=adults&page=10"),
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["q", "age", "partner", "sort", "page", "x"]), st.text(), max_size=6))
def test_no_query_string_breaks_the_list(services, given_data):
    data = QueryDict(mutable=True)
    data.update(given_data)

    found = ServiceFilters(data, Service.objects.all())
    page = paginate(data, found.qs, query=found.query_string())

    assert page.number >= 1
    assert found.facets is not None
    assert found.chosen is not None
