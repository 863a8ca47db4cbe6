"""Questions to applications."""

from django.db import models
from django.utils import timezone

from wagtail_charter.applications.states import (
    CLOSED_STATES,
    LEFT_STATES,
    WAITING_ON_APPLICANT_STATES,
    WAITING_ON_TEAM_STATES,
)


class RoundQuerySet(models.QuerySet):
    """Rounds."""

    def not_closed(self, now=None):
        """Rounds that are open or still to open, the next to close first."""
        return self.filter(closes_at__gt=now or timezone.now()).order_by("closes_at")


class ApplicationQuerySet(models.QuerySet):
    """Applications."""

    def open(self):
        """Applications in which something may still happen."""
        return self.exclude(state__in=CLOSED_STATES)

    def waiting_on_team(self):
        """Applications in which the charter team has something to do."""
        return self.filter(state__in=WAITING_ON_TEAM_STATES)

    def waiting_on_applicant(self):
        """Applications in which the applicant has something to do."""
        return self.filter(state__in=WAITING_ON_APPLICANT_STATES)

    def standing(self):
        """Applications that nobody took away: one for each service and round."""
        return self.exclude(state__in=LEFT_STATES)

    def described(self):
        """Applications with all that their lists and their ``__str__`` read."""
        return self.select_related("service__provider", "round", "caseworker")

    def open_to(self, user):
        """Applications that are not restricted, and those that ``user`` looks after."""
        return self.filter(models.Q(is_restricted=False) | models.Q(caseworker=user))

    def matching(self, text):
        """Applications whose reference, service, provider, round or lead holds every word of ``text``."""
        found = self
        for word in text.replace("\x00", "").split():
            found = found.filter(search_text__icontains=word)
        return found
