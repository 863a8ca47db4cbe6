"""Questions to applications."""

from django.db import models
from django.db.models.functions import Length
from django.utils import timezone

from wagtail_charter.applications.states import (
    ANSWERABLE_STATES,
    CLOSED_STATES,
    LEFT_STATES,
    WAITING_ON_APPLICANT_STATES,
    WAITING_ON_TEAM_STATES,
    WRITING_STATES,
    ApplicationState,
    FrozenVersion,
)


class RoundQuerySet(models.QuerySet):
    """Rounds."""

    def not_closed(self, now=None):
        """Rounds that are open or still to open, the next to close first."""
        return self.filter(closes_at__gt=now or timezone.now()).order_by("closes_at")


_Q = models.Q
_IS_OPEN = ~_Q(state__in=CLOSED_STATES)
_GOES_ON = _Q(paused_at__isnull=True)
_IS_ASKED = _Q(question_open_at__isnull=False)
#: The conditions of the lists below, for those who count several at once.
ON_TEAM = _Q(state__in=WAITING_ON_TEAM_STATES) & ~_IS_ASKED & _GOES_ON
ON_APPLICANT = (_Q(state__in=WAITING_ON_APPLICANT_STATES) | (_IS_ASKED & _IS_OPEN)) & _GOES_ON
NOBODYS = _Q(caseworker__isnull=True) & _IS_OPEN & ~_Q(state__in=LEFT_STATES)


def overdue_on(today):
    """The condition of an application that is overdue on the day ``today``."""
    return _Q(next_step_by__lt=today) & _IS_OPEN & _GOES_ON


class ApplicationQuerySet(models.QuerySet):
    """Applications."""

    def open(self):
        """Applications in which something may still happen."""
        return self.exclude(state__in=CLOSED_STATES)

    def waiting_on_team(self):
        """Applications in which the charter team has something to do (``rules.waits_on``)."""
        return self.filter(ON_TEAM)

    def waiting_on_applicant(self):
        """Applications in which the applicant has something to do: write, answer a question, accept."""
        return self.filter(ON_APPLICANT)

    def waiting_on_anybody(self):
        """Applications in which the charter team or the applicant has something to do."""
        return self.filter(ON_TEAM | ON_APPLICANT)

    def with_open_question(self):
        """Applications in which a question of the team waits for an answer."""
        return self.filter(question_open_at__isnull=False).open()

    def overdue(self, today=None):
        """Applications whose next step was planned for a day before ``today``: neither ended nor paused."""
        return self.filter(overdue_on(today or timezone.localdate()))

    def paused(self):
        """Applications that rest."""
        return self.filter(paused_at__isnull=False).open()

    def without_caseworker(self):
        """Applications that nobody looks after, and in which something may still happen."""
        return self.filter(NOBODYS)

    def standing(self):
        """Applications that nobody took away: one for each service and round."""
        return self.exclude(state__in=LEFT_STATES)

    def in_audience(self, audience):
        """Applications that stand and belong to ``audience``, a value of ``MessageAudience``."""
        standing = self.standing()
        if audience == "writing":
            return standing.filter(state__in=WRITING_STATES)
        if audience == "sent":
            return standing.exclude(state__in=(*WRITING_STATES, ApplicationState.INTERESTED))
        return standing

    def described(self):
        """Applications with all that their lists and their ``__str__`` read."""
        return self.select_related("service__provider", "round", "caseworker")

    def for_portal(self):
        """Applications with all that their pages in the portal read, but for a contact of their own.

        Few have one: ``contact_for`` fetches it then, and no other page pays for four joins.
        """
        return self.select_related("service__provider", "round__edition")

    def open_to(self, user):
        """Applications that are not restricted, and those that ``user`` looks after or covers now."""
        return self.filter(_Q(is_restricted=False) | _Q(caseworker=user) | _Q(cover=user))

    def of_account(self, account):
        """The applications that somebody of the portal works on; each row says as what (``portal_role``)."""
        # An annotation reads from the join of the filter before it: the person's own place in the team.
        return self.filter(team__account=account).annotate(
            portal_role=models.F("team__role"), portal_account_id=models.F("team__account_id")
        )

    def matching(self, text):
        """Applications whose reference, service, provider, round or lead holds every word of ``text``."""
        found = self
        for word in text.replace("\x00", "").split():
            found = found.filter(search_text__icontains=word)
        return found


class AnswerQuerySet(models.QuerySet):
    """Answers to statements."""

    def in_short(self):
        """Answers with their length (``length``) in place of their words, for lists of what is done."""
        return self.defer("text").annotate(length=Length("text"))

    def described(self):
        """Answers with the people who wrote them."""
        return self.select_related("written_by", "typed_by")


class VersionQuerySet(models.QuerySet):
    """Versions that were sent: added one at a time, read, and never changed."""

    def purge(self):
        """Take these versions away for good. Only retention calls it."""
        return super().delete()

    purge.alters_data = True

    def update(self, **values):
        raise FrozenVersion

    update.alters_data = True

    def delete(self):
        raise FrozenVersion

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs, *args, **kwargs):
        raise FrozenVersion


class QuestionQuerySet(models.QuerySet):
    """Questions of the charter team about answers."""

    def open(self):
        """Questions that wait for an answer."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)

    def answerable(self):
        """Open questions that can be answered as their application stands."""
        return self.open().filter(application__state__in=ANSWERABLE_STATES)

    def described(self):
        """Questions with the statement that they are about, and who asked and answered."""
        return self.select_related("statement__theme", "asked_by", "answered_by", "answered_in")
