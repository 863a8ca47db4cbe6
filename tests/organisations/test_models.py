"""What organisations, services and their classifications accept and refuse."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories.organisations import (
    make_care_board,
    make_organisation,
    make_region,
    make_service,
    make_setting,
    make_theme,
)
from wagtail_charter.organisations.models import OrganisationIdentifier, Partnership, Region
from wagtail_charter.organisations.states import IdentifierScheme, PartnershipKind

pytestmark = pytest.mark.django_db


def test_term_takes_the_default_language_and_its_slug():
    region = make_region("North West")

    assert (region.slug, region.locale.language_code) == ("north-west", "en-gb")


def test_replaced_by_refuses_a_circle():
    first = make_care_board("First board")
    second = make_care_board("Second board", replaced_by=first)
    first.replaced_by = second

    with pytest.raises(ValidationError) as refused:
        first.full_clean()

    assert list(refused.value.message_dict) == ["replaced_by"]


def test_replaced_by_accepts_a_chain():
    third = make_region("Third")
    second = make_region("Second", replaced_by=third)

    make_region("First", replaced_by=second).full_clean()

    assert list(Region.objects.filter(replaced_by__isnull=True)) == [third]


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        (IdentifierScheme.ODS, "rxv", "RXV"),
        (IdentifierScheme.CHARITY, " 271028 ", "271028"),
        (IdentifierScheme.CHARITY, "271028-1", "271028-1"),
        (IdentifierScheme.COMPANY, "07300133", "07300133"),
        (IdentifierScheme.CHARITY_SCOTLAND, "sc 039327", "SC039327"),
        (IdentifierScheme.CHARITY_NORTHERN_IRELAND, "nic100001", "NIC100001"),
        (IdentifierScheme.PRISON, "hci", "HCI"),
    ],
)
def test_identifier_is_tidied(scheme, typed, kept):
    identifier = OrganisationIdentifier(organisation=make_organisation(), scheme=scheme, value=typed)

    identifier.full_clean()

    assert identifier.value == kept


@pytest.mark.parametrize(
    ("scheme", "typed"),
    [
        (IdentifierScheme.ODS, "RX"),
        (IdentifierScheme.CHARITY, "12345"),
        (IdentifierScheme.COMPANY, "123"),
        (IdentifierScheme.PRISON, "HC1"),
    ],
)
def test_identifier_of_the_wrong_shape_is_refused(scheme, typed):
    identifier = OrganisationIdentifier(organisation=make_organisation(), scheme=scheme, value=typed)

    with pytest.raises(ValidationError) as refused:
        identifier.full_clean()

    assert list(refused.value.message_dict) == ["value"]


def test_partnership_of_unstated_kind_is_the_partner_alone():
    service = make_service(partners=[make_organisation("Aspire")])
    partnership = Partnership.objects.get(service=service)

    assert str(partnership) == "Aspire"

    partnership.kind = PartnershipKind.FUNDS
    assert str(partnership) == "Aspire: Funds the service"


def test_factories_make_what_validates():
    for thing in (make_setting(), make_theme(), make_service(), make_organisation()):
        thing.full_clean()
