"""Which outcome somebody of the portal may know of."""

from wagtail_charter.assessment.models import Outcome


def released_outcome(application):
    """The outcome of ``application`` if it is released, else ``None``: nobody may tell it from one that is not there."""
    outcome = Outcome.objects.filter(application=application).select_related("level").first()
    if outcome is None or not outcome.is_released:
        return None
    outcome.application = application
    return outcome
