"""The Open Pathways Charter of the demo: framework, organisations, contact, rounds, applications, awards."""

import datetime

from django.core.management import call_command
from django.utils import timezone

from example_site.demo.deciding import decide, lead_of
from example_site.demo.reading import CONTENT, read
from wagtail_charter.applications.models import Application, Round
from wagtail_charter.applications.services import enter_application
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.services import issue_award, issue_for, note_external_award, supersede_award
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.models import AwardLevel, CharterSettings, FrameworkEdition
from wagtail_charter.organisations.models import Service
from wagtail_charter.support.models import Contact

VERSION = "2026-1"
PREFIX = "OPC"

#: When each round of the demo opens and closes.
ROUNDS = {
    "Spring 2026": (datetime.date(2026, 1, 12), datetime.date(2026, 3, 20)),
    "Autumn 2026": (datetime.date(2026, 8, 3), datetime.date(2026, 11, 20)),
    "Spring 2027": (datetime.date(2027, 1, 11), datetime.date(2027, 3, 19)),
}


def load_framework():
    """Load and publish the demo charter, and the second shape that the software must carry."""
    for name in ("framework", "framework-public-shape"):
        call_command("charter_load_framework", str(CONTENT / f"{name}.yaml"), publish=True, verbosity=0)


def load_organisations():
    """Load the real services of the showcase, and the made-up ones of the scheme."""
    for name in ("organisations", "pathways-organisations"):
        call_command("charter_import_organisations", str(CONTENT / f"{name}.yaml"), verbosity=0)


def load_contact_and_settings(site):
    """Name the contact and set the scheme's name, edition and reference prefix for the site."""
    facts = dict(read("pages")["contact"])
    facts["urgent_checked_on"] = facts.pop("checked_on")
    contact, _made = Contact.objects.get_or_create(name=facts.pop("name"), defaults=facts)
    held = CharterSettings.for_site(site)
    held.scheme_name = "Open Pathways Charter"
    held.edition = FrameworkEdition.objects.get(version=VERSION)
    held.contact = contact
    held.reference_prefix = PREFIX
    held.save()


def load_applications_and_awards(users):
    """Enter an application in each state and an award in each state, once."""
    content = read("pathways")
    services = {service.name: service for service in Service.objects.all()}
    rounds = {label: _round(label) for label in ROUNDS}
    if not Application.objects.exists():
        for row in content["applications"]:
            _enter(row, services, rounds, users)
    if not Award.objects.exists():
        for row in content["awards"]:
            _issue(row, services, users["officer"])
        for row in read("showcase")["external_awards"]:
            service = services[row["service"]]
            facts = {key: value for key, value in row.items() if key != "service"}
            note_external_award(service, by=users["officer"], **facts)


def _round(label):
    opens_on, closes_on = ROUNDS[label]
    return Round.objects.get_or_create(
        label=label,
        defaults={
            "edition": FrameworkEdition.objects.get(version=VERSION),
            "opens_at": _at(opens_on, 9),
            "closes_at": _at(closes_on, 17),
        },
    )[0]


def _enter(row, services, rounds, users):
    """Enter an application; one with ratings is entered as it was sent, and led on from there by the services."""
    sent_on = row.get("sent_on")
    application = enter_application(
        services[row["service"]],
        round=rounds[row["round"]],
        lead_name=row["lead_name"],
        lead_email=row["lead_email"],
        by=SYSTEM,
        at_state=ApplicationState.SENT if "ratings" in row else ApplicationState(row["state"]),
        sent_at=_at(sent_on, 14) if sent_on else None,
        caseworker=users["officer"] if sent_on else None,
        is_restricted=row.get("restricted", False),
    )
    if "ratings" in row:
        decide(application, row, users, lead_of(application) if row.get("accepts") else None)


def _issue(row, services, officer):
    service = services[row["service"]]
    words = {"scope": row["scope"], "public_words": row.get("public_words", "")}
    accepted = Application.objects.filter(service=service, state=ApplicationState.ACCEPTED).first()
    if accepted:
        award = issue_for(accepted, by=officer, issued_on=row["issued_on"], **words)
    else:
        award = issue_award(
            service,
            level=AwardLevel.objects.get(edition__version=VERSION, key=row["level"]),
            issued_on=row["issued_on"],
            ends_on=row["ends_on"],
            by=officer,
            state_words=row.get("state_words", ""),
            is_listed=row.get("listed"),
            at_state=row["state"],
            **words,
        )
    if corrected := row.get("corrected"):
        supersede_award(award, by=officer, **corrected)


def _at(day, hour):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))
