"""Event pages and sessions, with the fewest facts that make them valid."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from wagtail.models import Page, Site

from wagtail_charter.events.services import SYSTEM
from wagtail_charter.training.models import TrainingSession
from wagtail_charter.training.pages import TrainingEventPage, TrainingIndexPage
from wagtail_charter.training.services import plan_session

_numbers = count(1)


def site_root():
    """The front page of the default site."""
    return Site.objects.get(is_default_site=True).root_page


def make_training_index(parent=None, **facts):
    """A live list of events below ``parent`` (default: the front page)."""
    facts = {"title": "Training and events", "slug": f"training-{next(_numbers)}", **facts}
    return (parent or site_root()).add_child(instance=TrainingIndexPage(**facts))


def make_event(parent=None, **facts):
    """A live event without sessions, below ``parent`` (default: a new list)."""
    number = next(_numbers)
    facts = {"title": f"Training day {number}", "slug": f"event-{number}", "summary": "A calm day.", **facts}
    facts.setdefault("first_published_at", timezone.now())
    return (parent or make_training_index()).add_child(instance=TrainingEventPage(**facts))


def make_session(event=None, *, starts_in=timedelta(days=30), lasts=timedelta(hours=6), **facts):
    """A planned session of ``event`` (default: a new one) that starts ``starts_in`` from now."""
    event = event or make_event()
    starts_at = facts.pop("starts_at", timezone.now() + starts_in)
    facts = {"place": "Northfield Meeting House", "ends_at": starts_at + lasts, **facts}
    session = TrainingSession(event=Page.objects.get(pk=event.pk), starts_at=starts_at, **facts)
    return plan_session(session, by=SYSTEM)
