"""Questions to awards."""

from django.db import models

from wagtail_charter.awards.states import HELD_STATES, LISTED_STATES

#: Columns that are true from the day of the award and never change.
FACTS = (
    "reference",
    "reference_key",
    "service",
    "provider_at_issue",
    "level",
    "scope",
    "issued_on",
    "ends_on",
    "application",
    "is_external",
    "issuer_name",
    "issuer_url",
    "level_as_published",
    "year",
    "checked_on",
    "checked_by",
    "level_key",
    "region_key",
    "setting_group_key",
)
#: Columns that only ``events.services.move`` writes.
KEPT_BY_THE_DOOR = ("state", "state_words")
#: Signs that people mix up when they read a reference.
FORGIVING_LETTERS = str.maketrans({"O": "0", "I": "1", "L": "1"})


class AwardQuerySet(models.QuerySet):
    """Awards of this scheme and of others. Facts and states are refused in bulk as they are one by one."""

    def update(self, **kwargs):
        """Only what is neither a fact nor a state can be changed in bulk; raises ``TypeError`` otherwise."""
        _refuse(kwargs)
        return super().update(**kwargs)

    def bulk_update(self, objs, fields, batch_size=None):
        """As ``update``."""
        _refuse(fields)
        return super().bulk_update(objs, fields, batch_size=batch_size)

    def bulk_create(self, objs, *args, **kwargs):
        """Refused: ``awards.services`` issue awards one by one, each with its event."""
        raise TypeError("Awards are issued one by one, by awards.services.issue_award.")

    def delete(self):
        """Refused: end an award instead, so that its reference still answers."""
        raise TypeError("Awards cannot be deleted. End them instead.")

    def described(self):
        """Awards with all that their listings and pages read."""
        return self.select_related("service", "level", "provider_at_issue")

    def of_this_scheme(self):
        """Awards that this scheme issued."""
        return self.filter(is_external=False)

    def external(self):
        """Awards of other schemes, typed by an officer."""
        return self.filter(is_external=True)

    def held(self):
        """Awards that a service holds today."""
        return self.filter(state__in=HELD_STATES)

    def on_register(self):
        """Awards of this scheme that the public register lists."""
        return self.of_this_scheme().filter(state__in=LISTED_STATES, is_listed=True)

    def for_display(self):
        """Awards that may be shown beside a service: listed ones of this scheme, and other schemes'."""
        return self.filter(state__in=LISTED_STATES).filter(
            models.Q(is_external=True) | models.Q(is_listed=True)
        )


def _refuse(columns):
    """Raise ``TypeError`` if one of ``columns`` is a fact or a state."""
    kept = {*FACTS, *KEPT_BY_THE_DOOR}
    kept |= {f"{name}_id" for name in kept}
    refused = sorted(kept.intersection(columns))
    if refused:
        raise TypeError(f"The facts and the state of an award cannot be changed: {', '.join(refused)}.")
