"""Questions to applications."""

from django.db import models

from wagtail_charter.applications.states import (
    CLOSED_STATES,
    WAITING_ON_APPLICANT_STATES,
    WAITING_ON_TEAM_STATES,
)


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
