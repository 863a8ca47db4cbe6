"""The pages ask the database as often for 30 entries as for 1."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.organisations import make_theme
from tests.factories.showcase import make_entry, make_index

pytestmark = pytest.mark.django_db


def queries(client, address):
    client.get(address)  # the first request of a process asks for content types and sites
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_number_of_queries_does_not_grow(client):
    index = make_index()
    theme = make_theme("Peer support")
    make_entry("Entry 0", slug="entry-0", index=index, themes=[theme])
    addresses = (
        "/showcase/",
        "/showcase/?theme=peer-support&q=entry",
        "/showcase/entry-0/",
        "/showcase/feed/",
    )
    at_one = [queries(client, address) for address in addresses]

    for number in range(1, 30):
        make_entry(f"Entry {number}", index=index, themes=[theme])
    at_thirty = [queries(client, address) for address in addresses]

    assert at_one[0] == at_thirty[0] <= 15
    assert at_one[1] == at_thirty[1] <= 18
    assert at_one[2] + 1 >= at_thirty[2] <= 20
    assert at_one[3] == at_thirty[3] <= 15
