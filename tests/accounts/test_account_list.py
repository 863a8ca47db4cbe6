"""The list of accounts leads to each account."""

import pytest
from django.urls import reverse

from tests.factories.accounts import make_account
from tests.factories.people import make_officer

pytestmark = pytest.mark.django_db


def test_each_row_leads_to_its_account_and_from_there_to_signing_out(client):
    account = make_account()
    client.force_login(make_officer())

    address = reverse("charter_accounts:inspect", args=[account.pk])
    assert f'href="{address}"' in client.get(reverse("charter_accounts:index")).content.decode()
    out = reverse("charter_accounts:sign_out", args=[account.pk])
    assert f'href="{out}"' in client.get(address).content.decode()
