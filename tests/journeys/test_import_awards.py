"""An officer brings in the 99 awards of the years before: a file with faults, the mended file, and what visitors see."""

import csv
import datetime
import time
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from tests.factories.framework import make_edition
from tests.factories.organisations import make_organisation, make_region, make_service, make_setting
from tests.factories.showcase import make_entry, make_index
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.pages import RegisterPage
from wagtail_charter.events.models import Event
from wagtail_charter.letters.models import Letter
from wagtail_charter.showcase.models import provider_key

pytestmark = pytest.mark.django_db

HEADER = ["reference", "organisation", "GB-NHS", "service", "level", "scope", "awarded_on", "contact_email"]
LEVELS = ["Bronze", "Silver", "Gold"]
ALLOWED_SECONDS = 600


@pytest.fixture
def site():
    """A register, a showcase, and nine trusts with eleven services each; each trust has one entry."""
    make_edition()
    region, setting = make_region("North"), make_setting("Prison")
    home = Site.objects.get(is_default_site=True).root_page
    home.add_child(instance=RegisterPage(title="Awards", slug="awards"))
    index = make_index(parent=Page.objects.get(pk=home.pk))
    for number in range(9):
        trust = make_organisation(f"Trust {number:02}", identifiers=[("GB-NHS", f"RX{number}")])
        services = [
            make_service(f"Team {number:02} {place:02}", provider=trust, region=region, setting=setting)
            for place in range(11)
        ]
        make_entry(services[0].name, index=index, service=services[0])
    return index


def rows():
    """99 awards that stand: some with their reference, some named by identifier alone."""
    first = datetime.date(2025, 1, 6)
    for number in range(99):
        trust, place = divmod(number, 11)
        yield [
            f"OLD-2025-{number:03}" if number % 3 else "",
            f"Trust {trust:02}" if number % 2 else "",
            f"RX{trust}",
            f"Team {trust:02} {place:02}",
            LEVELS[number % 3],
            f"Site {number:03}",
            (first + datetime.timedelta(days=7 * (number % 60))).isoformat(),
            f"team{number}@trust.example",
        ]


def write(path, content):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *content])
    return str(path)


def test_99_awards_of_before_stand_in_register_provider_page_and_verify(site, client, tmp_path, capsys):
    faulty = [list(row) for row in rows()]
    faulty[4][4], faulty[20][6], faulty[50][3] = "Slver", "2052-05-01", "Team 4"
    faulty[70][7], faulty[98][2] = "team at trust", "R"
    begun = time.monotonic()

    with pytest.raises(CommandError, match="Things to mend: 5"):
        call_command("charter_import_awards", write(tmp_path / "faulty.csv", faulty))
    told = capsys.readouterr().err
    assert not Award.objects.exists()
    mended = write(tmp_path / "mended.csv", rows())
    call_command("charter_import_awards", mended, verbosity=0)
    call_command("charter_import_awards", mended, verbosity=0)

    assert time.monotonic() - begun < ALLOWED_SECONDS
    assert [f"line {line}, column" in told for line in (6, 22, 52, 72, 100)] == [True] * 5
    assert Award.objects.count() == Event.objects.filter(reason="imported").count() == 99
    assert not Letter.objects.exists()
    awards = list(Award.objects.select_related("service__provider", "level"))
    assert listed_on_the_register(client) == Counter(award.reference for award in awards)
    for award in awards:
        verified = client.get(f"/awards/verify/{award.reference}/").content.decode()
        for words in (
            award.service.name,
            award.level.name,
            award.scope,
            award.reference,
            "This award is current.",
        ):
            assert words in verified
        page = provider_page(client, site, award.service.provider)
        section = page.partition(f">{award.service.name}</h2>")[2].partition("</section>")[0]
        assert award.level.name in section
    assert "team4@trust.example" not in client.get("/awards/csv/").getvalue().decode()


def listed_on_the_register(client):
    """The references of all awards in the pages of the list and, alike, in the open data."""
    found, number = Counter(), 1
    while True:
        response = client.get("/awards/", {"page": number})
        register = response.context["register"]
        for award in register.awards:
            assert award.service.name in response.content.decode()
            found[award.reference] += 1
        if not register.page.has_next():
            break
        number += 1
    lines = client.get("/awards/csv/").getvalue().decode("utf-8-sig").splitlines()
    assert Counter(row["Reference"] for row in csv.DictReader(lines)) == found
    assert register.heading == "99 awards"
    return found


def provider_page(client, index, provider):
    """The page of ``provider`` below the showcase, as visitors get it."""
    return client.get(f"{index.url}provider/{provider_key(provider.pk, provider.name)}/").content.decode()
