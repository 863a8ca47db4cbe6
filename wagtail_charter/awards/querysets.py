"""Questions to awards."""

from django.db import models

from wagtail_charter.awards.states import HELD_STATES, LISTED_STATES
from wagtail_charter.organisations.models import Organisation, Service

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
    "replaces",
)
#: Columns that only ``events.services.move`` writes.
KEPT_BY_THE_DOOR = ("state", "state_words")
#: The columns of awards that the register's counts are kept by, and those facts that they share with the counts.
COUNTED_BY = ("state", "level_key", "region_key", "setting_group_key")
_COUNTED_FACTS = COUNTED_BY[1:]
#: Signs that people mix up when they read a reference.
_FORGIVING = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: A shorter word is not looked up as the beginning of a reference.
SHORTEST_REFERENCE = 4

_READ_TO_VERIFY = (
    "reference",
    "scope",
    "issued_on",
    "ends_on",
    "is_external",
    "is_listed",
    "public_words",
    "state",
    "state_words",
    "service__name",
    "service__is_fictional",
    "level__name",
    "level__kind",
    "provider_at_issue__name",
    "replaces__reference",
    "replaces__is_listed",
    "replaced_by__reference",
    "replaced_by__is_listed",
)
_READ_TO_TELL = (
    "issued_on",
    "is_external",
    "issuer_name",
    "level_as_published",
    "year",
    "state",
    "level__key",
    "level__name",
    "level__rank",
)


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

    def matching(self, text):
        """Awards whose service, provider or reference has every word of ``text``.

        Names are looked up in their own tables first: a search across joins reads every award with its service.
        """
        found = self
        for word in text.split():
            named = models.Q(name__icontains=word)
            providers = Organisation.objects.filter(named | models.Q(short_name__icontains=word))
            matched = models.Q(service_id__in=Service.objects.filter(named).values("pk"))
            matched |= models.Q(provider_at_issue_id__in=providers.values("pk"))
            reading = reading_of(word)
            if len(reading) >= SHORTEST_REFERENCE:
                matched |= models.Q(reference_key__startswith=reading)
            found = found.filter(matched)
        return found

    def described(self):
        """Awards with all that their listings and pages read."""
        return self.select_related("service", "level", "provider_at_issue")

    def to_verify(self):
        """Awards with the few columns that the check of a reference reads: each further one costs time."""
        places = ("replaces", "replaced_by")
        return self.select_related("service", "level", "provider_at_issue", *places).only(*_READ_TO_VERIFY)

    def to_tell(self):
        """Awards with the columns that say, in order and in words, what a service holds."""
        return self.select_related("level").only(*_READ_TO_TELL)

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


class RegisterCountQuerySet(models.QuerySet):
    """The stored counts of the register."""

    def cube(self):
        """``(state, level, region, setting, number)`` of what the register lists."""
        return self.filter(number__gt=0).values_list("award_state", *_COUNTED_FACTS, "number")

    def add(self, award, *, state, number):
        """Count ``award`` as one more (or, with -1, one less) in ``state``."""
        cell = {"award_state": state, **{name: getattr(award, name) for name in _COUNTED_FACTS}}
        self.get_or_create(**cell)
        self.filter(**cell).update(number=models.F("number") + number)

    def recount(self, awards):
        """Count ``awards`` (those that the register lists) afresh; runs inside the caller's transaction."""
        rows = awards.order_by().values(*COUNTED_BY).annotate(number=models.Count("pk"))
        counts = [self.model(award_state=row.pop("state"), **row) for row in rows]
        self.all().delete()
        self.bulk_create(counts)


def reading_of(reference):
    """``reference`` as it is looked up: letters and digits only, and signs that look alike made the same.

    Upper and lower case, spaces and hyphens do not matter, nor whether somebody read a nought as the letter O or a
    one as I or L. Returns an empty string if nothing is left.
    """
    signs = (sign for sign in reference.upper() if sign.isascii() and sign.isalnum())
    return "".join(signs).translate(_FORGIVING)


def _refuse(columns):
    """Raise ``TypeError`` if one of ``columns`` is a fact or a state."""
    kept = {*FACTS, *KEPT_BY_THE_DOOR}
    kept |= {f"{name}_id" for name in kept}
    refused = sorted(kept.intersection(columns))
    if refused:
        raise TypeError(f"The facts and the state of an award cannot be changed: {', '.join(refused)}.")
