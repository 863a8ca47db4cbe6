"""What the days bring, for ``charter_tick``: letters at their time, the days of grace, and the lapse."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from wagtail_charter.applications.models import Application
from wagtail_charter.applications.states import ApplicationState
from wagtail_charter.awards import notifications, rules
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.services.steps import take_step
from wagtail_charter.awards.states import HELD_STATES, AwardState
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.foundations.clock import date_words
from wagtail_charter.framework.models import AwardLevel

#: The service has sent a new application that nobody has answered to the end: an award does not lapse while it waits.
_UNDER_WAY = (
    ApplicationState.SENT,
    ApplicationState.CHECKING,
    ApplicationState.ASSESSING,
    ApplicationState.MODERATING,
    ApplicationState.DECIDED,
    ApplicationState.RESULT_SHARED,
    ApplicationState.ACCEPTED,
)


@dataclass
class DatesKept:
    """What one round came to."""

    letters: int = 0
    graces: int = 0
    lapsed: int = 0

    def __str__(self):
        facts = {"letters": self.letters, "graces": self.graces, "lapsed": self.lapsed}
        return _("%(letters)d letters, %(graces)d in their days of grace, %(lapsed)d lapsed") % facts


def keep_dates(*, on=None):
    """Do for each award what its dates ask for on the day ``on`` (default: today). Returns a ``DatesKept``.

    Each award is settled in a transaction of its own and looked at again inside it: it may be run at any time, by any
    number at once, and be stopped halfway.
    """
    on = on or timezone.localdate()
    renewals = {
        level.pk: rules.renewal_of(level) for level in AwardLevel.objects.select_related("edition").iterator()
    }
    rows = Award.objects.of_this_scheme().filter(state__in=HELD_STATES)
    columns = ("level_id", "issued_on", "ends_on", "state", "reminded_on", "holder_email")
    waiting = [
        award.pk
        for award in rows.only(*columns).order_by("pk").iterator()
        if _needs_something(award, renewals[award.level_id], on)
    ]
    done = DatesKept()
    for pk in waiting:
        _settle(pk, renewals, on, done)
    return done


def _needs_something(award, renewal, on):
    is_past = rules.is_past(award, on=on)
    if is_past and (award.state == AwardState.CURRENT or on > rules.last_day_of_grace(award, renewal)):
        return True
    return bool(award.holder_email) and rules.due_letter(award, renewal, on=on) is not None


@transaction.atomic
def _settle(pk, renewals, on, done):
    rows = Award.objects.select_for_update(of=("self",)).described()
    award = rows.filter(pk=pk, state__in=HELD_STATES).first()
    if award is None:
        return
    renewal = renewals[award.level_id]
    is_under_way = _has_application_under_way(award)
    last = rules.last_day_of_grace(award, renewal)
    if last and on > last and not is_under_way:
        take_step(award, AwardState.LAPSED, by=SYSTEM, public_words="", reason="time-ran-out")
        notifications.award_lapsed(award)
        done.lapsed += 1
        return
    letter = None if is_under_way else rules.due_letter(award, renewal, on=on)
    if rules.is_past(award, on=on) and award.state == AwardState.CURRENT:
        words = _words_of_grace(award, last, is_under_way=is_under_way)
        take_step(
            award, AwardState.RENEWAL_IN_PROGRESS, by=SYSTEM, public_words=words, reason="days-of-grace"
        )
        done.graces += 1
    if letter and award.holder_email:
        notifications.award_date(award, letter, stays_until=last)
        Award.objects.filter(pk=pk).update(reminded_on=letter.day)
        done.letters += 1


def _has_application_under_way(award):
    others = Application.objects.filter(service=award.service_id, state__in=_UNDER_WAY)
    return others.exclude(pk=award.application_id).filter(created_at__date__gte=award.issued_on).exists()


def _words_of_grace(award, last, *, is_under_way):
    """What the public reads in the days of grace, in the site's own language."""
    with override(settings.LANGUAGE_CODE):
        facts = {"end": date_words(award.ends_on), "last": date_words(last)}
        if is_under_way:
            return _("It was valid until %(end)s. The service has applied again, and we look at it.") % facts
        return _("It was valid until %(end)s. It stays on the register until %(last)s.") % facts
