"""How an applicant wants to hear the result, and the call that comes before it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_charter.applications.models import Application
from wagtail_charter.applications.states import WITH_TEAM_STATES
from wagtail_charter.assessment import notifications
from wagtail_charter.assessment.models import HearingChoice, Outcome
from wagtail_charter.assessment.states import HearingWay


@transaction.atomic
def choose_hearing(application, *, way, by, phone="", good_times=""):
    """Keep how the applicant wants to hear the result; it can be chosen anew until the result is released.

    ``way``: a ``HearingWay``. ``phone`` and ``good_times`` are kept for a call only. Returns the ``HearingChoice``.
    Raises ``ValidationError`` (by field) when a call is chosen without a number, and without a field when the result
    is released or the application is not with the team.
    """
    # Held, so that a release that comes at this moment finds the choice or refuses it, and not half of each.
    held = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    if held.state not in WITH_TEAM_STATES:
        raise ValidationError(_("The result has been released, so there is nothing to choose any more."))
    is_call = way == HearingWay.CALL
    if is_call and not phone.strip():
        raise ValidationError({"phone": _("Enter a telephone number, so that we can call")})
    choice, _made = HearingChoice.objects.update_or_create(
        application=held,
        defaults={
            "way": HearingWay(way),
            "phone": phone.strip() if is_call else "",
            "good_times": good_times.strip() if is_call else "",
            "chosen_by": by,
        },
    )
    return choice


@transaction.atomic
def note_called(application, *, by):
    """Note that somebody of the team called as the applicant had asked; now the letter leaves. Once.

    Returns the ``HearingChoice``. Raises ``ValidationError`` unless a call was asked for and the result is released.
    """
    choice = HearingChoice.objects.select_for_update().filter(application=application).first()
    outcome = Outcome.objects.filter(application=application).select_related("level").first()
    if choice is None or choice.way != HearingWay.CALL:
        raise ValidationError(_("Nobody asked for a call before the result."))
    if outcome is None or not outcome.is_released:
        raise ValidationError(_("The result is not released yet. Call when it is."))
    if choice.called_at is None:
        choice.called_at, choice.called_by = timezone.now(), by
        choice.save(update_fields=["called_at", "called_by", "updated_at"])
        notifications.result_ready(outcome)
    return choice
