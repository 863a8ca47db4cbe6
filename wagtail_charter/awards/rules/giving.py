"""May this award be given, and until when does it stand?"""

import calendar
import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail_charter.awards.models import Award
from wagtail_charter.awards.querysets import reading_of
from wagtail_charter.awards.states import HELD_STATES, AwardState
from wagtail_charter.foundations import references
from wagtail_charter.framework.models import CharterSettings

#: No charter award is older.
FIRST_YEAR = 1990
_DEFAULT_PREFIX = "CH"


def last_day(issued_on, months):
    """An award stands for the months of its level: the date ``months`` after ``issued_on``, or ``None`` for no end.

    A day that the later month does not have becomes that month's last day.
    """
    if not months:
        return None
    years, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + years, month + 1
    return datetime.date(year, month, min(issued_on.day, calendar.monthrange(year, month)[1]))


def is_listed_by_default(level):
    """Awards are listed; an outcome that is no award ("working towards") only if the service asks."""
    return level.kind == level.Kind.AWARD


def check_dates(issued_on, ends_on):
    """An award cannot end before it begins. Raises ``ValidationError`` for the field ``ends_on``."""
    if ends_on and ends_on < issued_on:
        raise ValidationError(
            {"ends_on": _("The last day must be the same as or after the day of the award.")}
        )


def check_not_issued_yet(service, *, level, scope, issued_on):
    """A service is given a level with one scope on one day once. Raises ``ValidationError``."""
    same = Award.objects.of_this_scheme().filter(
        service=service, level=level, issued_on=issued_on, scope=scope, state__in=HELD_STATES
    )
    if same.exists():
        raise ValidationError(
            _("%(service)s has this award already: same level, date and scope. Check the register.")
            % {"service": service}
        )


def is_past(award, *, on):
    """The last day of the award is over on the date ``on``."""
    return award.ends_on is not None and award.ends_on < on


def possible_steps(award):
    """The states that may follow the award's state, in the order of ``AwardState``."""
    if award.is_external:
        return []
    return [state for state in AwardState if state in award.transitions[award.state]]


def check_day_has_come(day, *, on):
    """An award is issued on a day that has come: the register says so at once. Raises ``ValidationError``."""
    if day > on:
        raise ValidationError({"issued_on": _("Enter today or an earlier day.")})


def may_name(award, other):
    """May the public page of ``award`` name the reference of ``other``?

    Only where both are on the register, or neither is: else one page would tell what the other keeps to itself.
    """
    return other is not None and award.is_listed == other.is_listed


def new_reference():
    """A reference that no award has: the scheme's prefix and eight random signs, however people may read them."""
    return references.new_reference(
        _prefix(), is_taken=lambda each: Award.objects.filter(reference_key=reading_of(each)).exists()
    )


def _prefix():
    """How the references of the scheme begin: as the officers decided for the first (default) site."""
    held = CharterSettings.objects.order_by("-site__is_default_site", "pk").values_list("reference_prefix")
    prefix = next(iter(held[:1]), ("",))[0]
    return "".join(sign for sign in prefix.upper() if sign.isascii() and sign.isalnum()) or _DEFAULT_PREFIX
