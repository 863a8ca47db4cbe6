"""The wording bank: how a result begins. Source: the scheme's wording of feedback; every word can be changed."""

from django.utils.translation import gettext as _

from wagtail_charter.assessment.rules.levels import NOT_READY_YET


def opening_words(key):
    """The opening words for an outcome of the level ``key``, as they are offered to the officer."""
    thanks = _("Thank you for sharing this work. We read every answer with care.")
    more = {
        "working_towards": _(
            "You are working towards the charter. You have started in every theme. Your action plan and check-in date "
            "are below."
        ),
        NOT_READY_YET: _(
            "It is too early for an award this time. That is common. Your contact will call to plan the next step with "
            "you."
        ),
    }
    return f"{thanks}\n\n{more[key]}" if key in more else thanks
