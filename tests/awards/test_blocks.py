"""The form that checks an award, on any page of the host."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Site

from tests.factories.awards import make_award, make_external_award
from wagtail_charter.awards.blocks import VerifyBlock
from wagtail_charter.awards.pages import RegisterPage

pytestmark = pytest.mark.django_db
ADDRESS = Template("{% load charter_awards %}{% award_address award %}")


@pytest.fixture
def register():
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=RegisterPage(title="Awards", slug="awards"))


def render():
    block = VerifyBlock()
    return block.render(block.get_default(), {"request": RequestFactory().get("/")})


def test_block_sends_to_the_register_of_the_site(register):
    body = render()

    assert 'method="get" action="/awards/verify/"' in body
    assert "csrf" not in body


def test_two_blocks_have_fields_of_their_own(register):
    block = VerifyBlock()
    values = [block.get_default(), block.get_default()]
    ids = {
        block.render(value, {"request": RequestFactory().get("/")})
        .split('label nhsuk-label--s" for="')[1]
        .split('"')[0]
        for value in values
    }

    assert len(ids) == 2


def test_block_shows_nothing_without_a_register():
    assert "<form" not in render()


def test_award_address_leads_to_the_check(register):
    award, other = make_award(), make_external_award()
    request = RequestFactory().get("/")

    assert (
        ADDRESS.render(Context({"request": request, "award": award})) == f"/awards/verify/{award.reference}/"
    )
    assert ADDRESS.render(Context({"request": request, "award": other})) == ""
