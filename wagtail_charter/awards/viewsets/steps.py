"""What an officer can do with an award as it stands: each verb with its words, and who may."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button

from wagtail_charter.awards import permissions, rules, services
from wagtail_charter.awards.forms import StepForm, SupersedeForm
from wagtail_charter.awards.states import AwardState

#: What the names of the awards' addresses in the admin begin with.
ADMIN = "wagtailsnippets_wagtail_charter_award"


@dataclass(frozen=True)
class Step:
    """One thing that an officer can do with an award: the verb, its words, and who may."""

    verb: object
    from_states: tuple
    label: str
    explanation: str
    may: object = permissions.can_change_award_state
    form: type = StepForm


_S = AwardState
_STANDING = (_S.CURRENT, _S.RENEWAL_IN_PROGRESS)
#: By the word in the address, in the order in which they are offered.
STEPS = {
    "renew": Step(
        services.begin_renewal,
        (_S.CURRENT,),
        _("Renewal in progress"),
        _("The service has asked to renew. The award stands while that happens."),
    ),
    "stop-renewal": Step(
        services.stop_renewal,
        (_S.RENEWAL_IN_PROGRESS,),
        _("Renewal does not go ahead"),
        _("The award stands as before, until its last day."),
    ),
    "review": Step(
        services.place_under_review,
        _STANDING,
        _("Place under review"),
        _(
            "For example because the provider changed. The register keeps the award and says that it is under review."
        ),
    ),
    "confirm": Step(
        services.confirm_after_review,
        (_S.UNDER_REVIEW,),
        _("Confirm after review"),
        _("The review found that the award stands."),
    ),
    "supersede": Step(
        services.supersede_award,
        (*_STANDING, _S.UNDER_REVIEW),
        _("Put the scope right"),
        _(
            "What the award covers was wrong. This award ends, and a new one with its own reference takes its place. "
            "Facts stay as they were published."
        ),
        permissions.can_supersede_award,
        SupersedeForm,
    ),
    "lapse": Step(
        services.lapse_award,
        _STANDING,
        _("Let it lapse"),
        _("Its time ran out and it was not renewed. It leaves the register; its reference still answers."),
    ),
    "end": Step(
        services.end_award,
        (*_STANDING, _S.UNDER_REVIEW),
        _("End the award"),
        _("For example because the service closed, or holds a higher level now. It leaves the register."),
    ),
    "hand-back": Step(
        services.hand_back_award,
        (*_STANDING, _S.UNDER_REVIEW),
        _("Handed back by the service"),
        _("The service gives the award back. It leaves the register; its reference still answers."),
    ),
    "revoke": Step(
        services.revoke_award,
        (_S.UNDER_REVIEW,),
        _("Revoke the award"),
        _(
            "The scheme withdraws the award after a review. It leaves the register; its reference still answers."
        ),
        permissions.can_revoke_award,
    ),
}


def steps_for(user, award):
    """``(word, Step)`` of what ``user`` can do with ``award`` as it stands."""
    possible = rules.possible_steps(award)
    return [
        (word, step)
        for word, step in STEPS.items()
        if possible and award.state in step.from_states and step.may(user)
    ]


def step_buttons(user, award):
    """The same as buttons of the award's pages in the admin."""
    return [
        Button(step.label, url=reverse(f"{ADMIN}:step", args=[award.pk, word]), priority=50 + place)
        for place, (word, step) in enumerate(steps_for(user, award))
    ]
