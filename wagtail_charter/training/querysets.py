"""Questions to training sessions."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from wagtail_charter.foundations.clock import year_bounds
from wagtail_charter.training.states import Attendance, SessionState

#: The column that says where people take part so; empty where they cannot.
ATTENDED_WHERE = {Attendance.IN_PERSON: "place", Attendance.ONLINE: "online_note"}


class SessionQuerySet(models.QuerySet):
    """Sessions of training events. A session is upcoming until it ends, and past from that moment: never both."""

    def delete(self):
        """Refuse: people may hold places in a session. Cancel it instead."""
        raise ValidationError(
            _("A session cannot be deleted. Cancel it instead, so that people who hold a place are told.")
        )

    delete.alters_data = True
    delete.queryset_only = True

    def upcoming(self, at=None):
        """Sessions that have not ended at the moment ``at`` (default: now)."""
        return self.filter(ends_at__gt=at or timezone.now())

    def past(self, at=None):
        """Sessions that have ended at the moment ``at`` (default: now)."""
        return self.filter(ends_at__lte=at or timezone.now())

    def in_year(self, year):
        """Sessions that begin in ``year`` by the site's time zone."""
        start, end = year_bounds(year)
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def planned(self):
        """Sessions that were not cancelled."""
        return self.exclude(state=SessionState.CANCELLED)

    def for_event(self, page):
        """The sessions of an event page, in whichever language the page is."""
        return self.filter(event__translation_key=page.translation_key)

    def in_order(self):
        """The soonest first."""
        return self.order_by("starts_at", "pk")


def event_page_types():
    """Every page type that tells of an event: ours, and what a host builds from ``TrainingEventMixin``."""
    return [model for model in apps.get_models() if getattr(model, "tells_of_training", False)]


def event_pages():
    """The event pages of all sites, drafts too, as ``Page`` objects."""
    types = event_page_types()
    return Page.objects.type(*types) if types else Page.objects.none()
