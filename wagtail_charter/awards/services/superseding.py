"""Putting a wrong scope right: facts stay frozen, so a new award takes the place of the old one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_charter.awards import notifications, rules
from wagtail_charter.awards.models import Award
from wagtail_charter.awards.services.counting import keep_counts
from wagtail_charter.awards.services.steps import take_step
from wagtail_charter.awards.states import AwardState
from wagtail_charter.events.services import begin

#: What the correction takes over from the award whose place it takes.
_AS_BEFORE = (
    "service",
    "provider_at_issue",
    "level",
    "issued_on",
    "ends_on",
    "is_listed",
    "holder_name",
    "holder_email",
    "reminded_on",
    "level_key",
    "region_key",
    "setting_group_key",
)


@transaction.atomic
def supersede_award(award, *, by, scope, public_words="", state_words=""):
    """End ``award``, whose scope was wrong, and issue one with the right ``scope`` and a reference of its own.

    Level, dates, provider and listing are those of the old one. ``public_words``: beside the new award.
    ``state_words``: what the public reads about the old one. The holder gets a letter. Returns the new award. Raises
    ``ValidationError`` for the same scope, ``InvalidTransition`` when the old one has ended already.
    """
    scope = scope.strip()
    if not scope:
        raise ValidationError({"scope": _("Enter what the award covers.")})
    if scope == award.scope.strip():
        raise ValidationError({"scope": _("This is what the award covers already. Change the words.")})
    was_being_renewed = award.state == AwardState.RENEWAL_IN_PROGRESS
    take_step(award, AwardState.ENDED, by=by, public_words=state_words, reason="superseded")
    new = Award(
        reference=rules.new_reference(),
        scope=scope,
        public_words=public_words,
        replaces=award,
        **{name: getattr(award, name) for name in _AS_BEFORE},
    )
    begin(new, by=by, at_state=AwardState.RENEWAL_IN_PROGRESS if was_being_renewed else None)
    keep_counts(new, entered=new.state)
    notifications.award_replaced(new)
    return new
