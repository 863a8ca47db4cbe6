"""The pages of the showcase, as a visitor reads them."""

import pytest

from tests.factories.showcase import make_entry, make_glossary_term, make_index

pytestmark = pytest.mark.django_db


def test_index_lists_live_entries(client):
    index = make_index()
    make_entry("Harbour", index=index)
    make_entry("Hidden", index=index, live=False)

    response = client.get("/showcase/")

    assert response.status_code == 200
    assert "1 service" in response.text
    assert "Harbour" in response.text
    assert "Hidden" not in response.text
    assert not response.cookies


def test_entry_shows_its_parts(client):
    index = make_index()
    make_entry(
        "Harbour",
        index=index,
        body=[("paragraph", "<p>The L&amp;D team.</p>"), ("heading", {"text": "More", "level": "h2"})],
    )
    make_glossary_term("L&D", "liaison and diversion")

    response = client.get("/showcase/harbour/")

    assert response.status_code == 200
    assert "<abbr>L&amp;D</abbr> (liaison and diversion) team" in response.text
    assert not response.cookies
